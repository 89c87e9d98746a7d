package method

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"throughline.app/workshop"
)

// GridOf makes the grid of a canvas from the workshop; nil if the kind is not one of a grid.
// It goes through the workshop's notes and cells.
func GridOf(s *workshop.Snapshot, kind *CanvasKind, canvas workshop.CanvasID) *Grid {
	if kind == nil || kind.Grid == nil {
		return nil
	}
	cells, said := s.GridCells(canvas)
	b := gridder{s: s, g: &Grid{Canvas: canvas, Kind: kind.Grid, cells: cells}}
	b.method, _, _ = strings.Cut(kind.ID, "/")
	b.g.Rows = b.lines(kind.Grid.Rows, cells, func(c *workshop.Cell) string { return c.Row }, nil)
	heads := make(map[string]workshop.Head)
	for _, h := range said {
		heads[h.Column] = h
	}
	all := b.lines(kind.Grid.Columns, cells, func(c *workshop.Cell) string { return c.Column }, heads)
	for i := range all {
		h := heads[all[i].Key]
		all[i].Name = cmp.Or(h.Label, all[i].Name)
		all[i].Outside, all[i].Added = h.Outside, h.Added
	}
	if kind.Grid.Columns.Of == LineFunctions {
		slices.SortStableFunc(all, func(a, b GridLine) int { return lateness(a) - lateness(b) })
	}
	workshop.SortHeads(all, func(l GridLine) workshop.Head { return heads[l.Key] })
	for _, l := range all {
		if heads[l.Key].Off {
			b.g.Off = append(b.g.Off, l)
		} else {
			b.g.Columns = append(b.g.Columns, l)
		}
	}
	return b.g
}

// lateness puts columns that somebody added behind those of the room, and who is outside last.
func lateness(l GridLine) (n int) {
	if l.Added {
		n++
	}
	if l.Outside {
		n += 2
	}
	return n
}

type gridder struct {
	s      *workshop.Snapshot
	g      *Grid
	method string
}

// lines lists the rows, or the columns, of a grid. Of functions those are there that the
// workshop knows, those of which a cell speaks, and those that somebody added.
func (b *gridder) lines(of Line, cells map[workshop.CellKey]*workshop.Cell, key func(*workshop.Cell) string, heads map[string]workshop.Head) []GridLine {
	switch of.Of {
	case LineCards:
		return b.notes(of.Card)
	case LineStages:
		var all []GridLine
		for _, st := range b.stages() {
			all = append(all, GridLine{Key: st.ID.Ref().Key(), Name: st.Name, Ref: st.ID.Ref()})
		}
		return all
	}
	names := make(map[string]string)
	for _, f := range b.s.Functions() {
		names[workshop.FunctionLine(f)] = f
	}
	labels := make(map[string]string)
	for _, c := range cells {
		if k := key(c); c.Label != "" && strings.HasPrefix(k, functionLine) && (labels[k] == "" || c.Label < labels[k]) {
			labels[k] = c.Label
		}
	}
	for k, label := range labels {
		names[k] = cmp.Or(names[k], label)
	}
	for k, h := range heads {
		if names[k] == "" && h.Added && h.Label != "" {
			names[k] = h.Label
		}
	}
	all := make([]GridLine, 0, len(names))
	for k, name := range names {
		all = append(all, GridLine{Key: k, Name: name})
	}
	slices.SortFunc(all, func(a, b GridLine) int {
		return cmp.Or(cmp.Compare(workshop.FunctionKey(a.Name), workshop.FunctionKey(b.Name)), cmp.Compare(a.Key, b.Key))
	})
	return all
}

// functionLine begins the key of a line that is a function.
const functionLine = "function/"

// own lists the canvases of the grid's method that open up nothing, in order.
func (b *gridder) own() []*workshop.Canvas {
	return slices.DeleteFunc(b.s.CanvasList(), func(c *workshop.Canvas) bool {
		return c.Of != "" || c.From != "" || !b.mine(c)
	})
}

func (b *gridder) mine(c *workshop.Canvas) bool {
	name, _, _ := strings.Cut(c.Kind, "/")
	return name == b.method
}

// stages are those of the first canvas of the method that has any.
func (b *gridder) stages() []*workshop.Stage {
	for _, c := range b.own() {
		if all := b.s.StageList(c.ID); len(all) > 0 {
			return all
		}
	}
	return nil
}

// notes lists the notes of a card kind on all canvases of the method: by the stage in which
// they are shown, then by their number in the order in which they come, then as they lie there. Those of a canvas that opens up a stage follow the
// stage's own.
func (b *gridder) notes(card string) []GridLine {
	type row struct {
		GridLine
		stage, depth int
		order        float64
		place        workshop.Place
	}
	stages := make(map[workshop.StageID]int)
	names := make(map[workshop.StageID]string)
	number := func(st *workshop.Stage) {
		if _, ok := stages[st.ID]; !ok {
			stages[st.ID], names[st.ID] = len(stages), st.Name
		}
	}
	depth := make(map[workshop.CanvasID]int)
	canvases := b.s.CanvasList()
	for _, own := range []bool{true, false} { // canvases that open up a stage come behind it
		for i, c := range canvases {
			if parent := b.s.ParentOf(c); (parent == nil) == own {
				depth[c.ID] = i
				for _, st := range b.s.StageList(c.ID) {
					number(st)
				}
			}
		}
	}
	for _, c := range canvases {
		if into, ok := b.s.StageOf(c.Of); ok && b.s.ParentOf(c) != nil {
			for _, st := range b.s.StageList(c.ID) {
				stages[st.ID] = stages[into]
			}
		}
	}
	var rows []row
	for _, n := range b.s.Notes.All() {
		if n.Kind != card || n.Deleted() {
			continue
		}
		c := b.s.Canvases.Get(n.Place.Canvas)
		if _, listed := depth[n.Place.Canvas]; c == nil || !listed || !b.mine(c) {
			continue
		}
		r := row{GridLine: GridLine{Key: n.ID.Ref().Key(), Name: oneLine(n.Text), Ref: n.ID.Ref()}, stage: math.MaxInt, depth: depth[c.ID], order: OrderOf(n), place: n.Place}
		if in, ok := b.s.ShownIn(n.Place.Region); ok {
			r.stage, r.Stage = stages[in.Stage], names[in.Stage]
		}
		rows = append(rows, r)
	}
	slices.SortFunc(rows, func(a, b row) int {
		return cmp.Or(cmp.Compare(a.stage, b.stage), cmp.Compare(a.depth, b.depth), cmp.Compare(a.order, b.order),
			cmp.Compare(a.place.At.Y, b.place.At.Y), cmp.Compare(a.place.At.X, b.place.At.X), cmp.Compare(a.Key, b.Key))
	})
	all := make([]GridLine, len(rows))
	for i, r := range rows {
		all[i] = r.GridLine
	}
	return all
}

// oneLine is a note's text as a name: its lines one behind the other.
func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }
