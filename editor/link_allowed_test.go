package editor_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"throughline.app/internal/editortest"
	"throughline.app/method"
	"throughline.app/workshop"
)

func TestLinksAreThoseThatTheMethodAllows(t *testing.T) {
	_, _, kind := editortest.Scaffold(t)
	strict := *kind
	strict.Links = []method.LinkRule{
		{Type: workshop.HandsOver, From: []string{"action"}, To: []string{"action"}},
		{Type: workshop.Solves, From: []string{"opportunity"}, To: []string{"action"}},
	}
	h := editortest.On(t, &strict)
	act, next, idea := lay(h, 0, 0, 0, 0), lay(h, 1, 0, 0, 0), lay(h, 0, 3, 0, 0)
	h.Remote(workshop.Rekind{Notes: []workshop.NoteID{act, next}, Kind: "action"})
	h.Remote(workshop.Rekind{Notes: []workshop.NoteID{idea}, Kind: "opportunity"})

	h.Ed.LinkNotes(act, idea)
	h.WantChanges(0)
	require.Equal(t, "From “Customer action” to “Opportunity” this method has no links.", h.Heard[len(h.Heard)-1].Sentence)

	h.Ed.LinkNotes(idea, act)
	h.WantChanges(1)
	l, ok := h.Ed.Link()
	require.True(t, ok)
	require.Equal(t, workshop.Solves, l.Type, "the only one that fits")
	require.Equal(t, []workshop.LinkType{workshop.Solves}, h.Ed.LinkTypes(l))
	h.Ed.SetLinkType(workshop.Causes)
	h.Ed.TurnLink()
	h.WantChanges(1)
	require.False(t, enabled(h, "link.causes"))
	require.True(t, enabled(h, "link.solves"))

	h.Ed.LinkNotes(act, next)
	l, _ = h.Ed.Link()
	require.Equal(t, workshop.HandsOver, l.Type)
	h.Ed.TurnLink()
	h.WantChanges(3)

	// One that is there already, as from a newer version of the method, stays.
	h.Remote(workshop.AddLink{Link: workshop.Link{ID: "old", From: act, To: idea, Type: workshop.Causes}})
	h.Ed.SelectLink("old")
	l, ok = h.Ed.Link()
	require.True(t, ok)
	require.Equal(t, []workshop.LinkType{workshop.Causes}, h.Ed.LinkTypes(l))
}
