package render

import (
	"strings"

	"throughline.app/workshop"
)

// hueRing is how wide the hue of its category shows around a note, in canvas units; the
// outline of a selected note lies around it.
const hueRing = 1.75

// Ringed returns the scene with the hue of its category around each note, or without, and
// with other marks. What that changes is for the caller to have painted again: the notes
// that are in a category, and those that had a mark or have one.
func (sc *Scene) Ringed(rings bool, marks map[workshop.NoteID]string) *Scene {
	next := *sc
	next.opt.Rings, next.opt.Marks = rings, marks
	return &next
}

// paintMark writes the mark of a note over its top left corner: that people do not agree
// where it belongs, and what the person is told of it now.
func (sc *Scene) paintMark(p *raster, t *placed) {
	text := sc.opt.Marks[t.note.ID]
	if !sc.opt.NoCategories && sc.snap.Contested(t.note) {
		text = strings.Trim(wordContested+" "+text, " ")
	}
	if text == "" {
		return
	}
	word := p.sh.label(text, authorSize, 80, true)
	tag := workshop.RectAt(workshop.Point{X: t.r.Min.X + 6, Y: t.r.Min.Y - NoteMargin}, workshop.Size{W: word.lines[0].width + 8, H: 12})
	p.fill(tag, 6, rgb(0x4B483F))
	p.text(word, tag.Min.X+4, tag.Min.Y+0.5, rgb(0xFFFFFF))
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
