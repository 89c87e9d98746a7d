package canvasview_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"throughline.app/ui/canvasview"
	"throughline.app/workshop"
)

func TestALongNoteInTheHandTakesNoMoreThanAGraphicsCardHolds(t *testing.T) {
	d := newDesk(t)
	region := workshop.Region{Stage: d.view.Editor().Layout().Stages[0].ID, Lane: d.view.Editor().Layout().Lanes[0].ID}
	_, err := d.doc.Remote(workshop.AddNotes{Notes: []workshop.Note{{
		ID: "long", Text: strings.Repeat("a very long story ", 220), Color: workshop.Blue, Order: "a",
		Place: workshop.Place{Canvas: d.view.Editor().Canvas(), Region: region},
	}}})
	require.NoError(t, err)
	scene := d.view.Scene()
	_, whole := canvasview.Lifted(scene, []workshop.NoteID{"long"}, 1)
	sizes, at := canvasview.Lifted(scene, []workshop.NoteID{"long"}, 8)
	require.Greater(t, whole[0].H()*8, 16_384.0, "it would be larger")
	require.LessOrEqual(t, sizes[0].Y, 8192)
	require.InDelta(t, whole[0].H(), at[0].H(), 1, "it lies where it did")
	require.InDelta(t, whole[0].W(), at[0].W(), 1)
}
