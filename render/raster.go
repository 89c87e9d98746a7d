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
	scale  float64
	sh     *Shaper
	ox, oy float64         // the picture's top left, in pixels from the canvas's (0, 0)
	clip   image.Rectangle // what may be drawn on, from the picture's top left
}

func newRaster(img *image.RGBA, origin workshop.Point, scale float64, sh *Shaper) *raster {
	return &raster{
		img: img, scale: scale, sh: sh,
		ox: fine(origin.X * scale), oy: fine(origin.Y * scale),
		clip: image.Rect(0, 0, img.Rect.Dx(), img.Rect.Dy()),
	}
}

// fine rounds to a 1024th of a pixel. Sums of such numbers are exact, so that a thing looks
// the same on every tile that shows a part of it.
func fine(px float64) float64 { return math.Round(px*1024) / 1024 }

func (p *raster) px(x, y float64) (float64, float64) {
	return fine(x*p.scale) - p.ox, fine(y*p.scale) - p.oy
}

// sees reports whether any of r is on the picture.
func (p *raster) sees(r workshop.Rect) bool {
	x0, y0 := p.px(r.Min.X, r.Min.Y)
	x1, y1 := p.px(r.Max.X, r.Max.Y)
	return x1 >= -1 && y1 >= -1 && x0 <= float64(p.clip.Max.X)+1 && y0 <= float64(p.clip.Max.Y)+1
}

// clipTo lets only r be drawn on until the returned function is called.
func (p *raster) clipTo(r image.Rectangle) (restore func()) {
	before := p.clip
	p.clip = p.clip.Intersect(r)
	return func() { p.clip = before }
}

// snap returns the whole pixels of r, at least one each way: edges on pixels are crisp.
func (p *raster) snap(r workshop.Rect) image.Rectangle {
	x0, y0 := p.px(r.Min.X, r.Min.Y)
	x1, y1 := p.px(r.Max.X, r.Max.Y)
	s := image.Rectangle{Min: image.Pt(whole(x0), whole(y0)), Max: image.Pt(whole(x1), whole(y1))}
	s.Max.X, s.Max.Y = max(s.Max.X, s.Min.X+1), max(s.Max.Y, s.Min.Y+1)
	return s
}

// snapSized is snap for one of many boxes of equal size: they stay equal.
func (p *raster) snapSized(r workshop.Rect) image.Rectangle {
	x, y := p.px(r.Min.X, r.Min.Y)
	at := image.Pt(whole(x), whole(y))
	return image.Rectangle{Min: at, Max: at.Add(image.Pt(max(1, whole(r.W()*p.scale)), max(1, whole(r.H()*p.scale))))}
}

func whole(v float64) int { return int(max(-1e6, min(1e6, math.Floor(v+0.5)))) }

// clear gives every pixel one colour.
func (p *raster) clear(c color.NRGBA) {
	for y := range p.img.Rect.Dy() {
		p.span(y, 0, p.img.Rect.Dx(), c)
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
	if x0 >= x1 || c.A == 0 {
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

// cover blends a row of coverage over the picture, its first pixel at (x, y); all inside.
func (p *raster) cover(x, y int, coverage []uint8, c color.NRGBA) {
	row := p.img.Pix[y*p.img.Stride+4*x:]
	row = row[:4*len(coverage)]
	for i, a := range coverage {
		if a != 0 {
			over(row[4*i:4*i+4:4*i+4], c, uint32(a))
		}
	}
}

// flat fills an upright box without rounding it to pixels, for what is very small.
func (p *raster) flat(r workshop.Rect, c color.NRGBA) {
	x0, y0 := p.px(r.Min.X, r.Min.Y)
	x1, y1 := p.px(r.Max.X, r.Max.Y)
	p.flatPixels(x0, y0, x1, y1, c)
}

func (p *raster) flatPixels(x0, y0, x1, y1 float64, c color.NRGBA) {
	area := image.Rect(whole(math.Floor(x0)), whole(math.Floor(y0)), whole(math.Ceil(x1)), whole(math.Ceil(y1))).Intersect(p.clip)
	if area.Empty() {
		return
	}
	for y := area.Min.Y; y < area.Max.Y; y++ {
		part := overlap(y, y0, y1)
		shade := faded(c, part)
		from, to := max(area.Min.X, whole(math.Ceil(x0))), min(area.Max.X, whole(math.Floor(x1)))
		for x := area.Min.X; x < min(from, area.Max.X); x++ {
			p.span(y, x, x+1, faded(c, part*overlap(x, x0, x1)))
		}
		p.span(y, from, to, shade)
		for x := max(to, from); x < area.Max.X; x++ {
			p.span(y, x, x+1, faded(c, part*overlap(x, x0, x1)))
		}
	}
}

// overlap is the part of pixel i that lies between a and b.
func overlap(i int, a, b float64) float64 {
	return max(0, min(float64(i)+1, b)-max(float64(i), a))
}

// dashGap is the gap after a dash, as a part of the dash.
const dashGap = 2.0 / 3

// line draws an upright or level line, at least a pixel wide, with dashes of that length
// if it is not 0. The last dash is whole.
func (p *raster) line(from, to workshop.Point, width, dash float64, c color.NRGBA) {
	if dash == 0 {
		p.stretch(from, to, width, c)
		return
	}
	length := to.Sub(from).Len()
	for end := length; end > 0; end -= dash * (1 + dashGap) {
		p.stretch(along(from, to, max(0, end-dash)/length), along(from, to, end/length), width, c)
	}
}

// stretch draws an unbroken line on whole pixels.
func (p *raster) stretch(from, to workshop.Point, width float64, c color.NRGBA) {
	w := max(1, whole(width*p.scale))
	r := p.snap(workshop.Rect{Min: from, Max: to})
	x, y := p.px(from.X, from.Y)
	if to.Y-from.Y < to.X-from.X {
		r.Min.Y = whole(y - float64(w)/2)
		r.Max.Y = r.Min.Y + w
	} else {
		r.Min.X = whole(x - float64(w)/2)
		r.Max.X = r.Min.X + w
	}
	r = r.Intersect(p.clip)
	for y := r.Min.Y; y < r.Max.Y; y++ {
		p.span(y, r.Min.X, r.Max.X, c)
	}
}

func along(a, b workshop.Point, t float64) workshop.Point {
	return workshop.Point{X: a.X + (b.X-a.X)*t, Y: a.Y + (b.Y-a.Y)*t}
}
