package ui_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"github.com/stretchr/testify/require"

	"throughline.app/editor"
	"throughline.app/ui"
	"throughline.app/ui/canvasview"
	"throughline.app/workshop"
)

// pointable is what the map is to a pointer.
type pointable interface {
	fyne.Widget
	desktop.Mouseable
	fyne.Draggable
}

// theMap is the map if it can be seen.
func theMap(d *desk) pointable {
	return find(d, func(p pointable) bool {
		_, isCanvas := p.(*canvasview.View)
		return !isCanvas
	})
}

func TestTheMapIsThereWhileNotEverythingIsInSight(t *testing.T) {
	d, v := atCanvas(t, "one", "two", "three")
	ed := v.Editor()
	require.Nil(t, theMap(d))
	ed.ZoomTo(2)
	d.until("the map", func() bool { return theMap(d) != nil })
	picture := func() *canvas.Image {
		for _, o := range test.WidgetRenderer(theMap(d)).Objects() {
			if img, ok := o.(*canvas.Image); ok {
				return img
			}
		}
		return nil
	}
	d.until("its picture", func() bool { return picture() != nil })

	at := func(x, y float32) desktop.MouseEvent {
		size := theMap(d).Size()
		return desktop.MouseEvent{Button: desktop.MouseButtonPrimary,
			PointEvent: fyne.PointEvent{Position: fyne.NewPos(size.Width*x, size.Height*y)}}
	}
	left := at(0.12, 0.5)
	theMap(d).MouseDown(&left)
	theMap(d).MouseUp(&left)
	first := ed.View().Visible().Center()
	require.Less(t, first.X, ed.Layout().Bounds.Center().X)
	in := at(0.12, 0.5)
	theMap(d).MouseDown(&in)
	require.Equal(t, first, ed.View().Visible().Center(), "a press on the frame does not jump")
	right := at(0.6, 0.5)
	theMap(d).Dragged(&fyne.DragEvent{PointEvent: right.PointEvent})
	theMap(d).MouseUp(&right)
	require.Greater(t, ed.View().Visible().Center().X, first.X+200)

	objects := len(test.WidgetRenderer(theMap(d)).Objects())
	d.backend.Sessions["a"].SetOthers([]ui.Cursor{{Name: "Jo", Hue: "#1D4ED8", Canvas: "canvas1",
		Presence: editor.Presence{View: workshop.Rect{Min: workshop.Point{X: 100, Y: 100}, Max: workshop.Point{X: 500, Y: 400}}}}})
	d.until("Jo's view", func() bool { return len(test.WidgetRenderer(theMap(d)).Objects()) == objects+1 })

	ed.Run("view.map")
	require.Nil(t, theMap(d))
	d.until("the choice", func() bool { return d.backend.Setting("ui.map") == "off" })
	ed.ZoomTo(3)
	require.Nil(t, theMap(d), "who does not want it does not get it")
	ed.Run("view.map")
	ed.Fit()
	require.NotNil(t, theMap(d))
}

func TestTheZoomIsSaidAndSet(t *testing.T) {
	d, v := atCanvas(t)
	v.Editor().ZoomTo(1.5)
	require.True(t, d.buttonText("150 %"))
	d.press("150 %")
	require.InDelta(t, 1, float64(v.Editor().View().Zoom), 1e-9)
	require.True(t, d.buttonText("100 %"))
}
