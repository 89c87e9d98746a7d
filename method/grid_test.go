package method_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"throughline.app/method"
	"throughline.app/workshop"
)

const drivers = `
name = "drivers"
title = "Drivers"

[[card]]
id = "driver"
title = "Driver"
color = "violet"

[[canvas]]
id = "canvas"
title = "Life"
stages = ["Find", "Buy", "Use"]

[canvas.header]
label = "Question"

[[canvas.lane]]
key = "drivers"
name = "Drivers"
card = "driver"

[[canvas]]
id = "matter"
title = "What matters where"
layout = "grid"
begin = false

[canvas.grid]
rows = "card:driver"
columns = "stages"

[canvas.grid.values]
low = 0
high = 3
title = "how much it matters"
`

const control = `
[[canvas]]
id = "control"
title = "Who has a hand in it"
layout = "grid"
begin = false

[canvas.grid]
rows = "card:driver"
columns = "functions"
outside = true

[[canvas.grid.mark]]
key = "R"
title = "does it"
tint = "blue"

[[canvas.grid.mark]]
key = "A"
title = "answers for it"
tint = "strong"

[[canvas.grid.rule]]
mark = "A"
least = 1
most = 1
`

// A wall is a workshop of the method in a test, with a grid "g" beside its canvas "c".
type wall struct {
	t    testing.TB
	s    *workshop.Snapshot
	kind *method.CanvasKind
}

func newWall(t testing.TB, kind string) *wall {
	m, err := method.Parse("drivers.toml", drivers+control)
	require.NoError(t, err)
	methods := []*method.Method{m}
	w := &wall{t: t, s: &workshop.Snapshot{}, kind: method.Find(methods, "drivers/"+kind)}
	n := 0
	ids := func() string { n++; return fmt.Sprintf("id%d", n) }
	first := method.Find(methods, "drivers/canvas").Scaffold(ids, "", "")
	first.Canvas.ID = "c"
	for i := range first.Stages {
		first.Stages[i].Canvas, first.Stages[i].ID = "c", workshop.StageID(strings.ToLower(first.Stages[i].Name))
	}
	first.Lanes[0].Canvas, first.Lanes[0].ID = "c", "l"
	w.do(first)
	grid := w.kind.Scaffold(ids, "", "")
	grid.Canvas.ID = "g"
	w.do(grid)
	return w
}

func (w *wall) do(op workshop.Op) {
	w.t.Helper()
	d, err := op.Plan(w.s)
	require.NoError(w.t, err)
	w.s = w.s.With(d)
}

func (w *wall) note(id, text string, stage workshop.StageID, y float64) {
	w.do(workshop.AddNotes{Notes: []workshop.Note{{
		ID: workshop.NoteID(id), Text: text, Kind: "driver", Color: workshop.Violet,
		Place: workshop.Place{Canvas: "c", Region: workshop.Region{Stage: stage, Lane: "l"}, At: workshop.Point{Y: y}},
	}}})
}

func (w *wall) mark(note, function string, marks ...string) {
	w.do(workshop.MarkCell{Grid: "g", Row: "note/" + note, Column: workshop.FunctionLine(function), Label: function, Add: marks})
}

func (w *wall) grid() *method.Grid { return method.GridOf(w.s, w.kind, "g") }

func names(lines []method.GridLine) []string {
	var all []string
	for _, l := range lines {
		all = append(all, l.Name)
	}
	return all
}

func TestAGridOfValuesByAFileAlone(t *testing.T) {
	w := newWall(t, "matter")
	require.Empty(t, w.grid().Rows)
	w.note("b", "Price", "use", 0)
	w.note("a", "Trust\nin us", "find", 70)
	w.note("d", "Speed", "find", 0)
	two := "2"
	w.do(workshop.MarkCell{Grid: "g", Row: "note/a", Column: "stage/buy", Value: &two})
	g := w.grid()
	require.Equal(t, []string{"Speed", "Trust in us", "Price"}, names(g.Rows), "by stage, then as they lie there")
	require.Equal(t, "Find", g.Rows[0].Stage)
	require.Equal(t, []string{"Find", "Buy", "Use"}, names(g.Columns))
	require.Equal(t, "2", g.Cell(1, 1).Value)
	require.Nil(t, g.Cell(0, 0))
	require.Nil(t, g.Cell(9, 9))
	require.Nil(t, method.GridOf(w.s, method.Find(nil, "other/kind"), "g"))
}

