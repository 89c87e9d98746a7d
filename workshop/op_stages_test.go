package workshop_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"throughline.app/internal/workshoptest"
	"throughline.app/workshop"
)

func apply(t require.TestingT, s *workshop.Snapshot, op workshop.Op) *workshop.Snapshot {
	d, err := op.Plan(s)
	require.NoError(t, err)
	return s.With(d)
}

func order(s *workshop.Snapshot) string {
	var all []string
	for _, st := range s.StageList(s.CanvasList()[0].ID) {
		all = append(all, st.Name)
	}
	return strings.Join(all, " ")
}

func TestStagesAreAddedAndReorderedInPlace(t *testing.T) {
	s := workshoptest.Spec{Stages: 3, Lanes: 1}.Snapshot() // Awareness Acquisition Onboarding
	c := s.CanvasList()[0].ID
	ids := s.StageList(c)
	add := func(id string, after workshop.StageID) workshop.AddStage {
		return workshop.AddStage{Stage: workshop.Stage{ID: workshop.StageID(id), Canvas: c, Name: id}, After: after}
	}
	one, two := add("one", ids[0].ID), add("two", ids[0].ID)
	d, err := two.Plan(s)
	require.NoError(t, err)
	both := apply(t, s, one).With(d) // added at the same place by two people at once
	require.Equal(t, "Awareness one two Acquisition Onboarding", order(both))
	both = apply(t, both, add("between", "one"))
	require.Equal(t, "Awareness one between two Acquisition Onboarding", order(both))
	both = apply(t, both, workshop.Reorder{Ref: ids[2].ID.Ref()})
	both = apply(t, both, workshop.Reorder{Ref: ids[0].ID.Ref(), After: "one"})
	require.Equal(t, "Onboarding one Awareness between two Acquisition", order(both))

	for _, op := range []workshop.Op{add("one", ""), add("x", ""), workshop.AddStage{Stage: workshop.Stage{ID: "y", Canvas: c}},
		workshop.Reorder{Ref: workshop.NoteID("n").Ref()}, workshop.Remove{Ref: c.Ref()}, workshop.MergeInto{From: c.Ref(), Into: c.Ref()}, workshop.MergeInto{From: ids[0].ID.Ref(), Into: c.Ref()}} {
		at := both
		if op == (add("x", "")) {
			for i := len(at.StageList(c)); i < workshop.MaxStages; i++ {
				at = apply(t, at, add(workshoptest.ID("m", i), ""))
			}
		}
		_, err := op.Plan(at)
		require.ErrorIs(t, err, workshop.ErrInvalid)
	}
	for _, op := range []workshop.Op{workshop.Reorder{Ref: ids[0].ID.Ref(), After: "nowhere"}, workshop.Reorder{Ref: ids[0].ID.Ref(), After: "one"},
		workshop.Remove{Ref: workshop.StageID("gone").Ref()}, workshop.SetWidth{Stage: "gone", Width: 5}} {
		d, err := op.Plan(both)
		require.NoError(t, err)
		require.Empty(t, d)
	}
}

func TestMergesAtTheSameTimeEndAlikeEverywhere(t *testing.T) {
	s := workshoptest.Spec{Stages: 4, Lanes: 1}.Snapshot()
	ids := s.StageList(s.CanvasList()[0].ID)
	at := func(i int) workshop.Ref { return ids[i].ID.Ref() }
	merge := func(from, into int) workshop.Diff {
		d, err := workshop.MergeInto{From: at(from), Into: at(into)}.Plan(s)
		require.NoError(t, err)
		return d
	}
	ring := s.With(merge(1, 2)).With(merge(2, 1))
	require.Equal(t, "Awareness Acquisition Retention", order(ring), "the first of a ring stays")
	to, ok := ring.StageOf(ids[2].ID)
	require.True(t, ok)
	require.Equal(t, ids[1].ID, to)

	chain := s.With(merge(3, 2)).With(merge(2, 1)).With(merge(1, 0))
	require.Equal(t, "Awareness", order(chain))
	require.Equal(t, []workshop.StageID{ids[3].ID, ids[2].ID, ids[1].ID}, chain.StagePath(ids[3].ID))

	gone := apply(t, ring, workshop.Remove{Ref: at(1)})
	_, ok = gone.StageOf(ids[2].ID)
	require.False(t, ok, "what it was merged into is removed")
	require.Equal(t, "Awareness Retention", order(gone))

	undone := apply(t, s.With(merge(3, 2)), workshop.Revert{Diff: merge(3, 2)})
	require.Equal(t, order(s), order(undone))
}

func TestOrdersStayOrdersWhateverIsAdded(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := workshoptest.Spec{Stages: 2, Lanes: 1}.Snapshot()
		c := s.CanvasList()[0].ID
		for i := range rapid.IntRange(1, 30).Draw(t, "adds") {
			list := s.StageList(c)
			at := rapid.IntRange(0, len(list)).Draw(t, "at")
			op := workshop.AddStage{Stage: workshop.Stage{ID: workshop.StageID(workshoptest.ID("a", i)), Canvas: c, Name: "n"}}
			if at > 0 {
				op.After = list[at-1].ID
			}
			s = apply(t, s, op)
			require.Equal(t, op.Stage.ID, s.StageList(c)[at].ID)
		}
	})
}

func TestBelowIsReadAsItIsWritten(t *testing.T) {
	b := workshop.BelowOf(map[string]float64{"a": 64, "b": 0, "c": 128.256})
	require.Equal(t, workshop.Below("a:64,c:128.26"), b)
	v, ok := b.At("c")
	require.True(t, ok)
	require.Equal(t, 128.26, v)
	_, ok = b.At("b")
	require.False(t, ok)
	many := make(map[string]float64)
	for i := range 200 {
		many[workshoptest.ID("l", i)] = 4_000
	}
	require.LessOrEqual(t, len(workshop.BelowOf(many)), workshop.MaxField)
	for _, bad := range []workshop.Below{"", ":", "a:", "a:NaN", "a:-5", "a:1e999", ",,,a", "a:b:c"} {
		v, _ := bad.At("a")
		require.GreaterOrEqual(t, v, 0.0, string(bad))
		require.LessOrEqual(t, v, float64(workshop.MaxCoord), string(bad))
	}
}
