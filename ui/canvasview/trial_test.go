package canvasview_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"throughline.app/editor"
	"throughline.app/ui/canvasview"
	"throughline.app/workshop"
)

// What is tried is drawn, what changes while it is tried too, and nothing of it is left.
func TestATrialIsDrawnAndErased(t *testing.T) {
	d := newDesk(t)
	ed := d.view.Editor()
	var ids []workshop.NoteID
	l := ed.Layout()
	for i := range 12 {
		n := workshop.Note{ID: workshop.NoteID(d.doc.NewID()), Text: "Waits for the engineer", Color: workshop.Yellow, Order: workshop.OrderAfter("", 20)[i],
			Place: workshop.Place{Canvas: ed.Canvas(), Region: workshop.Region{Stage: l.Stages[i%3].ID, Lane: l.Lanes[i/6].ID}, At: workshop.Point{X: float64(i % 2 * 112), Y: float64(i / 3 * 64)}}}
		ids = append(ids, n.ID)
		_, err := d.doc.Remote(workshop.AddNotes{Notes: []workshop.Note{n}})
		require.NoError(t, err)
	}
	fresh := func(when string) {
		t.Helper()
		d.view.Refresh()
		require.Zero(t, canvasview.StalePixels(d.view), when)
	}
	try := func(marks map[workshop.NoteID]string, groups ...[]workshop.NoteID) {
		t.Helper()
		var all workshop.Together
		for i, g := range groups {
			all = append(all, workshop.MakeCategory{Category: workshop.Category{ID: workshop.CategoryID(rune('a' + i)), Name: "Dates and owners"}, Notes: g})
		}
		diff, err := all.Plan(d.doc.Snapshot())
		require.NoError(t, err)
		ed.SetTrial(&editor.Trial{Diff: diff, Marks: marks})
	}
	do := func(op workshop.Op) {
		t.Helper()
		_, err := d.doc.Remote(op)
		require.NoError(t, err)
	}
	fresh("before")
	blank := canvasview.StalePixels(d.view)
	try(nil, ids[:4], ids[4:9])
	fresh("a trial")
	try(map[workshop.NoteID]string{ids[2]: "×3"}, ids[:2], ids[3:7], ids[8:])
	fresh("another, with a mark")
	do(workshop.Recolor{Notes: ids[3:5], Color: workshop.Coral})
	do(workshop.DeleteNotes{Notes: ids[:1]})
	fresh("edits meanwhile")
	do(workshop.MakeCategory{Category: workshop.Category{ID: "real", Name: "Real"}, Notes: ids[6:8]})
	fresh("a colleague's category")
	ed.SetTrial(nil)
	fresh("after")
	require.Equal(t, blank, canvasview.StalePixels(d.view))
	require.Same(t, d.doc.Snapshot(), ed.Shown())
}
