package canvasview

import (
	"image"
	"math"

	"fyne.io/fyne/v2/canvas"

	"throughline.app/workshop"
)

// tileSize is the side of a tile in device pixels. Its picture takes a megabyte.
const tileSize = 512

// keep is how many pictures are kept, a megabyte each, with so many in sight; the longest
// unseen are forgotten first.
func keep(shown int) int { return max(24, shown*2) }

// spareTextures is how many tiles out of sight keep their texture, a megabyte each.
const spareTextures = 6

// A tileKey names a square of the canvas at one scale. Scale is device pixels per canvas
// unit; X and Y count tiles from the canvas's origin.
type tileKey struct {
	scale float64
	x, y  int
}

// rect is the part of the canvas that the tile shows.
func (k tileKey) rect() workshop.Rect {
	side := tileSize / k.scale
	return workshop.RectAt(k.origin(), workshop.Size{W: side, H: side})
}

func (k tileKey) origin() workshop.Point {
	side := tileSize / k.scale
	return workshop.Point{X: float64(k.x) * side, Y: float64(k.y) * side}
}

// A tile is a square of the canvas and the picture of it, if there is one yet. It belongs
// to the main goroutine.
type tile struct {
	key     tileKey
	raster  *canvas.Raster // nil until it is shown
	img     *image.RGBA
	version int    // grows with what the square shows
	painted int    // version that img shows
	seen    uint64 // the last arrangement that used it
	shown   uint64 // the last that had it on the screen
}

// refresh shows what was painted.
func (t *tile) refresh() {
	if t.raster != nil {
		t.raster.Refresh()
	}
}

func (t *tile) fresh() bool { return t.img != nil && t.painted == t.version }

// span is the tiles of a scale that meet a part of the canvas: x0 ≤ x < x1, y0 ≤ y < y1.
type span struct{ x0, y0, x1, y1 int }

func spanOf(scale float64, r workshop.Rect) span {
	side := tileSize / scale
	return span{
		int(math.Floor(r.Min.X / side)), int(math.Floor(r.Min.Y / side)),
		int(math.Ceil(r.Max.X / side)), int(math.Ceil(r.Max.Y / side)),
	}
}

func (s span) each(scale float64, f func(tileKey)) {
	for y := s.y0; y < s.y1; y++ {
		for x := s.x0; x < s.x1; x++ {
			f(tileKey{scale, x, y})
		}
	}
}

// level is the coarsest scale of the √2 series that is not coarser than px.
func level(px float64) float64 {
	return math.Exp2(math.Ceil(2*math.Log2(px)-1e-9) / 2)
}
