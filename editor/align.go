package editor

import (
	"cmp"
	"slices"

	"throughline.app/method"
	"throughline.app/workshop"
)

// An Edge is what notes are aligned by.
type Edge int

// The edges and middles.
const (
	LeftEdge Edge = iota
	MiddleAcross
	RightEdge
	TopEdge
	MiddleDown
	BottomEdge
)

// A laid is a note and where it lies.
type laid struct {
	note *workshop.Note
	r    workshop.Rect
}

// laidOut is where notes lie, in their order.
func (ed *Editor) laidOut(ids []workshop.NoteID) []laid {
	snap, l := ed.doc.Snapshot(), ed.Layout()
	var out []laid
	for _, id := range ids {
		if n := snap.Notes.Get(id); n != nil {
			out = append(out, laid{n, workshop.RectAt(l.At(n), ed.measure(n))})
		}
	}
	return out
}

// groups parts notes by stage, or by lane, so that putting them in order never gives one
// another stage or lane: that is for a drag or a command that says so.
func (ed *Editor) groups(all []laid, across bool) [][]laid {
	l := ed.Layout()
	by := make(map[workshop.Region][]laid)
	var keys []workshop.Region
	for _, one := range all {
		home := l.HomeOf(one.note)
		key := workshop.Region{Stage: home.Stage}
		if across {
			key = workshop.Region{Lane: home.Lane}
		}
		if by[key] == nil {
			keys = append(keys, key)
		}
		by[key] = append(by[key], one)
	}
	out := make([][]laid, len(keys))
	for i, k := range keys {
		out[i] = by[k]
	}
	return out
}

// within is the move of a note in its region to where its top left is at p, or as near as
// the region allows.
func (ed *Editor) within(one laid, p workshop.Point) workshop.Move {
	l := ed.Layout()
	to := l.PlaceOf(one.note)
	to.At = workshop.Point{}
	origin := l.Position(to)
	if cell, ok := l.Cell(to.Region); ok {
		p.X = max(cell.Min.X, min(p.X, cell.Max.X-one.r.W()))
		p.Y = min(p.Y, max(cell.Max.Y-one.r.H(), one.r.Min.Y))
	}
	to.At = workshop.Point{X: max(0, p.X-origin.X), Y: max(0, p.Y-origin.Y)}
	return workshop.Move{Note: one.note.ID, To: to}
}

// Align lines the selected notes up: left, centre and right within each stage, top, middle
// and bottom within each lane.
func (ed *Editor) Align(e Edge) {
	ids := ed.loose()
	var moves []workshop.Move
	for _, group := range ed.groups(ed.laidOut(ids), e >= TopEdge) {
		var all workshop.Rect
		for _, one := range group {
			all = all.Union(one.r)
		}
		for _, one := range group {
			p := one.r.Min
			switch e {
			case LeftEdge:
				p.X = all.Min.X
			case MiddleAcross:
				p.X = all.Center().X - one.r.W()/2
			case RightEdge:
				p.X = all.Max.X - one.r.W()
			case TopEdge:
				p.Y = all.Min.Y
			case MiddleDown:
				p.Y = all.Center().Y - one.r.H()/2
			case BottomEdge:
				p.Y = all.Max.Y - one.r.H()
			}
			moves = append(moves, ed.within(one, p))
		}
	}
	ed.arrange("align ", moves)
}

// Distribute makes the gaps between the selected notes equal, across within each lane or
// down within each stage. The outermost stay; where there is too little room for all, the
// last moves on.
func (ed *Editor) Distribute(across bool) {
	ids := ed.loose()
	var moves []workshop.Move
	for _, group := range ed.groups(ed.laidOut(ids), across) {
		if len(group) < 3 {
			continue
		}
		span := func(r workshop.Rect) (from, to float64) {
			if across {
				return r.Min.X, r.Max.X
			}
			return r.Min.Y, r.Max.Y
		}
		slices.SortStableFunc(group, func(a, b laid) int {
			af, at := span(a.r)
			bf, bt := span(b.r)
			return cmp.Compare(af+at, bf+bt)
		})
		from, _ := span(group[0].r)
		_, end := span(group[len(group)-1].r)
		taken := 0.0
		for _, one := range group {
			f, t := span(one.r)
			taken += t - f
		}
		gap := max(method.Gap, (end-from-taken)/float64(len(group)-1))
		for _, one := range group {
			p := one.r.Min
			f, t := span(one.r)
			if across {
				p.X = from
			} else {
				p.Y = from
			}
			moves = append(moves, ed.within(one, p))
			from += t - f + gap
		}
	}
	ed.arrange("distribute ", moves)
}

// arrange commits moves that put notes in order, as one step.
func (ed *Editor) arrange(label string, moves []workshop.Move) {
	if len(moves) > 0 {
		ed.Do(label+notes(len(moves)), workshop.MoveNotes{Moves: moves})
	}
}
