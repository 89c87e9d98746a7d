package render

import (
	"image"
	"image/color"
	"math"
	"slices"

	"golang.org/x/image/vector"

	"throughline.app/workshop"
)

// maxPath bounds the sides of a shape that is filled, in pixels.
const maxPath = 8192

// polygon fills a closed shape whose bounds are r, its bounds on whole pixels. The whole of
// it is filled even where little of it shows, so that every tile has the same edges.
func (p *raster) polygon(points []workshop.Point, r workshop.Rect, c color.NRGBA) {
	b := p.snap(r)
	area := b.Intersect(p.clip)
	if area.Empty() || b.Dx() > maxPath || b.Dy() > maxPath {
		return
	}
	unit := make([][2]float32, len(points))
	for i, q := range points {
		unit[i] = [2]float32{
			float32((q.X - r.Min.X) / r.W() * float64(b.Dx())),
			float32((q.Y - r.Min.Y) / r.H() * float64(b.Dy())),
		}
	}
	cover := path(unit, b.Dx(), b.Dy())
	for y := area.Min.Y; y < area.Max.Y; y++ {
		p.cover(area.Min.X, y, cover.Pix[(y-b.Min.Y)*cover.Stride+area.Min.X-b.Min.X:][:area.Dx()], c)
	}
}

// path is the coverage of a closed shape, in pixels.
func path(points [][2]float32, w, h int) *image.Alpha {
	z := vector.NewRasterizer(w, h)
	for i, q := range points {
		if i == 0 {
			z.MoveTo(q[0], q[1])
		} else {
			z.LineTo(q[0], q[1])
		}
	}
	z.ClosePath()
	out := image.NewAlpha(image.Rect(0, 0, w, h))
	z.Draw(out, out.Rect, image.Opaque, image.Point{})
	return out
}

// markFace is the face under which the marks of colours are kept among the glyphs.
const markFace = 0xFFFF

// marks are the small shapes that stand for the colours, in the order of
// [workshop.Colors], within -1 to 1.
var marks = [][][2]float32{
	{{0, -0.90}, {0.34, -0.83}, {0.64, -0.64}, {0.83, -0.34}, {0.90, 0}, {0.83, 0.34}, {0.64, 0.64}, {0.34, 0.83}, {0, 0.90}, {-0.34, 0.83}, {-0.64, 0.64}, {-0.83, 0.34}, {-0.90, 0}, {-0.83, -0.34}, {-0.64, -0.64}, {-0.34, -0.83}},
	{{0, -0.95}, {1, 0.8}, {-1, 0.8}},
	{{-0.8, -0.8}, {0.8, -0.8}, {0.8, 0.8}, {-0.8, 0.8}},
	{{0, -1}, {1, 0}, {0, 1}, {-1, 0}},
	{{-0.35, -1}, {0.35, -1}, {0.35, -0.35}, {1, -0.35}, {1, 0.35}, {0.35, 0.35}, {0.35, 1}, {-0.35, 1}, {-0.35, 0.35}, {-1, 0.35}, {-1, -0.35}, {-0.35, -0.35}},
	{{-1, -0.3}, {1, -0.3}, {1, 0.3}, {-1, 0.3}},
}

// mark draws the small shape that stands for a note's colour, about a box of that size in
// canvas units whose middle is at (x, y) in pixels.
func (p *raster) mark(c workshop.Color, x, y, size float64, ink color.NRGBA) {
	index := uint32(0)
	for i, known := range workshop.Colors() {
		if known == c {
			index = uint32(i)
		}
	}
	p.glyph(glyph{face: markFace, id: index}, math.Floor(x), math.Floor(y), size*p.scale, ink)
}

// Mark is the outline of the small shape that stands for a colour, in a box from -1 to 1,
// y growing down. Each colour has its own, so that colour never carries meaning alone.
func Mark(c workshop.Color) [][2]float32 {
	return slices.Clone(marks[max(0, slices.Index(workshop.Colors(), c))])
}

// drawMark makes the mask of a mark; its place is the pixel in its middle. Straight edges
// lie on pixels.
func drawMark(key maskKey) *mask {
	h := float32(key.size) / 8
	side := 2*int(h+2) + 1
	mid := float32(side) / 2
	shape := marks[min(int(key.id), len(marks)-1)]
	points := make([][2]float32, len(shape))
	for i, q := range shape {
		points[i] = [2]float32{mid + q[0]*h, mid + q[1]*h}
		if len(shape) == 4 && shape[0][1] == shape[1][1] && h >= 2 {
			points[i][0] = float32(math.Round(float64(points[i][0])))
			points[i][1] = float32(math.Round(float64(points[i][1])))
		}
	}
	return &mask{left: -side / 2, top: -side / 2, w: side, h: side, cover: path(points, side, side).Pix}
}
