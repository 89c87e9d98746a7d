package editor

import (
	"cmp"
	"slices"

	"throughline.app/method"
	"throughline.app/workshop"
)

// Tidy puts notes into rows from the left, in reading order and without overlaps, each in
// its region: the selected ones if there are several, otherwise all notes of the region of
// the selected one or under the pointer. Locked notes, and those of the region that are not
// meant, stay; the rows flow around them.
func (ed *Editor) Tidy() {
	moves := ed.tidied(reading)
	if len(moves) > 0 {
		ed.Do("tidy up "+notes(len(moves)), workshop.MoveNotes{Moves: moves})
		ed.Reveal(ed.bounds(ed.selection.ids))
	}
}

// CanTidy reports whether there is something that [Editor.Tidy] would look at.
func (ed *Editor) CanTidy() bool {
	_, _, ok := ed.untidy()
	return ok
}

// untidy says what is meant: notes, or all of a region.
func (ed *Editor) untidy() (ids []workshop.NoteID, all workshop.Region, ok bool) {
	switch n := ed.selection.Len(); {
	case n > 1:
		return ed.selection.ids, all, true
	case n == 1:
		return nil, ed.Layout().HomeOf(ed.doc.Snapshot().Notes.Get(ed.selection.ids[0])), true
	}
	if t, open := ed.Target(); open {
		all, ok = ed.Layout().RegionAt(t.At)
	} else if ed.seen {
		all, ok = ed.Layout().RegionAt(ed.view.ToCanvas(ed.pointer))
	}
	return nil, all, ok
}

// tidied is where notes come to lie; sorted puts those of a region in order.
func (ed *Editor) tidied(sorted func([]laid)) []workshop.Move {
	ids, region, ok := ed.untidy()
	if !ok {
		return nil
	}
	meant := make(map[workshop.NoteID]bool, len(ids))
	regions := map[workshop.Region]bool{region: ids == nil}
	snap, l := ed.doc.Snapshot(), ed.Layout()
	for _, id := range ids {
		meant[id] = true
		regions[l.HomeOf(snap.Notes.Get(id))] = true
	}
	loose, stay := make(map[workshop.Region][]laid), make(map[workshop.Region][]workshop.Rect)
	for _, n := range snap.NoteList(ed.canvas) {
		r := l.HomeOf(n)
		if !regions[r] {
			continue
		}
		one := laid{n, workshop.RectAt(l.At(n), ed.measure(n))}
		if (ids == nil || meant[n.ID]) && !n.Locked() {
			loose[r] = append(loose[r], one)
		} else {
			stay[r] = append(stay[r], one.r)
		}
	}
	var moves []workshop.Move
	for r, group := range loose {
		sorted(group)
		moves = append(moves, ed.rows(r, group, stay[r])...)
	}
	return moves
}

// rows lays notes of one region, in this order, into rows that flow around what stays.
func (ed *Editor) rows(region workshop.Region, group []laid, stay []workshop.Rect) []workshop.Move {
	l, place := ed.Layout(), workshop.Place{Canvas: ed.canvas, Region: region}
	origin := l.Position(place)
	width := float64(method.ColumnPitch - 2*method.CellPadding)
	if cell, ok := l.Cell(place.Region); ok {
		width = cell.W()
	}
	moves := make([]workshop.Move, len(group))
	at, rowH := workshop.Point{}, 0.0
	for i, one := range group {
		size := one.r.Size()
		for {
			if at.X > 0 && at.X+size.W > width {
				at = workshop.Point{Y: at.Y + rowH + method.Gap}
				rowH = 0
			}
			r := workshop.RectAt(origin.Add(workshop.Vec{DX: at.X, DY: at.Y}), size)
			hit := slices.IndexFunc(stay, r.Overlaps)
			if hit < 0 {
				break
			}
			at.X = stay[hit].Max.X - origin.X + method.Gap
			if at.X+size.W > width && rowH == 0 {
				at = workshop.Point{Y: at.Y + method.Gap} // nothing fits beside what stays
			}
		}
		to := place
		to.At = at
		moves[i] = workshop.Move{Note: one.note.ID, To: to}
		at.X += size.W + method.Gap
		rowH = max(rowH, size.H)
	}
	return moves
}

// reading sorts notes as they are read: row by row from the top, each from the left, and
// of those in one place the one put there last comes last. Notes are in a row whose tops
// lie above the middle of its first.
func reading(group []laid) {
	slices.SortStableFunc(group, func(a, b laid) int { return cmp.Compare(a.r.Min.Y, b.r.Min.Y) })
	for from := 0; from < len(group); {
		middle, to := group[from].r.Center().Y, from
		for to < len(group) && group[to].r.Min.Y < middle {
			to++
		}
		row := group[from:max(to, from+1)]
		slices.SortStableFunc(row, func(a, b laid) int {
			return cmp.Or(cmp.Compare(a.r.Min.X, b.r.Min.X), cmp.Compare(a.note.Order, b.note.Order), cmp.Compare(a.note.ID, b.note.ID))
		})
		from += len(row)
	}
}
