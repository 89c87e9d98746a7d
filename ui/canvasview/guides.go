package canvasview

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"throughline.app/editor"
	"throughline.app/workshop"
)

// strokes are thin lines above the canvas, used again: guides, and the dashes of a marquee
// that takes what it touches.
type strokes struct {
	pool []*canvas.Line
	n    int
}

func (s *strokes) begin() { s.n = 0 }

func (s *strokes) line(o *overlay, from, to fyne.Position, c color.Color, width float32) {
	if s.n == len(s.pool) {
		s.pool = append(s.pool, canvas.NewLine(c))
	}
	l := s.pool[s.n]
	s.n++
	l.StrokeColor, l.StrokeWidth = c, width
	l.Position1, l.Position2 = from, to
	o.shown = append(o.shown, l)
}

// arrangeGuides shows what the notes in the hand are in line with.
func (o *overlay) arrangeGuides(view editor.Viewport, p editor.Preview) {
	o.strokes.begin()
	for _, g := range p.Guides {
		a, b := view.ToScreen(g.From), view.ToScreen(g.To)
		o.strokes.line(o, fyne.NewPos(float32(a.X), float32(a.Y)), fyne.NewPos(float32(b.X), float32(b.Y)), o.colors.guide, 1)
	}
}

// maxDashes bounds the dashes of one side.
const maxDashes = 14

// arrangeMarquee draws the marquee: with a line where it encloses, with dashes where it
// touches.
func (o *overlay) arrangeMarquee(view editor.Viewport, p editor.Preview) {
	if p.Marquee == (workshop.Rect{}) {
		return
	}
	o.marquee.StrokeWidth = 1
	if p.Touch {
		o.marquee.StrokeWidth = 0
	}
	o.put(o.marquee, view, p.Marquee)
	if !p.Touch {
		return
	}
	pos, size := onScreen(view, p.Marquee)
	side := func(from fyne.Position, dx, dy, length float32) {
		n := max(1, min(maxDashes, int(length/10)))
		step := length / float32(n)
		for i := range n {
			a := float32(i) * step
			b := a + step*0.55
			o.strokes.line(o, from.AddXY(dx*a, dy*a), from.AddXY(dx*b, dy*b), o.colors.accent, 1)
		}
	}
	side(pos, 1, 0, size.Width)
	side(pos.AddXY(0, size.Height), 1, 0, size.Width)
	side(pos, 0, 1, size.Height)
	side(pos.AddXY(size.Width, 0), 0, 1, size.Height)
}
