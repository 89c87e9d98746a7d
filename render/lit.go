package render

import (
	"image/color"

	"throughline.app/workshop"
)

// How notes stand back while others are lit: parts of what they have otherwise.
const (
	faintGround = 0.22
	faintInk    = 0.35
	ringWidth   = 3 // canvas units, around a lit note
)

// Lit returns the scene with some notes standing out, as those that a search found, and
// what has to be painted again. The others stand back. Nil lights all alike again, which
// an empty map does not: then every note stands back. The map is not written to.
//
// From one set to the next only the notes that differ are painted again.
func (sc *Scene) Lit(lit map[workshop.NoteID]bool) (*Scene, []workshop.Rect) {
	before := sc.opt.Lit
	if lit == nil && before == nil {
		return sc, nil
	}
	next := *sc
	next.opt.Lit = lit
	if sc.layout.GridBox != nil {
		next.ground = newGround(&next)
		return &next, []workshop.Rect{sc.Bounds()}
	}
	if lit == nil || before == nil {
		return &next, []workshop.Rect{sc.Bounds()}
	}
	var dirty []workshop.Rect
	turned := func(id workshop.NoteID) {
		if r, ok := sc.NoteRect(id); ok {
			dirty = append(dirty, r.Inset(-NoteMargin))
		}
	}
	for id, is := range lit {
		if is != before[id] {
			turned(id)
		}
	}
	for id, was := range before {
		if _, both := lit[id]; was && !both {
			turned(id)
		}
	}
	return &next, dirty
}

// standingBack is the style in which notes that are not lit are drawn.
func (s Style) standingBack() Style {
	s.faint = true
	s.NoteInk = faded(s.Ink, faintInk)
	s.Shadow.A = 0
	return s
}

// mixed is a part of c, 0 to 1, and the rest of ground.
func mixed(c, ground color.NRGBA, part float64) color.NRGBA {
	mix := func(a, b uint8) uint8 { return uint8(float64(a)*part + float64(b)*(1-part) + 0.5) }
	return color.NRGBA{R: mix(c.R, ground.R), G: mix(c.G, ground.G), B: mix(c.B, ground.B), A: 255}
}

// ring is drawn below a lit note, and shows around it.
func (p *raster) ring(r workshop.Rect, c color.NRGBA) {
	r = r.Inset(-ringWidth)
	if p.scale < flatBelow {
		p.flat(r, c)
		return
	}
	p.fill(r, noteRadius+ringWidth, c)
}
