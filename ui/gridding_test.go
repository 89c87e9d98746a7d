package ui_test

import (
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
	"github.com/stretchr/testify/require"

	"throughline.app/editor"
	"throughline.app/workshop"
)

// From a grid without rows to a touchpoint, who answers for it, and a table of both.
func TestAGridLeadsToItsRowsAndTakesMarks(t *testing.T) {
	home := t.TempDir()
	t.Setenv("HOME", home)
	t.Setenv("XDG_CONFIG_HOME", home)
	d, v := atCanvas(t)
	s := d.backend.Sessions["a"]
	require.True(t, v.Run("canvas.add"))
	d.type_("who controls")
	d.key(fyne.KeyReturn)
	d.key(fyne.KeyReturn)
	d.until("the grid", func() bool { return d.now().Editor().Grid() != nil })
	grid := d.now()
	t.Cleanup(func() { grid.Close() })
	id := grid.Editor().Canvas()
	require.False(t, grid.Run("tool.note"), "notes are not written here")
	require.True(t, grid.Run("export.table"))
	d.key(fyne.KeyEscape)

	d.press("Write some")
	d.until("the canvas of notes", func() bool { return d.now().Editor().Canvas() == "canvas1" })
	notes := d.now()
	t.Cleanup(func() { notes.Close() })
	e, writing := notes.Editor().Editing()
	require.True(t, writing)
	require.Equal(t, "frontstage", e.Note.Kind)
	notes.Editor().Write("Price page")
	require.True(t, notes.Finish())

	require.True(t, notes.Run("canvas.next"))
	d.until("the grid", func() bool { return d.now().Editor().Canvas() == id })
	again := d.now()
	t.Cleanup(func() { again.Close() })
	require.Len(t, again.Editor().Grid().Rows, 1)
	name, yes := "Sales", true
	_, err := s.Apply(workshop.SetHeads{Grid: id, Heads: []workshop.HeadChange{{Column: workshop.FunctionLine(name), Label: &name, Added: &yes}}})
	require.NoError(t, err)
	d.until("the column", func() bool { return len(again.Editor().Grid().Columns) > 0 })
	at := len(again.Editor().Grid().Columns) - 1
	again.Editor().FocusGrid(editor.GridSpot{Part: editor.CellPart, Row: 0, Column: at})
	again.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	again.TypedKey(&fyne.KeyEvent{Name: fyne.KeyA})
	again.TypedRune('a')
	require.True(t, again.Editor().Grid().Cell(0, at).Has("A"))
	require.Len(t, s.Snapshot().CellsOf(id), 1)

	require.True(t, again.Run("export.table"))
	d.type_("csv")
	d.key(fyne.KeyReturn)
	d.until("the table", func() bool {
		found, err := filepath.Glob(filepath.Join(home, "*.csv"))
		return err == nil && len(found) == 1
	})

	// The row leads back to its note.
	again.Editor().FocusGrid(editor.GridSpot{Part: editor.RowPart, Row: 0, Column: -1})
	again.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	d.until("the note", func() bool { return d.now().Editor().Canvas() == "canvas1" && d.now().Editor().Selection().Len() == 1 })
	end := d.now()
	t.Cleanup(func() { end.Close() })
}
