package method

import (
	"throughline.app/workshop"
)

// A GridKind is what the method says of a canvas whose layout is a grid: what its rows and
// its columns are, and what may stand where they cross.
type GridKind struct {
	Rows, Columns Line
	Marks         []GridMark  // in the order in which they are drawn; none for a grid of values
	Values        *GridValues // of a grid of values, else nil
	Rules         []GridRule  // what each row must keep to
	Outside       bool        // columns may be about somebody outside of the house
	Hint          string      // below the grid: what a person can do
	Empty         string      // in place of the rows while there are none
}

// The things of which a grid has a line each.
const (
	LineCards     = "card"      // notes of a card kind
	LineStages    = "stages"    // the stages of the method's canvas
	LineFunctions = "functions" // the functional areas of the workshop
)

// A Line says what the rows, or the columns, of a grid are.
type Line struct {
	Of    string // [LineCards], [LineStages] or [LineFunctions]
	Card  string // id of the card, of LineCards
	Title string // what one of them is called: "Touchpoint"
}

// A GridMark is a letter or a short word that may stand in a cell.
type GridMark struct {
	Key   string // kept in [workshop.Cell.Marks], and the key on the keyboard that sets it: "A"
	Title string // what it says: "answers for it"
	Tint  string // "" plain, "strong", "blue" or "amber"
}

// GridValues is a scale of whole numbers, of which one may stand in a cell.
type GridValues struct {
	Low, High int
	Title     string // what the number says: "how much it matters here"
}

// A GridRule is how often a mark stands in each row.
type GridRule struct {
	Mark        string
	Least, Most int
}

// A Grid is the rows, columns and cells of one grid at one moment, ready to be drawn, to be
// written and to be checked. It never changes.
type Grid struct {
	Canvas  workshop.CanvasID
	Kind    *GridKind
	Rows    []GridLine
	Columns []GridLine
	Off     []GridLine // columns that people took off

	cells map[workshop.CellKey]*workshop.Cell
}

// A GridLine is a row or a column.
type GridLine struct {
	Key     string       // as in [workshop.Cell.Row]: a record's key, or that of a function
	Name    string       // on one line
	Stage   string       // name of the stage of a note, "" where it has none
	Ref     workshop.Ref // the record; the zero Ref of a function
	Outside bool         // somebody outside of the house
	Added   bool         // a person put the column there by its name
}

// Cell is what stands where a row and a column cross, nil if nothing does.
func (g *Grid) Cell(row, column int) *workshop.Cell {
	if row < 0 || row >= len(g.Rows) || column < 0 || column >= len(g.Columns) {
		return nil
	}
	return g.cells[workshop.CellKey{Row: g.Rows[row].Key, Column: g.Columns[column].Key}]
}

// Begun reports whether anything stands in a row.
func (g *Grid) Begun(row int) bool {
	for j := range g.Columns {
		if g.Cell(row, j) != nil {
			return true
		}
	}
	return false
}

// A GridFault is a rule that a row does not keep to.
type GridFault struct {
	Rule    GridRule
	Columns []int // where the mark stands
}

// Faults lists the rules that a row breaks. A row in which nothing stands yet breaks those
// that want a mark, too; see [Grid.Begun].
func (g *Grid) Faults(row int) []GridFault {
	var all []GridFault
	for _, r := range g.Kind.Rules {
		var at []int
		for j := range g.Columns {
			if g.Cell(row, j).Has(r.Mark) {
				at = append(at, j)
			}
		}
		if len(at) < r.Least || len(at) > r.Most {
			all = append(all, GridFault{r, at})
		}
	}
	return all
}

// Mark is what the method says of a mark; of one that it does not know, as a newer version
// may have put there, it says nothing but the mark itself.
func (k *GridKind) Mark(key string) GridMark {
	for _, m := range k.Marks {
		if m.Key == key {
			return m
		}
	}
	return GridMark{Key: key}
}
