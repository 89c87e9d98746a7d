package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"throughline.app/ui/panel"
	"throughline.app/ui/theme"
)

// uncounted is where the bar stands for what cannot be counted.
const uncounted = 1.0 / 3

// A busyNote says at the foot of the canvas that something goes on, with a bar. It is not
// shown for what is done within [patience].
type busyNote struct {
	toasts *toasts
	bar    *panel.Progress
	shown  fyne.CanvasObject
	over   bool
}

// busy says sentence until done is called on what it returns. What is counted is told with
// set. Both belong to the main goroutine.
func (sc *screen) busy(sentence string, counted bool) *busyNote {
	part := uncounted
	if counted {
		part = 0
	}
	b := &busyNote{toasts: sc.toasts, bar: panel.NewProgress(part)}
	sc.shell.wait(patience, func() {
		if !b.over {
			b.show(sentence)
		}
	})
	return b
}

func (b *busyNote) show(sentence string) {
	t := b.toasts
	t.clear()
	text := panel.Inset(6, 6, 8, 8, panel.Text(sentence, theme.TextBody, theme.OnBar))
	bar := panel.NewSurface(theme.Bar, "", 12, 6, panel.Row(12, text, container.NewCenter(b.bar), panel.Fixed(8, 1, container.NewWithoutLayout())))
	bar.Shadow = true
	b.shown = bar
	t.root.Objects = []fyne.CanvasObject{bar}
	t.root.Show()
	t.placed()
}

func (b *busyNote) set(part float64) { b.bar.Set(part) }

func (b *busyNote) done() {
	b.over = true
	if t := b.toasts; b.shown != nil && len(t.root.Objects) == 1 && t.root.Objects[0] == b.shown {
		t.clear()
	}
}
