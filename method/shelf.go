package method

import (
	"cmp"
	"slices"

	"throughline.app/workshop"
)

// Stray reports whether a note, on the canvas where it was written, is of a card that the
// method of this kind no longer has. Such a note lies on the Unplaced shelf until somebody
// says what it is, or the card is back; its place is not rewritten.
func (k *CanvasKind) Stray(n *workshop.Note) bool {
	return n.Kind != "" && len(k.Cards) > 0 && k.Card(n.Kind) == nil
}

func (l *Layout) strayed(n *workshop.Note) bool {
	return n.Place.Canvas == l.Canvas && l.Kind.Stray(n)
}

// strayBlock names the block on the shelf of the stray notes of a region. No lane has such
// an id.
func strayBlock(r workshop.Region) workshop.Region {
	return workshop.Region{Stage: r.Stage, Lane: "card/" + r.Lane}
}

// shelve lays out the Unplaced shelf, right of the sheet: first the notes that were put
// there, then, one block below the other, those of each cell whose stage or lane is gone,
// and the stray ones of each other cell.
func (l *Layout) shelve(lost map[workshop.Region]workshop.Size) {
	corner := workshop.Point{X: l.Sheet.Max.X + shelfGap, Y: l.Sheet.Min.Y}
	l.shelf = corner.Add(workshop.Vec{DX: CellPadding, DY: ShelfTitleH})
	if len(lost) == 0 {
		return
	}
	regions := make([]workshop.Region, 0, len(lost))
	for r := range lost {
		regions = append(regions, r)
	}
	slices.SortFunc(regions, func(a, b workshop.Region) int { // the zero region comes first
		return cmp.Or(cmp.Compare(a.Stage, b.Stage), cmp.Compare(a.Lane, b.Lane))
	})
	l.blocks = make(map[workshop.Region]float64, len(lost))
	y, reach := 0.0, 0.0
	for _, r := range regions {
		l.blocks[r] = y
		y += lost[r].H + Gap
		reach = max(reach, lost[r].W)
	}
	l.Unplaced = workshop.RectAt(corner, workshop.Size{
		W: wide(reach),
		H: max(l.Sheet.H(), ShelfTitleH+y+CellPadding),
	})
	l.Bounds = l.Bounds.Union(l.Unplaced.Inset(-Margin))
}

// explain makes room for the legend, below the sheet.
func (l *Layout) explain(s *workshop.Snapshot) {
	for _, c := range workshop.Colors() {
		if s.Meta.Meaning(c) != "" {
			l.Legend = box(SheetPadX, l.Sheet.Max.Y+legendGap, l.Sheet.W()-2*SheetPadX, LegendH)
			l.Bounds = l.Bounds.Union(l.Legend.Inset(-Margin))
			return
		}
	}
}
