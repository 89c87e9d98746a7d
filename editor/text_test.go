package editor_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"throughline.app/editor"
	"throughline.app/internal/editortest"
	"throughline.app/method"
	"throughline.app/workshop"
)

func get(h *editortest.Hands, id workshop.NoteID) *workshop.Note {
	return h.Doc.Snapshot().Notes.Get(id)
}

func TestNotesAreResizedTogetherAndStayInTheirRegion(t *testing.T) {
	h := editortest.New(t)
	a, b := h.Note(1, 1, "a"), h.Note(1, 1, "b") // side by side
	h.Key("Ctrl+A").Key("Alt+9").WantChanges(1)
	require.Equal(t, "resize 2 notes", h.Ed.CanUndo())
	for _, id := range []workshop.NoteID{a, b} {
		require.Equal(t, workshop.Large, get(h, id).Size)
		cell, _ := h.Ed.Layout().Cell(h.Region(1, 1))
		r, _ := h.Ed.Hits().NoteRect(id)
		require.True(t, cell.Encloses(r), "%v in %v", r, cell)
	}
	h.Key("Ctrl+Z")
	require.Equal(t, workshop.Small, get(h, b).Size)
	require.Equal(t, float64(method.NoteW+method.Gap), get(h, b).Place.At.X, "where it was")
	h.Click(h.Cell(4, 3)).Key("Alt+7").WantChanges(2)
}

func TestTheNextNoteIsAsLarge(t *testing.T) {
	h := editortest.New(t)
	h.DoubleClick(h.Cell(1, 1)).Type("wide").Key("Alt+8")
	h.Ed.Chain(editor.Downward)
	h.Type("below")
	e, _ := h.Ed.Editing()
	require.Equal(t, workshop.Medium, e.Note.Size)
	h.Ed.Chain(editor.Upward)
	h.WantEditing("wide")
	h.Ed.Chain(editor.Downward)
	h.WantEditing("below")
	h.Ed.Chain(editor.Rightward)
	h.Type("next stage").Key("Escape").WantTexts("wide", "below", "next stage")
	var rects []workshop.Rect
	for _, n := range h.Doc.Snapshot().Notes.All() {
		r, _ := h.Ed.Hits().NoteRect(n.ID)
		for _, other := range rects {
			require.False(t, r.Overlaps(other))
		}
		rects = append(rects, r)
	}
}

func TestTheTextToolWritesWordsWithoutASheet(t *testing.T) {
	h := editortest.New(t)
	h.Key("T").WantState("text.idle").Wait(time.Second).Press(h.Cell(2, 1)).WantState("text.pressing").Release()
	h.WantState("select.idle").WantEditing("").Type("Who calls whom").Key("Escape").WantChanges(1)
	n := get(h, h.Ed.Selection().IDs()[0])
	require.Equal(t, workshop.Words, n.Shape)
	require.Empty(t, n.Kind, "words mean no card")
	require.Equal(t, "write words", h.Ed.CanUndo())
	h.WantRegion(n.ID, 2, 1)
	h.Key("T").Key("Escape").WantState("select.idle")
	h.Key("T").Press(h.Cell(2, 2)).Release().Key("Escape").WantChanges(1)
}

// In another lane a note becomes that lane's card. Its colour goes along unless a person
// chose it.
func TestANoteFollowsTheLaneThatItLandsIn(t *testing.T) {
	h := editortest.New(t)
	lane := func(i int) method.LaneKind { return h.Ed.Layout().Lanes[i].Kind }
	h.DoubleClick(h.Cell(1, 0)).Type("as the lane").Key("Escape")
	plain := h.Ed.Selection().IDs()[0]
	h.DoubleClick(h.Cell(3, 0)).Type("chosen").Key("Alt+2").Key("Escape")
	chosen := h.Ed.Selection().IDs()[0]
	changes := h.Doc.Changes
	h.Press(h.Middle(plain)).Drag(h.Cell(1, 3)).Release().WantChanges(changes + 1)
	require.Equal(t, lane(3).Card, get(h, plain).Kind)
	require.Equal(t, lane(3).Color, get(h, plain).Color)
	h.Press(h.Middle(chosen)).Drag(h.Cell(3, 2)).Release()
	require.Equal(t, lane(2).Card, get(h, chosen).Kind)
	require.Equal(t, workshop.Coral, get(h, chosen).Color)
	h.Key("Ctrl+Z")
	require.Equal(t, lane(0).Card, get(h, chosen).Kind, "one step")
	h.WantRegion(chosen, 3, 0)
	h.Press(h.Middle(plain)).Drag(h.Cell(4, 3)).Release()
	require.Equal(t, lane(3).Color, get(h, plain).Color, "the same lane changes nothing")
}

func TestTagsGoOnAllSelectedNotesAsOneStep(t *testing.T) {
	h := editortest.New(t)
	a, b := h.Note(0, 0, "a"), h.Note(0, 0, "b")
	h.Key("Ctrl+A")
	h.Ed.Tag([]string{"billing"}, nil)
	require.Equal(t, "tag 2 notes", h.Ed.CanUndo())
	require.Equal(t, []string{"billing"}, get(h, a).Tags())
	h.Ed.Tag(nil, nil)
	h.WantChanges(1).Key("Ctrl+Z")
	require.Empty(t, get(h, b).Tags())
}

func TestOnlyWebAddressesAreOpened(t *testing.T) {
	h := editortest.New(t)
	var opened []string
	h.Ed.OnWeb = func(target string) { opened = append(opened, target) }
	a := h.Note(0, 0, "see www.example.org, please")
	b := h.Note(2, 0, "javascript:alert(1) file:///etc/passwd")
	h.Click(h.Middle(a)).Key("Alt+O")
	h.Click(h.Middle(b)).Key("Alt+O")
	h.Ed.OpenWeb("file:///etc/passwd")
	require.Equal(t, []string{"https://www.example.org"}, opened)
	h.WantChanges(0)
}
