package render

import (
	"throughline.app/method"
	"throughline.app/workshop"
)

// Below this many pixels a unit, notes are flat: neither shadow nor rounded corners show.
const flatBelow = 0.3

// paintNote draws one note: sheet, text, who wrote it, and the mark of its colour.
func (sc *Scene) paintNote(p *raster, n *workshop.Note) {
	r := sc.rectOf(n)
	if !p.sees(r.Inset(-NoteMargin)) {
		return
	}
	style := sc.opt.Style
	if p.scale < flatBelow {
		p.fill(r, 0, style.Note(n.Color))
	} else {
		p.shadow(r, noteRadius, 4, 1.5, style.Shadow)
		p.fill(r, noteRadius, style.Note(n.Color))
	}
	ink := style.NoteInk
	body := sc.sh.set(n.Text)
	p.text(&body.body, r.Min.X+NotePadding, r.Min.Y+NotePadding-1, ink)
	if p.scale < flatBelow {
		return
	}
	foot := r.Max.Y - noteFootH
	quiet := faded(ink, 0.62)
	if sc.opt.Authors {
		if name := sc.snap.AuthorName(n.Author); name != "" {
			by := sc.sh.label(name, authorSize, method.NoteW-2*NotePadding-16, false)
			p.text(by, r.Min.X+NotePadding, foot+1, quiet)
		}
	}
	p.mark(n.Color, workshop.Point{X: r.Max.X - NotePadding - 3.5, Y: foot + 6.5}, 7, faded(ink, 0.34))
	if n.Rescued() {
		sc.paintRescued(p, r)
	}
}

// paintRescued marks a note that somebody deleted while somebody else was writing on it.
func (sc *Scene) paintRescued(p *raster, r workshop.Rect) {
	word := sc.sh.label("kept", authorSize, 40, true)
	w := word.lines[0].width + 8
	tag := workshop.RectAt(workshop.Point{X: r.Max.X - w - 4, Y: r.Min.Y - 5}, workshop.Size{W: w, H: 12})
	p.fill(tag, 6, rgb(0x9A5B00))
	p.text(word, tag.Min.X+4, tag.Min.Y+1, rgb(0xFFFFFF))
}
