package render

import (
	"fmt"
	"math"
	"sort"
	"strings"

	"throughline.app/method"
	"throughline.app/workshop"
)

// How cards are told from plain notes, in canvas units.
const (
	tokenRadius = 18
	cardMark    = 11 // side of the box of a star or a diamond
)

// radius is that of a note's corners.
func (t *placed) radius() float64 {
	if t.card != nil && t.card.Shape == method.Token {
		return tokenRadius
	}
	return noteRadius
}

// footWords is what stands at the left of a note's foot in a width: "Web · data · Ana", ""
// for nothing: what is marked, what else is said of the note, who wrote it. Where all that
// finds no room who wrote it is left out, then what else is said is counted, "Web · data
// +2", and at last what is marked is cut, each by itself, so that a sign is still seen:
// "Visit · Contrac… ↗".
func (sc *Scene) footWords(t *placed, width float64) string {
	var marks []method.Marked
	var said []string
	if t.card != nil {
		marks, said = t.card.Marks(t.note), t.card.Beside(t.note)
	}
	author := ""
	if sc.opt.Authors {
		author = sc.snap.AuthorName(t.note.Author)
	}
	joined := func(most int, more ...string) string {
		var words []string
		for _, m := range marks {
			words = append(words, strings.TrimSpace(cutTo(m.Words, most)+" "+m.Sign))
		}
		return strings.Join(append(words, more...), between)
	}
	const all = workshop.MaxField
	text := joined(all)
	if author != "" {
		if text = joined(all, author); len(marks) > 0 && !sc.fits(text, width) {
			text = joined(all)
		}
	}
	if len(said) > 0 {
		for n := len(said); n >= 0; n-- {
			now, with := joined(all, said[:n]...), joined(all, append(said[:n:n], author)...)
			switch {
			case n < len(said):
				now = strings.TrimSpace(fmt.Sprintf("%s +%d", now, len(said)-n))
			case author != "" && sc.fits(with, width):
				return with
			}
			if sc.fits(now, width) {
				return now
			}
		}
	}
	if len(marks) > 0 && !sc.fits(text, width) {
		const widest = 40 // letters, more than any note has room for
		text = joined(leastMark + sort.Search(widest, func(n int) bool { return !sc.fits(joined(leastMark+n+1), width) }))
	}
	return text
}

const (
	between   = " · "
	leastMark = 3 // letters of what is marked, "…" included
)

// fits reports whether words have room at a foot, whole.
func (sc *Scene) fits(words string, width float64) bool {
	const anyRoom = 1e5
	return sc.sh.label(words, authorSize, anyRoom, false).lines[0].width <= width
}

// cutTo is words of at most that many letters, "…" included.
func cutTo(words string, most int) string {
	r := []rune(words)
	if len(r) <= most {
		return words
	}
	return strings.TrimRight(string(r[:most-1]), " ") + "…"
}

// paintCard draws the sign of a note's card, over its top right corner.
func (p *raster) paintCard(t *placed, style Style) {
	if t.card == nil {
		return
	}
	box := workshop.RectAt(workshop.Point{X: t.r.Max.X - cardMark - 1, Y: t.r.Min.Y - cardMark/2 + 1}, workshop.Size{W: cardMark, H: cardMark})
	at := func(x, y float64) workshop.Point {
		c := box.Center()
		return workshop.Point{X: c.X + x*cardMark/2, Y: c.Y + y*cardMark/2}
	}
	var points []workshop.Point
	switch t.card.Shape {
	case method.Diamond:
		points = []workshop.Point{at(0, -1), at(1, 0), at(0, 1), at(-1, 0)}
	case method.Star:
		for i := range 10 {
			r := 1.0
			if i%2 == 1 {
				r = 0.45
			}
			turn := float64(i)*math.Pi/5 - math.Pi/2
			points = append(points, at(r*math.Cos(turn), r*math.Sin(turn)))
		}
	default:
		return
	}
	ink := rgb(0xC2410C)
	if style.faint {
		ink = faded(ink, faintInk)
	}
	p.polygon(points, box, ink)
}
