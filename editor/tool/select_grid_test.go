package tool_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"throughline.app/editor"
	"throughline.app/internal/editortest"
	"throughline.app/internal/workshoptest"
	"throughline.app/method"
	"throughline.app/workshop"
)

// marks is what stands in the cell of a row and a column, by their names.
func marks(t *testing.T, h *editortest.Hands, row, column string) string {
	t.Helper()
	i, j := line(t, h, row), col(t, h, column)
	cell := h.Ed.Grid().Cell(i, j)
	var all []string
	for _, m := range []string{"R", "A", "C", "I"} {
		if cell.Has(m) {
			all = append(all, m)
		}
	}
	return strings.Join(all, "")
}

func line(t *testing.T, h *editortest.Hands, name string) int {
	t.Helper()
	for i, l := range h.Ed.Grid().Rows {
		if l.Name == name {
			return i
		}
	}
	require.Fail(t, "no row "+name)
	return -1
}

func col(t *testing.T, h *editortest.Hands, name string) int {
	t.Helper()
	for i, l := range h.Ed.Grid().Columns {
		if l.Name == name {
			return i
		}
	}
	require.Fail(t, "no column "+name)
	return -1
}

func at(t *testing.T, h *editortest.Hands, row, column string) workshop.Point {
	t.Helper()
	return h.Ed.Grid().CellRect(line(t, h, row), col(t, h, column)).Center()
}

func TestAClickOffersTheMarksOfACellAndLettersSetThem(t *testing.T) {
	h := editortest.NewGrid(t)
	h.Click(at(t, h, "Fault line 24/7", "Operations"))
	require.True(t, h.Ed.GridChoosing())
	h.Key("A").Key("I")
	require.Equal(t, "AI", marks(t, h, "Fault line 24/7", "Operations"))
	require.True(t, h.Ed.GridChoosing(), "it stays, for more")
	h.Key("A")
	require.Equal(t, "I", marks(t, h, "Fault line 24/7", "Operations"))
	h.Key("Escape")
	require.False(t, h.Ed.GridChoosing())
	require.Equal(t, editor.CellPart, h.Ed.GridFocus().Part)
	h.Key("Escape")
	require.Equal(t, editor.NoGridPart, h.Ed.GridFocus().Part)

	// One step a mark.
	require.Equal(t, "take A out of a cell", h.Ed.CanUndo())
	h.Key("Ctrl+Z")
	require.Equal(t, "AI", marks(t, h, "Fault line 24/7", "Operations"))
	require.Equal(t, editor.CellPart, h.Ed.GridFocus().Part, "what was taken back is in focus")
	h.Key("Ctrl+Z").Key("Ctrl+Z")
	require.Empty(t, marks(t, h, "Fault line 24/7", "Operations"))
	require.Equal(t, line(t, h, "Fault line 24/7"), h.Ed.GridFocus().Row)
	h.Key("Ctrl+Shift+Z")
	require.Equal(t, "A", marks(t, h, "Fault line 24/7", "Operations"))
}

func TestAGridIsWorkedOnByKeyAlone(t *testing.T) {
	h := editortest.NewGrid(t)
	focus := func(row, column int) {
		t.Helper()
		s := h.Ed.GridFocus()
		require.Equal(t, [2]int{row, column}, [2]int{s.Row, s.Column})
	}
	h.Key("Down")
	focus(0, 0)
	h.Key("Right").Key("Down").Key("Tab")
	focus(1, 2)
	h.Key("Shift+Tab").Key("Left").Key("Left").Key("Left")
	focus(1, -1)
	h.Key("Return")
	require.Equal(t, workshop.NoteID("touch001").Ref(), h.Went.Ref)
	h.Key("End")
	focus(1, 6)
	h.Key("Tab")
	focus(2, 0)
	h.Key("PageDown")
	focus(8, 0)
	h.Key("Tab").Key("PageUp")
	focus(-1, 1)
	h.Key("Down").Key("Home").Key("Home")
	focus(0, -1)
	h.Key("Right")
	focus(0, 0)
	require.Equal(t, "RA", marks(t, h, "Price page", "Marketing"))
	h.Key("Delete")
	require.Empty(t, marks(t, h, "Price page", "Marketing"))
	h.WantChanges(1)
	h.Key("Delete").WantChanges(1)
	h.Key("Ctrl+Z")
	require.Equal(t, "RA", marks(t, h, "Price page", "Marketing"), "a cell is emptied in one step")
}

