package insight_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"throughline.app/insight"
	"throughline.app/workshop"
)

func TestNotesInsideAStageCountForIt(t *testing.T) {
	s, c := build(t, 4, []memo{
		{"S0", "Sales", "P0", "dates"}, {"S0", "Sales", "P1", "dates"}, {"S1", "Sales", "P2", "dates"}, {"S2", "Network", "P3", ""},
	})
	do := func(op workshop.Op) {
		t.Helper()
		d, err := op.Plan(s)
		require.NoError(t, err)
		s = s.With(d)
	}
	do(workshop.AddCanvas{Canvas: workshop.Canvas{ID: "in", Title: "Stage 1", Of: "S1", Order: "2"},
		Stages: []workshop.Stage{{ID: "I", Name: "Stage 1", Order: "1"}}, Lanes: []workshop.Lane{{ID: "il", Name: "Does", Order: "1"}}})
	require.Equal(t, insight.Recurring, insight.Look(s, c).Themes[0].Rule)

	at := workshop.Place{Canvas: "in", Region: workshop.Region{Stage: "I", Lane: "il"}}
	do(workshop.AddNotes{Notes: []workshop.Note{
		{ID: "x1", Text: "No date", Color: workshop.Yellow, Order: "1", Place: at, Function: "Network", Author: "P4", Category: "dates"},
		{ID: "x2", Text: "No date either", Color: workshop.Yellow, Order: "2", Place: at, Function: "Network", Author: "P5", Category: "dates"},
	}})
	f := insight.Look(s, c)
	th := f.Themes[0]
	require.Equal(t, []int{5, 2, 2}, []int{th.Notes, th.Stages, th.Functions}, "those inside count for the stage that is opened up")
	require.Equal(t, insight.Systemic, th.Rule)
	g := f.Heat(nil)
	require.ElementsMatch(t, []workshop.NoteID{"x1", "x2"}, g.At(1, 0), "Network in the second stage")

	do(workshop.Remove{Ref: workshop.CanvasID("in").Ref()})
	require.Equal(t, 3, insight.Look(s, c).Themes[0].Notes, "a canvas that is removed counts no more")
}
