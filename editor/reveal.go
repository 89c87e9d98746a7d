package editor

import "throughline.app/workshop"

// A Place is a part of a canvas that something is about. A region without a lane is the
// whole stage with its head, one without a stage the whole lane; Row is what the row of a
// grid is about, instead.
type Place struct {
	workshop.Region
	Row workshop.Ref
}

// PlaceRect is where a place lies on the canvas. It reports false for one that this canvas
// does not have.
func (ed *Editor) PlaceRect(r Place) (workshop.Rect, bool) {
	l := ed.Layout()
	if g := l.GridBox; g != nil {
		for i, line := range g.Rows {
			if r.Row.ID != "" && line.Ref == r.Row && i < len(g.Across) {
				return g.Across[i], true
			}
		}
	}
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
	case r.Region == workshop.Region{}:
		return workshop.Rect{}, false
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
func (ed *Editor) ShowPlaces(at []Place, ids ...workshop.NoteID) {
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
