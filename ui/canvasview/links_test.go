package canvasview_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"github.com/stretchr/testify/require"

	"throughline.app/ui/canvasview"
	"throughline.app/workshop"
)

func TestALinkIsDrawnNamedAndFollowed(t *testing.T) {
	d := newDesk(t)
	a, b := d.write(0, 0, "Asks peers"), d.write(3, 2, "Bill run")
	middle := func(id workshop.NoteID) fyne.Position {
		r, ok := d.view.Editor().Hits().NoteRect(id)
		require.True(t, ok)
		return d.at(r.Center())
	}
	d.view.Run("tool.link")
	d.drag(middle(a), middle(b))
	link := func() *workshop.Link {
		list := d.doc.Snapshot().LinkList(d.view.Editor().Canvas())
		require.Len(t, list, 1)
		return list[0]
	}
	require.Equal(t, workshop.Causes, link().Type)
	require.NotEqual(t, fyne.Focusable(d.view), d.focused(), "the label's field has the keyboard")
	d.key(fyne.KeyDown)
	require.Equal(t, workshop.Supports, link().Type)
	d.typed("every month")
	d.key(fyne.KeyEscape)
	require.Equal(t, "every month", link().Label)
	require.Equal(t, fyne.Focusable(d.view), d.focused())
	require.Zero(t, canvasview.StalePixels(d.view))

	d.drag(middle(b), d.cell(1, 3))
	require.Equal(t, b, link().To)
	require.Zero(t, canvasview.StalePixels(d.view), "it followed its note")
	c := workshop.Note{ID: "c", Text: "In the way", Color: workshop.Yellow, Order: "z",
		Place: d.doc.Snapshot().Notes.Get(a).Place}
	c.Place.At.X, c.Place.At.Y = 112, 90
	_, err := d.doc.Remote(workshop.AddNotes{Notes: []workshop.Note{c}})
	require.NoError(t, err)
	require.Zero(t, canvasview.StalePixels(d.view), "it makes way for a colleague's note")
	_, err = d.doc.Remote(workshop.DeleteNotes{Notes: []workshop.NoteID{a}})
	require.NoError(t, err)
	require.Empty(t, d.doc.Snapshot().LinkList(d.view.Editor().Canvas()))
	require.Zero(t, canvasview.StalePixels(d.view), "nothing of it is left")
}

func TestACarriedNoteTakesItsLinksAlongAtOnce(t *testing.T) {
	d := newDesk(t)
	a, b := d.write(0, 0, "a"), d.write(2, 0, "b")
	_, err := d.doc.Remote(workshop.AddLink{Link: workshop.Link{ID: "k", From: a, To: b, Type: workshop.Causes}})
	require.NoError(t, err)
	from, _ := d.view.Editor().Hits().NoteRect(a)
	p := d.at(from.Center())
	require.Zero(t, canvasview.LinkLines(d.view))
	d.view.MouseDown(mouse(p))
	for i := float32(1); i <= 4; i++ {
		d.view.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: p.AddXY(20*i, 30*i)}})
	}
	require.NotZero(t, canvasview.LinkLines(d.view), "its link is in the hand too")
	d.view.MouseUp(mouse(p.AddXY(80, 120)))
	require.Zero(t, canvasview.LinkLines(d.view))
	d.view.Run("view.links")
	require.NotZero(t, canvasview.StalePixels(d.view), "links are hidden")
	d.view.Run("view.links")
	require.Zero(t, canvasview.StalePixels(d.view))
}
