package workshop

import (
	"cmp"
	"maps"
	"slices"
)

// KindCell is the kind of record of a [Cell].
const KindCell Kind = "cell"

// Names of a cell's own fields.
const (
	FieldRow    = "row"
	FieldColumn = "column"
	FieldMark   = "mark." // and a mark of the grid: a field for each
	FieldValue  = "value"
)

// MaxCells is how many cells of grids a workshop holds.
const MaxCells = 20_000

// A CellID is the id of a record of a cell. It follows from grid, row and column, and of a
// mark from that and from who put it there, too: of two people who mark an empty cell at once
// neither record hides the other's, whatever each does with it before they hear of each other.
type CellID string

// Ref names the record.
func (id CellID) Ref() Ref { return Ref{KindCell, string(id)} }

// A Cell is what people put where a row and a column of a grid cross: marks, of which
// several may stand and which merge one by one, or one value. In the document it is several
// records, one for each mark and who put it there; [Snapshot.CellsOf] and [Snapshot.CellOf] put them together.
type Cell struct {
	ID     CellID
	Canvas CanvasID // the grid
	Row    string   // what the row is about: a record's key "note/…", or "function/<hash of FunctionKey>"
	Column string   // likewise
	Label  string   // words of a row or column that is no record: "Network"
	Marks  Keyed    // by mark: "A"
	Value  string   // of a grid of values: "3"
}

var cellFields = []field[Cell]{
	typed(FieldCanvas, func(r *Cell) *CanvasID { return &r.Canvas }),
	text(FieldRow, func(r *Cell) *string { return &r.Row }),
	text(FieldColumn, func(r *Cell) *string { return &r.Column }),
	text(FieldLabel, func(r *Cell) *string { return &r.Label }),
	keyed(FieldMark, func(r *Cell) *Keyed { return &r.Marks }),
	text(FieldValue, func(r *Cell) *string { return &r.Value }),
}

// CellAt is the id of the cell of a grid where a row and a column cross.
func CellAt(grid CanvasID, row, column string) CellID {
	return CellID(string(grid) + ":" + TextHash(row+"\n"+column))
}

// FunctionLine is the row or the column of a functional area.
func FunctionLine(function string) string { return "function/" + TextHash(FunctionKey(function)) }

// Has reports whether a mark stands in the cell; a nil cell is empty.
func (c *Cell) Has(mark string) bool { return c != nil && c.Marks.Get(mark) != "" }

// MarkAt is the id of the record of a mark that a person put into a cell.
func MarkAt(grid CanvasID, row, column, mark string, by PersonID) CellID {
	return CellID(string(grid) + ":" + TextHash(row+"\n"+column+"\n"+mark+"\n"+string(by)))
}

// with is the cell and what another record says of it. Marks of a record that stands for one
// mark and holds another, as no version writes it, count all the same.
func (c *Cell) with(o *Cell) *Cell {
	if c == nil {
		return o
	}
	next := *c
	for _, e := range o.Marks.All() {
		next.Marks = next.Marks.With(e.Key, e.Value)
	}
	next.Label, next.Value = firstOf(c.Label, o.Label), firstOf(c.Value, o.Value)
	next.ID = CellAt(c.Canvas, c.Row, c.Column)
	return &next
}

// firstOf is the one that is set, of two the one that sorts first: the same on every laptop.
func firstOf(a, b string) string {
	if a == "" || b != "" && b < a {
		return b
	}
	return a
}

func (c *Cell) filled() bool { return c != nil && (c.Marks.Len() > 0 || c.Value != "") }

// Same reports whether the same stands in two cells, of which either may be nil.
func (c *Cell) Same(o *Cell) bool {
	if c == nil || o == nil {
		return !c.filled() && !o.filled()
	}
	return c.Value == o.Value && slices.Equal(c.Marks.All(), o.Marks.All())
}

// A CellKey says where in a grid a cell is.
type CellKey struct{ Row, Column string }

// GridCells puts together what stands in the cells of a grid, those that are not empty, and
// what was said of its columns, by column. It goes through all cells.
func (s *Snapshot) GridCells(grid CanvasID) (map[CellKey]*Cell, []Head) {
	cells := make(map[CellKey]*Cell)
	var heads []Head
	for _, c := range s.Cells.All() {
		if c.Canvas == grid && c.Row != "" && c.Column != "" {
			at := CellKey{c.Row, c.Column}
			cells[at] = cells[at].with(c)
		}
	}
	for at, c := range cells {
		if at.Row == HeadRow {
			heads = append(heads, Head{c.Column, c.Label, c.Has(HeadAdded), c.Has(HeadOff), c.Has(HeadOutside), c.Value})
		}
		if at.Row == HeadRow || !c.filled() {
			delete(cells, at)
		}
	}
	slices.SortFunc(heads, func(a, b Head) int { return cmp.Compare(a.Column, b.Column) })
	return cells, heads
}

// CellsOf lists the cells of a grid that are not empty, by row and column; see
// [Snapshot.GridCells].
func (s *Snapshot) CellsOf(grid CanvasID) []*Cell {
	cells, _ := s.GridCells(grid)
	all := slices.Collect(maps.Values(cells))
	slices.SortFunc(all, func(a, b *Cell) int {
		return cmp.Or(cmp.Compare(a.Row, b.Row), cmp.Compare(a.Column, b.Column))
	})
	return all
}
