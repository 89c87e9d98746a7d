package render

import (
	"image"
	"image/color"
	"math"

	"throughline.app/workshop"
)

// A raster fills shapes on a picture. Its coordinates are canvas units; the picture's top
// left is at origin, and a unit is scale pixels. It belongs to one goroutine.
type raster struct {
	img    *image.RGBA
	origin workshop.Point
	scale  float64
	sh     *Shaper
}

func (p *raster) px(x, y float64) (float64, float64) {
	return (x - p.origin.X) * p.scale, (y - p.origin.Y) * p.scale
}

// sees reports whether any of r is on the picture.
func (p *raster) sees(r workshop.Rect) bool {
	x0, y0 := p.px(r.Min.X, r.Min.Y)
	x1, y1 := p.px(r.Max.X, r.Max.Y)
	b := p.img.Rect
	return x1 >= 0 && y1 >= 0 && x0 <= float64(b.Dx()) && y0 <= float64(b.Dy())
}

// clear gives every pixel one colour.
func (p *raster) clear(c color.NRGBA) {
	pix := p.img.Pix
	if len(pix) == 0 {
		return
	}
	row := pix[:4*p.img.Rect.Dx()]
	for i := 0; i < len(row); i += 4 {
		row[i], row[i+1], row[i+2], row[i+3] = c.R, c.G, c.B, c.A
	}
	for y := 1; y < p.img.Rect.Dy(); y++ {
		copy(pix[y*p.img.Stride:], row)
	}
}

// over blends c with coverage 0 to 255 over one pixel of premultiplied RGBA.
func over(d []uint8, c color.NRGBA, coverage uint32) {
	a := uint32(c.A) * coverage / 255
	if a == 0 {
		return
	}
	if a == 255 {
		d[0], d[1], d[2], d[3] = c.R, c.G, c.B, 255
		return
	}
	n := 255 - a
	d[0] = uint8((uint32(c.R)*a + uint32(d[0])*n + 127) / 255)
	d[1] = uint8((uint32(c.G)*a + uint32(d[1])*n + 127) / 255)
	d[2] = uint8((uint32(c.B)*a + uint32(d[2])*n + 127) / 255)
	d[3] = uint8((255*a + uint32(d[3])*n + 127) / 255)
}

// span blends c over the pixels x0 to x1 of row y, all inside the picture.
func (p *raster) span(y, x0, x1 int, c color.NRGBA) {
	if x0 >= x1 {
		return
	}
	row := p.img.Pix[y*p.img.Stride+4*x0 : y*p.img.Stride+4*x1]
	if c.A < 255 {
		for i := 0; i < len(row); i += 4 {
			over(row[i:i+4:i+4], c, 255)
		}
		return
	}
	n := min(len(row), 4*16)
	for i := 0; i < n; i += 4 {
		row[i], row[i+1], row[i+2], row[i+3] = c.R, c.G, c.B, 255
	}
	for n < len(row) {
		n += copy(row[n:], row[:n])
	}
}

// A pxBox is a rounded box in pixels.
type pxBox struct{ x0, y0, x1, y1, r float64 }

func (p *raster) box(r workshop.Rect, radius float64) pxBox {
	x0, y0 := p.px(r.Min.X, r.Min.Y)
	x1, y1 := p.px(r.Max.X, r.Max.Y)
	return pxBox{x0, y0, x1, y1, min(radius*p.scale, (x1-x0)/2, (y1-y0)/2)}
}

// distance is how far a point lies outside the box, negative inside.
func (b pxBox) distance(x, y float64) float64 {
	dx := math.Abs(x-(b.x0+b.x1)/2) - (b.x1-b.x0)/2 + b.r
	dy := math.Abs(y-(b.y0+b.y1)/2) - (b.y1-b.y0)/2 + b.r
	if dx <= 0 || dy <= 0 {
		return max(dx, dy) - b.r
	}
	return math.Sqrt(dx*dx+dy*dy) - b.r
}

// inner returns the pixels of row y that the box covers whole; none if from ≥ to.
func (b pxBox) inner(y int) (from, to int) {
	mid := float64(y) + 0.5
	if mid < b.y0+0.5 || mid > b.y1-0.5 {
		return 0, 0
	}
	inset := 0.0
	if edge := max(b.y0+b.r-mid, mid-(b.y1-b.r)); edge > 0 {
		inset = b.r - math.Sqrt(max(0, b.r*b.r-edge*edge)) + 1
	}
	return int(math.Ceil(b.x0 + inset)), int(math.Floor(b.x1 - inset))
}

// rows returns the rows and columns of the picture that a box grown by pad meets.
func (p *raster) rows(b pxBox, pad float64) image.Rectangle {
	return image.Rect(
		clampInt(math.Floor(b.x0-pad)), clampInt(math.Floor(b.y0-pad)),
		clampInt(math.Ceil(b.x1+pad)), clampInt(math.Ceil(b.y1+pad)),
	).Intersect(image.Rect(0, 0, p.img.Rect.Dx(), p.img.Rect.Dy()))
}

