package editor_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"throughline.app/internal/editortest"
	"throughline.app/workshop"
)

// number is what a note has as its place in the order.
func number(h *editortest.Hands, id workshop.NoteID) string {
	return h.Doc.Snapshot().Notes.Get(id).Typed("order")
}

func TestNumberAsTheyLieAndLayOutByNumber(t *testing.T) {
	h := editortest.New(t)
	c, a, b := lay(h, 0, 1, 7, 100), lay(h, 0, 1, 3, 9), lay(h, 0, 1, 101, 3)
	next := lay(h, 1, 1, 0, 0)
	action := lay(h, 0, 0, 0, 0)
	h.Click(h.Middle(a)).Key("Alt+N").WantChanges(1)
	require.Equal(t, []string{"1", "2", "3"}, []string{number(h, a), number(h, b), number(h, c)})
	require.Empty(t, number(h, next), "another stage")
	require.Equal(t, "number 3 notes", h.Ed.CanUndo())
	h.Key("Alt+N").WantChanges(1) // nothing to do is no change

	h.Remote(workshop.SetTyped{Notes: []workshop.NoteID{c}, Key: "order", Value: "0.5"})
	h.Key("Alt+Shift+N").WantChanges(2)
	require.Equal(t, workshop.Point{}, at(h, c))
	require.Greater(t, at(h, b).Y, at(h, a).Y-1)
	h.Key("Ctrl+A").Key("Alt+N").WantChanges(3)
	require.Equal(t, []string{"1", "2", "3", "4"}, []string{number(h, c), number(h, a), number(h, b), number(h, next)}, "through all stages")
	require.Empty(t, number(h, action), "a customer action has no number")
	h.Key("Ctrl+Z")
	require.Equal(t, []string{"0.5", "1", "2", ""}, []string{number(h, c), number(h, a), number(h, b), number(h, next)}, "one step")
	h.Key("Escape").Click(h.Middle(action))
	require.False(t, h.Ed.CanNumber())
}
