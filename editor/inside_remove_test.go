package editor_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"throughline.app/internal/editortest"
	"throughline.app/method"
	"throughline.app/workshop"
)

func TestRemovingAStageWithACanvasAsksForIt(t *testing.T) {
	methods, err := method.Embedded()
	require.NoError(t, err)
	for _, keep := range []bool{true, false} {
		h := editortest.New(t)
		s := h.Doc.Snapshot()
		st := s.StageList(h.Ed.Canvas())
		kinds := method.Insides(methods, "lifecycle/canvas")
		inner := kinds[0].Inside(h.Doc.NewID, st[1])
		h.Remote(inner)
		id := inner.Canvas.ID
		h.Ed.RemoveScaffold(st[1].ID.Ref())
		h.WantChanges(0)
		require.Equal(t, "Acquisition has a canvas with 0 notes. What becomes of it?", h.Asked.Title)
		require.Len(t, h.Asked.Items, 2)
		if keep {
			h.Asked.Do(0)
			c := h.Doc.Snapshot().Canvases.Get(id)
			require.False(t, c.Gone)
			require.Nil(t, h.Doc.Snapshot().ParentOf(c))
			require.Contains(t, h.Doc.Snapshot().CanvasList(), c, "it is still reached")
		} else {
			h.Asked.Do(1)
			require.True(t, h.Doc.Snapshot().Canvases.Get(id).Gone)
		}
		require.Len(t, h.Doc.Snapshot().StageList(h.Ed.Canvas()), 4)
		h.WantChanges(1).Key("Ctrl+Z")
		require.Len(t, h.Doc.Snapshot().StageList(h.Ed.Canvas()), 5)
		c := h.Doc.Snapshot().Canvases.Get(id)
		require.False(t, c.Gone)
		require.Equal(t, []*workshop.Canvas{c}, h.Doc.Snapshot().CanvasesOf(st[1].ID))
	}
}

func TestAJourneyThatServesAnotherStageStays(t *testing.T) {
	methods, err := method.Embedded()
	require.NoError(t, err)
	h := editortest.New(t)
	st := h.Doc.Snapshot().StageList(h.Ed.Canvas())
	var add workshop.AddCanvas
	for _, k := range method.Insides(methods, "lifecycle/canvas") {
		if k.Of == "journey" {
			add = k.Inside(h.Doc.NewID, st[0])
		}
	}
	h.Remote(workshop.Together{add, workshop.Serve{Canvas: add.Canvas.ID, Stage: st[2].ID}})
	h.Ed.RemoveScaffold(st[0].ID.Ref())
	require.Len(t, h.Asked.Items, 1)
	h.Asked.Do(0)
	require.Len(t, h.Doc.Snapshot().CanvasesOf(st[2].ID), 1)
}
