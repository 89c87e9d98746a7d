package method_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"throughline.app/internal/workshoptest"
	"throughline.app/method"
	"throughline.app/workshop"
)

func TestNotesAreShownWhereTheirStageAndLaneAre(t *testing.T) {
	k := lifecycle(t)
	s := begun(t, k)
	canvas := s.CanvasList()[0].ID
	stages, lanes := s.StageList(canvas), s.LaneList(canvas)
	methods, err := method.Embedded()
	require.NoError(t, err)
	inside := method.Insides(methods, k.ID)[0]
	n := 0
	add := inside.Inside(func() string { n++; return "i" + string(rune('a'+n)) }, stages[2])
	s = with(t, s, add)
	s = with(t, s, workshop.AddNotes{Notes: []workshop.Note{
		{ID: "here", Text: "here", Color: workshop.Blue, Place: workshop.Place{Canvas: canvas, Region: workshop.Region{Stage: stages[2].ID, Lane: lanes[1].ID}}},
		{ID: "other", Text: "other", Color: workshop.Blue, Place: workshop.Place{Canvas: canvas, Region: workshop.Region{Stage: stages[0].ID, Lane: lanes[3].ID}}},
		{ID: "shelf", Text: "shelf", Color: workshop.Blue, Place: workshop.Place{Canvas: canvas}},
	}})
	moves := inside.Guests(s, []workshop.NoteID{"here", "other", "shelf", "gone"}, canvas, add.Canvas.ID, method.Estimate)
	require.Len(t, moves, 3)
	require.Equal(t, workshop.Region{Stage: add.Stages[0].ID, Lane: add.Lanes[1].ID}, moves[0].To.Region)
	require.Equal(t, workshop.Region{Stage: add.Stages[0].ID, Lane: add.Lanes[3].ID}, moves[1].To.Region, "a canvas of one stage")
	require.Zero(t, moves[2].To.Region, "the shelf is the shelf's")

	s = with(t, s, workshop.ShowNotes{At: moves})
	l := inside.Layout(s, add.Canvas.ID, nil)
	require.Len(t, s.NoteList(add.Canvas.ID), 3)
	cell, _ := l.Cell(moves[0].To.Region)
	require.True(t, cell.Contains(l.At(s.Notes.Get("here"))))
	require.Empty(t, inside.Guests(s, []workshop.NoteID{"here"}, canvas, add.Canvas.ID, nil), "it is there already")

	// Back: what is written inside goes to the stage that is opened up.
	require.Equal(t, stages[2].ID, method.StageFor(s, add.Stages[0].ID, canvas))
	require.Equal(t, 3, s.NotesOn(add.Canvas.ID))
}

// begun is a workshop with one canvas of a kind.
func begun(t require.TestingT, k *method.CanvasKind) *workshop.Snapshot {
	n := 0
	return with(t, &workshop.Snapshot{}, k.Scaffold(func() string { n++; return workshoptest.ID("x", n) }, "", ""))
}

func with(t require.TestingT, s *workshop.Snapshot, op workshop.Op) *workshop.Snapshot {
	d, err := op.Plan(s)
	require.NoError(t, err)
	return s.With(d)
}
