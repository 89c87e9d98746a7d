package workshop

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
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

// A CellID is the id of a cell. It follows from grid, row and column: two people who fill
// the same cell write the same record.
type CellID string

// Ref names the cell's record.
func (id CellID) Ref() Ref { return Ref{KindCell, string(id)} }

// A Cell is what people put where a row and a column of a grid cross: marks, of which
// several may stand and which merge one by one, or one value.
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

// CellsOf lists the cells of a grid that are not empty, by row and column.
func (s *Snapshot) CellsOf(grid CanvasID) []*Cell {
	var all []*Cell
	for _, c := range s.Cells.All() {
		if c.Canvas == grid && (c.Marks.Len() > 0 || c.Value != "") {
			all = append(all, c)
		}
	}
	slices.SortFunc(all, func(a, b *Cell) int {
		return cmp.Or(cmp.Compare(a.Row, b.Row), cmp.Compare(a.Column, b.Column), cmp.Compare(a.ID, b.ID))
	})
	return all
}

// MarkCell puts marks into cells of a grid or takes them out, or gives a value.
type MarkCell struct {
	Grid   CanvasID
	Row    string
	Column string
	Label  string   // of a column or row that is no record
	Add    []string // marks: a letter or a short word of the method's grid
	Remove []string // applied after Add
	Value  *string  // nil leaves it; "" unsets it
}

// Plan implements [Op]. A grid that is not there gives an empty [Diff].
func (op MarkCell) Plan(s *Snapshot) (Diff, error) {
	if s.Canvases.Get(op.Grid) == nil {
		return nil, nil
	}
	if op.Row == "" || op.Column == "" || len(op.Row)+len(op.Column) > MaxField {
		return nil, fmt.Errorf("%w: a cell needs a row and a column", ErrInvalid)
	}
	id := CellAt(op.Grid, op.Row, op.Column)
	now := s.Cells.Get(id)
	next := Cell{ID: id, Canvas: op.Grid, Row: op.Row, Column: op.Column, Label: CleanName(op.Label)}
	if now != nil {
		next.Marks, next.Value = now.Marks, now.Value
	}
	for _, m := range op.Add {
		if !markForm(m) {
			return nil, fmt.Errorf("%w: there is no mark %q", ErrInvalid, m)
		}
		next.Marks = next.Marks.With(m, "1")
	}
	for _, m := range op.Remove {
		next.Marks = next.Marks.With(m, "")
	}
	if op.Value != nil {
		next.Value = cut(strings.TrimSpace(strings.ToValidUTF8(*op.Value, "")), MaxName)
	}
	if now == nil {
		if next.Marks.Len() == 0 && next.Value == "" {
			return nil, nil
		}
		if s.Cells.Len() >= MaxCells {
			return nil, fmt.Errorf("%w: a workshop holds at most %d cells", ErrInvalid, MaxCells)
		}
		return created(id.Ref(), cellFields, &next), nil
	}
	d := now.Marks.changes(s, id.Ref(), FieldMark, next.Marks)
	d = d.set(s, id.Ref(), FieldValue, next.Value)
	if next.Label != "" {
		d = d.set(s, id.Ref(), FieldLabel, next.Label)
	}
	return d, nil
}

func markForm(m string) bool {
	if m == "" || len(m) > 24 {
		return false
	}
	for _, r := range m {
		if !(r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == '-') {
			return false
		}
	}
	return true
}
