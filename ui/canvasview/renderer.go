package canvasview

import (
	"fyne.io/fyne/v2"

	"throughline.app/editor"
)

const workers = 2

// CreateRenderer shows the view and starts its workers.
func (v *View) CreateRenderer() fyne.WidgetRenderer {
	if !v.opts.OneGoroutine && !v.closed {
		v.tiles.painter.start(workers)
	}
	return &renderer{v}
}

// A renderer clips to the view's bounds and hands out what [View.refresh] arranged.
type renderer struct{ v *View }

// IsClip marks the renderer as one that clips, as Fyne asks for it.
func (*renderer) IsClip() {}

func (r *renderer) Layout(size fyne.Size) {
	v := r.v
	v.measureRatio()
	v.overlay.ground.Resize(size)
	v.ed.Resize(editor.ScreenSize{W: float64(size.Width), H: float64(size.Height)})
	v.refresh()
}

// MinSize leaves it to the window.
func (*renderer) MinSize() fyne.Size { return fyne.NewSize(320, 240) }

func (r *renderer) Objects() []fyne.CanvasObject { return r.v.objects }

func (r *renderer) Refresh() {
	r.v.measureRatio()
	r.v.refresh()
}

// Destroy ends the workers; a view that is shown again starts others.
func (r *renderer) Destroy() { r.v.tiles.painter.close() }

// measureRatio asks the window how many device pixels a unit is.
func (v *View) measureRatio() {
	c := fyne.CurrentApp().Driver().CanvasForObject(v)
	if c == nil {
		return
	}
	const far = 1000
	if x, _ := c.PixelCoordinateForPosition(fyne.NewPos(far, far)); x > 0 {
		if ratio := float64(x) / far; ratio != v.ratio {
			v.ratio = ratio
			v.build() // pills keep their size on the screen
		}
	}
}
