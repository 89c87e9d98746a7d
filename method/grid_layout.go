package method

import (
	"math"
	"slices"
	"unicode"

	"throughline.app/workshop"
)

// Sizes of a grid, in canvas units.
const (
	GridPad     = 26 // between the sheet's edge and the rows
	GridInset   = 8  // before the first word of a row
	GridTitleH  = 58
	GridHeadH   = 38
	GridRowH    = 44
	GridFootH   = 40
	GridAddW    = 40 // where a column is added
	GridChip    = 26 // side of a mark
	GridChipGap = 4

	gridNameLeast, gridNameMost     = 170, 300
	gridStageLeast, gridStageMost   = 104, 170
	gridColumnLeast, gridColumnMost = 84, 176
	gridLeast                       = 720 // width of what lies within the pads
	gridEmptyH                      = 132
)

// A GridBox says where everything of a grid lies, in canvas units.
type GridBox struct {
	*Grid
	Title   workshop.Rect // the canvas's title, and at the right what the marks say
	Head    workshop.Rect // the names of the columns, across
	Names   workshop.Rect // the names of the rows, from the head down
	Stages  workshop.Rect // the stages of the rows; empty where they have none
	Across  []workshop.Rect
	Down    []workshop.Rect // the columns, from the head down
	Add     workshop.Rect   // where a column is added; empty where none can be
	Nothing workshop.Rect   // in place of the rows while there are none, else empty
	Foot    workshop.Rect   // what a person can do here
}

// CellRect is where a row and a column cross.
func (b *GridBox) CellRect(row, column int) workshop.Rect {
	return workshop.Rect{
		Min: workshop.Point{X: b.Down[column].Min.X, Y: b.Across[row].Min.Y},
		Max: workshop.Point{X: b.Down[column].Max.X, Y: b.Across[row].Max.Y},
	}
}

// HeadCell is where the name of a column stands, NameCell where that of a row does.
func (b *GridBox) HeadCell(column int) workshop.Rect {
	r := b.Down[column]
	r.Max.Y = b.Head.Max.Y
	return r
}

// NameCell: see [GridBox.HeadCell].
func (b *GridBox) NameCell(row int) workshop.Rect {
	r := b.Across[row]
	r.Max.X = b.Names.Max.X
	return r
}

// At finds the row and the column at a point. Row is -1 on the head and column is -1 left of
// the columns; it reports false beside both, and where these cross.
func (b *GridBox) At(p workshop.Point) (row, column int, ok bool) {
	row = slices.IndexFunc(b.Across, func(r workshop.Rect) bool { return p.Y >= r.Min.Y && p.Y < r.Max.Y })
	column = slices.IndexFunc(b.Down, func(r workshop.Rect) bool { return p.X >= r.Min.X && p.X < r.Max.X })
	head := row < 0 && p.Y >= b.Head.Min.Y && p.Y < b.Head.Max.Y
	left := column < 0 && p.X >= b.Head.Min.X && p.X < b.Stages.Max.X || column < 0 && b.Names.Min.X <= p.X && p.X < b.Names.Max.X
	switch {
	case row < 0 && !head, column < 0 && !left, head && left:
		return -1, -1, false
	}
	return row, column, true
}

// Adds reports whether people add columns by name.
func (k *GridKind) Adds() bool { return k.Columns.Of == LineFunctions }

// layGrid lays a grid out.
func (l *Layout) layGrid(s *workshop.Snapshot, m Measure) {
	g := GridOf(s, l.Kind, l.Canvas)
	b := &GridBox{Grid: g}
	l.GridBox = b
	names, stages := spelt(g.Kind.Rows.Title), 0.0
	for _, r := range g.Rows {
		names = max(names, spelt(r.Name))
		stages = max(stages, spelt(r.Stage))
	}
	names = bound(names+2*GridInset, gridNameLeast, gridNameMost)
	if stages > 0 {
		stages = bound(stages+2*GridInset, gridStageLeast, gridStageMost)
	}
	widths := make([]float64, len(g.Columns))
	inner := names + stages
	for j, c := range g.Columns {
		widths[j] = bound(spelt(c.Name)+2*GridInset, gridColumnLeast, gridColumnMost)
		if c.Outside {
			widths[j] += 12
		}
		for i := range g.Rows {
			if cell := g.Cell(i, j); cell != nil {
				n := float64(cell.Marks.Len())
				widths[j] = max(widths[j], n*GridChip+(n-1)*GridChipGap+2*GridInset)
			}
		}
		inner += widths[j]
	}
	add := 0.0
	if g.Kind.Adds() {
		add = GridAddW
	}
	if rest := gridLeast - inner - add; rest > 0 && len(widths) > 0 {
		for j := range widths {
			widths[j] += rest / float64(len(widths))
		}
		inner += rest
	}
	inner = max(inner+add, gridLeast)
	b.Title = box(GridPad, 0, inner, GridTitleH)
	b.Head = box(GridPad, GridTitleH, inner, GridHeadH)
	y := b.Head.Max.Y
	for range g.Rows {
		b.Across = append(b.Across, box(GridPad, y, inner, GridRowH))
		y += GridRowH
	}
	if len(g.Rows) == 0 {
		b.Nothing = box(GridPad, y, inner, gridEmptyH)
		y += gridEmptyH
	}
	column := func(x, w float64) workshop.Rect { return box(x, b.Head.Min.Y, w, y-b.Head.Min.Y) }
	x := float64(GridPad)
	b.Names = column(x, names)
	x += names
	if stages > 0 {
		b.Stages = column(x, stages)
	}
	x += stages
	for _, w := range widths {
		b.Down = append(b.Down, column(x, w))
		x += w
	}
	if add > 0 {
		b.Add = box(x, b.Head.Min.Y, add, GridHeadH)
	}
	b.Foot = box(GridPad, y, inner, GridFootH)
	l.Sheet = box(0, 0, inner+2*GridPad, b.Foot.Max.Y+4)
	l.Bounds = l.Sheet.Inset(-Margin)
	l.shelve(l.fill(s, m).lost)
}

// same reports whether two grids have the same lines in the same places; their cells may
// differ.
func (b *GridBox) same(o *GridBox) bool {
	if b == nil || o == nil {
		return b == o
	}
	return b.Title == o.Title && b.Add == o.Add && slices.Equal(b.Rows, o.Rows) && slices.Equal(b.Columns, o.Columns) &&
		slices.Equal(b.Across, o.Across) && slices.Equal(b.Down, o.Down)
}

// Changed lists the rows of a grid with the same lines in which other things stand now.
func (b *GridBox) Changed(o *GridBox) []int {
	var rows []int
	for i := range b.Rows {
		for j := range b.Columns {
			if x, y := b.Cell(i, j), o.Cell(i, j); x != y && !x.Same(y) {
				rows = append(rows, i)
				break
			}
		}
	}
	return rows
}

// spelt is about how wide words are on a grid, in canvas units.
func spelt(words string) float64 {
	w := 0.0
	for _, r := range words {
		switch {
		case r >= 0x1100 && !unicode.IsMark(r):
			w += 13
		case unicode.IsUpper(r):
			w += 9.2
		default:
			w += 7.2
		}
	}
	return math.Ceil(w)
}

func bound(v, least, most float64) float64 { return max(least, min(most, v)) }
