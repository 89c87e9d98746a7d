package render

import (
	"image"

	"throughline.app/workshop"
)

// edgeWidth is how much of a note's left side shows its category, in canvas units, where no
// other note of that category lies with it.
const edgeWidth = 3

// aloneIn is the container in which a note lies alone, nil for a note of no category and for
// one that lies with others.
func (sc *Scene) aloneIn(t *placed) *container {
	if sc.opt.NoCategories {
		return nil
	}
	c := sc.snap.CategoryOf(t.note)
	if c == nil {
		return nil
	}
	g := sc.groupOf(c.ID, sc.regionOf(t))
	if g == nil {
		return nil
	}
	for _, id := range g.alone {
		if id == t.note.ID {
			return g
		}
	}
	return nil
}

// paintEdge colours the left side of a note that lies alone, inside of its round corners; b
// is the note's pixels.
func (sc *Scene) paintEdge(p *raster, b image.Rectangle, t *placed, back bool) {
	c := sc.aloneIn(t)
	if c == nil {
		return
	}
	hue := sc.opt.Style.hue(c.label.color).edge
	if back {
		hue = mixed(hue, sc.opt.Style.Sheet, faintInk)
	}
	side := b
	side.Max.X = b.Min.X + max(2, whole(edgeWidth*p.scale))
	if p.scale < flatBelow {
		p.bar(side, hue)
		return
	}
	defer p.clipTo(side)()
	p.box(b, boxLook{kind: boxFill, radius: to64th(noteRadius * p.scale)}, hue)
}

// TagRect is where the name of the category of a note is shown that lies alone: at its foot.
func (sc *Scene) TagRect(id workshop.NoteID, zoom float64) (workshop.Rect, bool) {
	t := sc.placed(id)
	if t == nil {
		return workshop.Rect{}, false
	}
	c := sc.aloneIn(t)
	if c == nil {
		return workshop.Rect{}, false
	}
	k := pillScale(zoom)
	name := sc.sh.label(c.label.name, pillSize*k, anyWidth, true)
	w := 2 * pillPad * k
	if len(name.lines) > 0 {
		w += name.lines[0].width
	}
	h := pillH * k
	return workshop.RectAt(workshop.Point{X: t.r.Min.X + 2, Y: t.r.Max.Y + 3 - h}, workshop.Size{W: w, H: h}), true
}
