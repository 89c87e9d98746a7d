package editor

import (
	"fmt"
	"slices"

	"throughline.app/method"
	"throughline.app/workshop"
)

// notes says "a note" or "12 notes", for labels.
func notes(n int) string {
	if n == 1 {
		return "a note"
	}
	return fmt.Sprintf("%d notes", n)
}

// Drop moves notes by a distance and puts them on top, as one step. Each note goes to the
// region under its middle, a single one to the region under the pointer; where that is no
// region they go to the pointer's. Notes that are gone are skipped.
//
// A note that lands in the container of a category joins it; a member that lands outside of
// its own leaves it, see [Editor.Receiving].
func (ed *Editor) Drop(ids []workshop.NoteID, by workshop.Vec, pointer workshop.Point) {
	moves := ed.moves(ids, by, pointer)
	ed.drop(moves, ed.joinings(moves))
}

// DropWhole is [Editor.Drop] for a container that is carried by its name: its notes go to
// the region of the first of them together, and stay in their category.
func (ed *Editor) DropWhole(ids []workshop.NoteID, by workshop.Vec) {
	snap, l := ed.doc.Snapshot(), ed.Layout()
	var moves []workshop.Move
	var under workshop.Point
	for _, id := range ids {
		if r, ok := ed.Hits().NoteRect(id); ok && ed.on(snap, id) {
			r = r.Add(by)
			if len(moves) == 0 {
				under = r.Center()
			}
			moves = append(moves, workshop.Move{Note: id, To: l.PlaceNote(r, under)})
		}
	}
	ed.drop(moves, nil)
}

func (ed *Editor) drop(moves []workshop.Move, joins []joining) {
	if len(moves) == 0 {
		return
	}
	moved := make([]workshop.NoteID, len(moves))
	for i, m := range moves {
		moved[i] = m.Note
	}
	op := append(ed.landing(moves), workshop.Raise{Notes: moved})
	joins = ed.keepJoins(joins)
	for _, j := range joins {
		op = append(op, workshop.JoinCategory{Category: j.into, Notes: j.ids, By: ed.doc.Me()})
	}
	_, ok := ed.Do(ed.dropLabel(len(moves), joins), op)
	switch {
	case !ok:
	case ed.tellLeft(joins):
	case len(moves) >= manyNotes:
		ed.OfferUndo(counted(len(moves)) + " moved")
	}
}

// DropCopies puts copies down where [Editor.Drop] would move the notes, and selects them.
func (ed *Editor) DropCopies(ids []workshop.NoteID, by workshop.Vec, pointer workshop.Point) {
	moves := ed.moves(ids, by, pointer)
	ids = make([]workshop.NoteID, len(moves))
	places := make([]workshop.Place, len(moves))
	for i, m := range moves {
		ids[i], places[i] = m.Note, m.To
	}
	ed.addCopies("copy "+notes(len(ids)), ids, places)
}

// moves is where Drop puts notes.
func (ed *Editor) moves(ids []workshop.NoteID, by workshop.Vec, pointer workshop.Point) []workshop.Move {
	snap, l := ed.doc.Snapshot(), ed.Layout()
	var moves []workshop.Move
	for _, id := range ids {
		if !ed.on(snap, id) {
			continue
		}
		n := snap.Notes.Get(id)
		r := workshop.RectAt(l.At(n), ed.measure(n)).Add(by)
		under := r.Center()
		if _, ok := l.RegionAt(under); !ok || len(ids) == 1 {
			under = pointer
			if cell, ok := l.Cell(l.PlaceNote(r, under).Region); ok {
				r = r.Add(workshop.Vec{DY: min(0, cell.Max.Y-r.Min.Y)}) // not far below: a row would grow for it
			}
		}
		moves = append(moves, workshop.Move{Note: id, To: l.PlaceNote(r, under)})
	}
	return moves
}

// Near and far steps of the arrow keys, in canvas units.
const (
	nudgeNear = 4
	nudgeFar  = 40
)

// Nudge moves the selected notes a little, or far; at the edge of a region they step into
// the next. Without a selection it moves the view. Nudges in a row are taken back as one.
func (ed *Editor) Nudge(dir Direction, far bool) {
	step := float64(nudgeNear)
	if far {
		step = nudgeFar
	}
	by := dir.vec(step, step)
	if ed.selection.Len() == 0 {
		v := dir.vec(60, 60)
		ed.setView(ed.view.PanBy(ScreenVec{-v.DX, -v.DY}))
		return
	}
	snap, l := ed.doc.Snapshot(), ed.Layout()
	ids := ed.loose()
	moves := make([]workshop.Move, 0, len(ids))
	for _, id := range ids {
		n := snap.Notes.Get(id)
		r := workshop.RectAt(l.At(n), ed.measure(n))
		to := l.PlaceNote(r.Add(by), r.Center())
		at := l.PlaceOf(n)
		if cell, ok := l.Cell(at.Region); ok && (to == at || beyond(cell, r.Add(by), dir)) {
			over := dir.vec(r.W()/2+4*method.CellPadding, r.H()/2+4*method.CellPadding)
			edge := workshop.Point{X: min(cell.Max.X, max(cell.Min.X, r.Center().X)), Y: r.Center().Y}
			if _, ok := l.RegionAt(edge.Add(over)); ok {
				to = l.PlaceNote(r.Add(by), edge.Add(over))
			}
		}
		moves = append(moves, workshop.Move{Note: id, To: to})
	}
	d, err := ed.apply(ed.landing(moves))
	if err != nil || len(moves) == 0 {
		return
	}
	label := "nudge " + notes(len(moves))
	if ed.nudging {
		ed.history.Extend(label, d)
	} else {
		ed.history.Record(label, d)
	}
	ed.nudging = !d.Empty()
	ed.Reveal(ed.bounds(ed.selection.ids))
	ed.notify()
}

