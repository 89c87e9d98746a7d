package panel

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"throughline.app/ui/theme"
)

// A Swatch is one colour that can be chosen. A mark in it, if there is one, says the
// colour to those who do not see it.
type Swatch struct {
	widget.BaseWidget
	Color  color.Color
	Mark   fyne.Resource
	Tip    string
	Round  bool
	Chosen bool
	Side   float32 // of the colour; the place for a hand is larger
	Do     func()

	hovered, focused, disabled bool
}

// NewSwatch makes a swatch.
func NewSwatch(c color.Color, side float32, tip string, do func()) *Swatch {
	s := &Swatch{Color: c, Side: side, Tip: tip, Do: do}
	s.ExtendBaseWidget(s)
	return s
}

// Choose marks the swatch as the chosen one, or not.
func (s *Swatch) Choose(on bool) {
	if s.Chosen != on {
		s.Chosen = on
		s.Refresh()
	}
}

// Enable lets the swatch be chosen, or not.
func (s *Swatch) Enable(on bool) {
	if s.disabled == on {
		s.disabled = !on
		s.Refresh()
	}
}

// Tapped implements [fyne.Tappable].
func (s *Swatch) Tapped(*fyne.PointEvent) {
	if s.Do != nil && !s.disabled {
		hideTip(s)
		s.Do()
	}
}

// FocusGained implements [fyne.Focusable].
func (s *Swatch) FocusGained() { s.focused = true; s.Refresh(); reveal(s) }

// FocusLost implements [fyne.Focusable].
func (s *Swatch) FocusLost() { s.focused = false; s.Refresh() }

// TypedRune implements [fyne.Focusable].
func (s *Swatch) TypedRune(rune) {}

// TypedKey implements [fyne.Focusable].
func (s *Swatch) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		s.Tapped(nil)
	default:
		passKey(s, e)
	}
}

// MouseIn implements [desktop.Hoverable].
func (s *Swatch) MouseIn(*desktop.MouseEvent) { s.hovered = true; s.Refresh(); showTip(s, s.Tip) }

// MouseMoved implements [desktop.Hoverable].
func (s *Swatch) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements [desktop.Hoverable].
func (s *Swatch) MouseOut() { s.hovered = false; hideTip(s); s.Refresh() }

// Cursor implements [desktop.Cursorable].
func (s *Swatch) Cursor() desktop.Cursor {
	if s.disabled {
		return desktop.DefaultCursor
	}
	return desktop.PointerCursor
}

// AccessibilityLabel implements [fyne.Accessible].
func (s *Swatch) AccessibilityLabel() string { return s.Tip }

// AccessibilityRole implements [fyne.Accessible].
func (s *Swatch) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// CreateRenderer implements [fyne.Widget].
func (s *Swatch) CreateRenderer() fyne.WidgetRenderer {
	r := &swatchRenderer{s: s, ring: &canvas.Rectangle{StrokeWidth: 2}, fill: &canvas.Rectangle{}, mark: canvas.NewImageFromResource(s.Mark)}
	r.mark.FillMode = canvas.ImageFillContain
	r.paint()
	return r
}

type swatchRenderer struct {
	s          *Swatch
	ring, fill *canvas.Rectangle
	mark       *canvas.Image
}

func (r *swatchRenderer) Destroy() {}
func (r *swatchRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.ring, r.fill, r.mark}
}
func (r *swatchRenderer) MinSize() fyne.Size { return fyne.NewSquareSize(r.s.Side + 10) }

func (r *swatchRenderer) Layout(size fyne.Size) {
	center := func(o fyne.CanvasObject, side float32) {
		o.Resize(fyne.NewSquareSize(side))
		o.Move(fyne.NewPos((size.Width-side)/2, (size.Height-side)/2))
	}
	center(r.fill, r.s.Side)
	center(r.ring, r.s.Side+7)
	center(r.mark, r.s.Side*0.6)
}

func (r *swatchRenderer) paint() {
	s := r.s
	radius := float32(5)
	if s.Round {
		radius = s.Side / 2
	}
	r.fill.CornerRadius, r.ring.CornerRadius = radius, radius+3.5
	r.fill.FillColor = s.Color
	r.mark.Translucency = 0
	if s.disabled { // nothing to colour now: half there
		red, green, blue, _ := s.Color.RGBA()
		faint := color.NRGBA{uint8(red >> 8), uint8(green >> 8), uint8(blue >> 8), 0x80}
		r.fill.FillColor, r.mark.Translucency = faint, 0.6
	}
	r.ring.FillColor, r.ring.StrokeColor = themed(theme.Clear), themed(theme.TealText)
	if s.hovered && !s.Chosen && !s.focused {
		r.ring.StrokeColor = themed(theme.Line)
	}
	r.ring.Hidden = !s.Chosen && (!s.hovered || s.disabled) && !s.focused
	r.mark.Hidden = s.Mark == nil
}

func (r *swatchRenderer) Refresh() {
	r.paint()
	for _, o := range r.Objects() {
		o.Refresh()
	}
}
