package exchange

import (
	"strings"

	"throughline.app/method"
	"throughline.app/workshop"
)

// A GridTable is a grid as a table of words, for spreadsheets, documents and programs.
type GridTable struct {
	Title   string
	Explain string // what the marks mean, in one line
	Head    []string
	Rows    [][]string
	Look    []bool // the row breaks a rule of the grid
	Staged  bool   // the second column is the stage
	Outside []bool // of each column in Head: it is about somebody outside of the house
	Plain   bool   // its cells are words to read, not marks
}

// TableOf writes a grid as a table. The first column is what the rows are called, the second
// their stage if they have one, then come the grid's columns: the marks of a cell with
// blanks between them, or its value.
func TableOf(title string, g *method.Grid) GridTable {
	t := GridTable{Title: title, Explain: explain(g.Kind), Head: []string{g.Kind.Rows.Title}, Outside: []bool{false}}
	for _, r := range g.Rows {
		t.Staged = t.Staged || r.Stage != ""
	}
	if t.Staged {
		t.Head, t.Outside = append(t.Head, stageColumn), append(t.Outside, false)
	}
	for _, c := range g.Columns {
		t.Head, t.Outside = append(t.Head, c.Name), append(t.Outside, c.Outside)
	}
	for i, r := range g.Rows {
		row := []string{r.Name}
		if t.Staged {
			row = append(row, r.Stage)
		}
		for j := range g.Columns {
			row = append(row, cellWords(g.Kind, g.Cell(i, j)))
		}
		t.Rows = append(t.Rows, row)
		t.Look = append(t.Look, g.Begun(i) && len(g.Faults(i)) > 0)
	}
	return t
}

// stageColumn is the head of the stages.
const stageColumn = "Stage"

func explain(k *method.GridKind) string {
	if k.Values != nil {
		return k.Values.Title
	}
	var all []string
	for _, m := range k.Marks {
		all = append(all, m.Key+" "+m.Title)
	}
	return strings.Join(all, " · ")
}

func cellWords(k *method.GridKind, c *workshop.Cell) string {
	if c == nil {
		return ""
	}
	all := marksOf(k, c)
	if c.Value != "" {
		all = append([]string{c.Value}, all...)
	}
	return strings.Join(all, " ")
}

// marksOf lists the marks of a cell, in the method's order; those that it does not know last.
func marksOf(k *method.GridKind, c *workshop.Cell) []string {
	var all []string
	known := make(map[string]bool)
	for _, m := range k.Marks {
		known[m.Key] = true
		if c.Has(m.Key) {
			all = append(all, m.Key)
		}
	}
	for _, e := range c.Marks.All() {
		if !known[e.Key] {
			all = append(all, e.Key)
		}
	}
	return all
}
