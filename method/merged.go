package method

import (
	"cmp"
	"math"
	"slices"

	"throughline.app/workshop"
)

// merges is the notes of the cells into which others were merged. Elsewhere a layout needs
// no more of its notes than how far they reach.
type merges struct {
	l      *Layout
	s      *workshop.Snapshot
	stages []bool // that another was merged into
	lanes  []bool
	some   bool
	cells  map[[2]int]*mergedCell
}

type mergedCell struct {
	own    []workshop.Rect
	blocks map[workshop.Region]*block
}

// A block is the notes of one merged region.
type block struct {
	from  workshop.Region
	below float64 // where it should begin
	notes []workshop.Rect
}

// merges finds out which stages and lanes were merged into which, and adds them to the
// layout's.
func (l *Layout) merges(s *workshop.Snapshot) *merges {
	g := &merges{l: l, s: s, stages: make([]bool, len(l.Stages)), lanes: make([]bool, len(l.Lanes))}
	for id, st := range s.Stages.All() {
		if st.Canvas != l.Canvas || st.Into == "" || !st.Gone {
			continue
		}
		to, _ := s.StageOf(id)
		if i, here := l.stages[to]; here && to != id { // a grid has none, whatever its records say
			l.stages[id], g.stages[i], g.some = i, true, true
		}
	}
	for id, ln := range s.Lanes.All() {
		if ln.Canvas != l.Canvas || ln.Into == "" || !ln.Gone {
			continue
		}
		to, _ := s.LaneOf(id)
		if j, here := l.lanes[to]; here && to != id {
			l.lanes[id], g.lanes[j], g.some = j, true, true
		}
	}
	return g
}

func (g *merges) holds(stage, lane int) bool { return g.some && (g.stages[stage] || g.lanes[lane]) }

func (g *merges) add(stage, lane int, r workshop.Region, note workshop.Rect) {
	at := [2]int{stage, lane}
	c := g.cells[at]
	if c == nil {
		if g.cells == nil {
			g.cells = make(map[[2]int]*mergedCell)
		}
		c = &mergedCell{blocks: make(map[workshop.Region]*block)}
		g.cells[at] = c
	}
	if r.Stage == g.l.Stages[stage].ID && r.Lane == g.l.Lanes[lane].ID {
		c.own = append(c.own, note)
		return
	}
	b := c.blocks[r]
	if b == nil {
		b = &block{from: r, below: g.below(r)}
		c.blocks[r] = b
	}
	b.notes = append(b.notes, note)
}

// below is how far down its cell a merged region should begin: as each merge on its way
// there said.
func (g *merges) below(r workshop.Region) float64 {
	sum := 0.0
	lane, _ := g.s.LaneOf(r.Lane)
	for _, id := range g.s.StagePath(r.Stage) {
		say := g.s.Stages.Get(id).Below
		v, ok := say.At(string(r.Lane))
		if !ok {
			v, _ = say.At(string(lane))
		}
		sum += v
	}
	stage, _ := g.s.StageOf(r.Stage)
	for _, id := range g.s.LanePath(r.Lane) {
		say := g.s.Lanes.Get(id).Below
		v, ok := say.At(string(r.Stage))
		if !ok {
			v, _ = say.At(string(stage))
		}
		sum += v
	}
	return min(sum, workshop.MaxCoord)
}

// settle finds each block its place in its cell, and deepens the lanes. A block begins
// where its merge said, so that it stays there whatever is put above, beside or below it.
// Only where it would hide a note, as after people worked apart, it goes below all that is
// there.
func (g *merges) settle(depth []float64) map[workshop.Region]float64 {
	if len(g.cells) == 0 {
		return nil
	}
	offset := make(map[workshop.Region]float64)
	for at, c := range g.cells {
		there := c.own
		bottom := foot(there, 0)
		blocks := make([]*block, 0, len(c.blocks))
		for _, b := range c.blocks {
			blocks = append(blocks, b)
		}
		slices.SortFunc(blocks, func(a, b *block) int {
			return cmp.Or(cmp.Compare(a.below, b.below), cmp.Compare(a.from.Stage, b.from.Stage), cmp.Compare(a.from.Lane, b.from.Lane))
		})
		for _, b := range blocks {
			y := b.below
			if hides(there, b.notes, y) {
				y = nextRow(bottom)
			}
			offset[b.from] = y
			for _, n := range b.notes {
				there = append(there, n.Add(workshop.Vec{DY: y}))
			}
			bottom = max(bottom, foot(b.notes, y))
		}
		depth[at[1]] = max(depth[at[1]], bottom)
	}
	return offset
}

func foot(notes []workshop.Rect, offset float64) float64 {
	bottom := 0.0
	for _, n := range notes {
		bottom = max(bottom, n.Max.Y+offset)
	}
	return bottom
}

// Depth is how far down a cell the notes that are shown in it reach, as rows of notes: where
// others can begin. M measures them as in [CanvasKind.Layout].
func (l *Layout) Depth(s *workshop.Snapshot, r workshop.Region, m Measure) float64 {
	return nextRow(foot(l.grid(s, r, m).notes, 0))
}

// nextRow is the first row of notes at or below y, in units from the top of a cell.
func nextRow(y float64) float64 { return math.Ceil(y/(NoteH+Gap)) * (NoteH + Gap) }

// maxLooks bounds the pairs of notes that are compared; in larger cells a block goes below
// all that is there.
const maxLooks = 1_000_000

// hides reports whether notes that begin so far down would cover half of one that is there,
// or be covered.
func hides(there, notes []workshop.Rect, offset float64) bool {
	if len(there)*len(notes) > maxLooks {
		return true
	}
	for _, n := range notes {
		n = n.Add(workshop.Vec{DY: offset})
		for _, o := range there {
			w := min(n.Max.X, o.Max.X) - max(n.Min.X, o.Min.X)
			h := min(n.Max.Y, o.Max.Y) - max(n.Min.Y, o.Min.Y)
			if w > 0 && h > 0 && 2*w*h > min(n.W()*n.H(), o.W()*o.H()) {
				return true
			}
		}
	}
	return false
}
