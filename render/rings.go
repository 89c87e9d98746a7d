package render

import "throughline.app/workshop"

// hueRing is how wide the hue of its category shows around a note, in canvas units; the
// outline of a selected note lies around it.
const hueRing = 1.75

// Ringed returns the scene with the hue of its category around each note, or without. What
// that changes is for the caller to have painted again: the notes that are in one.
func (sc *Scene) Ringed(rings bool) *Scene {
	next := *sc
	next.opt.Rings = rings
	return &next
}

// paintHue draws the hue of a note's category around it, below the note.
func (sc *Scene) paintHue(p *raster, t *placed, back bool) {
	if !sc.opt.Rings || sc.opt.NoCategories || t.note.Shape == workshop.Words {
		return
	}
	c := sc.snap.CategoryOf(t.note)
	if c == nil {
		return
	}
	hue := sc.opt.Style.hue(c.Color).edge
	if sc.opt.Style.Dark {
		hue = sc.opt.Style.hue(c.Color).text
	}
	if back {
		hue = mixed(hue, sc.opt.Style.Sheet, faintInk)
	}
	r := t.r.Inset(-max(hueRing, 1.2/p.scale))
	if p.scale < flatBelow {
		p.flat(r, hue)
		return
	}
	p.fill(r, noteRadius+hueRing, hue)
}
