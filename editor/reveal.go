package editor

import "throughline.app/workshop"

// PlaceRect is where a cell lies on the canvas. A region without a lane is the whole stage
// with its head, one without a stage the whole lane. It reports false for one that this
// canvas does not have.
func (ed *Editor) PlaceRect(r workshop.Region) (workshop.Rect, bool) {
	l := ed.Layout()
	var column, row workshop.Rect
	for _, st := range l.Stages {
		if st.ID == r.Stage {
			column = st.Head.Union(st.Column)
		}
	}
	for _, ln := range l.Lanes {
		if ln.ID == r.Lane {
			row = ln.Title.Union(ln.Row)
		}
	}
	switch {
	case r.Stage != "" && column.Empty() || r.Lane != "" && row.Empty():
		return workshop.Rect{}, false
	case r.Lane == "":
		return column, !column.Empty()
	case r.Stage == "":
		return row, true
	}
	return workshop.Rect{
		Min: workshop.Point{X: column.Min.X, Y: row.Min.Y},
		Max: workshop.Point{X: column.Max.X, Y: row.Max.Y},
	}, true
}

// ShowPlaces moves the view to cells, stages and notes at once, and selects the notes.
func (ed *Editor) ShowPlaces(at []workshop.Region, ids ...workshop.NoteID) {
	all := ed.bounds(ids)
	for _, r := range at {
		if box, ok := ed.PlaceRect(r); ok {
			all = all.Union(box)
		}
	}
	if len(ids) > 0 {
		ed.Select(ids...)
	}
	ed.Reveal(all)
}
