package editor

import (
	"math"
	"time"
)

// While something is dragged near the edge of the view the paper moves under it: slowly
// where that begins, faster at the edge and beyond.
const (
	driftZone  = 28.0    // units of the window from the edge
	driftSpeed = 1_100.0 // units of the window a second, at the edge
	driftOver  = 40.0    // units of the window beyond the end of the sheet: there is nothing further
)

// Drifting reports whether the paper moves by itself: something is being dragged, and the
// pointer is near the edge of the view or beyond it.
func (ed *Editor) Drifting() bool { return ed.drift() != ScreenVec{} }

// Drift moves the paper by as much as it goes in dt, and carries on with the drag. It
// reports false once there is nothing more to do.
func (ed *Editor) Drift(dt time.Duration) bool {
	v, before := ed.drift(), ed.view
	if (v == ScreenVec{}) {
		return false
	}
	ed.setView(ed.view.PanBy(ScreenVec{v.DX * dt.Seconds(), v.DY * dt.Seconds()}))
	if ed.view == before {
		return false // the end of the paper
	}
	ed.handle(ed.event(Move, ed.pointer, NoButton, ed.mods, 0))
	return true
}

// drift is how fast the paper moves, in units of the window a second.
func (ed *Editor) drift() ScreenVec {
	if !ed.preview.Busy() || ed.pan != nil {
		return ScreenVec{}
	}
	along := func(at, size float64, before, after bool) float64 {
		switch {
		case at < driftZone && before:
			return driftSpeed * math.Pow(min(1, (driftZone-at)/driftZone), 2)
		case at > size-driftZone && after:
			return -driftSpeed * math.Pow(min(1, (at-size+driftZone)/driftZone), 2)
		}
		return 0
	}
	see, all := ed.view.Visible(), ed.Layout().Bounds.Inset(-driftOver/float64(ed.view.Zoom))
	return ScreenVec{
		along(ed.pointer.X, ed.view.Size.W, see.Min.X > all.Min.X, see.Max.X < all.Max.X),
		along(ed.pointer.Y, ed.view.Size.H, see.Min.Y > all.Min.Y, see.Max.Y < all.Max.Y),
	}
}
