package canvasview

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"throughline.app/editor"
	"throughline.app/workshop"
)

// A scaffold is what shows that stages and lanes can be taken hold of: the handles of the
// one under the pointer, its whole name if it is cut, and what is carried. Nothing of it
// is there while the pointer is elsewhere. Its objects are kept and used again.
type scaffold struct {
	boxes []*canvas.Rectangle
	boxed int
	name  *canvas.Text // on what is carried
	tip   *canvas.Text
}

const (
	nameSize  = 13 // text size of a chevron's name, in canvas units
	chevronIn = 42 // of a chevron's width that its name leaves free
	laneIn    = 10 // of a lane's title
	tipSize   = 13
)

func (s *scaffold) arrange(o *overlay, view editor.Viewport, p editor.Preview) {
	s.boxed = 0
	if p.Held.ID != "" {
		s.carry(o, view, p)
		return
	}
	h := o.v.ed.Hover()
	if h.Ref.ID == "" {
		return
	}
	ink, lit := color.Color(color.NRGBA{R: 0xFF, G: 0xFF, B: 0xFF, A: 0xD0}), color.Color(color.NRGBA{R: 0xFF, G: 0xFF, B: 0xFF, A: 0x38})
	if h.Ref.Kind == workshop.KindLane {
		ink, lit = o.colors.quiet, faint(o.colors.quiet, 0x30)
	}
	for _, part := range o.v.ed.Handles(h.Ref) {
		over := part.Part == h.Part
		switch part.Part {
		case editor.GripPart:
			s.button(o, view, part.Box, h.Ref, over, lit)
			s.dots(o, view, part.Box, ink, 2, 3)
		case editor.MorePart:
			s.button(o, view, part.Box, h.Ref, over, lit)
			s.dots(o, view, part.Box, ink, 3, 1)
		case editor.AddAfter, editor.AddBefore:
			s.plus(o, view, part.Box, over)
		case editor.BracketStart, editor.BracketEnd:
			if over = over && part.Who == h.Who; over {
				c := part.Box.Center()
				s.box(o, view, workshop.Rect{Min: workshop.Point{X: c.X, Y: part.Box.Min.Y}, Max: workshop.Point{X: c.X, Y: part.Box.Max.Y}}, 5, 2.5, o.colors.accent)
			}
		case editor.EdgePart:
			if over {
				c := part.Box.Center()
				s.box(o, view, workshop.Rect{Min: workshop.Point{X: c.X, Y: part.Box.Min.Y}, Max: workshop.Point{X: c.X, Y: part.Box.Max.Y}}, 3, 1.5, o.colors.accent)
			}
		}
	}
	if h.Ref.Kind != workshop.KindCanvas {
		s.whole(o, view, h.Ref)
	}
}

// box shows a filled box; where it has no breadth, as wide as least, in units of the window.
func (s *scaffold) box(o *overlay, view editor.Viewport, r workshop.Rect, least, radius float32, fill color.Color) *canvas.Rectangle {
	if s.boxed == len(s.boxes) {
		s.boxes = append(s.boxes, canvas.NewRectangle(color.Transparent))
	}
	b := s.boxes[s.boxed]
	s.boxed++
	pos, size := onScreen(view, r)
	if size.Width < least {
		pos.X, size.Width = pos.X-(least-size.Width)/2, least
	}
	if size.Height < least {
		pos.Y, size.Height = pos.Y-(least-size.Height)/2, least
	}
	b.FillColor, b.StrokeColor, b.StrokeWidth, b.CornerRadius = fill, color.Transparent, 0, radius
	b.Resize(size)
	b.Move(pos)
	b.Refresh()
	o.shown = append(o.shown, b)
	return b
}

// button is the ground of a handle: lit where the pointer is, and otherwise that of the
// chevron, so that a long name does not show through.
func (s *scaffold) button(o *overlay, view editor.Viewport, r workshop.Rect, ref workshop.Ref, over bool, lit color.Color) {
	if ref.Kind == workshop.KindStage {
		s.box(o, view, r, 0, 0, o.v.opts.Style.Chevron)
	}
	if over {
		s.box(o, view, r, 0, 6, lit)
	}
}

// dots are the marks of a grip, or of a menu.
func (s *scaffold) dots(o *overlay, view editor.Viewport, r workshop.Rect, ink color.Color, across, down int) {
	const apart, dot = 5, 3
	px := 1 / float64(view.Zoom)
	c := r.Center()
	for i := range across {
		for j := range down {
			x := c.X + (float64(i)-float64(across-1)/2)*apart*px
			y := c.Y + (float64(j)-float64(down-1)/2)*apart*px
			at := workshop.Point{X: x, Y: y}
			s.box(o, view, workshop.Rect{Min: at, Max: at}, dot, dot/2, ink)
		}
	}
}

