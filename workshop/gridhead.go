package workshop

import (
	"cmp"
	"fmt"
	"slices"
)

// HeadRow is the row of what was said of a grid's columns.
const HeadRow = "head"

// The marks of a column's head.
const (
	HeadAdded   = "added"   // somebody put the column there by its name
	HeadOff     = "off"     // the column is not shown
	HeadOutside = "outside" // it is about somebody outside of the house
)

// A Head is what people said of a column of a grid.
type Head struct {
	Column  string // its key, as in [Cell.Column]
	Label   string // what the column is called, "" as it is called elsewhere
	Added   bool
	Off     bool
	Outside bool
	Order   string // order key among the columns, "" behind those that have one
}

// HeadsOf lists what was said of the columns of a grid, by column; see [Snapshot.GridCells].
func (s *Snapshot) HeadsOf(grid CanvasID) []Head {
	_, heads := s.GridCells(grid)
	return heads
}

// A HeadChange alters one thing said of a column; what is nil stays.
type HeadChange struct {
	Column  string
	Label   *string // what the column is called; "" is as elsewhere
	Added   *bool
	Off     *bool
	Outside *bool
	Order   *string // an order key
}

// SetHeads alters what is said of columns of a grid.
type SetHeads struct {
	Grid  CanvasID
	Heads []HeadChange // of distinct columns
	By    PersonID     // who does it
}

// Plan implements [Op]. A grid that is not there gives an empty [Diff].
func (op SetHeads) Plan(s *Snapshot) (Diff, error) {
	if s.Canvases.Get(op.Grid) == nil {
		return nil, nil
	}
	w := cellWriter{s: s, by: op.By}
	for _, h := range op.Heads {
		if h.Column == "" || len(h.Column) > MaxField {
			return nil, fmt.Errorf("%w: a column needs a key", ErrInvalid)
		}
		w.of = Cell{Canvas: op.Grid, Row: HeadRow, Column: h.Column}
		for _, m := range []struct {
			name string
			to   *bool
		}{{HeadAdded, h.Added}, {HeadOff, h.Off}, {HeadOutside, h.Outside}} {
			if m.to != nil {
				w.mark(m.name, *m.to)
			}
		}
		if h.Label == nil && h.Order == nil {
			continue
		}
		if label, order := CleanName(deref(h.Label)), deref(h.Order); label != "" || order != "" || s.Cells.Get(CellAt(op.Grid, HeadRow, h.Column)) != nil {
			w.write(CellAt(op.Grid, HeadRow, h.Column), func(c *Cell) {
				if h.Label != nil {
					c.Label = label
				}
				if h.Order != nil {
					c.Value = order
				}
			})
		}
	}
	return w.diff()
}

func deref(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

// SortHeads puts columns in the order that people gave them; those that nobody moved follow,
// as they come.
func SortHeads[T any](columns []T, head func(T) Head) {
	slices.SortStableFunc(columns, func(a, b T) int {
		x, y := head(a).Order, head(b).Order
		if (x == "") != (y == "") {
			return cmp.Compare(y, x) // the one that has an order is first
		}
		return cmp.Compare(x, y)
	})
}
