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
	along := func(at, size float64) float64 {
		switch {
		case at < driftZone:
			return driftSpeed * math.Pow(min(1, (driftZone-at)/driftZone), 2)
		case at > size-driftZone:
			return -driftSpeed * math.Pow(min(1, (at-size+driftZone)/driftZone), 2)
		}
		return 0
	}
	return ScreenVec{along(ed.pointer.X, ed.view.Size.W), along(ed.pointer.Y, ed.view.Size.H)}
}
