package render

import (
	"math"
	"strings"

	"throughline.app/method"
	"throughline.app/workshop"
)

// How cards are told from plain notes, in canvas units.
const (
	tokenRadius = 18
	cardMark    = 11 // side of the box of a star or a diamond
)

// radius is that of a note's corners.
func (t *placed) radius() float64 {
	if t.card != nil && t.card.Shape == method.Token {
		return tokenRadius
	}
	return noteRadius
}

// footWords is what stands at the left of a note's foot: "Web · Ana".
func (sc *Scene) footWords(t *placed) string {
	var words []string
	if t.card != nil {
		words = t.card.Marks(t.note)
	}
	if name := sc.snap.AuthorName(t.note.Author); sc.opt.Authors && name != "" {
		words = append(words, name)
	}
	return strings.Join(words, " · ")
}

// paintCard draws the sign of a note's card, over its top right corner.
func (p *raster) paintCard(t *placed, style Style) {
	if t.card == nil {
		return
	}
	box := workshop.RectAt(workshop.Point{X: t.r.Max.X - cardMark - 1, Y: t.r.Min.Y - cardMark/2 + 1}, workshop.Size{W: cardMark, H: cardMark})
	at := func(x, y float64) workshop.Point {
		c := box.Center()
		return workshop.Point{X: c.X + x*cardMark/2, Y: c.Y + y*cardMark/2}
	}
	var points []workshop.Point
	switch t.card.Shape {
	case method.Diamond:
		points = []workshop.Point{at(0, -1), at(1, 0), at(0, 1), at(-1, 0)}
	case method.Star:
		for i := range 10 {
			r := 1.0
			if i%2 == 1 {
				r = 0.45
			}
			turn := float64(i)*math.Pi/5 - math.Pi/2
			points = append(points, at(r*math.Cos(turn), r*math.Sin(turn)))
		}
	default:
		return
	}
	ink := rgb(0xC2410C)
	if style.faint {
		ink = faded(ink, faintInk)
	}
	p.polygon(points, box, ink)
}
