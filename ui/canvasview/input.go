package canvasview

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"throughline.app/editor"
)

// input is what the translator remembers between two events.
type input struct {
	button  editor.Button // held
	last    time.Time     // of the press before
	at      editor.ScreenPoint
	clicks  int
	dragged bool // since the press
}

const (
	doubleClick = 400 * time.Millisecond
	clickSpread = 6 // units of the window between the clicks of a double-click
)

func screen(p fyne.Position) editor.ScreenPoint {
	return editor.ScreenPoint{X: float64(p.X), Y: float64(p.Y)}
}

// MouseDown begins a gesture and takes the keyboard. Double-clicks are timed here: asking
// Fyne for them would delay every click.
func (v *View) MouseDown(ev *desktop.MouseEvent) {
	v.finishIfOutside()
	v.Focus()
	if v.pressComments(ev) {
		return
	}
	at, b := screen(ev.Position), button(ev.Button)
	now := v.opts.Now()
	in := &v.input
	if b == editor.Left && in.clicks == 1 && !in.dragged && now.Sub(in.last) < doubleClick && at.Sub(in.at).Len() <= clickSpread {
		in.clicks = 2
	} else {
		in.clicks = 1
	}
	if b != editor.Left {
		in.clicks = 0
	}
	in.last, in.at, in.button, in.dragged = now, at, b, false
	v.ed.PointerDown(at, b, mods(ev.Modifier), max(1, in.clicks))
}

// MouseUp ends a gesture.
func (v *View) MouseUp(ev *desktop.MouseEvent) {
	b := v.input.button
	v.input.button = editor.NoButton
	if b == editor.NoButton {
		return // the press opened something
	}
	v.ed.PointerUp(screen(ev.Position), b, mods(ev.Modifier), max(1, v.input.clicks))
	if b == editor.Right && !v.input.dragged && v.OnMenu != nil {
		v.ed.AimAt(screen(ev.Position))
		v.OnMenu(ev.AbsolutePosition)
	}
	if v.overlay.writing || v.overlay.links.panel.open != "" || v.overlay.name.isOpen() {
		// Fyne takes the keyboard from what is not under the pointer, after this event.
		v.opts.After(10*time.Millisecond, v.Focus)
	}
}

// Dragged is a move with a button held.
func (v *View) Dragged(ev *fyne.DragEvent) {
	v.input.dragged = true
	v.move(ev.Position, v.opts.Modifiers())
}

// DragEnd follows MouseUp, which did everything.
func (v *View) DragEnd() {}

// MouseIn is the pointer's first move over the view.
func (v *View) MouseIn(ev *desktop.MouseEvent) { v.MouseMoved(ev) }

// MouseMoved is a move with no button, or with the right one.
func (v *View) MouseMoved(ev *desktop.MouseEvent) {
	v.panRight(screen(ev.Position))
	v.move(ev.Position, mods(ev.Modifier))
}

// panBegins is how far the right button is dragged, in units of the window, before it holds
// the paper: less is a click that asks for a menu.
const panBegins = 4

func (v *View) panRight(at editor.ScreenPoint) {
	in := &v.input
	if in.button == editor.Right && !in.dragged && at.Sub(in.at).Len() > panBegins && !v.ed.Preview().Busy() {
		in.dragged = true
		v.ed.BeginPan(in.at)
	}
}

// MouseOut is the pointer leaving the view.
func (v *View) MouseOut() {
	v.company.own = nowhere
	v.ed.PointerGone()
	v.point(editor.ScreenPoint{X: -1e6})
}

func (v *View) move(p fyne.Position, m editor.Mods) {
	at := screen(p)
	v.pointed, v.company.own = true, p
	v.ed.PointerMove(at, m)
	v.point(at)
	v.tellPresence()
	v.drift()
}

// Scrolled is the wheel. Fyne does not tell the modifiers with it.
func (v *View) Scrolled(ev *fyne.ScrollEvent) {
	d := editor.ScreenVec{DX: float64(ev.Scrolled.DX), DY: float64(ev.Scrolled.DY)}
	v.turn(screen(ev.Position), d, v.opts.Modifiers())
}

// finishIfOutside keeps what is written when the person clicks elsewhere.
func (v *View) finishIfOutside() {
	if v.overlay.writing {
		v.ed.Finish()
	}
}

func button(b desktop.MouseButton) editor.Button {
	switch b {
	case desktop.MouseButtonPrimary:
		return editor.Left
	case desktop.MouseButtonTertiary:
		return editor.Middle
	case desktop.MouseButtonSecondary:
		return editor.Right
	}
	return editor.NoButton
}
