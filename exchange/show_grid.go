package exchange

import (
	"throughline.app/method"
	"throughline.app/workshop"
)

// A ShownGrid is a canvas that is a grid.
type ShownGrid struct {
	Canvas  string          `json:"canvas"`
	Title   string          `json:"title"`
	Kind    string          `json:"kind"`
	Rows    []ShownLine     `json:"rows"`
	Columns []ShownLine     `json:"columns"`
	Cells   []ShownGridCell `json:"cells"` // by row, then by column; those that are not empty
}

// A ShownLine is a row or a column of a grid.
type ShownLine struct {
	Key     string       `json:"key"` // of a record, "note/…", or of a function
	Name    string       `json:"name"`
	Stage   string       `json:"stage,omitempty"`
	Outside bool         `json:"outside,omitempty"`
	Faults  []ShownFault `json:"faults,omitempty"` // rules that the row breaks
	Blank   bool         `json:"blank,omitempty"`  // nothing stands in the row yet
}

// A ShownFault is a mark that stands too often in a row, or not often enough.
type ShownFault struct {
	Mark  string `json:"mark"`
	Times int    `json:"times"`
	Least int    `json:"least"`
	Most  int    `json:"most"`
}

// A ShownGridCell is what stands in a cell.
type ShownGridCell struct {
	Row    string   `json:"row"`
	Column string   `json:"column"`
	Marks  []string `json:"marks,omitempty"`
	Value  string   `json:"value,omitempty"`
}

func showGrids(s *workshop.Snapshot, methods []*method.Method) []ShownGrid {
	var all []ShownGrid
	for _, c := range s.CanvasList() {
		if g := method.GridOf(s, method.Find(methods, c.Kind), c.ID); g != nil {
			all = append(all, showGrid(c, g))
		}
	}
	return all
}

func showGrid(c *workshop.Canvas, g *method.Grid) ShownGrid {
	shown := ShownGrid{Canvas: string(c.ID), Title: c.Title, Kind: c.Kind, Rows: []ShownLine{}, Columns: []ShownLine{}, Cells: []ShownGridCell{}}
	for _, l := range g.Columns {
		shown.Columns = append(shown.Columns, ShownLine{Key: l.Key, Name: l.Name, Outside: l.Outside})
	}
	for i, l := range g.Rows {
		line := ShownLine{Key: l.Key, Name: l.Name, Stage: l.Stage, Blank: !g.Begun(i)}
		for _, f := range g.Faults(i) {
			line.Faults = append(line.Faults, ShownFault{f.Rule.Mark, len(f.Columns), f.Rule.Least, f.Rule.Most})
		}
		shown.Rows = append(shown.Rows, line)
		for j, column := range g.Columns {
			if cell := g.Cell(i, j); cell != nil {
				shown.Cells = append(shown.Cells, ShownGridCell{l.Key, column.Key, marksOf(g.Kind, cell), cell.Value})
			}
		}
	}
	return shown
}
