package editor

import (
	"slices"
	"strconv"
	"strings"
)

// noNotesHere tells why notes are not written on a grid.
const noNotesHere = "Notes are written on a canvas; this is a grid"

// onGrid are commands that a grid has too, and beginnings of the ids of more.
var onGrid = []string{"edit.undo", "edit.redo", "edit.none", "tool.select", "tool.hand", "tool.laser", "view.fit", "view.actual", "view.in", "view.out"}

// gridCommands adds what is done on a grid, and takes away what needs a canvas of notes. On
// other canvases it adds nothing.
func (ed *Editor) gridCommands(add adder) {
	g := ed.Grid()
	if g == nil {
		return
	}
	for i := range ed.commands {
		ed.offGrid(&ed.commands[i])
	}
	some := func() bool { g := ed.Grid(); return g != nil && len(g.Rows) > 0 && len(g.Columns) > 0 }
	inFocus := func(parts ...GridPart) func() bool {
		return func() bool {
			return ed.editing == nil && ed.naming == nil && slices.Contains(parts, ed.GridFocus().Part)
		}
	}
	step := func(id, title string, rows, columns int, key string) {
		c := add("grid.go."+id, title, some, func() { ed.stepGrid(rows, columns) }, Chord{0, key})
		c.First, c.Group, c.On, c.Why = true, 5, Nowhere, "There are no rows or no columns yet"
	}
	cell := inFocus(CellPart)
	mark := func(id, title, key string, run func()) {
		c := add(id, title, cell, run, Chord{0, key})
		c.First, c.Group, c.On, c.Why = true, 1, OnCell, "Choose a cell first"
	}
	for _, m := range g.Kind.Marks {
		mark("grid.mark."+strings.ToLower(m.Key), m.Key+": "+m.Title, m.Key, func() { ed.ToggleMark(m.Key) })
	}
	if v := g.Kind.Values; v != nil {
		for n := v.Low; n <= v.High; n++ {
			mark("grid.value."+strconv.Itoa(n), strconv.Itoa(n)+": "+v.Title, strconv.Itoa(n), func() { ed.GiveValue(n) })
		}
	}
	step("up", "Cell above", -1, 0, "Up")
	step("down", "Cell below", 1, 0, "Down")
	step("left", "Cell at the left", 0, -1, "Left")
	step("right", "Cell at the right", 0, 1, "Right")
	step("page-up", "Ten rows up", -10, 0, "PageUp")
	step("page-down", "Ten rows down", 10, 0, "PageDown")
	step("first", "First column", 0, -1<<20, "Home")
	step("last", "Last column", 0, 1<<20, "End")
	c := add("grid.go.next", "Next cell", some, func() { ed.tabGrid(1) }, Chord{0, "Tab"})
	c.First, c.Group, c.On = true, 5, Nowhere
	c = add("grid.go.previous", "Cell before", some, func() { ed.tabGrid(-1) }, Chord{Shift, "Tab"})
	c.First, c.Group, c.On = true, 5, Nowhere
	c = add("grid.open", "Choose what stands in the cell", inFocus(CellPart, RowPart, ColumnPart), ed.OpenGrid, Chord{0, "Return"}, Chord{0, "Enter"})
	c.First, c.Group, c.On, c.Why = true, 2, Nowhere, "Choose a cell first"
	c.Say = func() string {
		switch ed.GridFocus().Part {
		case RowPart:
			return "Go to the note of the row"
		case ColumnPart:
			return "Rename the column"
		}
		return ""
	}
	c = add("grid.empty", "Empty the cell", func() bool {
		s := ed.GridFocus()
		return s.Part == CellPart && ed.Grid().Cell(s.Row, s.Column) != nil
	}, ed.EmptyCell, Chord{0, "Delete"}, Chord{0, "BackSpace"})
	c.First, c.Group, c.On, c.Why = true, 2, OnCell, "There is nothing in the cell"
	row := func() bool { s := ed.GridFocus(); return s.Row >= 0 && ed.Grid().Rows[s.Row].Ref.ID != "" }
	c = add("grid.row", "Go to the note of the row", row, func() { ed.goTo(ed.Grid().Rows[ed.GridFocus().Row].Ref) })
	c.Group, c.On, c.Why = 2, OnCell, "Choose a row first"
	ed.columnCommands(add)
}

// ofNotes are beginnings of the ids of commands that the screen adds and that are about the
// notes of a canvas.
var ofNotes = []string{"category.", "image.", "edit.paste", "edit.cut", "edit.copy", "edit.all", "color.", "legend.", "tag.", "note.", "text.", "suggest.", "proposal."}

// offGrid takes a command away that needs notes, unless notes lie on the grid's shelf and
// are selected. It is in no menu of the paper either.
func (ed *Editor) offGrid(c *Command) {
	if slices.Contains(onGrid, c.ID) {
		return
	}
	was := c.Enabled
	c.Enabled = func() bool { return ed.selection.Len() > 0 && (was == nil || was()) }
	c.Why = noNotesHere
	if c.On &^= OnPaper; c.On == 0 {
		c.On = Nowhere
	}
}

// columnCommands adds what is done to the column in focus.
func (ed *Editor) columnCommands(add adder) {
	if g := ed.Grid(); !g.Kind.Adds() && !g.Kind.Outside {
		return
	}
	at := func() bool { return ed.GridFocus().Column >= 0 }
	column := func(id, title string, enabled func() bool, run func(), keys ...Chord) *Command {
		c := add("grid.column."+id, title, enabled, run, keys...)
		c.Group, c.On, c.Why = 3, OnCell, "Choose a column first"
		return c
	}
	if ed.Grid().Kind.Adds() {
		column("add", "Add a column…", func() bool { return true }, ed.AddColumn).On = OnCell | OnPaper
		column("rename", "Rename the column…", at, ed.RenameColumn, Chord{0, "F2"}).First = true
		column("off", "Take the column off", at, ed.TakeColumnOff)
		c := column("bring", "Bring a column back…", func() bool { return len(ed.Grid().Off) > 0 }, ed.BringColumn)
		c.Why, c.On = "No column was taken off", OnCell|OnPaper
	}
	if ed.Grid().Kind.Outside {
		c := column("outside", "Outside of the house", at, ed.ToggleOutside)
		c.Say = func() string {
			if l, ok := ed.column(); ok && l.Outside {
				return "Inside of the house"
			}
			return ""
		}
	}
	column("left", "Move the column to the left", func() bool { return ed.GridFocus().Column > 0 }, func() { ed.MoveColumn(-1) }, Chord{Alt, "Left"}).First = true
	column("right", "Move the column to the right", func() bool {
		s := ed.GridFocus()
		return s.Column >= 0 && s.Column < len(ed.Grid().Columns)-1
	}, func() { ed.MoveColumn(1) }, Chord{Alt, "Right"}).First = true
}
