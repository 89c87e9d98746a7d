package crdt_test

import (
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"throughline.app/crdt"
	"throughline.app/workshop"
)

// Two people work on the same cell before they hear of each other. What only one of them
// touched is as they left it, and what both left the same is so; a mark that one of them put there stands, whatever the other tried.
func TestCellsMergeMarkByMark(t *testing.T) {
	marks := []string{"R", "A", "C", "I"}
	rapid.Check(t, func(t *rapid.T) {
		seed := rapid.Uint64().Draw(t, "actors")
		a, stopA := openAs(t, actorOf(seed, 1), &journal{}, crdt.Saved{})
		defer stopA()
		_, err := a.Apply(canvas)
		require.NoError(t, err)
		b, stopB := openAs(t, actorOf(seed, 2), &journal{}, crdt.Saved{})
		defer stopB()
		pullAll(t, a, b)
		cell := workshop.MarkCell{Grid: "c1", Row: "note/n", Column: workshop.FunctionLine("Network"), Label: "Network"}
		stands := func(s *workshop.Snapshot) map[string]bool {
			on := map[string]bool{}
			for _, c := range s.CellsOf("c1") {
				for _, e := range c.Marks.All() {
					on[e.Key] = true
				}
			}
			return on
		}
		for round := range rapid.IntRange(1, 4).Draw(t, "rounds") {
			before := stands(a.Snapshot())
			touched := [2]map[string]bool{{}, {}}
			left := [2]map[string]bool{}
			for i, d := range []interface {
				Snapshot() *workshop.Snapshot
				Apply(workshop.Op) (workshop.Diff, error)
			}{a, b} {
				for range rapid.IntRange(0, 5).Draw(t, "presses") {
					m := rapid.SampledFrom(marks).Draw(t, "mark")
					op := cell
					op.By = workshop.PersonID([]string{"anna", "ben"}[i])
					if stands(d.Snapshot())[m] {
						op.Remove = []string{m}
					} else {
						op.Add = []string{m}
					}
					_, err := d.Apply(op)
					require.NoError(t, err)
					touched[i][m] = true
				}
				left[i] = stands(d.Snapshot())
			}
			pullAll(t, a, b)
			got := stands(a.Snapshot())
			require.Equal(t, got, stands(b.Snapshot()))
			for _, m := range marks {
				switch {
				case !before[m] && (left[0][m] || left[1][m]):
					require.True(t, got[m], "round %d, %s: somebody put it there", round, m)
				case left[0][m] == left[1][m]:
					require.Equal(t, left[0][m], got[m], "round %d, %s: both left it so", round, m)
				case !touched[1][m]:
					require.Equal(t, left[0][m], got[m], "round %d, %s: the first alone touched it", round, m)
				case !touched[0][m]:
					require.Equal(t, left[1][m], got[m], "round %d, %s: the second alone touched it", round, m)
				}
			}
		}
	})
}
