package editor_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"throughline.app/internal/editortest"
	"throughline.app/method"
	"throughline.app/workshop"
)

const attic = workshop.CanvasID("attic")

// guest is a note of another canvas that is shown on this one.
func guest(h *editortest.Hands, stage, lane int, text string) workshop.NoteID {
	if h.Doc.Snapshot().Canvases.Get(attic) == nil {
		h.Remote(workshop.AddCanvas{
			Canvas: workshop.Canvas{ID: attic, Title: "Attic"},
			Stages: []workshop.Stage{{ID: "east", Name: "East", Order: "1"}},
			Lanes:  []workshop.Lane{{ID: "floor", Name: "Floor", Order: "1"}},
		})
	}
	id := workshop.NoteID("g" + h.Doc.NewID())
	r := h.Region(stage, lane)
	at := h.Ed.Layout().FreeSpot(h.Doc.Snapshot(), r, method.Estimate, 1)[0]
	h.Remote(workshop.Together{
		workshop.AddNotes{Notes: []workshop.Note{{ID: id, Text: text, Color: workshop.Green, Kind: "odd",
			Order: workshop.OrderAfter(string(id), 1)[0],
			Place: workshop.Place{Canvas: attic, Region: workshop.Region{Stage: "east", Lane: "floor"}, At: workshop.Point{X: 40, Y: 50}}}}},
		workshop.ShowNotes{At: []workshop.Move{{Note: id, To: workshop.Place{Canvas: h.Ed.Canvas(), Region: r, At: at}}}},
	})
	return id
}

func TestAGuestMovesHereAndStaysWhereItWasWritten(t *testing.T) {
	h := editortest.New(t)
	a, g := h.Note(0, 0, "a"), guest(h, 0, 0, "g")
	home := h.Doc.Snapshot().Notes.Get(g).Place
	h.Click(h.Middle(g)).WantSelected(g)
	h.Press(h.Middle(g)).Drag(h.Cell(2, 1)).Release().WantRegion(g, 2, 1).WantChanges(1)
	n := h.Doc.Snapshot().Notes.Get(g)
	require.Equal(t, home, n.Place)
	require.Equal(t, workshop.Green, n.Color, "its card and colour are its own canvas's to say")
	require.Equal(t, "odd", n.Kind)

	h.Key("Ctrl+A").Press(h.Middle(a)).Drag(h.Cell(0, 3)).Release()
	h.WantRegion(a, 0, 3)
	require.Equal(t, home, h.Doc.Snapshot().Notes.Get(g).Place)
	h.Key("Ctrl+Z").Key("Ctrl+Z").WantRegion(g, 0, 0).WantRegion(a, 0, 0)

	for _, key := range []string{"Right", "Shift+Right", "Down", "Alt+T", "Alt+W", "Alt+9"} {
		h.Key("Ctrl+A").Key(key)
		require.Equal(t, home, h.Doc.Snapshot().Notes.Get(g).Place, key)
		_, ok := h.Ed.Hits().NoteRect(g)
		require.True(t, ok, key)
	}
	h.Click(h.Middle(g))
	h.Ed.Run("move.stage")
	h.Asked.Do(4)
	h.WantRegion(g, 4, 0)
	require.Equal(t, home, h.Doc.Snapshot().Notes.Get(g).Place)
}

func TestDeletingAGuestTakesItOffThisCanvasOnly(t *testing.T) {
	h := editortest.New(t)
	a, g := h.Note(0, 0, "a"), guest(h, 0, 0, "g")
	h.Click(h.Middle(g)).Key("Delete")
	n := h.Doc.Snapshot().Notes.Get(g)
	require.False(t, n.Deleted())
	require.Equal(t, []workshop.CanvasID{attic}, n.Canvases())
	require.Equal(t, "1 note taken off this canvas; still on Attic", h.Heard[len(h.Heard)-1].Sentence)
	require.Equal(t, "take a note off a canvas", h.Ed.CanUndo())
	h.Heard[len(h.Heard)-1].Do()
	require.True(t, h.Doc.Snapshot().Notes.Get(g).On(h.Ed.Canvas()))

	h.Key("Ctrl+A").WantSelected(a, g).Key("Delete").WantTexts()
	require.Equal(t, "1 note deleted, 1 note taken off this canvas; still on Attic", h.Heard[len(h.Heard)-1].Sentence)
	require.True(t, h.Doc.Snapshot().Notes.Get(a).Deleted())
	require.False(t, h.Doc.Snapshot().Notes.Get(g).Deleted())
	h.Key("Ctrl+Z").WantTexts("a", "g")

	h.Click(h.Middle(a))
	require.False(t, h.Ed.Run("note.hide"), "it is at home here")
	h.Click(h.Middle(g))
	require.True(t, h.Ed.Run("note.hide"))
	h.WantTexts("a").WantSelected()
}

func TestDeletingANoteThatIsShownElsewhereSaysSo(t *testing.T) {
	h := editortest.New(t)
	a := h.Note(0, 0, "a")
	guest(h, 0, 1, "g")
	h.Remote(workshop.ShowNotes{At: []workshop.Move{{Note: a, To: workshop.Place{Canvas: attic}}}})
	h.Click(h.Middle(a)).Key("Delete")
	require.Equal(t, "1 note deleted, here and where else it was shown", h.Heard[len(h.Heard)-1].Sentence)
	require.True(t, h.Doc.Snapshot().Notes.Get(a).Deleted())
}

func TestACopyOfAGuestIsANoteOfItsOwn(t *testing.T) {
	h := editortest.New(t)
	g := guest(h, 0, 0, "g")
	h.Click(h.Middle(g)).Key("Ctrl+D")
	ids := h.Ed.Selection().IDs()
	require.Len(t, ids, 1)
	n := h.Doc.Snapshot().Notes.Get(ids[0])
	require.NotEqual(t, g, n.ID)
	require.Equal(t, []workshop.CanvasID{h.Ed.Canvas()}, n.Canvases())
}

func TestGuestsAreLinkedWhereBothAre(t *testing.T) {
	h := editortest.New(t)
	a, g := h.Note(0, 0, "a"), guest(h, 1, 0, "g")
	h.Remote(workshop.AddLink{Link: workshop.Link{ID: "l", From: a, To: g, Type: workshop.Causes}})
	s := h.Doc.Snapshot()
	require.Len(t, s.LinkList(h.Ed.Canvas()), 1)
	require.Empty(t, s.LinkList(attic))
	h.Click(h.Middle(g)).Key("Delete")
	require.Empty(t, h.Doc.Snapshot().LinkList(h.Ed.Canvas()))
}
