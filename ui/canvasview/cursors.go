package canvasview

import (
	"image/color"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"github.com/rivo/uniseg"

	"throughline.app/editor"
)

// A Cursor is where another person points on this canvas.
type Cursor struct {
	ID   string // of the laptop
	Name string
	Hue  string // "#RRGGBB"
	editor.Presence
}

// cursors are the cursors of the others: a triangle in the person's colour whose corner
// is the point, and a tag with the name. They stay the same size at every zoom.
type cursors struct{ pool []*cursorMark }

type cursorMark struct {
	arrow *canvas.ArbitraryPolygon
	tag   *canvas.Rectangle
	name  *canvas.Text
}

// maxCursors bounds the cursors that are drawn.
const maxCursors = 16

func newCursorMark() *cursorMark {
	m := &cursorMark{
		arrow: canvas.NewArbitraryPolygon([]fyne.Position{{X: 0, Y: 0}, {X: 13, Y: 0}, {X: 0, Y: 13}}, color.Black),
		tag:   canvas.NewRectangle(color.Black),
		name:  canvas.NewText("", color.White),
	}
	m.name.TextSize, m.name.TextStyle.Bold = 11, true
	m.tag.CornerRadius, m.tag.TopLeftCornerRadius = 9, 2
	return m
}

func (c *cursors) arrange(o *overlay, view editor.Viewport) {
	i := -1
	for _, other := range o.pointing {
		p := view.ToScreen(other.At)
		if p.X < 0 || p.Y < 0 || p.X > view.Size.W || p.Y > view.Size.H {
			continue
		}
		if i++; i == maxCursors {
			return
		}
		if i == len(c.pool) {
			c.pool = append(c.pool, newCursorMark())
		}
		m, hue := c.pool[i], parseHue(other.Hue)
		name := shorten(other.Name)
		if m.arrow.FillColor != hue || m.name.Text != name {
			m.arrow.FillColor, m.tag.FillColor, m.name.Text = hue, hue, name
			m.arrow.Refresh()
			m.tag.Refresh()
			m.name.Refresh()
		}
		at := fyne.NewPos(float32(p.X), float32(p.Y))
		size := m.name.MinSize()
		m.arrow.Resize(fyne.NewSize(13, 13))
		m.arrow.Move(at)
		o.shown = append(o.shown, m.arrow)
		if name == "" {
			continue
		}
		tag := fyne.NewSize(size.Width+16, 19)
		corner := besidePointer(at, tag, o.v.company.own, view.Size)
		m.tag.Resize(tag)
		m.tag.Move(corner)
		m.name.Resize(size)
		m.name.Move(corner.AddXY(8, (19-size.Height)/2))
		o.shown = append(o.shown, m.tag, m.name)
	}
}

// besidePointer is where the tag of a cursor goes: below at the right, unless this person's
// own pointer is there or the view ends.
func besidePointer(at fyne.Position, tag fyne.Size, own fyne.Position, view editor.ScreenSize) fyne.Position {
	const near = 14 // around the own pointer
	free := func(p fyne.Position) bool {
		in := p.X >= 0 && p.Y >= 0 && p.X+tag.Width <= float32(view.W) && p.Y+tag.Height <= float32(view.H)
		return in && (own.X < p.X-near || own.X > p.X+tag.Width+near || own.Y < p.Y-near || own.Y > p.Y+tag.Height+near)
	}
	right, left, below, above := float32(9), -tag.Width-4, float32(11), -tag.Height-4
	for _, p := range [...]fyne.Position{at.AddXY(right, below), at.AddXY(left, below), at.AddXY(right, above), at.AddXY(left, above)} {
		if free(p) {
			return p
		}
	}
	return at.AddXY(right, below)
}

// shorten cuts a name to what a tag should hold, between two characters as they are read.
func shorten(name string) string {
	const most = 18
	name = strings.Join(strings.Fields(name), " ")
	out, n, whole := "", 0, uniseg.NewGraphemes(name)
	for whole.Next() {
		if n++; n == most {
			if rest := whole.Str(); out+rest != name {
				return strings.TrimSpace(out) + "…"
			}
		}
		out += whole.Str()
	}
	return out
}

// parseHue reads "#RRGGBB"; what is not one is grey.
func parseHue(s string) color.Color {
	v, err := strconv.ParseUint(strings.TrimPrefix(s, "#"), 16, 32)
	if err != nil || len(s) != 7 {
		return color.NRGBA{R: 0x6B, G: 0x67, B: 0x5E, A: 0xFF}
	}
	return color.NRGBA{R: uint8(v >> 16), G: uint8(v >> 8), B: uint8(v), A: 0xFF}
}

// tellPresence tells what the others may see, once the pointer has been here.
func (v *View) tellPresence() {
	if v.OnPointer == nil {
		return
	}
	p := v.ed.Presence()
	if p.Follows = v.company.follows; v.pointed || p.Call != 0 || p.Follows != "" {
		v.OnPointer(p)
	}
}
