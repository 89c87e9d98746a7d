package method

import "throughline.app/workshop"

// Cell returns the inside of a cell, where notes may lie; a note's [workshop.Place] is
// relative to its top left, but for that of a merged region, whose notes begin further
// down. The zero Region is the Unplaced shelf. It reports false for
// a region that this canvas does not have, and for the shelf while it is not shown.
func (l *Layout) Cell(r workshop.Region) (workshop.Rect, bool) {
	if r == (workshop.Region{}) {
		if l.Unplaced.Empty() {
			return workshop.Rect{}, false
		}
		return workshop.Rect{Min: l.shelf, Max: l.Unplaced.Inset(CellPadding).Max}, true
	}
	i, ok := l.stages[r.Stage]
	if !ok {
		return workshop.Rect{}, false
	}
	j, ok := l.lanes[r.Lane]
	if !ok {
		return workshop.Rect{}, false
	}
	return l.cell(i, j), true
}

func (l *Layout) cell(stage, lane int) workshop.Rect {
	col, row := l.Stages[stage].Column, l.Lanes[lane].Row
	in := workshop.Rect{
		Min: workshop.Point{X: col.Min.X, Y: row.Min.Y},
		Max: workshop.Point{X: col.Max.X, Y: row.Max.Y},
	}.Inset(CellPadding)
	in.Min.Y += l.cornerTop()
	return in
}

// RegionAt returns the region under a point, padding included. It reports false beside
// the cells: on the header, the chevrons, the lane titles, the foot and the paper.
func (l *Layout) RegionAt(p workshop.Point) (workshop.Region, bool) {
	if l.Unplaced.Contains(p) {
		return workshop.Region{}, true
	}
	for i := range l.Stages {
		if !l.Stages[i].Column.Contains(p) {
			continue
		}
		for j := range l.Lanes {
			if l.Lanes[j].Row.Contains(p) {
				return workshop.Region{Stage: l.Stages[i].ID, Lane: l.Lanes[j].ID}, true
			}
		}
	}
	return workshop.Region{}, false
}

// Position returns the top left of a note on the canvas. A note never lies outside its
// region, whatever its place says. Where the stage or the lane is gone it lies on the
// Unplaced shelf.
func (l *Layout) Position(p workshop.Place) workshop.Point {
	at := l.clamp(p.Region, p.At)
	if cell, ok := l.Cell(p.Region); ok && p.Region != (workshop.Region{}) {
		return workshop.Point{X: cell.Min.X + at.X, Y: cell.Min.Y + l.offset[p.Region] + at.Y}
	}
	return workshop.Point{X: l.shelf.X + at.X, Y: l.shelf.Y + l.blocks[p.Region] + at.Y}
}

// PlaceAt is PlaceNote for a small note with its top left there.
func (l *Layout) PlaceAt(topLeft, pointer workshop.Point) workshop.Place {
	at := workshop.Point{X: bounded(topLeft.X), Y: bounded(topLeft.Y)}
	return l.PlaceNote(workshop.RectAt(at, workshop.Size{W: NoteW, H: NoteH}), pointer)
}

// PlaceNote returns the place of a note that is dropped where it covers box, with the
// pointer there: in the region under the pointer, or else in the nearest cell, at its foot
// if that is nearest. The note stays inside the region at the left, the right and the top;
// downwards the row grows by as much as the note hangs over, and the column grows for a
// note that is wider.
func (l *Layout) PlaceNote(box workshop.Rect, pointer workshop.Point) workshop.Place {
	r, ok := l.RegionAt(pointer)
	if !ok {
		r = l.nearest(pointer)
	}
	origin, width, depth := l.shelf, float64(ColumnPitch-2*CellPadding), float64(workshop.MaxCoord)
	if cell, found := l.Cell(r); found {
		origin, width = cell.Min, cell.W()
		if !ok {
			depth = cell.H()
		}
	}
	return workshop.Place{
		Canvas: l.Canvas,
		Region: r,
		At: clampAt(workshop.Point{
			X: min(max(0, width-box.W()), box.Min.X-origin.X),
			Y: min(depth, box.Min.Y-origin.Y),
		}),
	}
}

// Home returns the region in which the notes of r are shown: r, or what its stage and its
// lane were merged into, or else the zero Region, the Unplaced shelf.
func (l *Layout) Home(r workshop.Region) workshop.Region {
	i, ok := l.stages[r.Stage]
	j, okLane := l.lanes[r.Lane]
	if !ok || !okLane {
		return workshop.Region{}
	}
	return workshop.Region{Stage: l.Stages[i].ID, Lane: l.Lanes[j].ID}
}

// nearest is the cell that is closest to p, the zero Region where there are no cells.
func (l *Layout) nearest(p workshop.Point) workshop.Region {
	if len(l.Stages) == 0 || len(l.Lanes) == 0 {
		return workshop.Region{}
	}
	i, j := 0, 0
	for i < len(l.Stages)-1 && p.X >= l.Stages[i].Column.Max.X {
		i++
	}
	for j < len(l.Lanes)-1 && p.Y >= l.Lanes[j].Row.Max.Y {
		j++
	}
	return workshop.Region{Stage: l.Stages[i].ID, Lane: l.Lanes[j].ID}
}

// maxX is how far right in a cell a note may begin: its column is as wide as it needs.
const maxX = workshop.MaxColumn - 2*CellPadding - NoteW

func clampAt(p workshop.Point) workshop.Point {
	return workshop.Point{X: max(0, min(maxX, p.X)), Y: max(0, min(workshop.MaxCoord, p.Y))}
}

func bounded(v float64) float64 { return max(-workshop.MaxCoord, min(workshop.MaxCoord, v)) }

// PlaceOf is the place of a note on this canvas: its own, or a further one where it is only
// shown here. Of a note that is not on this canvas it is its own; of one whose card the
// method no longer has it is where it lies on the Unplaced shelf.
func (l *Layout) PlaceOf(n *workshop.Note) workshop.Place {
	p, ok := n.PlaceOn(l.Canvas)
	if !ok {
		return n.Place
	}
	if l.strayed(n) && l.Home(p.Region) != (workshop.Region{}) {
		block := strayBlock(p.Region)
		at := l.clamp(block, p.At)
		p.Region, p.At = workshop.Region{}, workshop.Point{X: at.X, Y: l.blocks[block] + at.Y}
	}
	return p
}

// At is where the top left of a note lies on this canvas; see [Layout.Position].
func (l *Layout) At(n *workshop.Note) workshop.Point { return l.Position(l.PlaceOf(n)) }

// HomeOf is the region in which a note is shown on this canvas; see [Layout.Home].
func (l *Layout) HomeOf(n *workshop.Note) workshop.Region { return l.Home(l.PlaceOf(n).Region) }
