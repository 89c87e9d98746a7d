package render

import (
	"fmt"

	"throughline.app/workshop"
)

// Sizes of the mark of a note that has comments, in canvas units.
const (
	talkH    = 13
	talkSide = 6   // of the mark, outside the note's right edge
	talkUp   = 5.5 // and above its top
	talkText = 8.5
)

// maxTalk is the greatest number that is written on a mark.
const maxTalk = 99

// talkRect is where the mark of a note's comments lies, empty if it has none.
func (sc *Scene) talkRect(t *placed) workshop.Rect {
	n := sc.talk[t.note.ID]
	if n == 0 {
		return workshop.Rect{}
	}
	w := 15.0
	if n > 9 {
		w = 20
	}
	return workshop.RectAt(workshop.Point{X: t.r.Max.X + talkSide - w, Y: t.r.Min.Y - talkUp}, workshop.Size{W: w, H: talkH})
}

// CommentsAt returns the note whose mark of comments lies at a point.
func (sc *Scene) CommentsAt(p workshop.Point) (workshop.NoteID, bool) {
	if len(sc.talk) == 0 {
		return "", false
	}
	near := workshop.Rect{Min: p, Max: p}.Inset(-talkH)
	var found *placed
	for _, t := range sc.notes.sorted(near) {
		if r := sc.talkRect(t.placed); !r.Empty() && r.Inset(-2).Contains(p) {
			found = t.placed
		}
	}
	if found == nil {
		return "", false
	}
	return found.note.ID, true
}

// paintTalk draws how many comments a note has: a small bubble over its top right corner.
func (sc *Scene) paintTalk(p *raster, t *placed, style Style) {
	r := sc.talkRect(t)
	if r.Empty() {
		return
	}
	ink := rgb(0x0F766E)
	p.fill(workshop.RectAt(workshop.Point{X: r.Min.X + 3, Y: r.Max.Y - 4}, workshop.Size{W: 5, H: 6}), 1, ink) // the bubble's tail
	p.fill(r, talkH/2, ink)
	word := p.sh.label(fmt.Sprint(min(maxTalk, sc.talk[t.note.ID])), talkText, r.W(), true)
	if len(word.lines) > 0 {
		p.text(word, r.Center().X-word.lines[0].width/2, r.Min.Y+1.2, rgb(0xFFFFFF))
	}
}

// talkChanged is what has to be painted where the number of comments is another than in
// the scene before.
func (sc *Scene) talkChanged(before *Scene) []workshop.Rect {
	var dirty []workshop.Rect
	changed := func(id workshop.NoteID) {
		if r, ok := sc.NoteRect(id); ok && sc.talk[id] != before.talk[id] {
			dirty = append(dirty, r.Inset(-NoteMargin))
		}
	}
	for id := range sc.talk {
		changed(id)
	}
	for id := range before.talk {
		if sc.talk[id] == 0 {
			changed(id)
		}
	}
	return dirty
}
