package render

import (
	"image"
	"image/color"
	"math"
	"sync"

	"throughline.app/workshop"
)

// Boxes with round corners, their edges and their shadows are all alike but for their
// size: a patch holds the corners and one row and column of what lies between, and is
// stretched. It is made once for each radius and scale.

type boxKind uint8

const (
	boxFill boxKind = iota
	boxEdge
	boxShadow
)

// A boxLook names a patch. Lengths are in pixels, to a 64th.
type boxLook struct {
	kind   boxKind
	radius float64
	soft   float64 // of a shadow: how far it reaches
	drop   float64 // of a shadow: how far below the box
	width  float64 // of an edge, inside the box
}

func to64th(v float64) float64 { return math.Round(v*64) / 64 }

// reach is how far the look shows outside the box, and how deep inside it is still uneven,
// in whole pixels.
func (l boxLook) reach() (out, in int) {
	return int(math.Ceil(l.soft + l.drop)), int(math.Ceil(l.radius+l.soft+l.drop+l.width)) + 1
}

// at is the coverage, 0 to 255, of the pixel whose middle is there, for a box w × h at (0, 0).
func (l boxLook) at(x, y, w, h float64) uint8 {
	r := min(l.radius, w/2, h/2)
	d := distance(x, y-l.drop, w, h, r)
	v := 0.0
	switch l.kind {
	case boxFill:
		v = 0.5 - d
	case boxEdge:
		v = min(0.5-d, d+l.width+0.5)
	case boxShadow:
		v = max(0, min(1, (l.soft-d)/(2*l.soft)))
		v *= v
	}
	return uint8(255*max(0, min(1, v)) + 0.5)
}

// distance is how far a point lies outside a rounded box at (0, 0), negative inside.
func distance(x, y, w, h, r float64) float64 {
	dx := math.Abs(x-w/2) - w/2 + r
	dy := math.Abs(y-h/2) - h/2 + r
	if dx <= 0 || dy <= 0 {
		return max(dx, dy) - r
	}
	return math.Sqrt(dx*dx+dy*dy) - r
}

// A patch is the smallest box of a look, with what shows around it.
type patch struct {
	side, middle int // pixels of a row; the pixel that is repeated
	cover        []uint8
}

// maxPatches bounds the patches kept; then the memory begins anew.
const maxPatches = 1_000

type patches struct {
	mu sync.RWMutex
	m  map[boxLook]*patch
}

func (sh *Shaper) patch(l boxLook) *patch {
	sh.patches.mu.RLock()
	t := sh.patches.m[l]
	sh.patches.mu.RUnlock()
	if t != nil {
		return t
	}
	out, in := l.reach()
	t = &patch{side: 2*(out+in) + 1, middle: out + in}
	t.cover = make([]uint8, t.side*t.side)
	size := float64(2*in + 1)
	for y := range t.side {
		for x := range t.side {
			t.cover[y*t.side+x] = l.at(float64(x-out)+0.5, float64(y-out)+0.5, size, size)
		}
	}
	sh.patches.mu.Lock()
	if sh.patches.m == nil || len(sh.patches.m) >= maxPatches {
		sh.patches.m = make(map[boxLook]*patch)
	}
	sh.patches.m[l] = t
	sh.patches.mu.Unlock()
	return t
}

// box draws a look around whole pixels.
func (p *raster) box(b image.Rectangle, l boxLook, c color.NRGBA) {
	out, in := l.reach()
	outer := b.Inset(-out)
	area := outer.Intersect(p.clip)
	if area.Empty() {
		return
	}
	if b.Dx() < 2*in+1 || b.Dy() < 2*in+1 {
		p.smallBox(b, area, l, c)
		return
	}
	t := p.sh.patch(l)
	left, right := outer.Min.X+t.middle, outer.Max.X-t.middle // between them a row is even
	for y := area.Min.Y; y < area.Max.Y; y++ {
		row := t.middle
		if d := y - outer.Min.Y; d < t.middle {
			row = d
		} else if e := outer.Max.Y - 1 - y; e < t.middle {
			row = t.side - 1 - e
		}
		cover := t.cover[row*t.side:][:t.side]
		if from, to := area.Min.X, min(left, area.Max.X); from < to {
			p.cover(from, y, cover[from-outer.Min.X:to-outer.Min.X], c)
		}
		under := l.kind == boxShadow && y >= b.Min.Y && y < b.Max.Y // the box covers it
		if a := cover[t.middle]; a > 0 && !under {
			p.span(y, max(left, area.Min.X), min(right, area.Max.X), dimmed(c, a))
		}
		if from, to := max(right, area.Min.X), area.Max.X; from < to {
			p.cover(from, y, cover[from-right+t.middle+1:to-right+t.middle+1], c)
		}
	}
}

// dimmed is c at a coverage of 0 to 255, as over blends it.
func dimmed(c color.NRGBA, coverage uint8) color.NRGBA {
	c.A = uint8(uint32(c.A) * uint32(coverage) / 255)
	return c
}

// smallBox draws a box that is smaller than its patch, pixel by pixel.
func (p *raster) smallBox(b, area image.Rectangle, l boxLook, c color.NRGBA) {
	for y := area.Min.Y; y < area.Max.Y; y++ {
		for x := area.Min.X; x < area.Max.X; x++ {
			a := l.at(float64(x-b.Min.X)+0.5, float64(y-b.Min.Y)+0.5, float64(b.Dx()), float64(b.Dy()))
			p.span(y, x, x+1, dimmed(c, a))
		}
	}
}

// fill fills a rounded box, its edges on whole pixels.
func (p *raster) fill(r workshop.Rect, radius float64, c color.NRGBA) {
	p.box(p.snap(r), boxLook{kind: boxFill, radius: to64th(radius * p.scale)}, c)
}

// stroke draws the edge of a rounded box, inside it.
func (p *raster) stroke(r workshop.Rect, radius, width float64, c color.NRGBA) {
	w := float64(max(1, whole(width*p.scale)))
	p.box(p.snap(r), boxLook{kind: boxEdge, radius: to64th(radius * p.scale), width: w}, c)
}

// shadow draws the one soft shadow, around a box and a little below it. What lies under
// the box itself may be left out: it is covered anyway.
func (p *raster) shadow(b image.Rectangle, radius, blur, drop float64, c color.NRGBA) {
	if blur*p.scale < 0.75 {
		return
	}
	p.box(b, boxLook{
		kind: boxShadow, radius: to64th(radius * p.scale), soft: to64th(blur * p.scale), drop: to64th(drop * p.scale),
	}, c)
}
