package insight

import (
	"slices"

	"throughline.app/workshop"
)

// A Grid is how many notes there are for each stage and function: a note counts once for
// every function that it names.
type Grid struct {
	Stages    []*workshop.Stage
	Functions []string
	Most      int // in the fullest cell
	Nobody    int // notes in a stage that no function is known of

	cells map[cell][]workshop.NoteID
}

type cell struct {
	stage    workshop.StageID
	function string
}

// At lists the notes of one cell, by id.
func (g *Grid) At(stage, function int) []workshop.NoteID {
	return g.cells[cell{g.Stages[stage].ID, workshop.FunctionKey(g.Functions[function])}]
}

// Heat counts the notes of the canvas, those inside its stages too; with ids, only those.
func (f *Findings) Heat(ids map[workshop.NoteID]bool) *Grid {
	g := &Grid{Stages: f.Stages, cells: make(map[cell][]workshop.NoteID)}
	used := make(map[string]bool)
	for id, n := range f.s.Notes.All() {
		if n.Deleted() || ids != nil && !ids[id] {
			continue
		}
		stage, ok := f.s.CountsOn(f.canvas, n)
		if !ok || stage == "" {
			continue
		}
		of := f.s.FunctionsOf(n)
		if len(of) == 0 {
			g.Nobody++
		}
		for _, name := range of {
			key := cell{stage, workshop.FunctionKey(name)}
			g.cells[key] = append(g.cells[key], id)
			g.Most = max(g.Most, len(g.cells[key]))
			used[key.function] = true
		}
	}
	for _, list := range g.cells {
		slices.Sort(list)
	}
	for _, name := range f.Functions {
		if used[workshop.FunctionKey(name)] {
			g.Functions = append(g.Functions, name)
		}
	}
	return g
}
