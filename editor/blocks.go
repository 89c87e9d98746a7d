package editor

import (
	"cmp"
	"slices"

	"throughline.app/method"
	"throughline.app/workshop"
)

// blockGap is what lies between two blocks: room for the name of the lower one.
const blockGap = 20

// Blocks are the moves that bring the notes of each group together: in every region a block
// of rows for each, one below the other, in the order of the groups. No note leaves its
// region. Locked notes stay; those of a region with groups that are in none come
// last.
func (ed *Editor) Blocks(groups [][]workshop.NoteID) []workshop.Move {
	of := make(map[workshop.NoteID]int)
	for i, g := range groups {
		for _, id := range g {
			of[id] = i
		}
	}
	snap, l := ed.doc.Snapshot(), ed.Layout()
	blocks := make(map[workshop.Region][][]laid)
	stay := make(map[workshop.Region][]workshop.Rect)
	for _, n := range snap.NoteList(ed.canvas) {
		r := l.HomeOf(n)
		one := laid{n, workshop.RectAt(l.At(n), ed.measure(n))}
		i, grouped := of[n.ID]
		switch {
		case n.Locked():
			stay[r] = append(stay[r], one.r)
			continue
		case !grouped:
			i = len(groups)
		}
		if blocks[r] == nil {
			blocks[r] = make([][]laid, len(groups)+1)
		}
		blocks[r][i] = append(blocks[r][i], one)
	}
	var moves []workshop.Move
	for r, list := range blocks {
		some := slices.ContainsFunc(list[:len(groups)], func(b []laid) bool { return len(b) > 0 })
		if !some {
			continue
		}
		moves = append(moves, ed.blocks(r, list, stay[r])...)
	}
	slices.SortFunc(moves, func(a, b workshop.Move) int { return cmp.Compare(a.Note, b.Note) })
	return moves
}

// blocks lays the groups of one region.
func (ed *Editor) blocks(region workshop.Region, list [][]laid, stay []workshop.Rect) []workshop.Move {
	l := ed.Layout()
	origin := l.Position(workshop.Place{Canvas: ed.canvas, Region: region})
	var moves []workshop.Move
	top, first := 0.0, true
	for _, group := range list {
		if len(group) == 0 {
			continue
		}
		if !first {
			top += blockGap
		}
		first = false
		shifted := make([]workshop.Rect, len(stay))
		for i, r := range stay {
			shifted[i] = r.Add(workshop.Vec{DY: -top})
		}
		bottom := top
		reading(group)
		for _, m := range ed.rows(region, group, shifted) {
			m.To.At.Y += top
			size := ed.measure(ed.doc.Snapshot().Notes.Get(m.Note))
			bottom = max(bottom, m.To.At.Y+size.H)
			if at := origin.Add(workshop.Vec{DX: m.To.At.X, DY: m.To.At.Y}); at != l.At(ed.doc.Snapshot().Notes.Get(m.Note)) {
				moves = append(moves, m)
			}
		}
		top = bottom + method.Gap
	}
	return moves
}
