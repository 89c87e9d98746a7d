package render

import (
	"image/color"
	"math"

	"throughline.app/workshop"
)

// A curvePoint is a point of a curve whose number is to be written.
type curvePoint struct {
	at   workshop.Point
	mean float64
	ink  color.NRGBA
}

// curveFree is how far a number stays from lines and other numbers, in canvas units.
const curveFree = 2.5

// curveNumbers writes the numbers of points above or below them: away from the middle, but
// on the other side where a line or another number is in the way, or the band ends.
func (b *groundBuilder) curveNumbers(row workshop.Rect, points []curvePoint, lines [][]workshop.Point) {
	var written []workshop.Rect
	for _, p := range points {
		words := Feeling(p.mean)
		w := b.sh.label(words, tinySize, 60, true).lines[0].width
		box := func(below bool) workshop.Rect {
			y := p.at.Y - curveWords
			if below {
				y = p.at.Y + curveWords
			}
			return workshop.Rect{Min: workshop.Point{X: p.at.X - w/2, Y: y - tinySize/2}, Max: workshop.Point{X: p.at.X + w/2, Y: y + tinySize/2}}
		}
		below := p.mean < 0
		if free := roomAround(box(below), row, lines, written); free < curveFree && roomAround(box(!below), row, lines, written) > free {
			below = !below
		}
		at := box(below)
		written = append(written, at)
		b.say(words, at.Min.X, at.Center().Y, tinySize, 60, true, p.ink)
	}
}

// roomAround is how far words stay, above and below, from lines, from the ends of their row
// and from other words; negative where they touch.
func roomAround(r, row workshop.Rect, lines [][]workshop.Point, others []workshop.Rect) float64 {
	room := min(r.Min.Y-row.Min.Y, row.Max.Y-r.Max.Y)
	from := func(top, bottom float64) { room = min(room, max(top-r.Max.Y, r.Min.Y-bottom)) }
	for _, line := range lines {
		for i := 1; i < len(line); i++ {
			a, z := line[i-1], line[i]
			left, right := max(a.X, r.Min.X), min(z.X, r.Max.X)
			if left > right || a.X == z.X {
				continue
			}
			y := func(x float64) float64 { return a.Y + (z.Y-a.Y)*(x-a.X)/(z.X-a.X) }
			from(min(y(left), y(right)), max(y(left), y(right)))
		}
	}
	for _, o := range others {
		if o.Min.X-r.Max.X < curveFree && r.Min.X-o.Max.X < curveFree {
			from(o.Min.Y, o.Max.Y)
		}
	}
	return math.Round(room*100) / 100
}
