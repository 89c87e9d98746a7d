package workshop

import (
	"fmt"
	"slices"
	"strings"
)

// MarkCell puts marks into cells of a grid or takes them out, or gives a value.
type MarkCell struct {
	Grid   CanvasID
	Row    string
	Column string
	Label  string   // of a column or row that is no record
	Add    []string // marks: a letter or a short word of the method's grid
	Remove []string // applied after Add
	Value  *string  // nil leaves it; "" unsets it
	By     PersonID // who does it
}

// Plan implements [Op]. A grid that is not there gives an empty [Diff].
func (op MarkCell) Plan(s *Snapshot) (Diff, error) {
	if s.Canvases.Get(op.Grid) == nil {
		return nil, nil
	}
	if op.Row == "" || op.Column == "" || len(op.Row)+len(op.Column) > MaxField {
		return nil, fmt.Errorf("%w: a cell needs a row and a column", ErrInvalid)
	}
	want := make(map[string]bool, len(op.Add)+len(op.Remove))
	var marks []string // in order, each once
	for i, m := range append(append([]string(nil), op.Add...), op.Remove...) {
		if !markForm(m) {
			return nil, fmt.Errorf("%w: there is no mark %q", ErrInvalid, m)
		}
		if _, twice := want[m]; !twice {
			marks = append(marks, m)
		}
		want[m] = i < len(op.Add)
	}
	w := cellWriter{s: s, by: op.By, of: Cell{Canvas: op.Grid, Row: op.Row, Column: op.Column, Label: CleanName(op.Label)}}
	for _, m := range marks {
		w.mark(m, want[m])
	}
	if op.Value != nil {
		w.value(cut(strings.TrimSpace(strings.ToValidUTF8(*op.Value, "")), MaxName))
	}
	return w.diff()
}

// A cellWriter collects what a change of one cell alters in its records.
type cellWriter struct {
	s    *Snapshot
	by   PersonID
	of   Cell // grid, row, column and label of the cell
	d    Diff
	made int
}

func (w *cellWriter) diff() (Diff, error) {
	if w.s.Cells.Len()+w.made > MaxCells && w.made > 0 {
		return nil, fmt.Errorf("%w: a workshop holds at most %d marks in cells", ErrInvalid, MaxCells)
	}
	return w.d, nil
}

// mark lets a mark stand in the cell, or takes it out wherever it is written.
func (w *cellWriter) mark(m string, stands bool) {
	var in []CellID
	for id, c := range w.s.Cells.All() {
		if c.Canvas == w.of.Canvas && c.Row == w.of.Row && c.Column == w.of.Column && c.Has(m) {
			in = append(in, id)
		}
	}
	switch {
	case stands && len(in) == 0:
		own := MarkAt(w.of.Canvas, w.of.Row, w.of.Column, m, w.by)
		w.write(own, func(c *Cell) { c.Marks = c.Marks.With(m, "1") })
	case !stands:
		slices.Sort(in)
		for _, id := range in {
			w.d = w.d.set(w.s, id.Ref(), FieldMark+m, "")
		}
	}
}

// value gives the cell's value.
func (w *cellWriter) value(v string) {
	base := CellAt(w.of.Canvas, w.of.Row, w.of.Column)
	if v == "" && w.s.Cells.Get(base) == nil {
		return
	}
	w.write(base, func(c *Cell) { c.Value = v })
}

// write alters a record of the cell, or makes it. What names the cell is set again where it
// is missing, as after two people took it back.
func (w *cellWriter) write(id CellID, alter func(*Cell)) {
	now := w.s.Cells.Get(id)
	next := Cell{ID: id}
	if now != nil {
		next = *now
	} else {
		w.made++
	}
	next.Canvas, next.Row, next.Column = w.of.Canvas, w.of.Row, w.of.Column
	if next.Label == "" {
		next.Label = w.of.Label
	}
	alter(&next)
	for _, f := range cellFields {
		if f.keys == nil {
			w.d = w.d.set(w.s, id.Ref(), f.name, f.get(&next))
		}
	}
	for _, e := range next.Marks.All() {
		w.d = w.d.set(w.s, id.Ref(), FieldMark+e.Key, e.Value)
	}
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