// beyond reports whether r has left the foot of a cell, where a row would grow for ever.
func beyond(cell, r workshop.Rect, dir Direction) bool {
	return dir == Downward && r.Max.Y > cell.Max.Y
}

// Delete deletes the selected notes, or removes the selected link. Notes that are only shown
// on this canvas are taken off it, and stay where they were written.
func (ed *Editor) Delete() {
	if ed.RemoveLink() {
		return
	}
	own, guests := ed.parts(ed.loose())
	if len(own)+len(guests) == 0 {
		return
	}
	label := "delete " + notes(len(own))
	if len(own) == 0 {
		label = labelHide(len(guests))
	}
	told := ed.deletedWords(own, guests)
	op := workshop.Together{workshop.HideNotes{Notes: guests, Canvas: ed.canvas}, workshop.DeleteNotes{Notes: own}}
	if _, ok := ed.Do(label, op); ok {
		ed.Select(ed.selection.ids...)
		ed.OfferUndo(told)
	}
}

// Duplicate copies the selected notes to free places of their regions and selects the
// copies. A copy is by this person.
func (ed *Editor) Duplicate() {
	snap, l := ed.doc.Snapshot(), ed.Layout()
	ids := ed.selection.IDs()
	sizes := make(map[workshop.Region][]workshop.Size)
	for _, id := range ids {
		n := snap.Notes.Get(id)
		r := l.HomeOf(n)
		sizes[r] = append(sizes[r], ed.measure(n))
	}
	free := make(map[workshop.Region][]workshop.Point, len(sizes))
	for r, all := range sizes {
		free[r] = l.Fill(snap, r, ed.Measure, all)
	}
	places := make([]workshop.Place, len(ids))
	for i, id := range ids {
		places[i] = l.PlaceOf(snap.Notes.Get(id))
		r := l.Home(places[i].Region)
		places[i].Region = r
		places[i].At, free[r] = free[r][0], free[r][1:]
	}
	ed.addCopies("duplicate "+notes(len(ids)), ids, places)
}

func (ed *Editor) addCopies(label string, ids []workshop.NoteID, places []workshop.Place) {
	if len(ids) == 0 {
		return
	}
	snap := ed.doc.Snapshot()
	orders := workshop.OrderAfter(ed.topOrder(), len(ids))
	copies, fresh := make([]workshop.Note, len(ids)), make([]workshop.NoteID, len(ids))
	for i, id := range ids {
		n := *snap.Notes.Get(id)
		n.ID, n.Author, n.Order, n.Gone, n.Lock = workshop.NoteID(ed.doc.NewID()), ed.doc.Me(), orders[i], "", ""
		n.Color, n.Kind = ed.follow(&n, places[i].Region)
		n.Place, n.Shown = places[i], workshop.Keyed{}
		copies[i], fresh[i] = n, n.ID
	}
	if _, ok := ed.Do(label, workshop.AddNotes{Notes: copies}); ok {
		ed.Select(fresh...)
		ed.Reveal(ed.bounds(fresh))
	}
}

// Recolor gives the selected notes, or the one being written, a colour.
func (ed *Editor) Recolor(c workshop.Color) {
	ids := ed.loose()
	if e := ed.editing; e != nil && !e.Header {
		e.Note.Color = c
		if !slices.Contains(ids, e.Note.ID) && ed.on(ed.doc.Snapshot(), e.Note.ID) {
			ids = append(ids, e.Note.ID)
		}
	}
	if len(ids) > 0 {
		ed.Do("recolour "+notes(len(ids)), workshop.Recolor{Notes: ids, Color: c})
		if ed.editing != nil {
			ed.editing.kept = false // its last step is not the last one any more
		}
	}
	ed.notify()
}

// Color is the colour of what Recolor would colour: "" if colours differ. It reports false
// if there is nothing.
func (ed *Editor) Color() (c workshop.Color, some bool) {
	if e := ed.editing; e != nil && !e.Header {
		return e.Note.Color, true
	}
	snap := ed.doc.Snapshot()
	for _, id := range ed.selection.ids {
		switch n := snap.Notes.Get(id); {
		case n == nil:
		case some && n.Color != c:
			return "", true
		default:
			c, some = n.Color, true
		}
	}
	return c, some
}

// Undo takes this person's last step back.
func (ed *Editor) Undo() {
	if ed.Finish() {
		ed.handle(Event{Kind: Cancel})
		ed.shift(ed.history.Undo)
	}
}

// Redo brings the last undone step back.
func (ed *Editor) Redo() {
	if ed.Finish() {
		ed.handle(Event{Kind: Cancel})
		ed.shift(ed.history.Redo)
	}
}

func (ed *Editor) shift(step func(func(workshop.Op) (workshop.Diff, error)) (bool, error)) {
	ed.nudging = false
	var touched []workshop.NoteID
	var links []workshop.LinkID
	var all workshop.Diff
	_, _ = step(func(op workshop.Op) (workshop.Diff, error) { // apply has told of the error
		d, err := ed.apply(op)
		touched, links, all = d.Notes(), d.Links(), d
		return d, err
	})
	ed.Select(touched...)
	ed.focusTouched(all)
	if len(touched) == 0 && len(links) == 1 {
		ed.SelectLink(links[0])
	}
	ed.Reveal(ed.bounds(ed.selection.ids))
	ed.notify()
}

// CanUndo and CanRedo are the labels of the steps that would be taken back or brought
// back, "" if there is none.
func (ed *Editor) CanUndo() string { return ed.history.CanUndo() }

// CanRedo: see [Editor.CanUndo].
func (ed *Editor) CanRedo() string { return ed.history.CanRedo() }
