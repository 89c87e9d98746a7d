package editor

import (
	"cmp"
	"slices"

	"throughline.app/method"
	"throughline.app/workshop"
)

// A Direction is where the next note is.
type Direction int

// The directions.
const (
	Rightward Direction = iota
	Leftward
	Downward
	Upward
)

// vec is one step of the given width and height that way.
func (d Direction) vec(w, h float64) workshop.Vec {
	switch d {
	case Rightward:
		return workshop.Vec{DX: w}
	case Leftward:
		return workshop.Vec{DX: -w}
	case Downward:
		return workshop.Vec{DY: h}
	}
	return workshop.Vec{DY: -h}
}

// Chain ends the writing and goes on in the next note that way: the one that is there, or
// a new one. Sideways it passes into the next stage, downwards it stays in the region.
func (ed *Editor) Chain(dir Direction) {
	e := ed.editing
	if e == nil || e.Header {
		return
	}
	from := ed.EditingRect()
	if !ed.Finish() {
		return
	}
	next := from.Add(dir.vec(method.NoteW+method.Gap, from.H()+method.Gap))
	if dir == Upward {
		next = workshop.RectAt(workshop.Point{X: from.Min.X, Y: from.Min.Y - method.NoteH - method.Gap},
			workshop.Size{W: method.NoteW, H: method.NoteH})
	}
	if id, ok := ed.near(next, e.Note.ID); ok {
		ed.EditNote(id)
		return
	}
	place := ed.neighbour(e.Note.Place.Region, from, next, dir)
	landed := workshop.RectAt(ed.Layout().Position(place), workshop.Size{W: method.NoteW, H: method.NoteH})
	if id, ok := ed.near(landed, ""); ok {
		if id != e.Note.ID {
			ed.EditNote(id)
			return
		}
		spot := ed.Layout().FreeSpot(ed.doc.Snapshot(), place.Region, ed.Measure, 1)
		place.At = spot[0]
	}
	ed.writeIn(place, "")
}

// slack is how far over the edge of a region a next note may reach: it is put back inside.
const slack = method.NoteW / 4

// neighbour is the place of a new note at next. It is in the region at from while that
// has room that way, otherwise in the next region that way.
func (ed *Editor) neighbour(r workshop.Region, from, next workshop.Rect, dir Direction) workshop.Place {
	l := ed.Layout()
	cell, ok := l.Cell(r)
	switch {
	case !ok, dir == Downward, dir == Upward && next.Min.Y >= cell.Min.Y:
		return l.PlaceAt(next.Min, from.Center())
	case dir == Leftward && next.Min.X >= cell.Min.X-slack, dir == Rightward && next.Max.X <= cell.Max.X+slack:
		return l.PlaceAt(next.Min, from.Center())
	}
	beyond := map[Direction]workshop.Point{
		Rightward: {X: cell.Max.X + 2*method.CellPadding, Y: from.Min.Y + 1},
		Leftward:  {X: cell.Min.X - 2*method.CellPadding, Y: from.Min.Y + 1},
		Upward:    {X: from.Center().X, Y: cell.Min.Y - 2*method.CellPadding},
	}[dir]
	other, ok := l.RegionAt(beyond)
	if !ok {
		return l.PlaceAt(from.Min, from.Center()) // the edge of the canvas
	}
	topLeft := next.Min
	if dir == Rightward {
		if c, ok := l.Cell(other); ok {
			topLeft.X = c.Min.X
		}
	}
	if dir == Leftward {
		if c, ok := l.Cell(other); ok {
			topLeft.X = c.Min.X + method.NoteW + method.Gap
		}
	}
	return l.PlaceAt(topLeft, beyond)
}

// near finds a note, not that one, which covers a good part of r.
func (ed *Editor) near(r workshop.Rect, not workshop.NoteID) (workshop.NoteID, bool) {
	core := r.Inset(min(r.W(), r.H()) * 0.3)
	for _, id := range ed.Hits().NotesIn(core, false) {
		if id != not {
			return id, true
		}
	}
	return "", false
}

// Step selects the next note in reading order, or the one before; from nothing it begins
// with the first or the last.
func (ed *Editor) Step(forward bool) {
	ids := ed.readingOrder()
	if len(ids) == 0 {
		return
	}
	i := -1
	if n := ed.selection.Len(); n > 0 {
		i = slices.Index(ids, ed.selection.ids[n-1])
	}
	switch {
	case forward:
		i = (i + 1) % len(ids)
	case i <= 0:
		i = len(ids) - 1
	default:
		i--
	}
	ed.Select(ids[i])
	ed.Reveal(ed.bounds(ids[i : i+1]))
}

// readingOrder lists the notes lane by lane, stage by stage, then down and right.
func (ed *Editor) readingOrder() []workshop.NoteID {
	l := ed.Layout()
	stage, lane := make(map[workshop.StageID]int), make(map[workshop.LaneID]int)
	for i, s := range l.Stages {
		stage[s.ID] = i - len(l.Stages)
	}
	for i, r := range l.Lanes {
		lane[r.ID] = i - len(l.Lanes)
	}
	notes := ed.doc.Snapshot().NoteList(ed.canvas)
	slices.SortStableFunc(notes, func(a, b *workshop.Note) int {
		r, q := l.Home(a.Place.Region), l.Home(b.Place.Region)
		p, o := l.Position(a.Place), l.Position(b.Place)
		return cmp.Or(
			cmp.Compare(lane[r.Lane], lane[q.Lane]), cmp.Compare(stage[r.Stage], stage[q.Stage]),
			cmp.Compare(p.Y, o.Y), cmp.Compare(p.X, o.X))
	})
	ids := make([]workshop.NoteID, len(notes))
	for i, n := range notes {
		ids[i] = n.ID
	}
	return ids
}

// ReadingOrder lists the notes as Tab goes through them: lane by lane, stage by stage,
// then down and right.
func (ed *Editor) ReadingOrder() []workshop.NoteID { return ed.readingOrder() }