func TestColumnsAreTheFunctionsOfTheWorkshopAndThoseThatSomebodyAdds(t *testing.T) {
	w := newWall(t, "control")
	w.note("a", "Price page", "find", 0)
	w.do(workshop.SetFunctions{Notes: []workshop.NoteID{"a"}, Functions: []string{"Sales"}})
	yes, partner := true, "Partner"
	w.do(workshop.SetHeads{Grid: "g", Heads: []workshop.HeadChange{{Column: workshop.FunctionLine(partner), Label: &partner, Added: &yes, Outside: &yes}}})
	w.mark("a", "Network", "R")
	require.Equal(t, []string{"Network", "Sales", "Partner"}, names(w.grid().Columns), "who is outside comes last")
	require.True(t, w.grid().Columns[2].Outside)

	// Another way to write it is the same column.
	w.do(workshop.SetFunctions{Notes: []workshop.NoteID{"a"}, Functions: []string{"NETWORK"}})
	g := w.grid()
	require.Equal(t, []string{"NETWORK", "Partner"}, names(g.Columns))
	require.True(t, g.Cell(0, 0).Has("R"))

	// A function that nobody speaks of any more keeps its column while a cell does.
	w.do(workshop.SetFunctions{Notes: []workshop.NoteID{"a"}})
	require.Equal(t, []string{"Network", "Partner"}, names(w.grid().Columns))

	// Taken off, its cells are kept.
	w.do(workshop.SetHeads{Grid: "g", Heads: []workshop.HeadChange{{Column: workshop.FunctionLine("Network"), Off: &yes}}})
	require.Equal(t, []string{"Partner"}, names(w.grid().Columns))
	require.Equal(t, []string{"Network"}, names(w.grid().Off))
	no := false
	w.do(workshop.SetHeads{Grid: "g", Heads: []workshop.HeadChange{{Column: workshop.FunctionLine("Network"), Off: &no}}})
	require.True(t, w.grid().Cell(0, 0).Has("R"))

	// People put columns in an order, and call them something else.
	first, second, other := "1", "2", "Network operations"
	w.do(workshop.SetHeads{Grid: "g", Heads: []workshop.HeadChange{
		{Column: workshop.FunctionLine(partner), Order: &first},
		{Column: workshop.FunctionLine("Network"), Order: &second, Label: &other},
	}})
	require.Equal(t, []string{"Partner", other}, names(w.grid().Columns))
	require.True(t, w.grid().Cell(0, 1).Has("R"))
}

func TestARowWhoseNoteIsDeletedIsNotShownAndKeepsItsCells(t *testing.T) {
	w := newWall(t, "control")
	w.note("a", "Price page", "find", 0)
	w.mark("a", "Sales", "A", "V")
	d, err := workshop.DeleteNotes{Notes: []workshop.NoteID{"a"}}.Plan(w.s)
	require.NoError(t, err)
	was := w.s
	w.s = w.s.With(d)
	require.Empty(t, w.grid().Rows)
	require.Len(t, w.s.CellsOf("g"), 1)
	w.s = w.s.With(d.Invert())
	require.True(t, w.s.Equal(was))
	require.True(t, w.grid().Cell(0, 0).Has("V"), "a mark that this version does not know is kept")
	require.Equal(t, method.GridMark{Key: "V"}, w.kind.Grid.Mark("V"))
}

func TestFaultsOfRows(t *testing.T) {
	w := newWall(t, "control")
	w.note("a", "Price page", "find", 0)
	w.note("b", "Porting", "buy", 0)
	w.note("d", "Fault line", "use", 0)
	w.note("e", "Nothing yet", "use", 90)
	w.mark("a", "Sales", "A", "R")
	w.mark("b", "Sales", "A")
	w.mark("b", "Network", "A")
	w.mark("d", "Network", "R")
	g := w.grid()
	require.Empty(t, g.Faults(0))
	require.Equal(t, []int{0, 1}, g.Faults(1)[0].Columns)
	require.Empty(t, g.Faults(2)[0].Columns)
	require.Len(t, g.Faults(3), 1)
	require.False(t, g.Begun(3))
}

func TestFaultsOfAGridInAMethodFileNameLineAndRemedy(t *testing.T) {
	for name, c := range map[string]struct{ old, new, want string }{
		"no such card":     {`rows = "card:driver"`, `rows = "card:drover"`, `there is no card "drover"`},
		"no such thing":    {`columns = "functions"`, `columns = "people"`, `columns cannot be "people"`},
		"the same twice":   {`columns = "functions"`, `columns = "card:driver"`, "rows and columns are the same"},
		"a long mark":      {`key = "R"`, `key = "resp"`, `a mark is called "resp"`},
		"a mark twice":     {`key = "R"`, `key = "A"`, `a second mark is called "A"`},
		"a tint":           {`tint = "strong"`, `tint = "loud"`, `there is no tint "loud"`},
		"a rule":           {`mark = "A"`, `mark = "B"`, `there is no mark "B"`},
		"most":             {"most = 1", "most = 0", "a mark cannot stand 1 to 0 times"},
		"a scale":          {"high = 3", "high = 30", "a scale cannot go from 0 to 30"},
		"marks and values": {"[[canvas.grid.rule]]", "[canvas.grid.values]\nlow = 0\nhigh = 2\ntitle = \"x\"\n[[canvas.grid.rule]]", "the grid has marks and values"},
		"stages":           {"outside = true", "outside = true\n[[canvas.lane]]\nkey = \"x\"", `a grid has no "lane"`},
		"a layout":         {`layout = "grid"`, `layout = "gird"`, `there is no layout "gird"`},
		"unknown":          {"outside = true", "outsider = true", `there is no key "canvas.grid.outsider" here`},
		"no grid":          {drivers[strings.Index(drivers, "\n[canvas.grid]"):], "", "the grid has neither rows nor columns"},
	} {
		t.Run(name, func(t *testing.T) {
			text := strings.Replace(drivers+control, c.old, c.new, 1)
			require.NotEqual(t, drivers+control, text)
			_, err := method.Parse("drivers.toml", text)
			require.ErrorContains(t, err, c.want)
			require.Regexp(t, `drivers\.toml:\d+: .*; \S`, err.Error())
		})
	}
}
