package editor_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"throughline.app/editor"
	"throughline.app/internal/editortest"
)

// TestWhoWatchesChangesNothing: every command and every gesture of the hand, and then a
// person who writes again.
func TestWhoWatchesChangesNothing(t *testing.T) {
	const why = "You only watch."
	h := editortest.New(t)
	a := h.Note(0, 1, "a note")
	h.Click(h.Middle(a))
	enabled := func(id string) bool {
		for _, c := range h.Ed.Commands() {
			if c.ID == id {
				return c.Enabled()
			}
		}
		require.FailNow(t, "no command", id)
		return false
	}
	require.True(t, enabled("edit.delete"))
	before := h.Doc.Snapshot()
	h.Ed.Watch(why)
	for _, c := range h.Ed.Commands() {
		if c.Enabled() {
			c.Run()
		} else if c.ID == "edit.delete" {
			require.Equal(t, why, c.Why)
		}
	}
	h.Click(h.Middle(a)).Key("Delete").Key("Return").Key("N")
	h.DoubleClick(h.Middle(a)).DoubleClick(h.Cell(2, 2))
	h.Press(h.Middle(a)).Drag(h.Cell(3, 1)).Release()
	_, writing := h.Ed.Editing()
	require.False(t, writing)
	require.Same(t, before, h.Doc.Snapshot())
	require.False(t, enabled("note.edit"))
	require.True(t, enabled("view.fit"))
	h.Ed.AddCommands(editor.Command{ID: "note.more", Title: "More", Enabled: func() bool { return true }, Run: func() {}})
	require.False(t, enabled("note.more"), "what comes later too")

	h.Ed.Watch("")
	require.True(t, enabled("note.more"))
	h.Click(h.Middle(a)).Key("Delete")
	require.True(t, h.Doc.Snapshot().Notes.Get(a).Deleted())
}
