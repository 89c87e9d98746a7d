package editor_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"throughline.app/editor"
	"throughline.app/internal/editortest"
	"throughline.app/method"
)

// on is a person at a canvas of which only a file says how it lies.
func on(t *testing.T, kind string) *editortest.Hands {
	methods, err := method.LoadDir("../method/testdata/own")
	require.NoError(t, err)
	return editortest.On(t, method.Find(methods, kind))
}

func enabled(h *editortest.Hands, id string) bool {
	for _, c := range h.Ed.Commands() {
		if c.ID == id {
			return c.Enabled()
		}
	}
	return false
}

func TestNotesAreWrittenAndDraggedInQuadrants(t *testing.T) {
	h := on(t, "ideas/choice")
	h.DoubleClick(h.Cell(0, 0)).Type("Call first").Click(h.Cell(1, 1))
	ids := h.Doc.Snapshot().NoteList(h.Ed.Canvas())
	require.Len(t, ids, 1)
	require.Equal(t, "idea", ids[0].Kind)
	h.Press(h.Middle(ids[0].ID)).Drag(h.Cell(1, 1)).Release().WantRegion(ids[0].ID, 1, 1)
	h.Ed.Run("move.stage")
	h.Asked.Do(0)
	h.WantRegion(ids[0].ID, 0, 1)

	st := h.Ed.Layout().Stages[0]
	require.Equal(t, editor.NamePart, h.Ed.HandleAt(h.Ed.View().ToScreen(st.Head.Center())).Part)
	require.Empty(t, h.Ed.Handles(st.ID.Ref()), "two and two they stay")
	for _, id := range []string{"stage.rename", "lane.rename"} {
		require.True(t, enabled(h, id), id)
	}
	for _, id := range []string{"stage.add-after", "stage.remove", "stage.split", "stage.forth", "stage.merge-next", "lane.add-after", "lane.remove", "lane.forth", "stage.wider"} {
		require.False(t, enabled(h, id), id)
	}
}

func TestBandsGrowByLanesAlone(t *testing.T) {
	h := on(t, "ideas/bands")
	a := h.Note(0, 0, "a")
	h.Press(h.Middle(a)).Drag(h.Cell(0, 2)).Release().WantRegion(a, 0, 2)
	require.False(t, enabled(h, "stage.rename"), "it is not to be seen")
	require.False(t, enabled(h, "stage.add-after"))
	require.True(t, enabled(h, "lane.add-below"))
	h.Click(h.Middle(a)).Key("Shift+Right")
	h.WantRegion(a, 0, 2)
}

func TestAFreeCanvasTakesNotesWhereTheyFall(t *testing.T) {
	h := on(t, "ideas/open")
	p := h.Cell(0, 0)
	h.DoubleClick(p).Type("Anywhere").Key("Escape")
	notes := h.Doc.Snapshot().NoteList(h.Ed.Canvas())
	require.Len(t, notes, 1)
	require.InDelta(t, p.X, h.Middle(notes[0].ID).X, 1)
	for _, id := range []string{"stage.rename", "lane.rename", "lane.add-below"} {
		require.False(t, enabled(h, id), id)
	}
}
