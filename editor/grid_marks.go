package editor

import (
	"slices"
	"strconv"

	"throughline.app/method"
	"throughline.app/workshop"
)

// ToggleMark puts a mark into the cell in focus, or takes it out.
func (ed *Editor) ToggleMark(mark string) {
	op, cell, ok := ed.cellOp()
	if !ok {
		return
	}
	label := "put " + mark + " into a cell"
	if cell.Has(mark) {
		label, op.Remove = "take "+mark+" out of a cell", []string{mark}
	} else {
		op.Add = []string{mark}
	}
	ed.Do(label, op)
	ed.notify()
}

// GiveValue puts a value into the cell in focus; the same once more takes it out.
func (ed *Editor) GiveValue(v int) {
	op, cell, ok := ed.cellOp()
	if !ok {
		return
	}
	value := strconv.Itoa(v)
	label := "put " + value + " into a cell"
	if cell != nil && cell.Value == value {
		label, value = "take "+value+" out of a cell", ""
	}
	op.Value = &value
	ed.Do(label, op)
	ed.notify()
}

// EmptyCell takes everything out of the cell in focus.
func (ed *Editor) EmptyCell() {
	op, cell, ok := ed.cellOp()
	if !ok || cell == nil {
		return
	}
	for _, e := range cell.Marks.All() {
		op.Remove = append(op.Remove, e.Key)
	}
	if cell.Value != "" {
		op.Value = new(string)
	}
	ed.Do("empty a cell", op)
	ed.notify()
}

// cellOp begins a change of the cell in focus.
func (ed *Editor) cellOp() (workshop.MarkCell, *workshop.Cell, bool) {
	g, s := ed.Grid(), ed.GridFocus()
	if s.Part != CellPart {
		return workshop.MarkCell{}, nil, false
	}
	row, column := g.Rows[s.Row], g.Columns[s.Column]
	op := workshop.MarkCell{Grid: ed.canvas, By: ed.doc.Me(), Row: row.Key, Column: column.Key}
	if column.Ref.ID == "" {
		op.Label = column.Name
	} else if row.Ref.ID == "" {
		op.Label = row.Name
	}
	return op, g.Cell(s.Row, s.Column), true
}

// focusTouched puts the cell, or the column, into focus that a step taken back or done again
// was about.
func (ed *Editor) focusTouched(d workshop.Diff) {
	g := ed.Grid()
	at := slices.IndexFunc(d, func(c workshop.Change) bool { return c.Ref.Kind == workshop.KindCell })
	if g == nil || at < 0 {
		return
	}
	said := func(field string) string { // of a record that is gone the change tells
		if v := ed.doc.Snapshot().Field(d[at].Ref, field); v != "" {
			return v
		}
		for _, c := range d {
			if c.Ref == d[at].Ref && c.Field == field {
				return c.Before
			}
		}
		return ""
	}
	row, column := said(workshop.FieldRow), said(workshop.FieldColumn)
	i := slices.IndexFunc(g.Rows, func(l method.GridLine) bool { return l.Key == row })
	j := slices.IndexFunc(g.Columns, func(l method.GridLine) bool { return l.Key == column })
	if j >= 0 && (i >= 0 || row == workshop.HeadRow) {
		ed.FocusGrid(spotAt(i, j))
	}
}
