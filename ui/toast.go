package ui

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"throughline.app/editor"
	"throughline.app/ui/panel"
	"throughline.app/ui/theme"
)

// How long a toast stays; longer if there is something to do about it.
const (
	toastStays  = 5 * time.Second
	toastOffers = 8 * time.Second
	toastComes  = 110 * time.Millisecond
)

// toastWidth is the widest line of a toast, in Fyne units; what is longer wraps.
const toastWidth = 560

// Toasts are what just happened, told one at a time in a bar at the foot of the canvas. It
// goes by itself, when its button was pressed, and when the button would mean something
// else.
type toasts struct {
	root   *fyne.Container
	wait   func(time.Duration, func()) (stop func())
	placed func()         // lays the screen out again
	still  func() bool    // nothing is to move
	most   func() float32 // how wide a line may be
	back   func()         // gives the keyboard back to the canvas
	now    editor.Offer
	button *panel.Button
	stop   func()
}

func newToasts(wait func(time.Duration, func()) (stop func()), placed, back func()) *toasts {
	t := &toasts{root: container.NewStack(), wait: wait, placed: placed, back: back}
	t.root.Hide()
	return t
}

// toast says a sentence, with a button if it has a word on it.
func (sc *screen) toast(sentence, button string, action func()) {
	sc.toasts.offer(editor.Offer{Sentence: sentence, Button: button, Do: action})
}

// offer shows o in place of what was told before.
func (t *toasts) offer(o editor.Offer) {
	t.clear()
	t.now = o
	text := panel.Text(o.Sentence, theme.TextBody, theme.OnBar)
	if most := t.most(); text.Natural() > most {
		text = panel.Wrapped(o.Sentence, theme.TextBody, theme.OnBar, most, 3)
	}
	row := panel.Row(16, panel.Inset(6, 6, 8, 8, text))
	stays := toastStays
	if o.Button != "" {
		stays = toastOffers
		t.button = panel.NewButton(panel.OnBar, o.Button, func() {
			t.clear()
			if o.Do != nil {
				o.Do()
			}
			t.back()
		})
		row.Add(t.button)
	}
	bar := panel.NewSurface(theme.Bar, "", 12, 6, row)
	bar.Shadow = true
	t.root.Objects = []fyne.CanvasObject{bar}
	t.root.Show()
	t.placed()
	t.come()
	t.await(stays)
}

// come lets the toast slide up to its place.
func (t *toasts) come() {
	if t.still() {
		return
	}
	const by = 12
	moved := t.root.Objects[0]
	a := fyne.NewAnimation(toastComes, func(part float32) { moved.Move(fyne.NewPos(0, by*(1-part))) })
	a.Curve = fyne.AnimationEaseOut
	a.Start()
}

// await clears the toast after a while; one whose button has the keyboard stays.
func (t *toasts) await(d time.Duration) {
	t.stop = t.wait(d, func() {
		if t.button != nil && t.button.Focused() {
			t.await(d)
			return
		}
		t.clear()
	})
}

// look takes the toast away when its button no longer means what it meant.
func (t *toasts) look() {
	if t.now.Still != nil && !t.now.Still() {
		t.clear()
	}
}

// focus gives the keyboard to the button, and reports whether there is one.
func (t *toasts) focus(c fyne.Canvas) bool {
	if t.button == nil {
		return false
	}
	c.Focus(t.button)
	return true
}

func (t *toasts) clear() {
	if t.stop != nil {
		t.stop()
	}
	t.stop, t.button, t.now = nil, nil, editor.Offer{}
	if len(t.root.Objects) > 0 {
		t.root.Objects = nil
		t.root.Hide()
	}
}
