package editor

import (
	"maps"
	"slices"

	"throughline.app/workshop"
)

// landing is the op that moves notes to where they were dropped. In another lane a note
// becomes the card of that lane; its colour goes along only if it was still the colour of
// the lane that it left: a colour that a person chose stays. On the Unplaced shelf a note
// stays what it was. A note whose card is gone from the method has one again in a lane.
func (ed *Editor) landing(moves []workshop.Move) workshop.Together {
	ops := workshop.Together{workshop.MoveNotes{Moves: moves}}
	snap := ed.doc.Snapshot()
	kinds, colors := make(map[string][]workshop.NoteID), make(map[workshop.Color][]workshop.NoteID)
	for _, m := range moves {
		n := snap.Notes.Get(m.Note)
		if n == nil {
			continue
		}
		color, kind := ed.follow(n, m.To.Region)
		if kind != n.Kind {
			kinds[kind] = append(kinds[kind], n.ID)
		}
		if color != n.Color {
			colors[color] = append(colors[color], n.ID)
		}
	}
	for _, kind := range slices.Sorted(maps.Keys(kinds)) {
		ops = append(ops, workshop.Rekind{Notes: kinds[kind], Kind: kind})
	}
	for _, color := range slices.Sorted(maps.Keys(colors)) {
		ops = append(ops, workshop.Recolor{Notes: colors[color], Color: color})
	}
	return ops
}

// follow is the colour and the card kind that a note has in another region.
func (ed *Editor) follow(n *workshop.Note, to workshop.Region) (workshop.Color, string) {
	l := ed.Layout()
	if n.Place.Canvas != ed.canvas {
		return n.Color, n.Kind // what it means is said where it was written
	}
	from, to := l.HomeOf(n), l.Home(to)
	if to.Lane != "" && l.Kind.Stray(n) {
		_, kind := ed.laneOf(to)
		return n.Color, kind // it means again what its lane says, or nothing where a person added that
	}
	if n.Shape != workshop.Sticky || from.Lane == to.Lane || to.Lane == "" {
		return n.Color, n.Kind
	}
	color, kind := ed.laneOf(to)
	if was, _ := ed.laneOf(from); from.Lane == "" || n.Color != was {
		color = n.Color
	}
	if kind == "" {
		kind = n.Kind // a lane that a person added means nothing else
	}
	return color, kind
}
