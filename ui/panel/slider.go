package panel

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"throughline.app/ui/theme"
)

// A Slider chooses a whole number, on the dark bar: by dragging, by a click, or with the
// arrow keys, Home and End when it has the keyboard. A notch shows what was proposed.
type Slider struct {
	widget.BaseWidget
	Name        string // for those who hear the screen
	Least, Most int
	Notch       int
	OnChange    func(int)

	at      int
	focused bool
}

const (
	sliderWidth float32 = 132
	sliderThumb float32 = 16
)

// NewSlider makes a slider; set its range with [Slider.Range].
func NewSlider(name string, onChange func(int)) *Slider {
	s := &Slider{Name: name, OnChange: onChange}
	s.ExtendBaseWidget(s)
	return s
}

// Range sets what can be chosen, and what was proposed.
func (s *Slider) Range(least, most, notch int) {
	s.Least, s.Most, s.Notch = least, most, notch
	s.at = max(least, min(most, s.at))
	s.Refresh()
}

// At is what is chosen.
func (s *Slider) At() int { return s.at }

// Set moves the thumb and tells nobody.
func (s *Slider) Set(at int) {
	s.at = max(s.Least, min(s.Most, at))
	s.Refresh()
}

// Choose moves the thumb as a person would.
func (s *Slider) Choose(at int) {
	if at = max(s.Least, min(s.Most, at)); at != s.at {
		s.at = at
		s.Refresh()
		if s.OnChange != nil {
			s.OnChange(at)
		}
	}
}

func (s *Slider) to(x float32) {
	if room := s.Size().Width - sliderThumb; room > 0 && s.Most > s.Least {
		s.Choose(s.Least + int((x-sliderThumb/2)/room*float32(s.Most-s.Least)+0.5))
	}
}

// Tapped implements [fyne.Tappable].
func (s *Slider) Tapped(e *fyne.PointEvent) { s.to(e.Position.X) }

// Dragged implements [fyne.Draggable].
func (s *Slider) Dragged(e *fyne.DragEvent) { s.to(e.Position.X) }

// DragEnd implements [fyne.Draggable].
func (s *Slider) DragEnd() {}

// FocusGained implements [fyne.Focusable].
func (s *Slider) FocusGained() { s.focused = true; s.Refresh() }

// FocusLost implements [fyne.Focusable].
func (s *Slider) FocusLost() { s.focused = false; s.Refresh() }

// TypedRune implements [fyne.Focusable].
func (s *Slider) TypedRune(rune) {}

// TypedKey implements [fyne.Focusable].
func (s *Slider) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyLeft, fyne.KeyDown:
		s.Choose(s.at - 1)
	case fyne.KeyRight, fyne.KeyUp:
		s.Choose(s.at + 1)
	case fyne.KeyHome:
		s.Choose(s.Least)
	case fyne.KeyEnd:
		s.Choose(s.Most)
	default:
		passKey(s, e)
	}
}

// Cursor implements [desktop.Cursorable].
func (s *Slider) Cursor() desktop.Cursor { return desktop.PointerCursor }

// AccessibilityLabel implements [fyne.Accessible].
func (s *Slider) AccessibilityLabel() string { return s.Name }

// AccessibilityRole implements [fyne.Accessible].
func (s *Slider) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// CreateRenderer implements [fyne.Widget].
func (s *Slider) CreateRenderer() fyne.WidgetRenderer {
	r := &sliderRenderer{s: s, track: &canvas.Rectangle{CornerRadius: 2}, notch: &canvas.Rectangle{CornerRadius: 1},
		thumb: &canvas.Circle{}, ring: &canvas.Circle{StrokeWidth: 2}}
	r.paint()
	return r
}

type sliderRenderer struct {
	s            *Slider
	track, notch *canvas.Rectangle
	thumb, ring  *canvas.Circle
}

func (r *sliderRenderer) Destroy() {}
func (r *sliderRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.track, r.notch, r.ring, r.thumb}
}
func (r *sliderRenderer) MinSize() fyne.Size { return fyne.NewSize(sliderWidth, theme.ControlHeight) }

// place is where the middle of the thumb is for a number.
func (r *sliderRenderer) place(at int, size fyne.Size) float32 {
	part := float32(0.5)
	if r.s.Most > r.s.Least {
		part = float32(at-r.s.Least) / float32(r.s.Most-r.s.Least)
	}
	return sliderThumb/2 + part*(size.Width-sliderThumb)
}

func (r *sliderRenderer) Layout(size fyne.Size) {
	middle := size.Height / 2
	r.track.Move(fyne.NewPos(sliderThumb/2, middle-2))
	r.track.Resize(fyne.NewSize(size.Width-sliderThumb, 4))
	r.notch.Move(fyne.NewPos(r.place(r.s.Notch, size)-1, middle-6))
	r.notch.Resize(fyne.NewSize(2, 12))
	at := r.place(r.s.at, size)
	r.thumb.Move(fyne.NewPos(at-sliderThumb/2, middle-sliderThumb/2))
	r.thumb.Resize(fyne.NewSquareSize(sliderThumb))
	r.ring.Move(fyne.NewPos(at-sliderThumb/2-3, middle-sliderThumb/2-3))
	r.ring.Resize(fyne.NewSquareSize(sliderThumb + 6))
}

func (r *sliderRenderer) paint() {
	r.track.FillColor, r.notch.FillColor = themed(theme.BarHover), themed(theme.Dim)
	r.thumb.FillColor = themed(theme.OnBar)
	r.ring.StrokeColor, r.ring.FillColor, r.ring.Hidden = themed(theme.OnBar), themed(theme.Clear), !r.s.focused
	r.notch.Hidden = r.s.Most <= r.s.Least
}

func (r *sliderRenderer) Refresh() {
	r.paint()
	r.Layout(r.s.Size())
	for _, o := range r.Objects() {
		o.Refresh()
	}
	canvas.Refresh(r.s)
}
