package panel

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"throughline.app/ui/theme"
)

// A Surface is a ground with content on it. It has no hand of its own.
type Surface struct {
	widget.BaseWidget
	Content fyne.CanvasObject
	Fill    fyne.ThemeColorName
	Stroke  fyne.ThemeColorName // "" for no edge
	Radius  float32
	Pad     float32 // around the content
	Shadow  bool
}

// NewSurface puts content on a ground.
func NewSurface(fill, stroke fyne.ThemeColorName, radius, pad float32, content fyne.CanvasObject) *Surface {
	s := &Surface{Content: content, Fill: fill, Stroke: stroke, Radius: radius, Pad: pad}
	s.ExtendBaseWidget(s)
	return s
}

// CreateRenderer implements [fyne.Widget].
func (s *Surface) CreateRenderer() fyne.WidgetRenderer {
	r := &surfaceRenderer{s: s, box: &canvas.Rectangle{}}
	r.paint()
	return r
}

type surfaceRenderer struct {
	s   *Surface
	box *canvas.Rectangle
}

func (r *surfaceRenderer) Destroy() {}
func (r *surfaceRenderer) Objects() []fyne.CanvasObject {
	if r.s.Content == nil {
		return []fyne.CanvasObject{r.box}
	}
	return []fyne.CanvasObject{r.box, r.s.Content}
}

func (r *surfaceRenderer) MinSize() fyne.Size {
	if r.s.Content == nil {
		return fyne.NewSquareSize(2 * r.s.Pad)
	}
	return r.s.Content.MinSize().AddWidthHeight(2*r.s.Pad, 2*r.s.Pad)
}

func (r *surfaceRenderer) Layout(size fyne.Size) {
	r.box.Resize(size)
	if c := r.s.Content; c != nil {
		c.Move(fyne.NewSquareOffsetPos(r.s.Pad))
		c.Resize(size.SubtractWidthHeight(2*r.s.Pad, 2*r.s.Pad))
	}
}

func (r *surfaceRenderer) paint() {
	r.box.FillColor, r.box.CornerRadius = themed(r.s.Fill), r.s.Radius
	r.box.StrokeWidth, r.box.StrokeColor = 0, nil
	if r.s.Stroke != "" {
		r.box.StrokeWidth, r.box.StrokeColor = 1, themed(r.s.Stroke)
	}
	r.box.Shadow = canvas.Shadow{}
	if r.s.Shadow {
		r.box.Shadow = softShadow()
	}
}

func (r *surfaceRenderer) Refresh() {
	r.paint()
	r.Layout(r.s.Size())
	r.box.Refresh()
	if r.s.Content != nil {
		r.s.Content.Refresh()
	}
}

// Rule is a thin line across.
func Rule() *Surface {
	s := NewSurface(theme.Line, "", 0, 0.5, nil)
	return s
}
