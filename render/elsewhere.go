package render

import "throughline.app/workshop"

// paintElsewhere marks a note that is on other canvases too: two small sheets, one behind
// the other, left of the mark of its colour.
func (p *raster) paintElsewhere(t *placed, style Style) {
	x, y := t.r.Max.X-NotePadding-2*markSide-6, t.r.Max.Y-11.5
	ink := faded(style.NoteInk, 0.45)
	side := workshop.Size{W: 6, H: 6}
	p.stroke(workshop.RectAt(workshop.Point{X: x + 2.5, Y: y - 2.5}, side), 1.2, 0.9, ink)
	front := workshop.RectAt(workshop.Point{X: x, Y: y}, side)
	p.fill(front, 1.2, style.Note(t.note.Color))
	p.stroke(front, 1.2, 0.9, ink)
}

// elsewhere reports whether a note is on several canvases that are there.
func (sc *Scene) elsewhere(n *workshop.Note) bool {
	if n.Shown.Len() == 0 {
		return false
	}
	there := 0
	for _, id := range n.Canvases() {
		if c := sc.snap.Canvases.Get(id); c != nil && !c.Gone {
			there++
		}
	}
	return there > 1
}

// comesOrGoes reports whether d removes a canvas or brings one back: notes that are on it
// too look different then.
func comesOrGoes(d workshop.Diff) bool {
	for _, c := range d {
		if c.Ref.Kind == workshop.KindCanvas && c.Field == workshop.FieldGone {
			return true
		}
	}
	return false
}