func TestColumnsAreAddedNamedMovedAndTakenOff(t *testing.T) {
	h := editortest.NewGrid(t)
	write := func(name string) { h.Ed.WriteName(name); h.Ed.KeepName() }
	columns := func() string {
		var all []string
		for _, c := range h.Ed.Grid().Columns {
			all = append(all, c.Name)
		}
		return strings.Join(all, " ")
	}
	h.Click(h.Ed.Grid().Add.Center())
	n, ok := h.Ed.Naming()
	require.True(t, ok)
	require.Equal(t, editor.KindColumn, n.Ref.Kind)
	write("Law, and order")
	require.Equal(t, "Marketing Sales Service Network Operations Finance Partner Law and order", columns())
	h.Ed.Run("grid.column.outside")
	require.True(t, h.Ed.Grid().Columns[7].Outside)
	require.Equal(t, "mark a column as outside", h.Ed.CanUndo())
	h.Key("Alt+Left")
	require.Equal(t, "Marketing Sales Service Network Operations Finance Law and order Partner", columns())

	h.DoubleClick(h.Ed.Grid().HeadCell(3).Center())
	write("network")
	require.Equal(t, "network", h.Ed.Grid().Columns[3].Name, "the same in other letters")
	require.Equal(t, "A", marks(t, h, "Porting of numbers", "network"))
	h.Key("F2")
	write("SALES")
	require.Equal(t, "network", h.Ed.Grid().Columns[3].Name)
	require.Contains(t, h.Heard[len(h.Heard)-1].Sentence, "already")
	require.Equal(t, 1, h.Ed.GridFocus().Column)

	h.Ed.Run("grid.column.off")
	require.NotContains(t, columns(), "Sales")
	require.Contains(t, h.Heard[len(h.Heard)-1].Sentence, "kept")
	h.Ed.Run("grid.column.bring")
	require.Equal(t, "RA", marks(t, h, "Contract call", "Sales"))
	h.Key("Ctrl+Z").Key("Ctrl+Z").Key("Ctrl+Z").Key("Ctrl+Z").Key("Ctrl+Z").Key("Ctrl+Z")
	require.Equal(t, "Marketing Sales Service Network Operations Finance Partner", columns())
	require.Empty(t, h.Ed.CanUndo())
}

func TestTheFocusStaysWithItsCellWhateverColleaguesDo(t *testing.T) {
	h := editortest.NewGrid(t)
	h.Click(at(t, h, "Engineer visit", "Service"))
	yes, name := true, "Dispatch"
	h.Remote(workshop.SetHeads{Grid: workshoptest.ControlGrid, Heads: []workshop.HeadChange{{Column: workshop.FunctionLine(name), Label: &name, Added: &yes}}})
	h.Remote(workshop.DeleteNotes{Notes: []workshop.NoteID{"touch000"}})
	require.Equal(t, line(t, h, "Engineer visit"), h.Ed.GridFocus().Row)
	h.Key("C")
	require.Equal(t, "CI", marks(t, h, "Engineer visit", "Service"))

	// The row goes away beneath the hand.
	h.Press(at(t, h, "Engineer visit", "Service"))
	h.Remote(workshop.DeleteNotes{Notes: []workshop.NoteID{"touch003"}})
	h.Release()
	require.NotEqual(t, "", h.Ed.State())
	h.Key("R")
	require.NotContains(t, []string{"RCI"}, marks(t, h, "Porting of numbers", "Service"))
}

func TestNotesAreNotWrittenOnAGrid(t *testing.T) {
	h := editortest.NewGrid(t)
	changes := h.Doc.Snapshot()
	h.Type("hello").Key("N").Click(at(t, h, "Price page", "Sales"))
	h.Key("Escape").Key("Escape")
	h.Ed.Paste("one\ntwo")
	h.DoubleClick(workshop.Point{X: 10, Y: 10})
	_, writing := h.Ed.Editing()
	require.False(t, writing)
	require.Same(t, changes, h.Doc.Snapshot())
	for _, c := range h.Ed.Commands() {
		if c.Enabled() && !strings.HasPrefix(c.ID, "grid.") {
			require.Regexp(t, `^(edit\.(undo|redo|none)|tool\.(select|hand|laser)|view\.)`, c.ID)
		}
	}
}

