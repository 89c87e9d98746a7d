package tool

import (
	"slices"
	"time"

	"throughline.app/editor"
	"throughline.app/workshop"
)

// dwellTime is how long the pointer rests on a note before what it carries joins it.
const dwellTime = 400 * time.Millisecond

// A dwell is the pointer resting over the middle of a note while it carries others.
type dwell struct {
	over workshop.NoteID // "" for none
	lit  bool            // it has rested long enough
	stop func()          // ends the wait
}

// follow tells where the pointer is now; carried notes do not count.
func (d dwell) follow(ed *editor.Editor, carried []workshop.NoteID, p workshop.Point) dwell {
	over := underMiddle(ed, carried, p)
	if over == d.over {
		return d
	}
	d.end()
	if over == "" {
		return dwell{}
	}
	return dwell{over: over, stop: ed.WaitHeld(dwellTime)}
}

// held tells that the pointer has rested.
func (d dwell) held() dwell {
	d.lit = d.over != ""
	return d
}

func (d dwell) end() {
	if d.stop != nil {
		d.stop()
	}
}

// underMiddle is the topmost note whose middle part p lies in.
func underMiddle(ed *editor.Editor, carried []workshop.NoteID, p workshop.Point) workshop.NoteID {
	spot := workshop.RectAt(p, workshop.Size{W: 0.01, H: 0.01})
	for _, id := range slices.Backward(ed.Hits().NotesIn(spot, false)) {
		if slices.Contains(carried, id) {
			continue
		}
		r, _ := ed.Hits().NoteRect(id)
		r.Min.X, r.Max.X = r.Min.X+r.W()/4, r.Max.X-r.W()/4
		r.Min.Y, r.Max.Y = r.Min.Y+r.H()/4, r.Max.Y-r.H()/4
		if r.Contains(p) {
			return id
		}
		return ""
	}
	return ""
}
