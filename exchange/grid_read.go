package exchange

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"throughline.app/method"
	"throughline.app/workshop"
)

// ErrNoGridTable is the error of [ReadGrid] for a file that is no table of the grid's rows.
var ErrNoGridTable = errors.New("this is not a table of this grid: its first row names the columns, its first column the rows")

// ReadGrid reads a table of a grid, as [GridTable.Write] makes it or a spreadsheet: names of
// the rows in the first column, of the columns in the first row. What it says is added to
// what stands in the cells; a value takes the place of another. Rows that the grid does not
// have are refused one by one, columns that it does not have are added where people may.
func ReadGrid(from io.Reader, g *method.Grid, me workshop.PersonID) (workshop.Op, Report, error) {
	data, err := readAll(from)
	if err != nil {
		return nil, Report{}, err
	}
	t := newTable(data)
	head, err := t.next()
	if err != nil || len(head) < 2 {
		return nil, Report{}, ErrNoGridTable
	}
	r := gridReader{g: g, me: me, columns: make(map[int]string), labels: make(map[int]string), staged: -1}
	for i, name := range head {
		r.head(i, strings.TrimSpace(unguard(name)))
	}
	if len(r.columns) == 0 {
		return nil, Report{}, ErrNoGridTable
	}
	for {
		cells, err := t.next()
		if err == io.EOF {
			break
		}
		if err != nil {
			r.report.Refused = append(r.report.Refused, Refusal{t.row, err.Error()})
			continue
		}
		r.row(t.row, cells)
	}
	return r.op(), r.report, nil
}

type gridReader struct {
	g       *method.Grid
	me      workshop.PersonID
	columns map[int]string // keys, by place in the file
	labels  map[int]string
	staged  int // place of the stages, -1 for none
	heads   []workshop.HeadChange
	cells   workshop.Together
	report  Report
}

func (r *gridReader) head(i int, name string) {
	if i == 0 {
		return
	}
	bare, outside := strings.CutSuffix(name, strings.TrimSpace(outsideEnd))
	bare = strings.TrimSpace(bare)
	for _, c := range r.g.Columns {
		if strings.EqualFold(c.Name, bare) {
			yes := true
			known := slices.ContainsFunc(r.heads, func(h workshop.HeadChange) bool { return h.Column == c.Key })
			if outside && !c.Outside && !known && r.g.Kind.Outside {
				r.heads = append(r.heads, workshop.HeadChange{Column: c.Key, Outside: &yes})
			}
			r.columns[i], r.labels[i] = c.Key, c.Name
			return
		}
	}
	switch {
	case strings.EqualFold(bare, stageColumn):
		r.staged = i
	case bare != "" && r.g.Kind.Adds():
		yes, name := true, workshop.CleanFunction(bare)
		h := workshop.HeadChange{Column: workshop.FunctionLine(name), Label: &name, Added: &yes}
		if outside {
			h.Outside = &yes
		}
		r.heads = append(r.heads, h)
		r.columns[i], r.labels[i] = h.Column, name
	}
}

func (r *gridReader) row(n int, cells []string) {
	if len(cells) == 0 || strings.TrimSpace(strings.Join(cells, "")) == "" {
		return
	}
	name := strings.TrimSpace(unguard(cells[0]))
	stage := ""
	if r.staged >= 0 && r.staged < len(cells) {
		stage = strings.TrimSpace(unguard(cells[r.staged]))
	}
	at := slices.IndexFunc(r.g.Rows, func(l method.GridLine) bool {
		return strings.EqualFold(l.Name, name) && (stage == "" || strings.EqualFold(l.Stage, stage))
	})
	if at < 0 {
		r.report.Refused = append(r.report.Refused, Refusal{n, fmt.Sprintf("the grid has no row %q", name)})
		return
	}
	r.report.Added++
	for i, cell := range cells {
		cell = strings.TrimSpace(unguard(cell))
		if r.columns[i] == "" || cell == "" {
			continue
		}
		op := workshop.MarkCell{Grid: r.g.Canvas, Row: r.g.Rows[at].Key, Column: r.columns[i], Label: r.labels[i], By: r.me}
		bad := ""
		if v := r.g.Kind.Values; v != nil {
			if len(cell) == 1 && cell[0] >= '0'+byte(v.Low) && cell[0] <= '0'+byte(v.High) {
				op.Value = &cell
			} else {
				bad = cell
			}
		}
		for _, m := range strings.FieldsFunc(cell, func(c rune) bool { return strings.ContainsRune(" ,;/+", c) }) {
			switch {
			case r.g.Kind.Values != nil:
			case slices.ContainsFunc(r.g.Kind.Marks, func(k method.GridMark) bool { return strings.EqualFold(k.Key, m) }):
				op.Add = append(op.Add, strings.ToUpper(m))
			default:
				bad = m
			}
		}
		if bad != "" {
			r.report.Refused = append(r.report.Refused, Refusal{n, fmt.Sprintf("%q is nothing that stands in a cell of this grid", bad)})
		}
		if len(op.Add) > 0 || op.Value != nil {
			r.cells = append(r.cells, op)
		}
	}
}

// op is everything that was read as one step: new columns, then the cells.
func (r *gridReader) op() workshop.Op {
	return append(workshop.Together{workshop.SetHeads{Grid: r.g.Canvas, Heads: r.heads, By: r.me}}, r.cells...)
}