func TestAnEmptyGridLeadsToWhereItsRowsAreWritten(t *testing.T) {
	h := editortest.NewGrid(t)
	for i := range 9 {
		h.Remote(workshop.DeleteNotes{Notes: []workshop.NoteID{workshop.NoteID("touch00" + string(rune('0'+i)))}})
	}
	h.Click(h.Ed.Grid().Nothing.Center())
	require.Equal(t, "frontstage", h.Went.Card)
	h.Key("Down").Key("A").WantChanges(0)
}

func TestWhoOnlyLooksOnMarksNothing(t *testing.T) {
	h := editortest.NewGrid(t)
	h.Ed.Watch("You look on.")
	h.Click(at(t, h, "Price page", "Sales"))
	require.False(t, h.Ed.GridChoosing())
	h.Key("A").WantChanges(0)
	h.Key("Right")
	require.Equal(t, col(t, h, "Service"), h.Ed.GridFocus().Column)
}

func TestWhatSticksIsWhatIsClicked(t *testing.T) {
	h := editortest.NewGrid(t)
	g := h.Ed.Grid()
	h.Ed.SetView(editor.Viewport{Zoom: 1, Origin: workshop.Point{X: 0, Y: 200}, Size: editor.ScreenSize{W: 500, H: 300}})
	head, names := h.Ed.GridSticks()
	require.True(t, head)
	require.False(t, names)
	s := h.Ed.GridAt(editor.ScreenPoint{X: g.Down[2].Center().X, Y: 10})
	require.Equal(t, editor.GridSpot{Part: editor.ColumnPart, Row: -1, Column: 2}, s)
	h.Ed.SetView(editor.Viewport{Zoom: 1, Origin: workshop.Point{X: 300, Y: 0}, Size: editor.ScreenSize{W: 500, H: 600}})
	_, names = h.Ed.GridSticks()
	require.True(t, names)
	s = h.Ed.GridAt(editor.ScreenPoint{X: 40, Y: g.Across[3].Center().Y})
	require.Equal(t, editor.GridSpot{Part: editor.RowPart, Row: 3, Column: -1}, s)
	h.Ed.FocusGrid(editor.GridSpot{Part: editor.CellPart, Row: 8, Column: 0})
	r, _ := h.Ed.GridRect(h.Ed.GridFocus())
	require.GreaterOrEqual(t, h.Ed.View().ToScreen(r.Min).X, g.Names.W(), "it is not beneath the names")
}

const mattersFile = `
name = "drivers"
title = "Drivers"

[[card]]
id = "driver"
title = "Driver"
color = "violet"

[[canvas]]
id = "canvas"
title = "Life"
stages = ["Find", "Buy"]

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

// Another grid by a file alone: drivers × stages, a number in each cell.
func TestAGridOfValuesIsFilledByKey(t *testing.T) {
	m, err := method.Parse("drivers.toml", mattersFile)
	require.NoError(t, err)
	methods := []*method.Method{m}
	h := editortest.On(t, method.Find(methods, "drivers/matter"))
	add := method.Find(methods, "drivers/canvas").Scaffold(h.Doc.NewID, "", "")
	h.Remote(add)
	h.Remote(workshop.AddNotes{Notes: []workshop.Note{{
		ID: "trust", Text: "Trust", Kind: "driver", Color: workshop.Violet, Order: "1",
		Place: workshop.Place{Canvas: add.Canvas.ID, Region: workshop.Region{Stage: add.Stages[0].ID, Lane: add.Lanes[0].ID}},
	}}})
	value := func() string {
		if c := h.Ed.Grid().Cell(0, 1); c != nil {
			return c.Value
		}
		return ""
	}
	h.Key("Right").Key("Right").Key("2")
	require.Equal(t, "2", value())
	h.Key("3")
	require.Equal(t, "3", value())
	h.Key("4")
	require.Equal(t, "3", value(), "it is not on the scale")
	h.Key("3")
	require.Empty(t, value())
	h.Key("Ctrl+Z")
	require.Equal(t, "3", value())
	h.Key("Delete")
	require.Empty(t, value())
	require.False(t, h.Ed.Run("grid.column.add"), "stages are added on their canvas")
}
