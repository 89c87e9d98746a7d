package ui

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"throughline.app/ui/panel"
	"throughline.app/ui/say"
	"throughline.app/ui/theme"
)

// How long a call is shown, and how long one who called is not heard again.
const (
	callShown = 15 * time.Second
	callDeaf  = 10 * time.Second
)

// Calls are what colleagues ask: to look where they look. One is shown at a time, in a bar
// at the top of the canvas, that goes by itself. Nothing moves unless the person wants it.
type calls struct {
	sc    *screen
	root  *fyne.Container
	muted bool
	heard map[string]heardCall // by person
	stop  func()
}

type heardCall struct {
	number uint32
	at     time.Time
}

func newCalls(sc *screen) *calls {
	c := &calls{sc: sc, root: container.NewStack(), heard: make(map[string]heardCall)}
	c.muted = sc.shell.backend.Setting(settingCalls) == "off"
	c.root.Hide()
	return c
}

// take shows the first call that is new.
func (c *calls) take(all []Cursor) {
	now := c.sc.shell.opts.Now()
	for _, o := range all {
		last := c.heard[o.ID]
		if o.Call == 0 || o.Call == last.number {
			continue
		}
		often := last.number != 0 && now.Sub(last.at) < callDeaf
		c.heard[o.ID] = heardCall{o.Call, now}
		if !c.muted && !often && !c.root.Visible() && c.sc.following != o.ID {
			c.show(o)
		}
	}
}

func (c *calls) show(o Cursor) {
	button := func(look panel.Look, text string, do func()) *panel.Button {
		return panel.NewButton(look, text, func() {
			c.clear()
			do()
			c.sc.shell.focusScreen()
		})
	}
	name := panel.Bold(say.AsksToLook(o.Name), theme.TextBody).Elided()
	row := panel.Row(10, panel.NewAvatar(o.Name, o.Hue, 28), panel.Fixed(min(name.Natural()+1, 360), 28, name),
		button(panel.Primary, say.CallGo, func() { c.sc.lookWith(o) }),
		button(panel.Soft, say.CallNot, func() {}),
		button(panel.Link, say.CallMute, c.sc.muteCalls))
	bar := panel.NewSurface(theme.Sheet, theme.Line, 12, 8, row)
	bar.Shadow = true
	c.root.Objects = []fyne.CanvasObject{bar}
	c.root.Show()
	c.sc.arrange()
	c.stop = c.sc.shell.wait(callShown, c.clear)
}

func (c *calls) clear() {
	if c.stop != nil {
		c.stop()
		c.stop = nil
	}
	if c.root.Visible() {
		c.root.Objects = nil
		c.root.Hide()
	}
}
