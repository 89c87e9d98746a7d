package canvasview_test

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"github.com/stretchr/testify/require"

	"throughline.app/editor"
)

func TestThePointerHasTheShapeOfWhatItCanDo(t *testing.T) {
	d := newDesk(t)
	id := d.write(1, 1, "Welcome e-mail")
	d.view.Editor().Select()
	r, _ := d.view.Editor().Hits().NoteRect(id)
	on := d.at(r.Center())
	d.view.MouseMoved(mouse(d.cell(3, 3)))
	require.Equal(t, desktop.Cursor(desktop.DefaultCursor), d.view.Cursor())
	d.view.MouseMoved(mouse(on))
	hand := d.view.Cursor()
	require.Same(t, hand, d.view.Cursor(), "the same value each time")
	require.NotEqual(t, desktop.Cursor(desktop.DefaultCursor), hand)
	require.Empty(t, d.view.Editor().Pluses())
	d.wait(time.Second)
	require.Len(t, d.view.Editor().Pluses(), 4, "the pointer has rested on it")
	plus := d.view.Editor().Pluses()[0].At
	d.view.MouseMoved(mouse(d.at(plus)))
	require.Equal(t, desktop.Cursor(desktop.PointerCursor), d.view.Cursor())
	d.view.MouseMoved(mouse(d.cell(3, 3)))
	require.Empty(t, d.view.Editor().Pluses())

	d.view.MouseDown(mouse(on))
	d.view.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: on.AddXY(40, 0)}})
	require.NotSame(t, hand, d.view.Cursor(), "it grabs")
	d.view.MouseUp(mouse(on.AddXY(40, 0)))
	require.True(t, d.view.Run("tool.note"))
	require.Equal(t, desktop.Cursor(desktop.CrosshairCursor), d.view.Cursor())
	d.view.MouseOut()
	d.wait(time.Second)
	require.Empty(t, d.timers)
}

func TestTheRightButtonHoldsThePaperOrAsksForAMenu(t *testing.T) {
	d := newDesk(t)
	menus := 0
	d.view.OnMenu = func(fyne.Position) { menus++ }
	right := func(x, y float32) *desktop.MouseEvent {
		ev := mouse(fyne.NewPos(x, y))
		ev.Button = desktop.MouseButtonSecondary
		return ev
	}
	from := d.view.Editor().View().Origin
	d.view.MouseDown(right(600, 400))
	d.view.MouseMoved(right(603, 400))
	d.view.MouseUp(right(603, 400))
	require.Equal(t, 1, menus)
	require.Equal(t, from, d.view.Editor().View().Origin)
	d.view.MouseDown(right(600, 400))
	d.view.MouseMoved(right(640, 400))
	d.view.MouseUp(right(640, 400))
	require.Equal(t, 1, menus, "a drag asks for none")
	zoom := float64(d.view.Editor().View().Zoom)
	require.InDelta(t, from.X-40/zoom, d.view.Editor().View().Origin.X, 0.01)
	require.False(t, d.view.Editor().Panning())
	require.Equal(t, editor.SelectTool, d.view.Editor().Tool())
}
