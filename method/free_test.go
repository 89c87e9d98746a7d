package method_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"throughline.app/internal/workshoptest"
	"throughline.app/method"
	"throughline.app/workshop"
)

func TestFreeSpotsCoverNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := workshoptest.Snapshot(t)
		k := lifecycle(t)
		c := s.CanvasList()[0].ID
		l := k.Layout(s, c, method.Estimate)
		if len(l.Stages) == 0 || len(l.Lanes) == 0 {
			return // all were removed
		}
		region := workshop.Region{Stage: l.Stages[0].ID, Lane: l.Lanes[0].ID}
		cell, _ := l.Cell(region)
		var sizes []workshop.Size
		for range rapid.IntRange(1, 9).Draw(t, "notes") {
			sizes = append(sizes, workshop.Size{W: rapid.SampledFrom([]float64{method.NoteW, method.MediumW, method.LargeW}).Draw(t, "width"), H: float64(rapid.IntRange(60, 300).Draw(t, "height"))})
		}
		var boxes []workshop.Rect
		for _, n := range s.Notes.All() {
			if n.Place.Canvas == c && l.Home(n.Place.Region) == region && !n.Deleted() {
				at := workshop.Point{}.Add(l.Position(n.Place).Sub(cell.Min)) // of merged stages too
				boxes = append(boxes, workshop.RectAt(at, method.Estimate(n)))
			}
		}
		for i, at := range l.Fill(s, region, method.Estimate, sizes) {
			box := workshop.RectAt(at, sizes[i])
			for _, other := range boxes {
				require.False(t, box.Overlaps(other), "%v covers %v", box, other)
			}
			boxes = append(boxes, box)
		}
	})
}

func TestFreeSpotsFillAnEmptyCellRowByRow(t *testing.T) {
	s := workshoptest.Big(0)
	l := laidOut(t, s)
	got := l.FreeSpot(s, workshop.Region{Stage: l.Stages[2].ID, Lane: l.Lanes[1].ID}, nil, 4)
	require.Equal(t, []workshop.Point{{X: 0, Y: 0}, {X: 112, Y: 0}, {X: 0, Y: 64}, {X: 112, Y: 64}}, got)
}

func TestFreeSpotTakesTheHoleOfADeletedNote(t *testing.T) {
	s := workshoptest.Spec{Notes: 5, Stages: 1, Lanes: 1}.Snapshot()
	l := laidOut(t, s)
	d, err := workshop.DeleteNotes{Notes: []workshop.NoteID{workshop.NoteID(workshoptest.ID("n", 1))}}.Plan(s)
	require.NoError(t, err)
	s = s.With(d)
	got := l.FreeSpot(s, workshop.Region{Stage: l.Stages[0].ID, Lane: l.Lanes[0].ID}, nil, 1)
	require.Equal(t, []workshop.Point{{X: 112, Y: 0}}, got)
}

func TestEstimateGrowsWithTheText(t *testing.T) {
	short := method.Estimate(&workshop.Note{Text: "One date"})
	require.Equal(t, workshop.Size{W: method.NoteW, H: method.NoteH}, short)
	long := method.Estimate(&workshop.Note{Text: strings.Repeat("word ", 800)})
	require.Greater(t, long.H, 2_000.0)
}

func TestWideNotesTakeWholeRowsAndLeaveNoHolesBelow(t *testing.T) {
	s := workshoptest.Big(0)
	l := laidOut(t, s)
	wide, small := workshop.Size{W: method.LargeW, H: method.LargeH}, workshop.Size{W: method.NoteW, H: method.NoteH}
	got := l.Fill(s, workshop.Region{Stage: l.Stages[2].ID, Lane: l.Lanes[1].ID}, nil, []workshop.Size{small, wide, small, small})
	require.Equal(t, []workshop.Point{{X: 0, Y: 0}, {X: 0, Y: 64}, {X: 0, Y: 248}, {X: 112, Y: 248}}, got)
}

func TestAWideNoteStaysInsideItsRegion(t *testing.T) {
	s := workshoptest.Big(0)
	l := laidOut(t, s)
	r := workshop.Region{Stage: l.Stages[1].ID, Lane: l.Lanes[0].ID}
	cell, _ := l.Cell(r)
	for _, w := range []float64{method.NoteW, method.MediumW, method.LargeW, 400} {
		p := l.PlaceNote(workshop.RectAt(cell.Max, workshop.Size{W: w, H: 60}), cell.Center())
		require.Equal(t, r, p.Region)
		require.Equal(t, max(0, cell.W()-w), p.At.X)
	}
}
