package method

import (
	"math"
	"unicode/utf8"

	"throughline.app/workshop"
)

// Estimate is a [Measure] from the number of characters alone, on the large side, for
// where there is no font to shape with.
func Estimate(n *workshop.Note) workshop.Size {
	const perLine, lineH, linesThatFit = 16, 14, 2
	lines, run := 1, 0
	for i := 0; i < len(n.Text); {
		r, size := utf8.DecodeRuneInString(n.Text[i:])
		i += size
		run++
		if r == '\n' || run > perLine {
			lines, run = lines+1, 0
		}
	}
	return workshop.Size{W: NoteW, H: NoteH + lineH*float64(max(0, lines-linesThatFit))}
}

// FreeSpot returns n places in a region, relative to it, where a note of [NoteW] × [NoteH]
// covers no other and none of them each other: left to right, then down, on the grid of
// two columns. Notes that lie there are measured with m as in [CanvasKind.Layout].
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

// A grid remembers which slots of a region are covered.
type grid struct {
	taken [gridColumns]map[int]bool // by row
	row   int                       // every slot above is taken or was passed over
	col   int
}

func (l *Layout) grid(s *workshop.Snapshot, r workshop.Region, m Measure) *grid {
	g := &grid{}
	for i := range g.taken {
		g.taken[i] = make(map[int]bool)
	}
	for _, n := range s.Notes.All() {
		if n.Place.Canvas != l.Canvas || n.Place.Region != r || n.Deleted() {
			continue
		}
		size := workshop.Size{W: NoteW, H: NoteH}
		if m != nil {
			size = m(n)
		}
		g.cover(workshop.RectAt(clampAt(n.Place.At), size))
	}
	return g
}

const slotW, slotH = NoteW + Gap, NoteH + Gap

// cover takes every slot whose note would meet q.
func (g *grid) cover(q workshop.Rect) {
	first := max(0, int(math.Floor((q.Min.Y-NoteH)/slotH))+1)
	last := int(math.Ceil(q.Max.Y/slotH)) - 1
	for c := range g.taken {
		x := float64(c * slotW)
		if q.Min.X >= x+NoteW || q.Max.X <= x {
			continue
		}
		for row := first; row <= last; row++ {
			g.taken[c][row] = true
		}
	}
}

// take finds the next slot with room for size, and covers it.
func (g *grid) take(size workshop.Size) workshop.Point {
	rows := max(1, int(math.Ceil((size.H+Gap)/slotH)))
	for ; ; g.row, g.col = g.row+(g.col+1)/gridColumns, (g.col+1)%gridColumns {
		free := true
		for row := g.row; row < g.row+rows && free; row++ {
			free = !g.taken[g.col][row]
		}
		if !free {
			continue
		}
		p := workshop.Point{X: float64(g.col * slotW), Y: float64(g.row * slotH)}
		g.cover(workshop.RectAt(p, size))
		return p
	}
}
