package render

import (
	"slices"
	"strconv"

	"throughline.app/workshop"
)

// Sizes of the dots that people put on a note, in canvas units.
const (
	dotSide  = 4.5
	dotGap   = 1.8
	mostDots = 5 // are drawn one by one; of more there is one, and their number
)

// dotted is how many dots lie on a note, and how much of its foot they take.
func (sc *Scene) dotted(id workshop.NoteID) (n int, width float64) {
	n = sc.dots[id]
	switch {
	case n == 0:
		return 0, 0
	case n <= mostDots:
		return n, float64(n)*(dotSide+dotGap) + 2
	}
	return n, dotSide + dotGap + sc.dotCount(n).lines[0].width + 4
}

func (sc *Scene) dotCount(n int) *block {
	return sc.sh.label(strconv.Itoa(n), authorSize, 40, true)
}

// paintDots draws the dots of a note so that they end at right, beside y of its foot, both
// from the note's top left.
func (p *raster) paintDots(t *placed, right, y float64, ink Style) {
	if t.dots == 0 {
		return
	}
	colour := rgb(0xC2410C)
	if ink.faint {
		colour = faded(colour, 0.45)
	}
	x, mid := t.r.Min.X+right-t.dotsW+2, t.r.Min.Y+y
	for range min(t.dots, mostDots) {
		p.fill(workshop.RectAt(workshop.Point{X: x, Y: mid - dotSide/2}, workshop.Size{W: dotSide, H: dotSide}), dotSide/2, colour)
		x += dotSide + dotGap
		if t.dotCount != nil {
			p.text(t.dotCount, x, mid-t.dotCount.step/2, colour)
			return
		}
	}
}

// redotted is the notes whose dots are others than in the scene before, by id.
func (sc *Scene) redotted(before *Scene) (ids []workshop.NoteID) {
	for id, n := range sc.dots {
		if before.dots[id] != n {
			ids = append(ids, id)
		}
	}
	for id := range before.dots {
		if sc.dots[id] == 0 {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	return ids
}

// appendNew is ids and those of more that are not among them.
func appendNew(ids, more []workshop.NoteID) []workshop.NoteID {
	for _, id := range more {
		if !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	return ids
}

// speaks reports whether a change has answers that something on the ground is drawn from:
// others than dots.
func speaks(s *workshop.Snapshot, d workshop.Diff) bool {
	return slices.ContainsFunc(d, func(c workshop.Change) bool {
		if c.Ref.Kind != workshop.KindAnswer {
			return false
		}
		a := s.AnswerTable.Get(workshop.AnswerID(c.Ref.ID))
		return a == nil || a.Poll != workshop.Dots
	})
}
