package canvasview_test

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"github.com/stretchr/testify/require"
)

func TestThePaperMovesAtTheEdgeAndStopsByItself(t *testing.T) {
	d := newDesk(t)
	d.write(1, 1, "Welcome e-mail")
	d.view.Editor().ZoomTo(2)
	d.wait(time.Second)
	id := d.view.Editor().Selection().IDs()[0]
	d.view.ShowNote(id)
	r, _ := d.view.Editor().Hits().NoteRect(id)
	from := d.view.Editor().View().Origin.X
	d.view.MouseDown(mouse(d.at(r.Center())))
	edge := fyne.NewPos(1438, 400)
	d.view.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: edge}})
	d.wait(100 * time.Millisecond)
	require.Equal(t, from, d.view.Editor().View().Origin.X, "not at once")
	for range 20 {
		d.wait(100 * time.Millisecond)
	}
	require.Greater(t, d.view.Editor().View().Origin.X, from+200)
	d.view.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(700, 400)}})
	d.wait(time.Second)
	d.wait(time.Second)
	require.Empty(t, d.timers, "nothing ticks on")
	d.view.MouseUp(mouse(fyne.NewPos(700, 400)))
}
