package tool_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"throughline.app/editor"
	"throughline.app/internal/editortest"
	"throughline.app/workshop"
)

func TestAPlusMakesTheNextNoteThatWay(t *testing.T) {
	h := editortest.New(t)
	a := h.Note(1, 1, "a")
	h.Remote(workshop.Recolor{Notes: []workshop.NoteID{a}, Color: workshop.Violet})
	h.Click(h.Middle(a))
	require.Len(t, h.Ed.Pluses(), 4)
	right := h.Ed.Pluses()[0]
	h.Press(right.At).WantState("select.plus").Release().WantEditing("").WantChanges(0)
	h.Type("next").Key("Escape")
	h.Ed.Finish()
	h.WantTexts("a", "next").WantChanges(1)
	b := h.Ed.Selection().IDs()[0]
	h.WantRegion(b, 1, 1)
	require.Equal(t, workshop.Violet, h.Doc.Snapshot().Notes.Get(b).Color)
	ra, _ := h.Ed.Hits().NoteRect(a)
	rb, _ := h.Ed.Hits().NoteRect(b)
	require.Equal(t, ra.Min.Y, rb.Min.Y)
	require.Greater(t, rb.Min.X, ra.Max.X)

	h.Click(h.Middle(a))
	require.Len(t, h.Ed.Pluses(), 3, "the neighbour can be pressed itself")
	h.Press(h.Ed.Pluses()[0].At).Drag(h.Cell(3, 3)).WantState("select.plus")
	require.False(t, h.Ed.Preview().Blank.Empty())
	require.Empty(t, h.Ed.Pluses(), "none while something is dragged")
	h.Release().WantEditing("").Type("there")
	h.Ed.Finish()
	h.WantRegion(h.Ed.Selection().IDs()[0], 3, 3)
	require.Equal(t, workshop.Violet, h.Doc.Snapshot().Notes.Get(h.Ed.Selection().IDs()[0]).Color)
}

func TestPlusesAreHiddenWhereTheyWouldBeInTheWay(t *testing.T) {
	h := editortest.New(t)
	a, b := h.Note(1, 1, "a"), h.Note(3, 1, "b")
	require.Empty(t, h.Ed.Pluses())
	h.Ed.ShowPluses(b)
	require.Equal(t, b, h.Ed.Pluses()[0].Note)
	h.Ed.ShowPluses("")
	h.Click(h.Middle(a))
	h.Ed.ZoomTo(0.4)
	require.Empty(t, h.Ed.Pluses(), "far away")
	h.Ed.ZoomTo(1)
	require.NotEmpty(t, h.Ed.Pluses())
	h.Key("Ctrl+A")
	require.Empty(t, h.Ed.Pluses(), "of several")
	h.Ed.Select(a)
	h.Remote(workshop.Lock{Notes: []workshop.NoteID{a}, Locked: true})
	require.Empty(t, h.Ed.Pluses(), "of a locked note")
	h.Remote(workshop.Lock{Notes: []workshop.NoteID{a}})
	at := h.Ed.Pluses()[0].At
	h.Press(at).Drag(h.Cell(4, 3)).Key("Escape").WantIdle().WantState("select.idle")
	h.Release().WantChanges(0)
	h.Ed.TakeUp(editor.NoteTool)
	require.Empty(t, h.Ed.Pluses(), "with another tool")
}
