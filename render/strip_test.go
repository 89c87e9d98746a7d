package render_test

import (
	"image"
	"image/draw"
	"testing"

	"github.com/stretchr/testify/require"

	"throughline.app/internal/workshoptest"
	"throughline.app/render"
	"throughline.app/workshop"
)

// footOf is the strip below the lanes as it is painted.
func footOf(s *workshop.Snapshot, sc *render.Scene) *image.RGBA {
	r := layoutOf(s, s.CanvasList()[0].ID).Foot
	img := image.NewRGBA(image.Rect(0, 0, int(r.W()), int(r.H())))
	draw.Draw(img, img.Bounds(), image.White, image.Point{}, draw.Src)
	sc.Paint(img, r.Min, 1)
	return img
}

func TestTheStripNamesWhatNotesInsideAStageMakeSystemic(t *testing.T) {
	s := workshoptest.Spec{Notes: 12, Stages: 3, Lanes: 2, People: 3}.Snapshot()
	canvas := s.CanvasList()[0].ID
	stages := s.StageList(canvas)
	do := func(op workshop.Op) workshop.Diff {
		t.Helper()
		d, err := op.Plan(s)
		require.NoError(t, err)
		s = s.With(d)
		return d
	}
	do(workshop.AddCanvas{Canvas: workshop.Canvas{ID: "in", Title: "Inside", Of: stages[1].ID, Order: "9"},
		Stages: []workshop.Stage{{ID: "is", Name: "Inside", Order: "1"}}, Lanes: []workshop.Lane{{ID: "il", Name: "Does", Order: "1"}}})
	do(workshop.MakeCategory{Category: workshop.Category{ID: "dates", Name: "Dates"}})
	note := func(id, function string, author int, at workshop.Place) workshop.Note {
		return workshop.Note{ID: workshop.NoteID(id), Text: "No date", Color: workshop.Yellow, Order: id, Place: at, Function: function,
			Author: workshop.PersonID(workshoptest.ID("p", author)), Category: "dates"}
	}
	home := workshop.Place{Canvas: canvas, Region: workshop.Region{Stage: stages[0].ID, Lane: s.LaneList(canvas)[0].ID}}
	do(workshop.AddNotes{Notes: []workshop.Note{note("a1", "Sales", 0, home), note("a2", "Sales", 1, home)}})
	before := build(s, render.Options{})
	quiet := footOf(s, before)

	inside := workshop.Place{Canvas: "in", Region: workshop.Region{Stage: "is", Lane: "il"}}
	d := do(workshop.AddNotes{Notes: []workshop.Note{note("b1", "Network", 1, inside), note("b2", "Network", 2, inside)}})
	after, _ := before.With(s, layoutOf(s, canvas), d)
	named := footOf(s, after)
	require.NotEqual(t, quiet.Pix, named.Pix, "it is named on the strip")
	require.Equal(t, footOf(s, build(s, render.Options{})).Pix, named.Pix, "step by step as at once")
}

func TestTheStripNamesAllIssuesBeforeItLeavesOneOut(t *testing.T) {
	s := workshoptest.Spec{Notes: 60, Stages: 5, Lanes: 2, People: 3}.Snapshot()
	canvas := s.CanvasList()[0].ID
	do := func(op workshop.Op) {
		t.Helper()
		d, err := op.Plan(s)
		require.NoError(t, err)
		s = s.With(d)
	}
	want := make(map[workshop.IssueID]bool)
	for i := range 5 {
		c := workshop.Category{ID: workshop.CategoryID(workshoptest.ID("cat", i)), Name: "Nobody knows which of three calendars holds on the day " + string(rune('A'+i))}
		if i == 0 {
			c.Name = "Dates"
		}
		op := workshop.MakeCategory{Category: c}
		for j := range 12 {
			op.Notes = append(op.Notes, workshop.NoteID(workshoptest.ID("n", 12*i+j)))
		}
		do(op)
		do(workshop.DecideIssue{Category: c.ID, State: workshop.Confirmed})
		want[workshop.IssueOf(c.ID)] = true
	}
	sc, foot := build(s, render.Options{}), layoutOf(s, canvas).Foot
	found := make(map[workshop.IssueID]bool)
	for x := foot.Min.X; x < foot.Max.X; x += 5 {
		if id, ok := sc.IssueAt(workshop.Point{X: x, Y: foot.Center().Y}); ok {
			found[id] = true
		}
	}
	require.Equal(t, want, found)
}
