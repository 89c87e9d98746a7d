package panel

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"throughline.app/ui/theme"
)

// Segments is a switch between a few things, one of which is chosen. Left and Right move
// the choice when it has the focus. The last part may stand for several things, and opens
// a list of them.
type Segments struct {
	widget.BaseWidget
	Names    []string // of as many parts as there were at first; Refresh after a change
	Chosen   int
	OnChange func(int)
	OnList   func() // the last part was clicked, or Down or Enter pressed on it; nil: it is like the others

	focused bool
}

// NewSegments makes a switch whose first part is chosen.
func NewSegments(names []string, onChange func(int)) *Segments {
	s := &Segments{Names: names, OnChange: onChange}
	s.ExtendBaseWidget(s)
	return s
}

// Choose makes part i the chosen one.
func (s *Segments) Choose(i int) {
	if i < 0 || i >= len(s.Names) || i == s.Chosen {
		return
	}
	s.Chosen = i
	s.Refresh()
	if s.OnChange != nil {
		s.OnChange(i)
	}
}

// Tapped implements [fyne.Tappable].
func (s *Segments) Tapped(e *fyne.PointEvent) {
	if n := len(s.Names); n > 0 && s.Size().Width > 0 {
		for i, w := 0, float32(0); i < n; i++ {
			if w += s.width(i); e.Position.X < w || i == n-1 {
				if s.lists(i) {
					s.OnList()
				} else {
					s.Choose(i)
				}
				return
			}
		}
	}
}

// lists reports whether part i opens a list.
func (s *Segments) lists(i int) bool { return s.OnList != nil && i == len(s.Names)-1 }

// listMark is the side of the sign at a part that opens a list, in Fyne units.
const listMark float32 = 13

// need is how wide the name of part i is, with its sign.
func (s *Segments) need(i int) float32 {
	w := fyne.MeasureText(s.Names[i], theme.TextLabel, fyne.TextStyle{Bold: true}).Width
	if s.lists(i) {
		w += listMark
	}
	return w
}

// ListAt is where the list of the last part belongs: below it, in the segments' own units.
func (s *Segments) ListAt() fyne.Position {
	n := len(s.Names) - 1
	return fyne.NewPos(s.Size().Width-s.width(n), s.Size().Height+4)
}

// width is that of one part: all have the same where every name fits so, else each has what
// its name needs and as much more as the others.
func (s *Segments) width(i int) float32 {
	even := s.Size().Width / float32(len(s.Names))
	room, fits, own := s.Size().Width, true, float32(0)
	for j := range s.Names {
		w := s.need(j)
		fits = fits && w+8 <= even
		room -= w
		if i == j {
			own = w
		}
	}
	if fits {
		return even
	}
	return own + room/float32(len(s.Names))
}

// FocusGained implements [fyne.Focusable].
func (s *Segments) FocusGained() { s.focused = true; s.Refresh(); reveal(s) }

// FocusLost implements [fyne.Focusable].
func (s *Segments) FocusLost() { s.focused = false; s.Refresh() }

// TypedRune implements [fyne.Focusable].
func (s *Segments) TypedRune(rune) {}

// TypedKey implements [fyne.Focusable].
func (s *Segments) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyLeft:
		s.Choose(s.Chosen - 1)
	case fyne.KeyRight:
		s.Choose(s.Chosen + 1)
	case fyne.KeyDown, fyne.KeyReturn, fyne.KeyEnter:
		if !s.lists(s.Chosen) {
			passKey(s, e)
			return
		}
		s.OnList()
	case fyne.KeySpace:
		s.Choose((s.Chosen + 1) % len(s.Names))
	default:
		passKey(s, e)
	}
}

// Cursor implements [desktop.Cursorable].
func (s *Segments) Cursor() desktop.Cursor { return desktop.PointerCursor }

// CreateRenderer implements [fyne.Widget].
func (s *Segments) CreateRenderer() fyne.WidgetRenderer {
	r := &segmentsRenderer{s: s,
		ring: &canvas.Rectangle{CornerRadius: theme.RadiusControl + 3, StrokeWidth: 2},
		box:  &canvas.Rectangle{CornerRadius: theme.RadiusControl},
		pick: &canvas.Rectangle{CornerRadius: 6},
		mark: canvas.NewImageFromResource(nil),
	}
	r.mark.FillMode = canvas.ImageFillContain
	for _, name := range s.Names {
		r.texts = append(r.texts, &canvas.Text{Text: name, TextSize: theme.TextLabel, Alignment: fyne.TextAlignCenter, TextStyle: fyne.TextStyle{Bold: true}})
	}
	r.paint()
	return r
}

type segmentsRenderer struct {
	s               *Segments
	ring, box, pick *canvas.Rectangle
	texts           []*canvas.Text
	mark            *canvas.Image // at the part that opens a list
}

func (r *segmentsRenderer) Destroy() {}
func (r *segmentsRenderer) Objects() []fyne.CanvasObject {
	all := []fyne.CanvasObject{r.ring, r.box, r.pick, r.mark}
	for _, t := range r.texts {
		all = append(all, t)
	}
	return all
}

func (r *segmentsRenderer) MinSize() fyne.Size {
	w := float32(0)
	for i := range r.texts {
		w = max(w, r.s.need(i))
	}
	return fyne.NewSize((w+24)*float32(len(r.texts)), theme.ControlHeight+2)
}

func (r *segmentsRenderer) Layout(size fyne.Size) {
	r.box.Resize(size)
	r.ring.Move(fyne.NewSquareOffsetPos(-3))
	r.ring.Resize(size.AddWidthHeight(6, 6))
	at := float32(0)
	for i, t := range r.texts {
		h, w := t.MinSize().Height, r.s.width(i)
		t.Move(fyne.NewPos(at, (size.Height-h)/2))
		t.Resize(fyne.NewSize(w, h))
		if r.s.lists(i) {
			t.Resize(fyne.NewSize(w-listMark, h))
			r.mark.Move(fyne.NewPos(at+(w+t.MinSize().Width-listMark)/2+1, (size.Height-listMark)/2+1))
			r.mark.Resize(fyne.NewSquareSize(listMark))
		}
		if i == r.s.Chosen {
			r.pick.Move(fyne.NewPos(at+3, 3))
			r.pick.Resize(fyne.NewSize(w-6, size.Height-6))
		}
		at += w
	}
}

func (r *segmentsRenderer) paint() {
	r.box.FillColor, r.pick.FillColor = themed(theme.Soft), themed(theme.Sheet)
	r.ring.FillColor, r.ring.StrokeColor, r.ring.Hidden = themed(theme.Clear), themed(theme.TealText), !r.s.focused
	r.mark.Hidden, r.mark.Resource = r.s.OnList == nil, IconDown.Resource(themed(theme.Dim))
	for i, t := range r.texts {
		t.Text, t.Color = r.s.Names[i], themed(theme.SoftInk)
		if i == r.s.Chosen {
			t.Color = themed(theme.Ink)
		}
	}
}

func (r *segmentsRenderer) Refresh() {
	r.paint()
	r.Layout(r.s.Size())
	for _, o := range r.Objects() {
		o.Refresh()
	}
	canvas.Refresh(r.s)
}
