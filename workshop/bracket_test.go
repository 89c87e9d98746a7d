package workshop_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"throughline.app/workshop"
)

// staged is a canvas with the stages a, b, c, d, e.
func staged(t *testing.T) *workshop.Snapshot {
	s := (&workshop.Snapshot{}).With(plan(t, &workshop.Snapshot{}, workshop.AddCanvas{
		Canvas: workshop.Canvas{ID: "k", Title: "K"},
		Lanes:  []workshop.Lane{{ID: "l", Canvas: "k", Name: "L", Order: "1"}},
		Stages: []workshop.Stage{
			{ID: "a", Canvas: "k", Name: "A", Order: "1"}, {ID: "b", Canvas: "k", Name: "B", Order: "2"}, {ID: "c", Canvas: "k", Name: "C", Order: "3"},
			{ID: "d", Canvas: "k", Name: "D", Order: "4"}, {ID: "e", Canvas: "k", Name: "E", Order: "5"},
		},
	}))
	return s
}

func plan(t *testing.T, s *workshop.Snapshot, op workshop.Op) workshop.Diff {
	t.Helper()
	d, err := op.Plan(s)
	require.NoError(t, err)
	return d
}

func TestBlindZonesLieBetweenTwoBrackets(t *testing.T) {
	s := staged(t)
	_, _, ok := s.Bracket("k", workshop.BracketOurs)
	require.False(t, ok)
	ours := plan(t, s, workshop.SetBracket{Canvas: "k", Who: workshop.BracketOurs, From: "d", To: "c"})
	theirs := plan(t, s, workshop.SetBracket{Canvas: "k", Who: workshop.BracketCustomer, From: "a", To: "e"})
	s = s.With(ours).With(theirs) // said at the same time, both are there
	from, to, ok := s.Bracket("k", workshop.BracketOurs)
	require.Equal(t, []any{2, 3, true}, []any{from, to, ok}, "turned round")
	names := func() (all []string) {
		start, end := s.BlindZones("k")
		for _, st := range start {
			all = append(all, st.Name)
		}
		all = append(all, "|")
		for _, st := range end {
			all = append(all, st.Name)
		}
		return all
	}
	require.Equal(t, []string{"A", "B", "|", "E"}, names())

	s = s.With(plan(t, s, workshop.MergeInto{From: workshop.StageID("c").Ref(), Into: workshop.StageID("b").Ref()}))
	require.Equal(t, []string{"A", "|", "E"}, names(), "ours starts where its stage went")
	s = s.With(plan(t, s, workshop.Remove{Ref: workshop.StageID("a").Ref()}))
	require.Equal(t, []string{"|", "E"}, names(), "theirs starts at what is next")
	s = s.With(plan(t, s, workshop.Remove{Ref: workshop.StageID("e").Ref()}))
	require.Equal(t, []string{"|"}, names())
	s = s.With(plan(t, s, workshop.SetBracket{Canvas: "k", Who: workshop.BracketOurs}))
	_, _, ok = s.Bracket("k", workshop.BracketOurs)
	require.False(t, ok)

	_, err := workshop.SetBracket{Canvas: "k", Who: "mine", From: "b", To: "b"}.Plan(s)
	require.ErrorIs(t, err, workshop.ErrInvalid)
	_, err = workshop.SetBracket{Canvas: "k", Who: workshop.BracketOurs, From: "b", To: "e"}.Plan(s)
	require.ErrorIs(t, err, workshop.ErrInvalid, "a stage that is gone")
}

// Whatever a document holds there, a bracket is one of stages that are shown, or none.
func FuzzBracket(f *testing.F) {
	for _, v := range []string{"", "/", "a/", "a/a", "e/a", "x/y", "a/b/c"} {
		f.Add(v)
	}
	f.Fuzz(func(t *testing.T, value string) {
		s := staged(t)
		s = s.With(workshop.Diff{{Ref: workshop.CanvasID("k").Ref(), Field: workshop.FieldBracket + workshop.BracketOurs, After: value},
			{Ref: workshop.StageID("b").Ref(), Field: workshop.FieldGone, After: "1"}})
		if from, to, ok := s.Bracket("k", workshop.BracketOurs); ok {
			require.True(t, 0 <= from && from <= to && to < len(s.StageList("k")))
		}
		s.BlindZones("k")
	})
}
