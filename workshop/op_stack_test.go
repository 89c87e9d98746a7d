package workshop_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"throughline.app/internal/workshoptest"
	"throughline.app/workshop"
)

func stackOf(s *workshop.Snapshot) []workshop.NoteID {
	var ids []workshop.NoteID
	for _, n := range s.NoteList(s.CanvasList()[0].ID) {
		ids = append(ids, n.ID)
	}
	return ids
}

func TestLowerPutsNotesBelowAllOthers(t *testing.T) {
	s := workshoptest.Big(6)
	before := stackOf(s)
	s, d := do(t, s, workshop.Lower{Notes: []workshop.NoteID{before[4], before[2]}})
	require.Len(t, d, 2)
	require.Equal(t, []workshop.NoteID{before[2], before[4], before[0], before[1], before[3], before[5]}, stackOf(s))
	_, d = do(t, s, workshop.Lower{Notes: []workshop.NoteID{before[2]}})
	require.Empty(t, d, "it is at the bottom")
	back, _ := do(t, s, workshop.Raise{Notes: []workshop.NoteID{before[4]}})
	require.Equal(t, before[4], stackOf(back)[5])
}

func TestRestackIsRightBesideAndKeepsTheOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := workshoptest.Big(12)
		for range 6 {
			ids := rapid.Permutation(stackOf(s)).Draw(t, "ids")
			n := rapid.IntRange(1, 5).Draw(t, "n")
			mine, next := ids[:n], ids[n]
			up := rapid.Bool().Draw(t, "above")
			order := slices.DeleteFunc(stackOf(s), func(id workshop.NoteID) bool { return !slices.Contains(mine, id) })
			want := slices.DeleteFunc(stackOf(s), func(id workshop.NoteID) bool { return slices.Contains(mine, id) })
			at := slices.Index(want, next)
			if up {
				at++
			}
			want = slices.Insert(want, at, order...)
			s, _ = do(t, s, workshop.Restack{Notes: mine, Next: next, Above: up})
			require.Equal(t, want, stackOf(s))
		}
	})
}

func TestOrderBeforeAscendsForLongRunsAndStaysShort(t *testing.T) {
	keys := workshop.OrderBefore("0001", 30_000)
	require.True(t, slices.IsSorted(keys))
	require.Len(t, slices.Compact(slices.Clone(keys)), 30_000)
	require.Less(t, keys[len(keys)-1], "0001")
	require.LessOrEqual(t, len(keys[0]), 12)
	rapid.Check(t, func(t *rapid.T) {
		b := rapid.StringMatching(`[0-9a-z]{0,9}[1-9a-z]`).Draw(t, "before")
		for range 40 {
			k := workshop.OrderBefore(b, 1)[0]
			require.Less(t, k, b)
			require.NotEqual(t, byte('0'), k[len(k)-1])
			b = k
		}
	})
}

func TestLockedNotesStayAsTheyAre(t *testing.T) {
	s := workshoptest.Big(4)
	ids := stackOf(s)
	a, b := ids[0], ids[1]
	s, mine := do(t, s, workshop.Recolor{Notes: []workshop.NoteID{a}, Color: workshop.Violet})
	s, locked := do(t, s, workshop.Lock{Notes: []workshop.NoteID{a, "never"}, Locked: true})
	require.True(t, s.Notes.Get(a).Locked())
	both := []workshop.NoteID{a, b}
	to := s.Notes.Get(ids[3]).Place
	for _, op := range []workshop.Op{
		workshop.MoveNotes{Moves: []workshop.Move{{Note: a, To: to}, {Note: b, To: to}}},
		workshop.Recolor{Notes: both, Color: workshop.Coral},
		workshop.Raise{Notes: both}, workshop.Lower{Notes: []workshop.NoteID{ids[3], a}},
		workshop.DeleteNotes{Notes: both},
	} {
		_, d := do(t, s, op)
		require.NotEmpty(t, d)
		require.NotContains(t, d.Notes(), a, "%T", op)
	}
	_, d := do(t, s, workshop.Revert{Diff: mine})
	require.Empty(t, d, "taking back what was done before a colleague locked it")
	_, d = do(t, s, workshop.EditText{Note: a, Base: s.Notes.Get(a).Text, Text: "typed while it was locked"})
	require.NotEmpty(t, d, "what somebody typed is never lost")
	s, _ = do(t, s, workshop.Revert{Diff: locked})
	require.False(t, s.Notes.Get(a).Locked())
	_, d = do(t, s, workshop.Revert{Diff: mine})
	require.NotEmpty(t, d)
}
