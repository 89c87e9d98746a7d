package editor_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"throughline.app/editor"
	"throughline.app/internal/editortest"
	"throughline.app/method"
	"throughline.app/workshop"
)

func fieldOf(t *testing.T, card *method.Card, key string) *method.CardField {
	require.NotNil(t, card)
	for i := range card.Fields {
		if card.Fields[i].Key == key {
			return &card.Fields[i]
		}
	}
	require.Fail(t, "no field", key)
	return nil
}

func TestAFieldIsSaidOfAllSelectedNotesInOneStep(t *testing.T) {
	h := editortest.New(t)
	a, b := h.Note(0, 1, "Price page"), h.Note(1, 1, "Call")
	h.Ed.Select(a, b)
	h.Ed.TurnInto(h.Ed.Layout().Kind.Card("frontstage"))
	channel := fieldOf(t, h.Ed.Card(), "channel")
	h.Ed.Fill(channel, "Web")
	for _, id := range []workshop.NoteID{a, b} {
		require.Equal(t, "Web", h.Doc.Snapshot().Notes.Get(id).Typed("channel"))
	}
	h.Key("Ctrl+Z")
	require.Empty(t, h.Doc.Snapshot().Notes.Get(a).Typed("channel"))

	h.Ed.FillSeveral(fieldOf(t, h.Ed.Card(), "persona"), []string{"Owner"}, nil)
	h.Ed.FillSeveral(fieldOf(t, h.Ed.Card(), "functions"), []string{"Sales", "Finance"}, nil)
	h.Ed.FillSeveral(fieldOf(t, h.Ed.Card(), "functions"), nil, []string{"sales"})
	n := h.Doc.Snapshot().Notes.Get(b)
	require.Equal(t, []string{"Owner"}, n.TypedAll("persona"))
	require.Equal(t, []string{"Finance"}, n.OwnFunctions())
}

func TestNotesOfSeveralKindsHaveNoCard(t *testing.T) {
	h := editortest.New(t)
	a, b := h.Note(0, 0, "a"), h.Note(0, 1, "b")
	h.Ed.Select(a)
	h.Ed.TurnInto(h.Ed.Layout().Kind.Card("moment"))
	require.Equal(t, method.Star, h.Ed.Card().Shape)
	require.Equal(t, workshop.Coral, h.Doc.Snapshot().Notes.Get(a).Color)
	h.Ed.Select(a, b)
	require.Nil(t, h.Ed.Card())
	require.False(t, h.Ed.Run("note.say"))
	require.True(t, h.Ed.Run("note.kind"))
}

func TestALockedNoteIsLeftAsItIs(t *testing.T) {
	h := editortest.New(t)
	a := h.Note(0, 1, "a")
	h.Ed.Select(a)
	h.Ed.TurnInto(h.Ed.Layout().Kind.Card("win"))
	h.Ed.ToggleLock()
	h.Ed.Fill(fieldOf(t, h.Ed.Card(), "value-after"), "3")
	h.Ed.TurnInto(h.Ed.Layout().Kind.Card("moment"))
	n := h.Doc.Snapshot().Notes.Get(a)
	require.Empty(t, n.Typed("value-after"))
	require.Equal(t, "win", n.Kind)
}

func TestAValueIsChosenByKey(t *testing.T) {
	h := editortest.New(t)
	a := h.Note(0, 1, "a")
	h.Ed.Select(a)
	h.Ed.TurnInto(h.Ed.Layout().Kind.Card("segment"))
	require.True(t, h.Ed.Run("note.say"))
	require.Equal(t, []string{"Risk"}, h.Asked.Items[:1])
	h.Asked.Do(0)
	require.Equal(t, []string{"Nothing", "none", "delay", "defection"}, h.Asked.Items)
	h.Asked.Do(3)
	require.Equal(t, "defection", h.Doc.Snapshot().Notes.Get(a).Typed("risk"))
	require.True(t, h.Ed.Run("note.say"))
	h.Asked.Do(0)
	h.Asked.Do(0)
	require.Empty(t, h.Doc.Snapshot().Notes.Get(a).Typed("risk"))
}

func TestWhatIsSaidOftenHasACommand(t *testing.T) {
	h := editortest.New(t)
	a, b := h.Note(0, 1, "Price page"), h.Note(1, 1, "Call")
	var asked editor.Choice
	h.Ed.OnChoose = func(c editor.Choice) { asked = c }
	require.False(t, h.Ed.Run("note.say.evidence"))
	h.Ed.Select(a, b)
	h.Ed.TurnInto(h.Ed.Layout().Kind.Card("frontstage"))
	require.True(t, h.Ed.Run("note.say.evidence"))
	require.Equal(t, []string{"Nothing", "assumed", "staff heard", "data"}, asked.Items)
	asked.Do(3)
	require.Equal(t, "data", h.Doc.Snapshot().Notes.Get(b).Typed("evidence"))
	require.False(t, h.Ed.Run("note.say.persona"), "nobody is described yet")

	owner := h.Note(0, 0, "Owner\nof a small firm")
	h.Ed.TurnInto(h.Ed.Layout().Kind.Card("persona"), owner)
	h.Ed.Select(a, b)
	require.True(t, h.Ed.Run("note.say.persona"))
	asked.Do(0)
	require.Equal(t, []string{"Owner"}, h.Doc.Snapshot().Notes.Get(a).TypedAll("persona"))
	h.Ed.Run("note.say.persona")
	asked.Do(0)
	require.Empty(t, h.Doc.Snapshot().Notes.Get(a).TypedAll("persona"), "said again it is taken back")
	h.Ed.Select(owner)
	require.False(t, h.Ed.Run("note.say.evidence"), "a persona is not asked how we know")
}
