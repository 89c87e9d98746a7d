package workshop_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"throughline.app/internal/workshoptest"
	"throughline.app/workshop"
)

// planned draws a snapshot and the diff of a random op on it.
func planned(t *rapid.T) (*workshop.Snapshot, workshop.Diff) {
	s := workshoptest.Snapshot(t)
	d, err := workshoptest.Op(s).Draw(t, "op").Plan(s)
	require.NoError(t, err)
	return s, d
}

func equal(t require.TestingT, want, got *workshop.Snapshot) {
	require.Empty(t, want.Differences(got, 5))
	require.True(t, want.Equal(got))
	require.Equal(t, want.Notes.Len(), got.Notes.Len())
	require.Equal(t, want.Categories.Len(), got.Categories.Len())
}

func TestWithinItsRegionANoteOnlyMovesAbout(t *testing.T) {
	move := func(from, to string) workshop.Change {
		return workshop.Change{Ref: workshop.NoteID("n").Ref(), Field: workshop.FieldPlace, Before: from, After: to}
	}
	require.True(t, move("c/s/l/0/0", "c/s/l/8/4").WithinRegion())
	require.False(t, move("c/s/l/0/0", "c/s/k/0/0").WithinRegion())
	require.False(t, move("c/s/l/0/0", "d/s/l/0/0").WithinRegion())
	require.False(t, move("", "c/s/l/0/0").WithinRegion(), "it came into being")
	require.False(t, workshop.Change{Ref: workshop.NoteID("n").Ref(), Field: workshop.FieldText, Before: "c/s/l/0/0", After: "c/s/l/0/0"}.WithinRegion())
}

func TestDiffAndItsInverse(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, d := planned(t)
		require.True(t, slices.Equal(d, d.Invert().Invert()))
		after := s.With(d)
		for _, c := range d {
			require.NotEqual(t, c.Before, c.After)
			require.Equal(t, c.Before, s.Field(c.Ref, c.Field))
			require.Equal(t, c.After, after.Field(c.Ref, c.Field))
		}
		equal(t, s, after.With(d.Invert()))
		require.ElementsMatch(t, s.Differences(after, 1_000), d, "the diff is all that changed")
	})
}

func TestSquashIsBoth(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := workshoptest.Snapshot(t)
		now, all := s, workshop.Diff(nil)
		for range rapid.IntRange(1, 5).Draw(t, "ops") {
			d, err := workshoptest.Op(now).Draw(t, "op").Plan(now)
			require.NoError(t, err)
			now, all = now.With(d), all.Squash(d)
		}
		equal(t, now, s.With(all))
		equal(t, s, now.With(all.Invert()))
		type slot struct {
			ref  workshop.Ref
			name string
		}
		seen := map[slot]bool{}
		for _, c := range all {
			require.False(t, seen[slot{c.Ref, c.Field}], "one change per field")
			seen[slot{c.Ref, c.Field}] = true
			require.NotEqual(t, c.Before, c.After)
		}
		require.Empty(t, all.Squash(all.Invert()))
	})
}

func TestTogetherIsOneAfterTheOther(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := workshoptest.Snapshot(t)
		var ops workshop.Together
		now := s
		for range rapid.IntRange(0, 4).Draw(t, "ops") {
			op := workshoptest.Op(now).Draw(t, "op")
			d, err := op.Plan(now)
			require.NoError(t, err)
			ops, now = append(ops, op), now.With(d)
		}
		d, err := ops.Plan(s)
		require.NoError(t, err)
		equal(t, now, s.With(d))
	})
}

func TestTogetherIsAllOrNothing(t *testing.T) {
	s := workshoptest.Big(3)
	_, err := workshop.Together{
		workshop.Begin{Title: "New"}, workshop.Recolor{Color: "pink"},
	}.Plan(s)
	require.ErrorIs(t, err, workshop.ErrInvalid)
}

func TestWhatADiffTouches(t *testing.T) {
	note, stage := workshop.NoteID("n"), workshop.StageID("s")
	d := workshop.Diff{
		{Ref: note.Ref(), Field: workshop.FieldText, After: "a"},
		{Ref: stage.Ref(), Field: workshop.FieldName, After: "b"},
		{Ref: note.Ref(), Field: workshop.FieldColor, After: "blue"},
	}
	require.Equal(t, []workshop.Ref{note.Ref(), stage.Ref()}, d.Refs())
	require.Equal(t, []workshop.NoteID{note}, d.Notes())
	require.True(t, d.Touches(workshop.KindStage))
	require.False(t, d.Touches(workshop.KindLane))
	require.True(t, workshop.Diff(nil).Empty())
}
