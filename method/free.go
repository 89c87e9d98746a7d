package method

import (
	"cmp"
	"math"
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
// covers no other and none of them each other: always in the column of notes that is free
// furthest up, the left one first. There are as many of these as the stage is wide; where
// they get deep there is one more, and the stage grows, unless a person gave it its width.
// Notes that lie there are measured with m as in [CanvasKind.Layout].
func (l *Layout) FreeSpot(s *workshop.Snapshot, r workshop.Region, m Measure, n int) []workshop.Point {
	sizes := make([]workshop.Size, n)
	for i := range sizes {
		sizes[i] = workshop.Size{W: NoteW, H: NoteH}
	}
	return l.Fill(s, r, m, sizes)
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

// maxAbreast is how many columns of notes a stage grows to by itself.
const maxAbreast = 8

// deep is how far down columns of notes reach before there is one more of them: cells stay
// about as wide as they are high.
func deep(columns int) float64 { return float64(2*(columns+1)) * (NoteH + Gap) }

// A grid remembers how far down each column of notes in a region is covered.
type grid struct {
	columns []column
	most    int // columns that there may be
	notes   []workshop.Rect
}

// A column is what covers it, from top to bottom; every new note goes below next.
type column struct {
	spans []span
	next  float64
}

type span struct{ top, bottom float64 }

func (l *Layout) grid(s *workshop.Snapshot, r workshop.Region, m Measure) *grid {
	g, width := &grid{most: maxAbreast}, float64(ColumnPitch-2*CellPadding)
	home, cell := l.Home(r), workshop.Rect{Min: l.shelf}
	if c, ok := l.Cell(home); ok {
		cell, width = c, c.W()
	}
	if i, ok := l.stages[home.Stage]; ok && l.Stages[i].Pinned {
		g.most = 0
	}
	for _, n := range s.Notes.All() {
		if !n.On(l.Canvas) || n.Deleted() {
			continue
		}
		place := l.PlaceOf(n)
		if place.Region != home && l.Home(place.Region) != home {
			continue
		}
		size, at := m.of(n), l.Position(place)
		g.notes = append(g.notes, workshop.RectAt(workshop.Point{X: at.X - cell.Min.X, Y: at.Y - cell.Min.Y}, size))
	}
	for range max(1, int((width+Gap)/ColumnStep)) {
		g.widen()
	}
	return g
}

// widen adds a column at the right.
func (g *grid) widen() {
	x := columnX(len(g.columns))
	var c column
	for _, n := range g.notes {
		if n.Min.X < x+NoteW && n.Max.X > x {
			c.spans = append(c.spans, span{n.Min.Y, n.Max.Y})
		}
	}
	slices.SortFunc(c.spans, func(a, b span) int { return cmp.Compare(a.top, b.top) })
	g.columns = append(g.columns, c)
}

func columnX(i int) float64 { return float64(i) * ColumnStep }

// take finds room for size, and covers it. What is wider than a column takes the next too.
func (g *grid) take(size workshop.Size) workshop.Point {
	abreast := max(1, int(math.Ceil(size.W/ColumnStep))) // how many columns it needs
	for len(g.columns) < abreast {
		g.widen()
	}
	best, y := g.best(abreast, size.H)
	for y+size.H > deep(len(g.columns)) && len(g.columns) < g.most {
		g.widen()
		best, y = g.best(abreast, size.H)
	}
	next := y + size.H + Gap
	if size.H < NoteH+Gap {
		next = y + NoteH + Gap // a hair more costs a hair of the gap: rows stay in line
	}
	for i := range abreast {
		g.columns[best+i].next = next
	}
	return workshop.Point{X: columnX(best), Y: y}
}

// best is the first of the columns abreast where h fits furthest up, and how far down.
func (g *grid) best(abreast int, h float64) (column int, y float64) {
	for i := range len(g.columns) - abreast + 1 {
		if at := seek(g.columns[i:i+abreast], h); i == 0 || at < y {
			column, y = i, at
		}
	}
	return column, y
}

// seek is how far down a note that is h high, and lies in all of the columns, fits.
func seek(columns []column, h float64) float64 {
	y := 0.0
	for i := range columns {
		y = max(y, columns[i].next)
	}
	for again := true; again; {
		again = false
		for i := range columns {
			if at := columns[i].clear(y, h); at > y {
				y, again = at, len(columns) > 1
			}
		}
	}
	return y
}

// clear is y, or the first place further down where h fits between what covers the column.
func (c *column) clear(y, h float64) float64 {
	for len(c.spans) > 0 && c.spans[0].bottom+Gap <= c.next { // no longer in the way
		c.spans = c.spans[1:]
	}
	for _, s := range c.spans {
		if s.top >= y+h {
			break
		}
		if s.bottom+Gap > y {
			y = s.bottom + Gap
		}
	}
	return y
}
