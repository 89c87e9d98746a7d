package editor

import "throughline.app/workshop"

// unplaced is the name of the shelf for notes without a cell.
const unplaced = "Unplaced"

// MoveToStage asks for a stage and moves the selected notes there, each in its lane.
func (ed *Editor) MoveToStage() {
	boxes := ed.Layout().Stages
	names := make([]string, len(boxes))
	for i, s := range boxes {
		names[i] = s.Name
	}
	ed.Choose(Choice{Title: "Move to which stage?", Items: append(names, unplaced), Do: func(i int) {
		l := ed.Layout()
		ed.moveTo(i == len(boxes), func(r workshop.Region) workshop.Region {
			r.Stage = boxes[i].ID
			if _, ok := l.Cell(r); !ok && len(l.Lanes) > 0 {
				r.Lane = l.Lanes[0].ID
			}
			return r
		})
	}})
}

// MoveToLane asks for a lane and moves the selected notes there, each in its stage.
func (ed *Editor) MoveToLane() {
	boxes := ed.Layout().Lanes
	names := make([]string, len(boxes))
	for i, l := range boxes {
		names[i] = l.Name
	}
	ed.Choose(Choice{Title: "Move to which lane?", Items: append(names, unplaced), Do: func(i int) {
		l := ed.Layout()
		ed.moveTo(i == len(boxes), func(r workshop.Region) workshop.Region {
			r.Lane = boxes[i].ID
			if _, ok := l.Cell(r); !ok && len(l.Stages) > 0 {
				r.Stage = l.Stages[0].ID
			}
			return r
		})
	}})
}

// moveTo moves the selected notes to other regions, or to the shelf. A note keeps its place
// in the region if it is free there; otherwise it goes to a free one.
func (ed *Editor) moveTo(shelf bool, other func(workshop.Region) workshop.Region) {
	snap, l := ed.doc.Snapshot(), ed.Layout()
	var moves []workshop.Move
	crowded := make(map[workshop.Region][]laid)
	var regions []workshop.Region
	var taken []workshop.Rect
	for _, one := range ed.laidOut(ed.loose()) {
		to := l.PlaceOf(one.note)
		to.Region = workshop.Region{}
		if !shelf {
			to.Region = other(l.HomeOf(one.note))
		}
		if to.Region == l.HomeOf(one.note) {
			continue
		}
		r := workshop.RectAt(l.Position(to), one.r.Size())
		if _, ok := l.Cell(to.Region); ok && ed.free(r, taken) {
			taken = append(taken, r)
			moves = append(moves, workshop.Move{Note: one.note.ID, To: to})
			continue
		}
		if crowded[to.Region] == nil {
			regions = append(regions, to.Region)
		}
		crowded[to.Region] = append(crowded[to.Region], one)
	}
	if d, err := (workshop.MoveNotes{Moves: moves}).Plan(snap); err == nil {
		snap = snap.With(d)
	}
	for _, r := range regions {
		sizes := make([]workshop.Size, len(crowded[r]))
		for i, one := range crowded[r] {
			sizes[i] = one.r.Size()
		}
		for i, spot := range l.Fill(snap, r, ed.Measure, sizes) {
			to := workshop.Place{Canvas: ed.canvas, Region: r, At: spot}
			moves = append(moves, workshop.Move{Note: crowded[r][i].note.ID, To: to})
		}
	}
	if len(moves) > 0 {
		ed.Do("move "+notes(len(moves)), ed.landing(moves))
		ed.Reveal(ed.bounds(ed.selection.ids))
	}
}

// free reports whether neither notes nor taken lie in r.
func (ed *Editor) free(r workshop.Rect, taken []workshop.Rect) bool {
	for _, t := range taken {
		if t.Overlaps(r) {
			return false
		}
	}
	return len(ed.Hits().NotesIn(r, false)) == 0
}
