package panel

import (
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"throughline.app/ui/theme"
)

// NewLogo is the product's mark in a square.
func NewLogo(side float32) fyne.CanvasObject {
	t := Text("T", side*0.46, theme.OnTeal)
	t.Bold = true
	return Fixed(side, side, NewSurface(theme.Teal, "", side*0.25, 0, container.NewCenter(t)))
}

// A BoardTop is the upper part of a workshop's card: its thumbnail on the ground of a
// board, round where the card is.
type BoardTop struct {
	widget.BaseWidget
	height float32
	img    *canvas.Image // nil draws nothing but the ground
}

// NewBoardTop shows a thumbnail, or only the ground if it is nil.
func NewBoardTop(height float32, face image.Image) *BoardTop {
	t := &BoardTop{height: height}
	if face != nil {
		t.img = canvas.NewImageFromImage(face)
		t.img.FillMode, t.img.CornerRadius = canvas.ImageFillCover, 4
		t.img.ScaleMode = canvas.ImageScaleSmooth
	}
	t.ExtendBaseWidget(t)
	return t
}

// CreateRenderer implements [fyne.Widget].
func (t *BoardTop) CreateRenderer() fyne.WidgetRenderer {
	r := &boardTopRenderer{t: t, box: &canvas.Rectangle{TopLeftCornerRadius: theme.RadiusCard - 2, TopRightCornerRadius: theme.RadiusCard - 2}}
	for range 10 {
		r.marks = append(r.marks, &canvas.Rectangle{CornerRadius: 3})
	}
	r.paint()
	return r
}

type boardTopRenderer struct {
	t     *BoardTop
	box   *canvas.Rectangle
	marks []*canvas.Rectangle // an empty board's bar and cells, where there is no thumbnail
}

func (r *boardTopRenderer) Destroy() {}
func (r *boardTopRenderer) Objects() []fyne.CanvasObject {
	all := []fyne.CanvasObject{r.box}
	if r.t.img != nil {
		return append(all, r.t.img)
	}
	for _, m := range r.marks {
		all = append(all, m)
	}
	return all
}
func (r *boardTopRenderer) MinSize() fyne.Size { return fyne.NewSize(0, r.t.height) }

func (r *boardTopRenderer) paint() {
	r.box.FillColor = themed(theme.Board)
	for i, m := range r.marks {
		m.FillColor = themed(theme.Soft)
		if i == 0 {
			m.FillColor = themed(theme.Column)
		}
	}
}

func (r *boardTopRenderer) Layout(size fyne.Size) {
	const rim, inset = 2, 12 // the card's edge stays free
	r.box.Move(fyne.NewPos(rim, rim))
	r.box.Resize(size.SubtractWidthHeight(2*rim, rim))
	if r.t.img != nil {
		r.t.img.Move(fyne.NewPos(inset, inset))
		r.t.img.Resize(size.SubtractWidthHeight(2*inset, 2*inset))
		return
	}
	w := size.Width - 2*inset
	r.marks[0].Move(fyne.NewPos(inset, inset))
	r.marks[0].Resize(fyne.NewSize(w, 12))
	cell := (w - 2*6) / 3
	for i, m := range r.marks[1:] {
		m.Move(fyne.NewPos(inset+float32(i%3)*(cell+6), inset+22+float32(i/3)*32))
		m.Resize(fyne.NewSize(cell, 26))
	}
}

func (r *boardTopRenderer) Refresh() {
	r.paint()
	for _, o := range r.Objects() {
		o.Refresh()
	}
}
