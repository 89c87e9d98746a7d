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
	ed.goBeside(e.Note, from, dir)
}

// goBeside goes on in the note next to n, which lies at from, or begins one.
func (ed *Editor) goBeside(n workshop.Note, from workshop.Rect, dir Direction) {
	like := ed.next(n)
	next := beside(from, method.SizeOf(&like), dir)
	if id, ok := ed.near(next, n.ID); ok {
		ed.EditNote(id)
		return
	}
	place := ed.neighbour(ed.Layout().PlaceOf(&n).Region, from, next, dir)
	landed := workshop.RectAt(ed.Layout().Position(place), next.Size())
	if id, ok := ed.near(landed, ""); ok {
		if id != n.ID {
			ed.EditNote(id)
			return
		}
		spot := ed.Layout().Fill(ed.doc.Snapshot(), place.Region, ed.Measure, []workshop.Size{next.Size()})
		place.At = spot[0]
	}
	ed.writeIn(place, "", like.Size)
}

// next is what the note after n is like: as large as it. After words without a sheet comes
// a small note.
func (ed *Editor) next(n workshop.Note) workshop.Note {
	if now := ed.doc.Snapshot().Notes.Get(n.ID); now != nil {
		n = *now
	}
	if n.Shape != workshop.Sticky {
		return workshop.Note{}
	}
	return workshop.Note{Size: n.Size}
}

// beside is a box of that size next to another.
func beside(from workshop.Rect, size workshop.Size, dir Direction) workshop.Rect {
	at := from.Min
	switch dir {
	case Rightward:
		at.X = from.Max.X + method.Gap
	case Leftward:
		at.X -= method.Gap + size.W
	case Downward:
		at.Y = from.Max.Y + method.Gap
	case Upward:
		at.Y -= method.Gap + size.H
	}
	return workshop.RectAt(at, size)
}

// neighbour is the place of a new note at next. It is in the region at from while that
// has room that way, otherwise in the next region that way. It may reach over the edge by a
// quarter of its width: it is put back inside.
func (ed *Editor) neighbour(r workshop.Region, from, next workshop.Rect, dir Direction) workshop.Place {
	l, slack := ed.Layout(), next.W()/4
	cell, ok := l.Cell(r)
	switch {
	case !ok, dir == Downward, dir == Upward && next.Min.Y >= cell.Min.Y:
		return l.PlaceNote(next, from.Center())
	case dir == Leftward && next.Min.X >= cell.Min.X-slack, dir == Rightward && next.Max.X <= cell.Max.X+slack:
		return l.PlaceNote(next, from.Center())
	}
	beyond := map[Direction]workshop.Point{
		Rightward: {X: cell.Max.X + 2*method.CellPadding, Y: from.Min.Y + 1},
		Leftward:  {X: cell.Min.X - 2*method.CellPadding, Y: from.Min.Y + 1},
		Upward:    {X: from.Center().X, Y: cell.Min.Y - 2*method.CellPadding},
	}[dir]
	other, ok := l.RegionAt(beyond)
	if !ok {
		return l.PlaceNote(workshop.RectAt(from.Min, next.Size()), from.Center()) // the edge of the canvas
	}
	topLeft := next.Min
	if dir == Rightward {
		if c, ok := l.Cell(other); ok {
			topLeft.X = c.Min.X
		}
	}
	if dir == Leftward {
		if c, ok := l.Cell(other); ok {
			topLeft.X = c.Min.X + max(0, min(method.NoteW+method.Gap, c.W()-next.W()))
		}
	}
	return l.PlaceNote(workshop.RectAt(topLeft, next.Size()), beyond)
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
		r, q := l.HomeOf(a), l.HomeOf(b)
		p, o := l.At(a), l.At(b)
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