func clampInt(v float64) int { return int(max(-1e6, min(1e6, v))) }

// fill fills a rounded box.
func (p *raster) fill(r workshop.Rect, radius float64, c color.NRGBA) {
	b := p.box(r, radius)
	area := p.rows(b, 0)
	for y := area.Min.Y; y < area.Max.Y; y++ {
		from, to := b.inner(y)
		from, to = max(from, area.Min.X), min(to, area.Max.X)
		if from >= to {
			p.edge(b, y, area.Min.X, area.Max.X, c)
			continue
		}
		p.edge(b, y, area.Min.X, from, c)
		p.span(y, from, to, c)
		p.edge(b, y, to, area.Max.X, c)
	}
}

// edge fills the pixels of a row that a box covers in part.
func (p *raster) edge(b pxBox, y, x0, x1 int, c color.NRGBA) {
	at := y*p.img.Stride + 4*x0
	thin := min(1, b.x1-b.x0, b.y1-b.y0) // a hairline has less than a pixel's coverage
	for x := x0; x < x1; x++ {
		cover := min(thin, 0.5-b.distance(float64(x)+0.5, float64(y)+0.5))
		if cover > 0 {
			over(p.img.Pix[at:at+4:at+4], c, uint32(cover*255+0.5))
		}
		at += 4
	}
}

// stroke draws the edge of a rounded box, inside it.
func (p *raster) stroke(r workshop.Rect, radius, width float64, c color.NRGBA) {
	b := p.box(r, radius)
	w := max(1, width*p.scale)
	area := p.rows(b, 0)
	for y := area.Min.Y; y < area.Max.Y; y++ {
		deep := float64(y) > b.y0+b.r+w+1 && float64(y) < b.y1-b.r-w-2
		for x := area.Min.X; x < area.Max.X; x++ {
			if deep && float64(x) > b.x0+w+1 && float64(x) < b.x1-w-2 {
				x = min(area.Max.X, int(b.x1-w-2)) // nothing is drawn in the middle
				continue
			}
			d := b.distance(float64(x)+0.5, float64(y)+0.5)
			if cover := min(1, 0.5-d, d+w+0.5); cover > 0 {
				at := y*p.img.Stride + 4*x
				over(p.img.Pix[at:at+4:at+4], c, uint32(cover*255+0.5))
			}
		}
	}
}

// shadow draws the one soft shadow, around a box and a little below it. What lies under
// the box itself is left out: it is covered anyway.
func (p *raster) shadow(r workshop.Rect, radius, blur, drop float64, c color.NRGBA) {
	cover := p.box(r, radius)
	b := p.box(r.Add(workshop.Vec{DY: drop}), radius)
	soft := blur * p.scale
	if soft < 0.75 {
		return
	}
	area := p.rows(b, soft)
	for y := area.Min.Y; y < area.Max.Y; y++ {
		from, to := cover.inner(y)
		for x := area.Min.X; x < area.Max.X; x++ {
			if x == from && to > from {
				x = to - 1
				continue
			}
			d := b.distance(float64(x)+0.5, float64(y)+0.5)
			if d >= soft {
				continue
			}
			t := min(1, (soft-d)/(2*soft))
			at := y*p.img.Stride + 4*x
			over(p.img.Pix[at:at+4:at+4], c, uint32(255*t*t+0.5))
		}
	}
}

// line draws an upright or level line, at least a pixel wide, with dashes of that length
// if it is not 0.
func (p *raster) line(from, to workshop.Point, width, dash float64, c color.NRGBA) {
	w := max(width, 1/p.scale)
	if dash == 0 {
		p.fill(lineRect(from, to, w), 0, c)
		return
	}
	length := to.Sub(from).Len()
	for d := 0.0; d < length; d += 2 * dash {
		e := min(d+dash, length)
		p.fill(lineRect(along(from, to, d/length), along(from, to, e/length), w), 0, c)
	}
}

func along(a, b workshop.Point, t float64) workshop.Point {
	return workshop.Point{X: a.X + (b.X-a.X)*t, Y: a.Y + (b.Y-a.Y)*t}
}

func lineRect(a, b workshop.Point, w float64) workshop.Rect {
	r := workshop.Rect{
		Min: workshop.Point{X: min(a.X, b.X), Y: min(a.Y, b.Y)},
		Max: workshop.Point{X: max(a.X, b.X), Y: max(a.Y, b.Y)},
	}
	if r.H() < r.W() {
		r.Min.Y, r.Max.Y = r.Min.Y-w/2, r.Min.Y+w/2
	} else {
		r.Min.X, r.Max.X = r.Min.X-w/2, r.Min.X+w/2
	}
	return r
}
