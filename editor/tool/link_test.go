package tool_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"throughline.app/editor"
	"throughline.app/internal/editortest"
	"throughline.app/workshop"
)

func onlyLink(t *testing.T, h *editortest.Hands) *workshop.Link {
	t.Helper()
	list := h.Doc.Snapshot().LinkList(h.Ed.Canvas())
	require.Len(t, list, 1)
	return list[0]
}

func TestALinkIsDrawnFromNoteToNote(t *testing.T) {
	h := editortest.New(t)
	a, b := h.Note(0, 0, "a"), h.Note(2, 0, "b")
	h.Key("L").WantState("link.idle").Move(h.Middle(a))
	require.Equal(t, a, h.Ed.Preview().LinkTo, "the note under the pointer lights up")
	h.Press(h.Middle(a)).WantState("link.drawing").Drag(h.Middle(b))
	require.Equal(t, a, h.Ed.Preview().LinkFrom)
	require.Equal(t, b, h.Ed.Preview().LinkTo)
	h.WantChanges(0).Release().WantState("select.idle").WantIdle().WantChanges(1)
	l := onlyLink(t, h)
	require.Equal(t, workshop.Link{ID: l.ID, From: a, To: b, Type: workshop.Causes}, *l)
	_, _, open := h.Ed.LinkOpen()
	require.True(t, open, "type and label can be chosen")
	require.Equal(t, "link two notes", h.Ed.CanUndo())

	h.Ed.SetLinkType(workshop.Solves)
	h.Ed.WriteLabel("by Monday")
	h.Key("Escape").WantChanges(3)
	_, _, open = h.Ed.LinkOpen()
	require.False(t, open)
	require.Equal(t, workshop.Link{ID: l.ID, From: a, To: b, Type: workshop.Solves, Label: "by Monday"}, *onlyLink(t, h))
	h.Key("Delete")
	require.Empty(t, h.Doc.Snapshot().LinkList(h.Ed.Canvas()))
	h.Key("Ctrl+Z").Key("Ctrl+Z").Key("Ctrl+Z")
	require.Equal(t, workshop.Causes, onlyLink(t, h).Type)
	h.Key("Ctrl+Z")
	require.Empty(t, h.Doc.Snapshot().LinkList(h.Ed.Canvas()))
}

func TestALinkIsDrawnByTwoClicks(t *testing.T) {
	h := editortest.New(t)
	a, b := h.Note(0, 0, "a"), h.Note(2, 0, "b")
	h.Key("L").Click(h.Middle(a)).WantState("link.second").Move(h.Middle(b))
	require.Equal(t, b, h.Ed.Preview().LinkTo)
	h.Click(h.Middle(b)).WantState("select.idle")
	require.Equal(t, a, onlyLink(t, h).From)
}

func TestALinkToNowhereIsNone(t *testing.T) {
	h := editortest.New(t)
	said := ""
	h.Ed.OnOffer = func(o editor.Offer) { said = o.Sentence }
	a := h.Note(0, 0, "a")
	h.Key("L").Press(h.Middle(a)).Drag(h.Cell(3, 3)).Release().WantState("link.idle").WantIdle().WantChanges(0)
	require.NotEmpty(t, said)
	h.Click(h.Middle(a)).WantState("link.second").Click(h.Middle(a)).WantState("link.idle").WantChanges(0)
	h.Press(h.Middle(a)).Drag(h.Cell(3, 3)).Key("Escape").WantState("link.idle").WantIdle()
	h.Release().Key("Escape").WantState("select.idle").WantChanges(0)
	b := h.Note(2, 0, "b")
	h.Key("L").Press(h.Middle(a)).Drag(h.Cell(3, 3))
	h.Remote(workshop.DeleteNotes{Notes: []workshop.NoteID{a}}).WantState("link.idle").WantIdle()
	h.Drag(h.Middle(b)).Release().WantChanges(0)
}

func TestLinksGiveWayToNotesAndTheMarquee(t *testing.T) {
	h := editortest.New(t)
	a, b := h.Note(0, 0, "a"), h.Note(3, 0, "b")
	h.Remote(workshop.AddLink{Link: workshop.Link{ID: "k", From: a, To: b, Type: workshop.Causes}})
	mid := workshop.Point{X: (h.Middle(a).X + h.Middle(b).X) / 2, Y: h.Middle(a).Y + 4}
	h.Move(mid)
	require.Equal(t, workshop.LinkID("k"), h.Ed.Preview().Link, "it says what it is")
	h.Press(mid).Drag(workshop.Point{X: mid.X + 200, Y: mid.Y + 200}).WantState("select.marquee").Release()
	_, chosen := h.Ed.Link()
	require.False(t, chosen)
	h.Click(mid).WantSelected()
	l, _ := h.Ed.Link()
	require.Equal(t, workshop.LinkID("k"), l.ID)
	h.Click(h.Middle(a)).WantSelected(a)
	_, chosen = h.Ed.Link()
	require.False(t, chosen)
	h.DoubleClick(mid).WantChanges(0)
	_, _, open := h.Ed.LinkOpen()
	require.True(t, open)
	h.Ed.WriteLabel("later")
	h.Click(h.Cell(4, 3))
	require.Equal(t, "later", onlyLink(t, h).Label, "a click elsewhere keeps it")

	require.True(t, h.Ed.Run("view.links"))
	h.Click(mid)
	_, chosen = h.Ed.Link()
	require.False(t, chosen, "hidden links are not caught")
}

func TestEveryGestureOfALinkHasItsCommand(t *testing.T) {
	h := editortest.New(t)
	a, b := h.Note(0, 0, "a"), h.Note(2, 0, "b")
	require.False(t, h.Ed.Run("link.notes"))
	h.Click(h.Middle(b)).Hold(editor.Shift).Click(h.Middle(a)).Hold(0).Key("Ctrl+L").Key("Escape")
	require.Equal(t, b, onlyLink(t, h).From)
	h.Key("Escape").Key("Alt+L")
	require.True(t, h.Ed.Run("link.hands-over"))
	require.True(t, h.Ed.Run("link.turn"))
	l := onlyLink(t, h)
	require.Equal(t, workshop.Link{ID: l.ID, From: a, To: b, Type: workshop.HandsOver}, *l)
	h.Key("F2")
	_, _, open := h.Ed.LinkOpen()
	require.True(t, open)
	h.Key("Escape")
	h.Remote(workshop.DeleteLinks{Links: []workshop.LinkID{l.ID}})
	_, chosen := h.Ed.Link()
	require.False(t, chosen, "a colleague removed it")
	h.Click(h.Middle(a)).Hold(editor.Shift).Click(h.Middle(b)).Hold(0)
	require.True(t, h.Ed.Run("link.supports"))
	require.True(t, h.Ed.Run("link.remove"))
	require.Empty(t, h.Doc.Snapshot().LinkList(h.Ed.Canvas()))
}
