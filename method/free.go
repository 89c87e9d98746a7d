package method

import (
	"cmp"
	"slices"

	"throughline.app/workshop"
)

// Estimate is a [Measure] from the number of characters alone, wrapped at words, for where
// there is no font to shape with.
func Estimate(n *workshop.Note) workshop.Size {
	const em, lineH, foot = 4.9, 14, 32 // of the smallest text
	size := SizeOf(n)
	perLine := int((size.W - 14) / em)
	lines, line, word := 1, 0, 0
	for _, r := range n.Text {
		switch {
		case r == '\n':
			lines, line, word = lines+1, 0, 0
			continue
		case r == ' ':
			word = 0
		default:
			word++
		}
		if line++; line > perLine && r != ' ' {
			lines, line = lines+1, min(word, perLine)
		}
	}
	size.H = max(size.H, float64(foot+lineH*lines))
	return size
}

// FreeSpot returns n places in a region, relative to it, where a note of [NoteW] × [NoteH]
// covers no other and none of them each other, in two columns: always in the one that is
// free further up, the left one first. Notes that lie there are measured with m as in
// [CanvasKind.Layout].
func (l *Layout) FreeSpot(s *workshop.Snapshot, r workshop.Region, m Measure, n int) []workshop.Point {
	g := l.grid(s, r, m)
	spots := make([]workshop.Point, n)
	for i := range spots {
		spots[i] = g.take(workshop.Size{W: NoteW, H: NoteH})
	}
	return spots
}

// Fill returns a free place for each of the sizes, in their order; see [Layout.FreeSpot].
func (l *Layout) Fill(s *workshop.Snapshot, r workshop.Region, m Measure, sizes []workshop.Size) []workshop.Point {
	g := l.grid(s, r, m)
	spots := make([]workshop.Point, len(sizes))
	for i, size := range sizes {
		spots[i] = g.take(size)
	}
	return spots
}

const gridColumns = 2

// A grid remembers how far down each column of a region is covered.
type grid [gridColumns]column

// A column is what covers it, from top to bottom; every new note goes below next.
type column struct {
	spans []span
	next  float64
}

type span struct{ top, bottom float64 }

func (l *Layout) grid(s *workshop.Snapshot, r workshop.Region, m Measure) *grid {
	g := new(grid)
	for _, n := range s.Notes.All() {
		if n.Place.Canvas != l.Canvas || n.Place.Region != r || n.Deleted() {
			continue
		}
		size, at := m.of(n), clampAt(n.Place.At)
		for i := range g {
			if x := columnX(i); at.X < x+NoteW && at.X+size.W > x {
				g[i].spans = append(g[i].spans, span{at.Y, at.Y + size.H})
			}
		}
	}
	for i := range g {
		slices.SortFunc(g[i].spans, func(a, b span) int { return cmp.Compare(a.top, b.top) })
	}
	return g
}

func columnX(i int) float64 { return float64(i) * (NoteW + Gap) }

// take finds room for size, and covers it. What is wider than a column takes the next too.
func (g *grid) take(size workshop.Size) workshop.Point {
	wide := 1
	for wide < gridColumns && size.W > columnX(wide)-Gap {
		wide++
	}
	best, top := 0, g.free(0, wide, size.H)
	for i := 1; i+wide <= gridColumns; i++ {
		if y := g.free(i, wide, size.H); y < top {
			best, top = i, y
		}
	}
	if size.H < NoteH+Gap {
		size.H = NoteH // a hair more costs a hair of the gap: rows stay in line
	}
	for i := best; i < best+wide; i++ {
		g[i].cover(top + size.H + Gap)
	}
	return workshop.Point{X: columnX(best), Y: top}
}

// free is how far down h fits in all of some columns.
func (g *grid) free(first, wide int, h float64) float64 {
	for y := 0.0; ; {
		was := y
		for i := first; i < first+wide; i++ {
			y = g[i].free(y, h)
		}
		if y == was {
			return y
		}
	}
}

// free is the first place from y on where h fits.
func (c *column) free(y, h float64) float64 {
	y = max(y, c.next)
	for _, s := range c.spans {
		if s.top >= y+h {
			break
		}
		y = max(y, s.bottom+Gap)
	}
	return y
}

// cover takes everything above y.
func (c *column) cover(y float64) {
	c.next = y
	for len(c.spans) > 0 && c.spans[0].bottom+Gap <= y {
		c.spans = c.spans[1:]
	}
}
