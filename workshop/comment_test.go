package workshop_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"throughline.app/internal/workshoptest"
	"throughline.app/workshop"
)

func comment(id, at, text string) workshop.AddComment {
	return workshop.AddComment{Comment: workshop.Comment{ID: workshop.CommentID(id), Note: note(0), Author: "p", At: at, Text: text}}
}

func said(s *workshop.Snapshot, n workshop.NoteID) []string {
	var all []string
	for _, c := range s.CommentsOn(n) {
		all = append(all, c.Text)
	}
	return all
}

func TestAThreadIsInOrderAndTakenBackStepByStep(t *testing.T) {
	d := &desk{t: t, s: workshoptest.Big(2)}
	d.mine(comment("c", "2000", " second "))
	d.theirs(comment("b", "1000", "first"))
	d.theirs(comment("a", "2000", "also second"))
	require.Equal(t, []string{"first", "also second", "second"}, said(d.s, note(0)))
	require.Equal(t, map[workshop.NoteID]int{note(0): 3}, d.s.CommentCounts())

	d.mine(workshop.EditComment{Comment: "c", Text: "third"})
	d.mine(workshop.DeleteComment{Comment: "c"})
	require.Equal(t, []string{"first", "also second"}, said(d.s, note(0)))
	require.True(t, d.undo())
	require.Equal(t, []string{"first", "also second", "third"}, said(d.s, note(0)))
	require.True(t, d.undo())
	require.True(t, d.undo())
	require.Equal(t, []string{"first", "also second"}, said(d.s, note(0)))
	require.True(t, d.redo())
	require.True(t, d.redo())
	require.Equal(t, []string{"first", "also second", "third"}, said(d.s, note(0)))
}

func TestCommentsHaveBounds(t *testing.T) {
	s := workshoptest.Big(1)
	for _, text := range []string{"", " \n ", strings.Repeat("x", workshop.MaxComment+1), strings.Repeat("ü", workshop.MaxComment)} {
		_, err := comment("c", "1", text).Plan(s)
		require.ErrorIs(t, err, workshop.ErrInvalid)
	}
	d, err := comment("c", "1", strings.Repeat("x", workshop.MaxComment)).Plan(s)
	require.NoError(t, err)
	s = s.With(d)
	_, err = comment("c", "1", "again").Plan(s)
	require.ErrorIs(t, err, workshop.ErrInvalid)
	gone, err := workshop.DeleteNotes{Notes: []workshop.NoteID{note(0)}}.Plan(s)
	require.NoError(t, err)
	d, err = comment("d", "1", "too late").Plan(s.With(gone))
	require.NoError(t, err)
	require.Empty(t, d)
	for _, at := range []string{"", "soon", "-5", "99999999999999999"} {
		require.Zero(t, (&workshop.Comment{At: at}).Written(), at)
	}
}
