package render

import (
	"throughline.app/workshop"
)

// Sizes of the legend, in canvas units.
const (
	legendSwatch = 12
	legendSpace  = 20 // between one meaning and the next
)

// legend says below the sheet what note colours mean in this workshop.
func (b *groundBuilder) legend(m *workshop.Meta) {
	strip := b.l.Legend
	if strip.Empty() {
		return
	}
	var said []workshop.Color
	for _, c := range workshop.Colors() {
		if m.Meaning(c) != "" {
			said = append(said, c)
		}
	}
	x, mid := strip.Min.X+4, strip.Center().Y
	for i, c := range said {
		room := (strip.Max.X-x-legendSpace*float64(len(said)-i-1))/float64(len(said)-i) - legendSwatch - 6
		box := workshop.RectAt(workshop.Point{X: x, Y: mid - legendSwatch/2}, workshop.Size{W: legendSwatch, H: legendSwatch})
		b.add(boxShape{r: box, radius: 3, fill: b.style.Note(c)})
		b.add(markShape{c, box, b.style})
		x += legendSwatch + 6
		x += b.say(m.Meaning(c), x, mid, smallSize, room, false, b.style.Quiet) + legendSpace
	}
}

// A markShape is the mark of a note colour in the middle of a box.
type markShape struct {
	color workshop.Color
	r     workshop.Rect
	style Style
}

func (s markShape) bounds() workshop.Rect { return s.r }

func (s markShape) paint(p *raster) {
	x, y := p.px(s.r.Center().X, s.r.Center().Y)
	p.mark(s.color, x, y, markSide, faded(s.style.NoteInk, 0.5))
}
