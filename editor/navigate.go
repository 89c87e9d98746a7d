package editor

import (
	"math"

	"throughline.app/workshop"
)

const (
	wheelNotch = 25.0 // what one notch of a wheel is reported as
	wheelPan   = 2.0  // units of the window that the paper moves per unit of wheel
	zoomNotch  = 1.1
	maxNotches = 4.0 // that one event may ask for; accelerated wheels report hundreds
)

// panning is the paper held by the hand.
type panning struct {
	at   ScreenPoint
	from Viewport
}

// BeginPan holds the paper at a point of the view until the button comes up.
func (ed *Editor) BeginPan(at ScreenPoint) {
	ed.pan = &panning{at, ed.view}
	ed.notify()
}

// Panning reports whether the paper is held, and Grabbing whether a press would hold it.
func (ed *Editor) Panning() bool { return ed.pan != nil }

// Grabbing reports whether a press of the left button would hold the paper.
func (ed *Editor) Grabbing() bool { return ed.pan != nil || ed.space || ed.tool.ID == HandTool }

// View is what is seen.
func (ed *Editor) View() Viewport { return ed.view }

// SetView shows another part of the canvas; a piece of it stays in sight.
func (ed *Editor) SetView(v Viewport) { ed.setView(v) }

func (ed *Editor) setView(v Viewport) {
	if v.Size.W > 0 {
		v = v.keepNear(ed.Layout().Bounds)
	}
	ed.fitted = false
	if v != ed.view {
		ed.view = v
		ed.notify()
	}
}

// Resize tells the size of the view. A view that shows all goes on to show all.
func (ed *Editor) Resize(s ScreenSize) {
	first := ed.view.Size.W < 1
	if s == ed.view.Size && !first {
		return // the view is laid out again when anything in the view takes another size
	}
	ed.view.Size = s
	if first || ed.fitted {
		ed.fit()
	}
	ed.notify()
}

// Wheel turns the wheel by d, in the units that windows report: 25 a notch, down and right
// negative. Alone it moves the paper, with Shift sideways, with Ctrl it zooms at the pointer.
func (ed *Editor) Wheel(at ScreenPoint, d ScreenVec, m Mods) {
	ed.pointer, ed.seen = at, true
	switch {
	case m.Has(Ctrl):
		notches := max(-maxNotches, min(maxNotches, (d.DX+d.DY)/wheelNotch))
		ed.setView(ed.view.ZoomAt(at, math.Pow(zoomNotch, notches)))
	case m.Has(Shift) && d.DX == 0:
		ed.setView(ed.view.PanBy(ScreenVec{clampWheel(d.DY), 0}))
	default:
		ed.setView(ed.view.PanBy(ScreenVec{clampWheel(d.DX), clampWheel(d.DY)}))
	}
}

func clampWheel(d float64) float64 {
	return wheelPan * max(-maxNotches*wheelNotch, min(maxNotches*wheelNotch, d))
}

// jump is setView for a way so far that a person may lose where they were: it counts.
func (ed *Editor) jump(v Viewport) {
	if v != ed.view {
		ed.jumps++
	}
	ed.setView(v)
}

// Jumps counts how often the view went elsewhere at a word, such as to a stage. What shows
// the view may glide there; the editor is there at once.
func (ed *Editor) Jumps() int { return ed.jumps }

// Fit shows the whole canvas.
func (ed *Editor) Fit() {
	ed.jumps++
	ed.fit()
}

func (ed *Editor) fit() {
	l := ed.Layout()
	ed.setView(ed.view.fitClear(l.Bounds, l.Sheet, ed.Insets, ed.corner, maxFit))
	ed.fitted = true
}

// FitSelection shows the selected notes, or all where none is selected.
func (ed *Editor) FitSelection() {
	r := ed.bounds(ed.selection.ids)
	if r.Empty() {
		ed.Fit()
		return
	}
	ed.jump(ed.view.Fit(r.Inset(-24), ed.Insets, maxFit))
}

// ZoomTo sets the zoom and keeps the middle of the view.
func (ed *Editor) ZoomTo(z Zoom) { ed.zoomBy(float64(z / ed.view.Zoom)) }

func (ed *Editor) zoomBy(factor float64) {
	ed.jump(ed.view.ZoomAt(ScreenPoint{ed.view.Size.W / 2, ed.view.Size.H / 2}, factor))
}

// GoToStage shows a stage from head to foot; the first is 0. There may be none.
func (ed *Editor) GoToStage(i int) {
	l := ed.Layout()
	if i < len(l.Stages) {
		st := l.Stages[i]
		ed.jump(ed.view.Fit(st.Head.Union(st.Column).Inset(-16), ed.Insets, 1.5))
	}
}

// Reveal moves the view, as little as needed, until r is seen.
func (ed *Editor) Reveal(r workshop.Rect) {
	v, z := ed.view, float64(ed.view.Zoom)
	const edge = 16
	left, top := v.Origin.X+(ed.Insets.Left+edge)/z, v.Origin.Y+(ed.Insets.Top+edge)/z
	right := v.Origin.X + (v.Size.W-ed.Insets.Right-edge)/z
	bottom := v.Origin.Y + (v.Size.H-ed.Insets.Bottom-edge)/z
	if v.Size.W < 1 || r.Empty() || left <= r.Min.X && r.Max.X <= right && top <= r.Min.Y && r.Max.Y <= bottom {
		return
	}
	shift := func(lo, hi, from, to float64) float64 {
		if from < lo || to-from > hi-lo {
			return from - lo
		}
		return max(0, to-hi)
	}
	v.Origin.X += shift(left, right, r.Min.X, r.Max.X)
	v.Origin.Y += shift(top, bottom, r.Min.Y, r.Max.Y)
	ed.setView(v)
}

// Show selects notes and moves the view to them, as from a search. Those that are gone are
// left out; if none is left nothing happens.
func (ed *Editor) Show(ids ...workshop.NoteID) {
	r := ed.bounds(ids)
	if r.Empty() {
		return
	}
	ed.Select(ids...)
	ed.Reveal(r)
}

// bounds is the rectangle around notes.
func (ed *Editor) bounds(ids []workshop.NoteID) workshop.Rect {
	var all workshop.Rect
	hits := ed.Hits()
	for _, id := range ids {
		if r, ok := hits.NoteRect(id); ok {
			all = all.Union(r)
		}
	}
	return all
}

// CoverCorner tells how much of the view's corner at the bottom right is covered, in units of
// the window: [Editor.Fit] keeps the sheet clear of it.
func (ed *Editor) CoverCorner(size ScreenVec) { ed.corner = size }

// Cover tells how much of the view something new covers, beside what Insets says. A view
// that shows all goes on to show all.
func (ed *Editor) Cover(in Insets) {
	if ed.base == nil {
		base := ed.Insets
		ed.base = &base
	}
	ed.Insets = Insets{
		Left: ed.base.Left + in.Left, Top: ed.base.Top + in.Top,
		Right: ed.base.Right + in.Right, Bottom: ed.base.Bottom + in.Bottom,
	}
	if ed.fitted {
		ed.fit()
	}
}
