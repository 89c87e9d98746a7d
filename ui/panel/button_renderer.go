package panel

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"throughline.app/ui/theme"
)

// CreateRenderer implements [fyne.Widget].
func (b *Button) CreateRenderer() fyne.WidgetRenderer {
	b.ExtendBaseWidget(b)
	r := &buttonRenderer{
		b:    b,
		ring: &canvas.Rectangle{StrokeWidth: 2, CornerRadius: theme.RadiusControl + 3},
		box:  &canvas.Rectangle{CornerRadius: theme.RadiusControl},
		dot:  &canvas.Rectangle{CornerRadius: 4},
		text: &canvas.Text{},
		icon: canvas.NewImageFromResource(nil),
	}
	r.icon.FillMode = canvas.ImageFillContain
	r.paint()
	return r
}

type buttonRenderer struct {
	b              *Button
	ring, box, dot *canvas.Rectangle
	text           *canvas.Text
	icon           *canvas.Image
}

func (r *buttonRenderer) Destroy() {}
func (r *buttonRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.ring, r.box, r.dot, r.icon, r.text}
}

// parts are the widths of what stands in a row, and the gap between them.
func (r *buttonRenderer) parts() (pad, dot, icon, text, gap float32) {
	pad, gap = 12, 8
	switch r.b.Look {
	case Link, Verb:
		pad = 0
	case Chip:
		pad = 7
	}
	if r.b.Dot != "" {
		dot = 8
	}
	if r.b.Icon != "" {
		icon = 18
	}
	if r.b.Text != "" {
		text = r.text.MinSize().Width
	}
	return pad, dot, icon, text, gap
}

func (r *buttonRenderer) width() float32 {
	_, dot, icon, text, gap := r.parts()
	w, n := float32(0), 0
	for _, part := range []float32{dot, icon, text} {
		if part > 0 {
			w += part
			n++
		}
	}
	return w + gap*float32(max(0, n-1))
}

func (r *buttonRenderer) MinSize() fyne.Size {
	r.style()
	pad, _, _, text, _ := r.parts()
	h := theme.ControlHeight
	switch {
	case r.b.Look == Link || r.b.Look == Verb:
		h = r.text.MinSize().Height + 4
	case r.b.Look == Chip:
		h = r.text.MinSize().Height + 6
	case r.b.Look == Tool && text == 0:
		return fyne.NewSquareSize(theme.ControlHeight)
	case text == 0:
		return fyne.NewSize(36, h)
	}
	return fyne.NewSize(max(r.b.Least, r.width()+2*pad), h)
}

func (r *buttonRenderer) Layout(size fyne.Size) {
	r.box.Resize(size)
	r.ring.Move(fyne.NewPos(-3, -3))
	r.ring.Resize(size.AddWidthHeight(6, 6))
	_, dot, icon, text, gap := r.parts()
	x := (size.Width - r.width()) / 2
	if r.b.Look == Link || r.b.Look == Verb {
		x = 0
	}
	place := func(o fyne.CanvasObject, w, h float32) {
		if w == 0 {
			return
		}
		o.Resize(fyne.NewSize(w, h))
		o.Move(fyne.NewPos(x, (size.Height-h)/2))
		x += w + gap
	}
	place(r.dot, dot, dot)
	place(r.icon, icon, icon)
	place(r.text, text, r.text.MinSize().Height)
}

func (r *buttonRenderer) style() {
	r.text.Text, r.text.TextSize = r.b.Text, theme.TextLabel
	if r.b.Look == Chip || r.b.Look == Verb || r.b.Small {
		r.text.TextSize = theme.TextSmall
	}
	r.text.TextStyle.Bold = r.b.Look != Link && r.b.Look != Chip
}

func (r *buttonRenderer) paint() {
	r.style()
	ground, text := r.b.colors()
	r.box.FillColor, r.text.Color = themed(ground), themed(text)
	r.ring.FillColor, r.ring.StrokeColor = themed(theme.Clear), themed(theme.TealText)
	r.ring.Hidden = !r.b.focused
	r.dot.Hidden = r.b.Dot == ""
	if r.b.Dot != "" {
		r.dot.FillColor = themed(r.b.Dot)
	}
	r.icon.Hidden = r.b.Icon == ""
	if r.b.Icon != "" {
		r.icon.Resource = r.b.Icon.Resource(themed(text))
	}
	r.text.Hidden = r.b.Text == ""
}

func (r *buttonRenderer) Refresh() {
	r.paint()
	r.Layout(r.b.Size())
	for _, o := range r.Objects() {
		o.Refresh()
	}
	canvas.Refresh(r.b)
}
