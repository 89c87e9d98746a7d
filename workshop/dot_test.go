package workshop_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"throughline.app/workshop"
)

func TestDotsAreEachPersonsOwn(t *testing.T) {
	s := new(workshop.Snapshot).With(workshop.Diff{
		{Ref: workshop.NoteID("n").Ref(), Field: workshop.FieldText, After: "One date"},
		{Ref: workshop.NoteID("m").Ref(), Field: workshop.FieldText, After: "One owner"},
	})
	plan := func(s *workshop.Snapshot, op workshop.PutDots) workshop.Diff {
		d, err := op.Plan(s)
		require.NoError(t, err)
		return d
	}
	ana := plan(s, workshop.PutDots{Notes: []workshop.NoteID{"n", "m", "gone"}, Person: "ana", By: 2})
	ben := plan(s, workshop.PutDots{Notes: []workshop.NoteID{"n"}, Person: "ben", By: 1})
	one, other := s.With(ana).With(ben), s.With(ben).With(ana)
	want := map[workshop.NoteID]int{"n": 3, "m": 2}
	require.Equal(t, want, one.DotCounts(""))
	require.Equal(t, want, other.DotCounts(""), "in whatever order they come")
	require.Equal(t, 2, one.DotsOf("n", "ana", ""))
	require.Empty(t, one.DotCounts("first"), "a round counts by itself")

	back := one.With(plan(one, workshop.PutDots{Notes: []workshop.NoteID{"n"}, Person: "ana", By: -1}))
	require.Equal(t, 2, back.DotCounts("")["n"])
	none := back.With(plan(back, workshop.PutDots{Notes: []workshop.NoteID{"n"}, Person: "ana", By: -5}))
	require.Equal(t, 1, none.DotCounts("")["n"], "nobody takes back what another put")
	require.Empty(t, plan(none, workshop.PutDots{Notes: []workshop.NoteID{"n"}, Person: "ana", By: -1}))
	require.Equal(t, one.DotCounts(""), one.With(ana.Invert()).With(ana).DotCounts(""))

	many := one.With(plan(one, workshop.PutDots{Notes: []workshop.NoteID{"m"}, Person: "ana", By: 1_000_000}))
	require.Equal(t, workshop.MaxDots, many.DotCounts("")["m"])
	round := one.With(plan(one, workshop.PutDots{Notes: []workshop.NoteID{"m"}, Person: "ana", Round: "first", By: 1}))
	require.Equal(t, map[workshop.NoteID]int{"m": 1}, round.DotCounts("first"))
	require.Equal(t, want, round.DotCounts(""))
}

func TestOddDotsCountForNone(t *testing.T) {
	s := new(workshop.Snapshot)
	for person, value := range map[string]string{"a": "many", "b": "-3", "c": "99999999999999999999", "d": "1e9", "e": "4000", "f": "2"} {
		d, err := workshop.GiveAnswer{Poll: workshop.Dots, About: workshop.NoteID("n").Ref().Key(), Person: workshop.PersonID(person), Value: value}.Plan(s)
		require.NoError(t, err)
		s = s.With(d)
	}
	require.Equal(t, map[workshop.NoteID]int{"n": workshop.MaxDots + 2}, s.DotCounts(""))
	_, err := workshop.PutDots{Notes: []workshop.NoteID{"n"}, By: 1}.Plan(s)
	require.ErrorIs(t, err, workshop.ErrInvalid)
	_, err = workshop.PutDots{Person: "a", Round: "a/b", By: 1}.Plan(s)
	require.ErrorIs(t, err, workshop.ErrInvalid)
}
