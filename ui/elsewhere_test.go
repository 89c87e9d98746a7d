package ui_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"github.com/stretchr/testify/require"

	"throughline.app/workshop"
)

func TestANoteIsShownOnAnotherCanvas(t *testing.T) {
	d, v := atCanvas(t, "Asks the firm next door", "Waits for the engineer")
	s := d.backend.Sessions["a"]
	enabled := func(id string) bool {
		for _, c := range d.now().Commands() {
			if c.ID == id {
				return c.Enabled()
			}
		}
		return false
	}
	v.Editor().Select("n000001")
	require.False(t, enabled("note.show"), "there is no other canvas")
	v.Editor().OpenInside("stage1")
	d.until("the canvas of the stage", func() bool { return d.now().Editor().Canvas() != "canvas1" })
	inside := d.now().Editor().Canvas()
	require.True(t, d.now().Run("canvas.up"))
	d.until("the lifecycle", func() bool { return d.now().Editor().Canvas() == "canvas1" })
	d.now().Editor().Select("n000001")
	require.True(t, enabled("note.show"))
	require.False(t, enabled("note.where"))
	require.True(t, d.now().Run("note.show"))
	d.key(fyne.KeyReturn)
	n := s.Snapshot().Notes.Get("n000001")
	require.Equal(t, []workshop.CanvasID{"canvas1", inside}, n.Canvases())
	at, ok := s.Snapshot().ShownOn(n, inside)
	require.True(t, ok)
	require.Equal(t, s.Snapshot().StageList(inside)[0].ID, at.Stage)
	d.until("it is told", func() bool { return d.label("1 note also on Acquisition") != nil })
	d.press("Look")
	d.until("the canvas of the stage", func() bool { return d.now().Editor().Canvas() == inside })
	require.Equal(t, []workshop.NoteID{"n000001"}, d.now().Editor().Selection().IDs())
	require.True(t, d.now().Run("note.where"))
	d.until("back", func() bool { return d.now().Editor().Canvas() == "canvas1" })
	require.Equal(t, []workshop.NoteID{"n000001"}, d.now().Editor().Selection().IDs())
	v = d.now()
	t.Cleanup(func() { v.Close() })
}
