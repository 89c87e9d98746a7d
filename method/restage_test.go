package method_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"throughline.app/internal/workshoptest"
	"throughline.app/method"
	"throughline.app/workshop"
)

// filled is a lifecycle with a note in the first lane of some stages.
func filled(t require.TestingT, stages ...int) (*workshop.Snapshot, workshop.CanvasID) {
	s := begun(t, lifecycle(t))
	c := s.CanvasList()[0].ID
	for _, i := range stages {
		s = with(t, s, workshop.AddNotes{Notes: []workshop.Note{{ID: workshop.NoteID(fmt.Sprint("n", i)), Text: fmt.Sprint(i), Color: workshop.Blue,
			Place: workshop.Place{Canvas: c, Region: workshop.Region{Stage: s.StageList(c)[i].ID, Lane: s.LaneList(c)[0].ID}}}}})
	}
	return s, c
}

func restaged(t require.TestingT, s *workshop.Snapshot, c workshop.CanvasID, names []string, fates []method.Fate) *workshop.Snapshot {
	n := 0
	ids := func() string { n++; return workshoptest.ID("r", n) }
	return with(t, s, lifecycle(t).UseStages(s, c, names, fates, ids, nil))
}

func stagesOf(s *workshop.Snapshot, c workshop.CanvasID) (all []string) {
	for _, st := range s.StageList(c) {
		all = append(all, st.Name)
	}
	return all
}

func TestNotesFollowTheirStageIntoOtherStages(t *testing.T) {
	s, c := filled(t, 0, 1, 2, 3, 4)
	basic := lifecycle(t).PresetOf("basic").Stages
	fates := method.Fates(s, c, basic)
	var to []int
	for _, f := range fates {
		to = append(to, f.To)
		require.Equal(t, 1, f.Notes)
	}
	require.Equal(t, []int{0, 1, 2, 2, 3}, to, "in their order, two share one")
	first := s.StageList(c)[0].ID
	after := restaged(t, s, c, basic, fates)
	require.Equal(t, basic, stagesOf(after, c))
	require.Equal(t, first, after.StageList(c)[0].ID, "it is the same stage, renamed")
	l := lifecycle(t).Layout(after, c, nil)
	var boxes []workshop.Rect
	for i, want := range to {
		n := after.Notes.Get(workshop.NoteID(fmt.Sprint("n", i)))
		require.Equal(t, l.Stages[want].ID, l.HomeOf(n).Stage)
		r := workshop.RectAt(l.At(n), method.SizeOf(n))
		for _, o := range boxes {
			require.False(t, r.Overlaps(o))
		}
		boxes = append(boxes, r)
	}
}

func TestStagesOfTheSameNameStay(t *testing.T) {
	s, c := filled(t, 2)
	wanted := []string{"onboarding", "Later"}
	fates := method.Fates(s, c, wanted)
	require.Equal(t, 0, fates[2].To)
	require.Equal(t, method.StageGoes, fates[0].To, "empty")
	after := restaged(t, s, c, wanted, fates)
	require.Equal(t, wanted, stagesOf(after, c))
	require.Equal(t, s.StageList(c)[2].ID, after.StageList(c)[0].ID)

	fates[2].To = method.StageStays
	after = restaged(t, s, c, wanted, fates)
	require.Equal(t, []string{"onboarding", "Later", "Onboarding"}, stagesOf(after, c))
}

func TestNoNoteIsLostByOtherStages(t *testing.T) {
	k := lifecycle(t)
	rapid.Check(t, func(t *rapid.T) {
		some := rapid.SliceOfNDistinct(rapid.IntRange(0, 4), 0, 5, rapid.ID).Draw(t, "stages with notes")
		s, c := filled(t, some...)
		p := rapid.SampledFrom(k.Preset).Draw(t, "preset")
		fates := method.Fates(s, c, p.Stages)
		last := 0
		for i, f := range fates {
			require.Equal(t, f.Kept(), f.Notes > 0)
			if f.Kept() {
				require.GreaterOrEqual(t, f.To, last, "their order stays")
				last = f.To
				if rapid.Bool().Draw(t, "keep") {
					fates[i].To = method.StageStays
				}
			}
		}
		after := restaged(t, s, c, p.Stages, fates)
		l := k.Layout(after, c, nil)
		for _, n := range after.Notes.All() {
			require.NotZero(t, l.HomeOf(n))
		}
		require.Equal(t, p.Stages, stagesOf(after, c)[:len(p.Stages)])
		n := 1000
		op := k.UseStages(s, c, p.Stages, fates, func() string { n++; return workshoptest.ID("r", n) }, nil)
		d, err := op.Plan(s)
		require.NoError(t, err)
		require.Empty(t, s.With(d).With(d.Invert()).Differences(s, 3))
	})
}
