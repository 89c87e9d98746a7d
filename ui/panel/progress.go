package panel

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"throughline.app/ui/theme"
)

// A Progress is a thin bar that fills as something goes on. It does not move by itself:
// nothing is repainted between two steps, and what cannot be counted stands at a third.
type Progress struct {
	widget.BaseWidget
	part float32
}

const progressW, progressH = 120, 4

// NewProgress makes a bar that stands at part, 0 to 1.
func NewProgress(part float64) *Progress {
	p := &Progress{part: float32(part)}
	p.ExtendBaseWidget(p)
	return p
}

// Set fills the bar up to part, 0 to 1. It never goes back.
func (p *Progress) Set(part float64) {
	if part := min(1, float32(part)); part > p.part {
		p.part = part
		p.Refresh()
	}
}

// Restart empties the bar.
func (p *Progress) Restart() {
	p.part = 0
	p.Refresh()
}

// Part is how far the bar is filled, 0 to 1.
func (p *Progress) Part() float64 { return float64(p.part) }

// MinSize implements [fyne.CanvasObject].
func (p *Progress) MinSize() fyne.Size { return fyne.NewSize(progressW, progressH) }

// CreateRenderer implements [fyne.Widget].
func (p *Progress) CreateRenderer() fyne.WidgetRenderer {
	r := &progressRenderer{bar: p, ground: canvas.NewRectangle(nil), fill: canvas.NewRectangle(nil)}
	r.ground.CornerRadius, r.fill.CornerRadius = progressH/2, progressH/2
	r.paint()
	return r
}

type progressRenderer struct {
	bar          *Progress
	ground, fill *canvas.Rectangle
}

func (r *progressRenderer) paint() {
	r.ground.FillColor = fynetheme.Color(theme.Line)
	r.fill.FillColor = fynetheme.Color(theme.Teal)
}

func (r *progressRenderer) Layout(size fyne.Size) {
	y := (size.Height - progressH) / 2
	r.ground.Move(fyne.NewPos(0, y))
	r.ground.Resize(fyne.NewSize(size.Width, progressH))
	r.fill.Move(fyne.NewPos(0, y))
	r.fill.Resize(fyne.NewSize(max(progressH, size.Width*r.bar.part), progressH))
}

func (r *progressRenderer) Refresh() {
	r.paint()
	r.Layout(r.bar.Size())
	r.ground.Refresh()
	r.fill.Refresh()
}

func (r *progressRenderer) MinSize() fyne.Size { return r.bar.MinSize() }
func (r *progressRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.ground, r.fill}
}
func (r *progressRenderer) Destroy() {}
