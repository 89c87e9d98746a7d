package check_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"throughline.app/check"
	"throughline.app/internal/workshoptest"
	"throughline.app/method"
	"throughline.app/workshop"
)

func TestSlipsAreWordsAsTheyStandUntilSomebodySettlesThem(t *testing.T) {
	methods, err := method.Embedded()
	require.NoError(t, err)
	s := &workshop.Snapshot{}
	do := func(op workshop.Op) {
		t.Helper()
		d, err := op.Plan(s)
		require.NoError(t, err)
		s = s.With(d)
	}
	n := 0
	kind := method.Find(methods, "lifecycle/canvas")
	add := kind.Scaffold(func() string { n++; return workshoptest.ID("s", n) }, "", "")
	do(workshop.Together{workshop.Begin{Title: "Winter", Method: "lifecycle"}, add})
	stage := add.Stages[1].ID
	at := workshop.Place{Canvas: add.Canvas.ID, Region: workshop.Region{Stage: stage, Lane: add.Lanes[0].ID}}
	do(workshop.AddNotes{Notes: []workshop.Note{
		{ID: "n1", Place: at, Text: "Ticket logged, and a Ticket logged again", Kind: "action", Color: workshop.Blue},
		{ID: "n2", Place: at, Text: "Ticket logged by the desk", Kind: "backstage", Color: workshop.Grey},
	}})
	slips := check.Slips(methods)
	require.Equal(t, []string{"Ticket logged"}, slips(s, workshop.NoteID("n1").Ref()))
	require.Empty(t, slips(s, workshop.NoteID("n2").Ref()), "behind the line of visibility the company may speak as it does")
	require.Empty(t, slips(s, stage.Ref()), "people did not choose that name")
	do(workshop.Rename{Ref: stage.Ref(), Name: "Lead conversion"})
	require.Equal(t, []string{"Lead", "conversion"}, slips(s, stage.Ref()))

	for _, f := range check.Run(methods, s) {
		if f.Instead != nil && f.Instead.Ref.Kind == workshop.KindNote {
			do(workshop.SettleFinding{ID: f.ID, Check: f.Check, State: workshop.FindingDismissed, Reason: "They say so", By: "p"})
		}
	}
	require.Empty(t, slips(s, workshop.NoteID("n1").Ref()), "dismissed with a reason")
	require.Empty(t, slips(s, workshop.NoteID("gone").Ref()))
}
