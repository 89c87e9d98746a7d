package editortest

import (
	"github.com/stretchr/testify/require"

	"throughline.app/workshop"
)

// WantState is the name of the state that receives the next event.
func (h *Hands) WantState(name string) *Hands {
	h.t.Helper()
	require.Equal(h.t, name, h.Ed.State())
	return h
}

// WantSelected is the selection, in any order.
func (h *Hands) WantSelected(ids ...workshop.NoteID) *Hands {
	h.t.Helper()
	require.ElementsMatch(h.t, ids, h.Ed.Selection().IDs())
	return h
}

// WantRegion is where a note is.
func (h *Hands) WantRegion(id workshop.NoteID, stage, lane int) *Hands {
	h.t.Helper()
	n := h.Doc.Snapshot().Notes.Get(id)
	require.NotNil(h.t, n)
	require.Equal(h.t, h.Region(stage, lane), h.Ed.Layout().PlaceOf(n).Region)
	return h
}

// WantAt is where the top left of a note lies on the canvas.
func (h *Hands) WantAt(id workshop.NoteID, p workshop.Point) *Hands {
	h.t.Helper()
	n := h.Doc.Snapshot().Notes.Get(id)
	require.NotNil(h.t, n)
	got := h.Ed.Layout().At(n)
	require.InDelta(h.t, p.X, got.X, 0.02)
	require.InDelta(h.t, p.Y, got.Y, 0.02)
	return h
}

// WantChanges is how many changes this person has made.
func (h *Hands) WantChanges(n int) *Hands {
	h.t.Helper()
	require.Equal(h.t, n, h.Doc.Changes, "changes by this person")
	return h
}

// WantTexts is the texts of the notes that are there, in any order.
func (h *Hands) WantTexts(texts ...string) *Hands {
	h.t.Helper()
	got := []string{}
	for _, n := range h.Doc.Snapshot().NoteList(h.Ed.Canvas()) {
		got = append(got, n.Text)
	}
	require.ElementsMatch(h.t, texts, got)
	return h
}

// WantEditing is what stands in the entry.
func (h *Hands) WantEditing(text string) *Hands {
	h.t.Helper()
	e, ok := h.Ed.Editing()
	require.True(h.t, ok, "nothing is being written")
	require.Equal(h.t, text, e.Text)
	return h
}

// WantIdle is that nothing is being written or carried.
func (h *Hands) WantIdle() *Hands {
	h.t.Helper()
	_, writing := h.Ed.Editing()
	require.False(h.t, writing, "something is being written")
	require.True(h.t, h.Ed.Preview().Empty(), "something is going on")
	return h
}
