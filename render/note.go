package render

import (
	"image"

	"throughline.app/workshop"
)

// Below this many pixels a unit, notes are flat: neither shadow nor rounded corners show.
const flatBelow = 0.3

// paintNote draws one note: sheet, text, who wrote it, and the mark of its colour.
func (sc *Scene) paintNote(p *raster, t *placed) {
	if !p.sees(t.r.Inset(-NoteMargin)) {
		return
	}
	style, back := sc.opt.Style, false
	if sc.opt.Lit != nil {
		if back = !sc.opt.Lit[t.note.ID]; back {
			style = style.standingBack()
		} else {
			p.ring(t.r, style.Accent)
		}
	}
	if t.note.Shape == workshop.Words {
		p.paintBare(t, style)
		sc.paintTalk(p, t, style)
		return
	}
	if p.scale < flatBelow {
		sc.paintHue(p, t, back)
		p.flat(t.r, style.Note(t.note.Color))
		defer p.clipTo(p.snap(t.r))()
		sc.paintPicture(p, p.snapSized(t.r), t, style, back)
		sc.paintEdge(p, p.snapSized(t.r), t, back)
		p.text(&t.text.body, t.r.Min.X+NotePadding, t.r.Min.Y+t.box.Max.Y+textTop, style.NoteInk)
		return
	}
	b := p.snapSized(t.r)
	sc.paintHue(p, t, back)
	radius := t.radius()
	p.shadow(b, radius, 5, 2.5, faded(style.Shadow, 0.4)) // the air below it, and where it lies
	p.shadow(b, radius, 2, 1, style.Shadow)
	p.box(b, boxLook{kind: boxFill, radius: to64th(radius * p.scale)}, style.Note(t.note.Color))
	restore := p.clipTo(b) // marks that are stacked on letters end at the note's edge
	sc.paintPicture(p, b, t, style, back)
	p.paintWords(b, t, style)
	restore()
	sc.paintEdge(p, b, t, back)
	if t.note.Locked() {
		p.paintLock(t.r, style)
	}
	if t.also {
		p.paintElsewhere(t, style)
	}
	p.paintCard(t, style)
	if t.note.Rescued() {
		p.paintRescued(t.r)
	}
	sc.paintMark(p, t)
	sc.paintTalk(p, t, style)
}

// paintWords draws what stands on a note whose pixels are b.
func (p *raster) paintWords(b image.Rectangle, t *placed, style Style) {
	top := textTop + t.box.Max.Y
	p.linked(&t.text.body, float64(b.Min.X)+fine(NotePadding*p.scale), float64(b.Min.Y)+fine(top*p.scale), style.NoteInk, style.Link, faded(slipInk, style.slipPart()))
	bottom := t.r.H() - noteFootH
	foot := max(bottom-2.5, min(bottom-0.5, top+t.text.body.height()+1)) // makes room for a full note's text
	p.paintFoot(b, t, foot, style)
}

// paintBare draws words that have no sheet.
func (p *raster) paintBare(t *placed, style Style) {
	restore := p.clipTo(p.snap(t.r.Inset(1 - NoteMargin)))
	x, y := p.px(t.r.Min.X+NotePadding, t.r.Min.Y+textTop)
	p.linked(&t.text.body, x, y, style.Ink, style.Accent, style.slip())
	if p.scale >= flatBelow {
		foot := textTop + t.text.body.height() + 2
		p.paintChips(t, t.r.Min.Y+foot, style.Ink, faded(style.Line, 0.8))
		p.paintDots(t, t.r.W()-NotePadding, foot+tagH/2, style)
	}
	restore()
	if t.note.Rescued() {
		p.paintRescued(t.r)
	}
}

// paintRescued marks a note that somebody deleted while somebody else was writing on it.
func (p *raster) paintRescued(r workshop.Rect) {
	word := p.sh.label(wordKept, authorSize, 40, true)
	w := word.lines[0].width + 8
	tag := workshop.RectAt(workshop.Point{X: r.Max.X - w - 4, Y: r.Min.Y - 5}, workshop.Size{W: w, H: 12})
	p.fill(tag, 6, rgb(0x9A5B00))
	p.text(word, tag.Min.X+4, tag.Min.Y+0.5, rgb(0xFFFFFF))
}
