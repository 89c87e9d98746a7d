package render

import (
	"bytes"
	"image"
	"image/color"
	"math"
	"sync"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"
	"golang.org/x/image/draw"
	"golang.org/x/image/vector"

	_ "image/jpeg"
	_ "image/png" // emoji are small PNGs
)

// Text smaller than this many pixels is drawn as bars, and not at all below the second.
const (
	readable = 5
	visible  = 2.2
)

// text draws a block whose top left is there, in canvas units.
func (p *raster) text(b *block, x, y float64, c color.NRGBA) {
	px, py := p.px(x, y)
	p.textAt(b, px, py, c)
}

// textAt draws a block whose top left is there, in pixels.
func (p *raster) textAt(b *block, px, py float64, c color.NRGBA) { p.linked(b, px, py, c, c, c) }

// linked is textAt with addresses underlined and in a colour of their own, and a dotted line
// below slips.
func (p *raster) linked(b *block, px, py float64, c, link, slip color.NRGBA) {
	size := b.size * p.scale
	if size < visible {
		return
	}
	for i := range b.lines {
		l := &b.lines[i]
		base := py + fine(b.step*(float64(i)+ascent)*p.scale)
		reach := 2*size + float64(l.reach)*p.scale
		if base+reach < float64(p.clip.Min.Y) {
			continue
		}
		if base-reach > float64(p.clip.Max.Y) {
			return
		}
		if size < readable {
			p.flatPixels(px, base-0.5*size, px+fine(l.width*p.scale), base, faded(c, 0.45))
			continue
		}
		for _, g := range l.glyphs {
			ink := c
			if g.link {
				ink = link
			}
			p.glyph(g, px+fine(float64(g.x)*p.scale), base+fine(float64(g.y)*p.scale), size, ink)
		}
		for _, u := range l.under {
			if u.slip {
				p.paintSlip(px+fine(float64(u.from)*p.scale), px+fine(float64(u.to)*p.scale), base, size, slip)
				continue
			}
			y := base + fine(0.12*size)
			p.flatPixels(px+fine(float64(u.from)*p.scale), y, px+fine(float64(u.to)*p.scale), y+max(1, size/14), faded(link, 0.7))
		}
	}
}

// A mask is a glyph in pixels: coverage, or a small picture.
type mask struct {
	left, top int // from the pixel of its place on the baseline
	w, h      int
	cover     []uint8
	picture   *image.RGBA
}

// A maskKey names a glyph at a size, to a quarter of a pixel each.
type maskKey struct {
	face  uint16
	size  uint16
	shift uint8 // quarters of a pixel to the right
	id    uint32
}

// maxMasks bounds the glyphs kept; then the memory begins anew.
const maxMasks = 12_000

type masks struct {
	mu sync.RWMutex
	m  map[maskKey]*mask
}

// glyph draws one glyph whose place on the baseline is there, in pixels.
func (p *raster) glyph(g glyph, x, y, size float64, c color.NRGBA) {
	quarter := math.Floor(x * 4)
	ix := math.Floor(quarter / 4)
	key := maskKey{face: g.face, size: uint16(min(65535, size*4+0.5)), shift: uint8(quarter - 4*ix), id: g.id}
	m := p.sh.mask(key)
	left, top := int(ix)+m.left, whole(y)+m.top
	area := image.Rect(left, top, left+m.w, top+m.h).Intersect(p.clip)
	if area.Empty() {
		return
	}
	if m.picture != nil {
		draw.Draw(p.img, area.Add(p.img.Rect.Min), m.picture, area.Min.Sub(image.Pt(left, top)), draw.Over)
		return
	}
	for py := area.Min.Y; py < area.Max.Y; py++ {
		p.cover(area.Min.X, py, m.cover[(py-top)*m.w+area.Min.X-left:][:area.Dx()], c)
	}
}

// mask returns a glyph in pixels.
func (sh *Shaper) mask(key maskKey) *mask {
	sh.masks.mu.RLock()
	m := sh.masks.m[key]
	sh.masks.mu.RUnlock()
	if m != nil {
		return m
	}
	if key.face == markFace {
		m = drawMark(key)
	} else {
		sh.mu.Lock()
		m = drawMask(sh.faces[key.face], key)
		sh.mu.Unlock()
	}
	sh.masks.mu.Lock()
	if sh.masks.m == nil || len(sh.masks.m) >= maxMasks {
		sh.masks.m = make(map[maskKey]*mask)
	}
	sh.masks.m[key] = m
	sh.masks.mu.Unlock()
	return m
}

func drawMask(face *font.Face, key maskKey) *mask {
	size := float64(key.size) / 4
	id := font.GID(key.id)
	outline, ok := face.GlyphDataOutline(id)
	if !ok || len(outline.Segments) == 0 {
		if bitmap, ok := face.GlyphDataBitmap(id); ok {
			return pictureMask(bitmap, size)
		}
		return &mask{}
	}
	scale := float32(size) / float32(face.Upem())
	dx := float32(key.shift) / 4
	x0, y0, x1, y1 := float32(math.Inf(1)), float32(math.Inf(1)), float32(math.Inf(-1)), float32(math.Inf(-1))
	for _, s := range outline.Segments {
		for _, q := range s.ArgsSlice() {
			x, y := q.X*scale+dx, -q.Y*scale
			x0, y0, x1, y1 = min(x0, x), min(y0, y), max(x1, x), max(y1, y)
		}
	}
	left, top := int(math.Floor(float64(x0))), int(math.Floor(float64(y0)))
	m := &mask{left: left, top: top, w: int(math.Ceil(float64(x1))) - left, h: int(math.Ceil(float64(y1))) - top}
	if m.w <= 0 || m.h <= 0 || m.w > 4096 || m.h > 4096 {
		return &mask{}
	}
	z := vector.NewRasterizer(m.w, m.h)
	at := func(q opentype.SegmentPoint) (float32, float32) {
		return q.X*scale + dx - float32(left), -q.Y*scale - float32(top)
	}
	for _, s := range outline.Segments {
		ax, ay := at(s.Args[0])
		bx, by := at(s.Args[1])
		cx, cy := at(s.Args[2])
		switch s.Op {
		case opentype.SegmentOpMoveTo:
			z.ClosePath()
			z.MoveTo(ax, ay)
		case opentype.SegmentOpLineTo:
			z.LineTo(ax, ay)
		case opentype.SegmentOpQuadTo:
			z.QuadTo(ax, ay, bx, by)
		case opentype.SegmentOpCubeTo:
			z.CubeTo(ax, ay, bx, by, cx, cy)
		}
	}
	z.ClosePath()
	out := image.NewAlpha(image.Rect(0, 0, m.w, m.h))
	z.Draw(out, out.Rect, image.Opaque, image.Point{})
	m.cover = out.Pix
	return m
}

// pictureMask scales an emoji's picture to the size of the text.
func pictureMask(b font.GlyphBitmap, size float64) *mask {
	src, _, err := image.Decode(bytes.NewReader(b.Data))
	if err != nil || src.Bounds().Dy() == 0 {
		return &mask{}
	}
	h := int(math.Ceil(size * 1.17))
	w := max(1, h*src.Bounds().Dx()/src.Bounds().Dy())
	m := &mask{left: 0, top: -int(size * 0.93), w: w, h: h, picture: image.NewRGBA(image.Rect(0, 0, w, h))}
	draw.CatmullRom.Scale(m.picture, m.picture.Rect, src, src.Bounds(), draw.Src, nil)
	return m
}
