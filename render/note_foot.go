package render

import (
	"fmt"
	"image"
	"image/color"

	"throughline.app/workshop"
)

// What stands at a note's foot, in canvas units.
const (
	markSide = 7
	tagSize  = 8
	tagPad   = 4 // before and behind a tag's words
	tagH     = 11
	tagGap   = 3
	leastTag = 26 // a chip with less room than that says nothing
	wordsTag = 16 // below words without a sheet, for their tags
)

// A chip is a tag, or "+2" for those that found no room.
type chip struct {
	set  *block
	x, w float64 // from the note's left
}

// foot sets what stands at a note's foot: what its card marks, who wrote it, and its tags
// as far as they fit.
func (sc *Scene) foot(t *placed) {
	left, room := float64(NotePadding), t.r.W()-2*NotePadding
	if t.dots, t.dotsW = sc.dotted(t.note.ID); t.dots > mostDots {
		t.dotCount = sc.dotCount(t.dots)
	}
	room -= t.dotsW // words without a sheet have theirs below, with their tags
	tags := t.note.Tags()
	if t.note.Shape == workshop.Sticky {
		room -= markSide + 4
		if t.also {
			room -= markSide + 6
		}
		width := room
		if len(tags) > 0 {
			width = room * 0.42
		}
		if words := sc.footWords(t, width); words != "" {
			t.by = sc.sh.label(words, authorSize, width, false)
			left += t.by.lines[0].width + 6
		}
	}
	if len(tags) > 0 {
		t.tags = sc.chips(tags, left, NotePadding+room)
	}
}

// chips lays tags between left and right. One that does not fit ends in "…" if it is the
// first, and all that are left out are counted in a last chip.
func (sc *Scene) chips(tags []string, left, right float64) []chip {
	var all []chip
	set := func(text string, room float64) chip {
		b := sc.sh.label(text, tagSize, room-2*tagPad, false)
		return chip{b, left, b.lines[0].width + 2*tagPad}
	}
	const anyRoom = 1e4
	for i, tag := range tags {
		more := 0.0
		if left := len(tags) - i - 1; left > 0 {
			more = set(fmt.Sprintf("+%d", left), anyRoom).w + tagGap
		}
		c := set(tag, anyRoom)
		room := right - left - more
		if c.w > room && i == 0 && room >= leastTag {
			c = set(tag, room)
		}
		if c.w > room {
			all = append(all, set(fmt.Sprintf("+%d", len(tags)-i), anyRoom))
			break
		}
		all = append(all, c)
		left += c.w + tagGap
	}
	return all
}

// paintFoot draws who wrote a note, its tags and the mark of its colour, beside y of the
// note whose pixels are b.
func (p *raster) paintFoot(b image.Rectangle, t *placed, foot float64, style Style) {
	at := func(x, y float64) (float64, float64) {
		return float64(b.Min.X) + fine(x*p.scale), float64(b.Min.Y) + fine(y*p.scale)
	}
	if t.by != nil {
		x, y := at(NotePadding, foot)
		p.textAt(t.by, x, y, faded(style.NoteInk, authorInk))
	}
	p.paintChips(t, t.r.Min.Y+foot+0.5, style.NoteInk, chipGround)
	right := t.r.W() - NotePadding - markSide - 4
	if t.also {
		right -= markSide + 6
	}
	p.paintDots(t, right, foot+6.5, style)
	x, y := at(t.r.W()-NotePadding-markSide/2, foot+6.5)
	p.mark(t.note.Color, x, y, markSide, faded(style.NoteInk, 0.34))
}

// chipGround lies under a tag on a note: lighter than the note.
var chipGround = alpha(0xFFFFFF, 0x80)

// paintChips draws the tags of a note, their top at y on the canvas.
func (p *raster) paintChips(t *placed, y float64, ink, ground color.NRGBA) {
	for _, c := range t.tags {
		box := workshop.RectAt(workshop.Point{X: t.r.Min.X + c.x, Y: y}, workshop.Size{W: c.w, H: tagH})
		p.fill(box, tagH/2, ground)
		p.text(c.set, box.Min.X+tagPad, box.Min.Y+0.4, faded(ink, 0.85))
	}
}
