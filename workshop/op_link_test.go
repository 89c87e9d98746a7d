package workshop_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"throughline.app/workshop"
)

// pair is a workshop with two notes on one canvas and a third on another.
func pair(t *testing.T) *workshop.Snapshot {
	t.Helper()
	note := func(id workshop.NoteID, canvas workshop.CanvasID) workshop.Note {
		return workshop.Note{ID: id, Text: string(id), Color: workshop.Blue, Place: workshop.Place{Canvas: canvas}}
	}
	return after(t, new(workshop.Snapshot), workshop.Together{
		workshop.AddCanvas{Canvas: workshop.Canvas{ID: "c"}}, workshop.AddCanvas{Canvas: workshop.Canvas{ID: "d"}},
		workshop.AddNotes{Notes: []workshop.Note{note("a", "c"), note("b", "c"), note("far", "d")}},
	})
}

func after(t *testing.T, s *workshop.Snapshot, op workshop.Op) *workshop.Snapshot {
	t.Helper()
	d, err := op.Plan(s)
	require.NoError(t, err)
	return s.With(d)
}

func link(id workshop.LinkID, from, to workshop.NoteID, typ workshop.LinkType) workshop.AddLink {
	return workshop.AddLink{Link: workshop.Link{ID: id, From: from, To: to, Type: typ}}
}

func TestALinkIsRefused(t *testing.T) {
	s := after(t, pair(t), link("k", "a", "b", workshop.Causes))
	for name, op := range map[string]workshop.Op{
		"from a note to itself":       link("l", "a", "a", workshop.Causes),
		"of no type":                  link("l", "a", "b", "likes"),
		"with an id that is taken":    link("k", "b", "a", workshop.Causes),
		"across canvases":             link("l", "a", "far", workshop.Causes),
		"twice":                       link("l", "a", "b", workshop.Causes),
		"edited to what there is":     workshop.Together{link("l", "a", "b", workshop.Solves), workshop.EditLink{Link: "l", Type: workshop.Causes}},
		"edited to no type":           workshop.EditLink{Link: "k", Type: "likes"},
		"turned on one that is there": workshop.Together{link("l", "b", "a", workshop.Causes), workshop.EditLink{Link: "l", Type: workshop.Causes, Turn: true}},
	} {
		_, err := op.Plan(s)
		require.ErrorIs(t, err, workshop.ErrInvalid, name)
	}
	for _, op := range []workshop.Op{
		link("l", "b", "a", workshop.Causes), link("l", "a", "b", workshop.Solves), // other way, other type
		workshop.EditLink{Link: "nobody", Type: workshop.Causes}, workshop.DeleteLinks{Links: []workshop.LinkID{"nobody"}},
	} {
		_, err := op.Plan(s)
		require.NoError(t, err)
	}
}

func TestALinkGoesAndComesWithItsNotes(t *testing.T) {
	s := after(t, pair(t), link("k", "a", "b", workshop.Causes))
	require.Len(t, s.LinkList("c"), 1)
	require.Empty(t, s.LinkList("d"))
	gone, err := workshop.DeleteNotes{Notes: []workshop.NoteID{"b"}}.Plan(s)
	require.NoError(t, err)
	without := s.With(gone)
	require.Empty(t, without.LinkList("c"))
	d, err := link("l", "a", "b", workshop.Solves).Plan(without)
	require.NoError(t, err, "a colleague deleted the note")
	require.Empty(t, d)
	require.Len(t, after(t, without, workshop.Revert{Diff: gone}).LinkList("c"), 1)
	moved := after(t, s, workshop.MoveNotes{Moves: []workshop.Move{{Note: "b", To: workshop.Place{Canvas: "d"}}}})
	require.Empty(t, moved.LinkList("c"), "its notes are on two canvases")
}

func TestALinkIsTurnedLabelledAndTakenBack(t *testing.T) {
	s := after(t, pair(t), link("k", "a", "b", workshop.Causes))
	turn, err := workshop.EditLink{Link: "k", Type: workshop.HandsOver, Label: " on\nMonday ", Turn: true}.Plan(s)
	require.NoError(t, err)
	now := s.With(turn)
	require.Equal(t, workshop.Link{ID: "k", From: "b", To: "a", Type: workshop.HandsOver, Label: "on Monday"}, *now.Links.Get("k"))
	require.True(t, after(t, now, workshop.Revert{Diff: turn}).Equal(s))
	born, err := link("l", "b", "a", workshop.Solves).Plan(s)
	require.NoError(t, err)
	require.Len(t, after(t, s.With(born), workshop.Revert{Diff: born}).LinkList("c"), 1)
}

func TestTwoWhoDrawTheSameLinkSeeOne(t *testing.T) {
	s := pair(t)
	mine, err := link("k", "a", "b", workshop.Causes).Plan(s)
	require.NoError(t, err)
	theirs, err := link("j", "a", "b", workshop.Causes).Plan(s)
	require.NoError(t, err)
	both := s.With(mine).With(theirs)
	list := both.LinkList("c")
	require.Len(t, list, 1)
	require.Equal(t, workshop.LinkID("j"), list[0].ID)
	require.Empty(t, after(t, both, workshop.DeleteLinks{Links: []workshop.LinkID{"j"}}).LinkList("c"), "none comes to light beneath")
}
