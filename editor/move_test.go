package editor_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"throughline.app/internal/editortest"
	"throughline.app/method"
	"throughline.app/workshop"
)

func TestMoveToStageKeepsThePlaceWhereItIsFree(t *testing.T) {
	h := editortest.New(t)
	a, b, c := lay(h, 0, 1, 30, 10), lay(h, 0, 2, 0, 0), lay(h, 0, 2, 112, 0)
	there := lay(h, 3, 2, 20, 20)
	h.Key("Ctrl+A").Hold(0)
	h.Ed.Toggle(there)
	h.Ed.Run("move.stage")
	require.Equal(t, "Move to which stage?", h.Asked.Title)
	require.Len(t, h.Asked.Items, 6)
	h.WantChanges(0)
	h.Asked.Do(3)
	h.WantChanges(1).WantRegion(a, 3, 1).WantRegion(b, 3, 2).WantRegion(c, 3, 2)
	require.Equal(t, workshop.Point{X: 30, Y: 10}, at(h, a))
	require.Equal(t, "move 3 notes", h.Ed.CanUndo())
	var boxes []workshop.Rect
	for _, id := range []workshop.NoteID{b, c, there} {
		r, _ := h.Ed.Hits().NoteRect(id)
		for _, other := range boxes {
			require.False(t, r.Overlaps(other))
		}
		boxes = append(boxes, r)
	}
	h.Ed.Run("move.lane")
	h.Asked.Do(len(h.Asked.Items) - 1)
	require.Equal(t, workshop.Region{}, h.Doc.Snapshot().Notes.Get(a).Place.Region)
	h.Ed.Run("move.stage")
	h.Asked.Do(1)
	h.WantRegion(a, 1, 0)
	require.GreaterOrEqual(t, h.Ed.Layout().Lanes[0].Row.H(), float64(method.NoteH))
}

func TestANoteWhoseCardIsGoneIsDraggedOutOfUnplaced(t *testing.T) {
	h := editortest.New(t)
	id := lay(h, 1, 2, 10, 10)
	h.Remote(workshop.Rekind{Notes: []workshop.NoteID{id}, Kind: "fossil"})
	place := get(h, id).Place
	r, _ := h.Ed.Hits().NoteRect(id)
	require.True(t, h.Ed.Layout().Unplaced.Encloses(r))
	h.Press(r.Center()).Drag(h.Cell(3, 1)).Release()
	h.WantChanges(1).WantRegion(id, 3, 1)
	require.Equal(t, h.Ed.Layout().Lanes[1].Kind.Card, get(h, id).Kind, "it means what its lane says")
	h.Ed.Undo()
	require.Equal(t, place, get(h, id).Place)
	require.Equal(t, "fossil", get(h, id).Kind)
}
