package render

import (
	"image"
	"image/color"
	"math"
	"sync"

	"golang.org/x/image/vector"

	"throughline.app/workshop"
)

var rasterizers = sync.Pool{New: func() any { return new(vector.Rasterizer) }}

// polygon fills a closed shape.
func (p *raster) polygon(points []workshop.Point, c color.NRGBA) {
	x0, y0, x1, y1 := math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)
	for _, q := range points {
		x, y := p.px(q.X, q.Y)
		x0, y0, x1, y1 = min(x0, x), min(y0, y), max(x1, x), max(y1, y)
	}
	area := p.rows(pxBox{x0: x0, y0: y0, x1: x1, y1: y1}, 1)
	if area.Empty() {
		return
	}
	z := rasterizers.Get().(*vector.Rasterizer)
	defer rasterizers.Put(z)
	z.Reset(area.Dx(), area.Dy())
	for i, q := range points {
		x, y := p.px(q.X, q.Y)
		fx, fy := float32(x-float64(area.Min.X)), float32(y-float64(area.Min.Y))
		if i == 0 {
			z.MoveTo(fx, fy)
		} else {
			z.LineTo(fx, fy)
		}
	}
	z.ClosePath()
	z.Draw(p.img, area.Add(p.img.Rect.Min), image.NewUniform(c), image.Point{})
}

// mark draws the small shape that stands for a note's colour, about a box of that size.
func (p *raster) mark(c workshop.Color, center workshop.Point, size float64, ink color.NRGBA) {
	h := size / 2
	at := func(x, y float64) workshop.Point { return workshop.Point{X: center.X + x*h, Y: center.Y + y*h} }
	switch c {
	case workshop.Coral:
		p.polygon([]workshop.Point{at(0, -0.95), at(1, 0.8), at(-1, 0.8)}, ink)
	case workshop.Green:
		p.fill(workshop.Rect{Min: at(-0.8, -0.8), Max: at(0.8, 0.8)}, 0, ink)
	case workshop.Blue:
		p.polygon([]workshop.Point{at(0, -1), at(1, 0), at(0, 1), at(-1, 0)}, ink)
	case workshop.Violet:
		p.polygon([]workshop.Point{at(-0.5, -0.87), at(0.5, -0.87), at(1, 0), at(0.5, 0.87), at(-0.5, 0.87), at(-1, 0)}, ink)
	case workshop.Grey:
		p.fill(workshop.Rect{Min: at(-1, -0.3), Max: at(1, 0.3)}, 0, ink)
	default:
		p.fill(workshop.Rect{Min: at(-0.9, -0.9), Max: at(0.9, 0.9)}, h, ink)
	}
}
