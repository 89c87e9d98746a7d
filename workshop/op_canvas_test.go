package workshop_test

import (
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"throughline.app/internal/workshoptest"
	"throughline.app/workshop"
)

func canvases(s *workshop.Snapshot) (titles []string) {
	for _, c := range s.CanvasList() {
		titles = append(titles, c.Title)
	}
	return titles
}

func TestCanvasesComeAndGo(t *testing.T) {
	s := apply(t, &workshop.Snapshot{}, workshop.AddCanvas{
		Canvas: workshop.Canvas{ID: "a", Title: "Today"},
		Stages: []workshop.Stage{{ID: "s", Name: "Buy", Order: "1"}, {ID: "s2", Name: "Use", Order: "2"}},
		Lanes:  []workshop.Lane{{ID: "l", Name: "Does", Order: "1"}},
	})
	_, err := workshop.Remove{Ref: workshop.CanvasID("a").Ref()}.Plan(s)
	require.ErrorIs(t, err, workshop.ErrInvalid, "the only one stays")

	s = apply(t, s, workshop.AddCanvas{Canvas: workshop.Canvas{ID: "b", Title: "Buy", Of: "s"}, Lanes: []workshop.Lane{{ID: "m", Name: "Does", Order: "1"}}})
	s = apply(t, s, workshop.AddCanvas{Canvas: workshop.Canvas{ID: "c", Title: "Tomorrow"}})
	s = apply(t, s, workshop.AddNotes{Notes: []workshop.Note{{ID: "n", Text: "Pays twice", Color: workshop.Blue, Order: "1",
		Place: workshop.Place{Canvas: "b", Region: workshop.Region{Lane: "m"}}}}})
	require.Equal(t, []string{"Today", "Buy", "Tomorrow"}, canvases(s))
	require.Equal(t, workshop.CanvasID("a"), s.ParentOf(s.Canvases.Get("b")).ID)
	require.Nil(t, s.ParentOf(s.Canvases.Get("c")))
	require.Len(t, s.CanvasesOf("s"), 1)

	s = apply(t, s, workshop.Reorder{Ref: workshop.CanvasID("c").Ref()})
	require.Equal(t, []string{"Tomorrow", "Today", "Buy"}, canvases(s))

	gone := apply(t, s, workshop.Remove{Ref: workshop.CanvasID("b").Ref()})
	require.Equal(t, []string{"Tomorrow", "Today"}, canvases(gone))
	require.Empty(t, gone.CanvasesOf("s"))
	require.NotNil(t, gone.Notes.Get("n"), "what is on it waits there")
	require.Len(t, gone.RemovedCanvases(), 1)
	back := apply(t, gone, workshop.BringBack{Canvas: "b"})
	require.Equal(t, canvases(s), canvases(back))
	require.Equal(t, 1, back.NotesOn("b"))

	// A stage that is merged takes its canvas along; of one that is removed it stays, on its own.
	merged := apply(t, s, workshop.MergeInto{From: workshop.StageID("s").Ref(), Into: workshop.StageID("s2").Ref()})
	require.Len(t, merged.CanvasesOf("s2"), 1)
	require.Equal(t, workshop.CanvasID("a"), merged.ParentOf(merged.Canvases.Get("b")).ID)
	lost := apply(t, s, workshop.Remove{Ref: workshop.StageID("s").Ref()})
	require.Nil(t, lost.ParentOf(lost.Canvases.Get("b")))
	require.Equal(t, canvases(s), canvases(lost))
}

// Whatever people remove at the same time, a canvas is left to stand on, the same for all.
func TestACanvasIsAlwaysLeft(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := workshoptest.Scaffold(t)
		for _, id := range []workshop.CanvasID{"x", "y"} {
			d, err := workshop.AddCanvas{Canvas: workshop.Canvas{ID: id, Title: "Other"}}.Plan(s)
			require.NoError(t, err)
			s = s.With(d)
		}
		both := s
		for range rapid.IntRange(1, 4).Draw(t, "people") { // each from what all saw
			c := rapid.SampledFrom(s.CanvasList()).Draw(t, "canvas")
			d, err := (workshop.Remove{Ref: c.ID.Ref()}).Plan(s)
			require.NoError(t, err)
			both = both.With(d)
		}
		require.NotEmpty(t, both.CanvasList())
		for _, c := range both.RemovedCanvases() {
			d, err := (workshop.BringBack{Canvas: c.ID}).Plan(both)
			require.NoError(t, err)
			both = both.With(d)
		}
		require.Len(t, both.CanvasList(), len(s.CanvasList()))
	})
}
