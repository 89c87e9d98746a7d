package canvasview_test

import (
	"math"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"throughline.app/editor"
	"throughline.app/ui/canvasview"
	"throughline.app/workshop"
)

func TestEveryPixelIsCoveredWhereverTheViewGoes(t *testing.T) {
	d := newDesk(t)
	d.write(0, 0, "Asks peers")
	rapid.Check(t, func(rt *rapid.T) {
		d.t = t
		delta := rapid.Float32Range(-100, 100)
		for range 5 {
			d.mods = rapid.SampledFrom([]editor.Mods{0, editor.Ctrl, editor.Shift}).Draw(rt, "mods")
			d.view.Scrolled(&fyne.ScrollEvent{
				PointEvent: fyne.PointEvent{Position: fyne.NewPos(700, 400)},
				Scrolled:   fyne.NewDelta(delta.Draw(rt, "dx"), delta.Draw(rt, "dy")),
			})
			if rapid.Bool().Draw(rt, "rest") {
				d.wait(time.Second)
			}
			d.requireCovered()
		}
		require.LessOrEqual(rt, canvasview.Kept(d.view), canvasview.MaxTiles)
	})
}

// requireCovered holds the tiles to their promise: the view is covered, without gaps.
func (d *desk) requireCovered() {
	d.t.Helper()
	size := d.view.Size()
	area := 0.0
	for _, r := range canvasview.TileRects(d.view) {
		x0, y0 := max(0, r.Min.X), max(0, r.Min.Y)
		x1, y1 := min(float64(size.Width), r.Max.X), min(float64(size.Height), r.Max.Y)
		if x1 > x0 && y1 > y0 {
			area += (x1 - x0) * (y1 - y0)
		}
	}
	require.InDelta(d.t, 1, area/float64(size.Width*size.Height), 0.002)
}

func TestWhatIsPatchedIsWhatWouldBePainted(t *testing.T) {
	d := newDesk(t)
	d.view.Run("view.actual")
	id := d.write(1, 1, "Welcome e-mail")
	d.write(1, 2, "Billing run on the 3rd")
	require.Zero(t, canvasview.StalePixels(d.view))
	d.drag(d.cell(1, 1), d.cell(2, 2))
	require.Zero(t, canvasview.StalePixels(d.view))
	d.click(d.cell(2, 2))
	d.view.Run("color.coral")
	require.Zero(t, canvasview.StalePixels(d.view))
	_, err := d.doc.Remote(workshop.EditText{Note: id, Base: "Welcome e-mail", Text: "Welcome e-mail, at last, on the day that it was promised"})
	require.NoError(t, err)
	require.Zero(t, canvasview.StalePixels(d.view))
	d.view.Run("edit.delete")
	require.Zero(t, canvasview.StalePixels(d.view))
}

func TestLevelsAreTheNearestFiner(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		px := rapid.Float64Range(0.02, 12).Draw(rt, "px")
		l := canvasview.Level(px)
		require.GreaterOrEqual(rt, l, px*(1-1e-8))
		require.Less(rt, l, px*math.Sqrt2*(1+1e-8))
		require.InDelta(rt, l, canvasview.Level(l), 1e-9)
	})
}
