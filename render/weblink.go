package render

import "throughline.app/workshop"

// WebLinkAt returns the address in a note's text that stands at a point.
func (sc *Scene) WebLinkAt(p workshop.Point) (target string, ok bool) {
	id, ok := sc.NoteAt(p)
	if !ok {
		return "", false
	}
	t := sc.placed(id)
	b := &t.text.body
	x, y := p.X-t.r.Min.X-NotePadding, p.Y-t.r.Min.Y-textTop
	i := int(y / b.step)
	if y < 0 || i >= len(b.lines) {
		return "", false
	}
	for _, u := range b.lines[i].under {
		if x >= float64(u.from) && x < float64(u.to) && !u.slip {
			return u.target, true
		}
	}
	return "", false
}