// plus adds a stage, or a lane, where it stands.
func (s *scaffold) plus(o *overlay, view editor.Viewport, r workshop.Rect, over bool) {
	ground, ink, rim := o.colors.sheet, o.colors.quiet, o.colors.line
	if over {
		ground, ink, rim = o.colors.accent, o.colors.sheet, o.colors.accent
	}
	b := s.box(o, view, r.Inset(1.5/float64(view.Zoom)), 0, 9, ground)
	b.StrokeColor, b.StrokeWidth = rim, 1
	b.Refresh()
	const arm = 4
	px := 1 / float64(view.Zoom)
	c := r.Center()
	s.box(o, view, workshop.Rect{Min: workshop.Point{X: c.X - arm*px, Y: c.Y}, Max: workshop.Point{X: c.X + arm*px, Y: c.Y}}, 1.6, 0.8, ink)
	s.box(o, view, workshop.Rect{Min: workshop.Point{X: c.X, Y: c.Y - arm*px}, Max: workshop.Point{X: c.X, Y: c.Y + arm*px}}, 1.6, 0.8, ink)
}

// carry shows the stage or the lane in the hand, and the line where it would go.
func (s *scaffold) carry(o *overlay, view editor.Viewport, p editor.Preview) {
	s.box(o, view, p.Line, 3, 1.5, o.colors.accent)
	if p.Box.Empty() {
		return
	}
	box, ink := p.Box, o.colors.sheet
	if p.Held.Kind == workshop.KindLane {
		box.Max.Y = min(box.Max.Y, box.Min.Y+64)
	}
	s.box(o, view, box, 0, 6, faint(o.colors.accent, 0xD8))
	if s.name == nil {
		s.name = canvas.NewText("", ink)
		s.name.TextStyle.Bold = true
	}
	s.name.Color, s.name.TextSize = ink, float32(nameSize*max(0.6, float64(view.Zoom)))
	pos, size := onScreen(view, box)
	s.name.Text = cut(o.nameOf(p.Held), size.Width-12, s.name.TextSize)
	text := s.name.MinSize()
	s.name.Resize(text)
	s.name.Move(pos.AddXY((size.Width-text.Width)/2, (size.Height-text.Height)/2))
	s.name.Refresh()
	o.shown = append(o.shown, s.name)
}

// whole shows a name that does not fit its place.
func (s *scaffold) whole(o *overlay, view editor.Viewport, ref workshop.Ref) {
	name := o.nameOf(ref)
	var under workshop.Rect
	fits := true
	for _, st := range o.v.layout.Stages {
		if st.ID.Ref() == ref {
			under = st.Head
			fits = fyne.MeasureText(name, nameSize, fyne.TextStyle{Bold: true}).Width <= float32(st.Head.W()-chevronIn)
		}
	}
	for _, ln := range o.v.layout.Lanes {
		if ln.ID.Ref() == ref {
			under = ln.Title
			under.Max.Y = min(under.Max.Y, under.Min.Y+96)
			fits = o.v.opts.Shaper.LaneNameFits(name)
		}
	}
	if fits && nameSize*view.Zoom >= 8 {
		return
	}
	if s.tip == nil {
		s.tip = canvas.NewText("", color.White)
		s.tip.TextSize = tipSize
	}
	s.tip.Text, s.tip.Color = name, o.colors.paper
	text := s.tip.MinSize()
	at := view.ToScreen(workshop.Point{X: under.Min.X, Y: under.Max.Y})
	x := max(6, min(float32(at.X), float32(view.Size.W)-text.Width-26))
	pos := fyne.NewPos(x, float32(at.Y)+6)
	corner := view.ToCanvas(editor.ScreenPoint{X: float64(pos.X), Y: float64(pos.Y)})
	size := workshop.Size{W: float64(text.Width+20) / float64(view.Zoom), H: float64(text.Height+10) / float64(view.Zoom)}
	s.box(o, view, workshop.RectAt(corner, size), 0, 8, o.colors.ink)
	s.tip.Resize(text)
	s.tip.Move(pos.AddXY(10, 5))
	s.tip.Refresh()
	o.shown = append(o.shown, s.tip)
}

func (o *overlay) nameOf(ref workshop.Ref) string {
	return o.v.snap.Field(ref, workshop.FieldName)
}

// cut is text as far as it fits, with "…" for the rest.
func cut(text string, width, size float32) string {
	style := fyne.TextStyle{Bold: true}
	if fyne.MeasureText(text, size, style).Width <= width {
		return text
	}
	runes := []rune(text)
	for len(runes) > 0 && fyne.MeasureText(string(runes)+"…", size, style).Width > width {
		runes = runes[:len(runes)-1]
	}
	return string(runes) + "…"
}
