package canvasview

import (
	"image/color"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"throughline.app/editor"
)

// A Cursor is where another person points on this canvas.
type Cursor struct {
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
const maxCursors = 50

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
	for i, other := range o.others {
		if i == maxCursors {
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
		p := view.ToScreen(other.At)
		at := fyne.NewPos(float32(p.X), float32(p.Y))
		size := m.name.MinSize()
		m.arrow.Resize(fyne.NewSize(13, 13))
		m.arrow.Move(at)
		m.tag.Resize(fyne.NewSize(size.Width+16, 19))
		m.tag.Move(at.AddXY(9, 11))
		m.name.Resize(size)
		m.name.Move(at.AddXY(17, 11+(19-size.Height)/2))
		o.shown = append(o.shown, m.arrow, m.tag)
		if name != "" {
			o.shown = append(o.shown, m.name)
		}
	}
}

// shorten cuts a name to what a tag should hold.
func shorten(name string) string {
	const most = 18
	if r := []rune(name); len(r) > most {
		return strings.TrimSpace(string(r[:most-1])) + "…"
	}
	return name
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
	if v.OnPointer != nil && v.pointed {
		v.OnPointer(v.ed.Presence())
	}
}
