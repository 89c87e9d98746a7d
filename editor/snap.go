package editor

import (
	"cmp"
	"math"
	"slices"

	"throughline.app/method"
	"throughline.app/workshop"
)

// A Guide is a thin line along which something in the hand is in line with its neighbours,
// or that fills a gap as wide as the next; upright or level, in canvas units.
type Guide struct{ From, To workshop.Point }

const (
	snapNear  = 6.0   // units of the window within which an edge jumps to another
	snapReach = 400.0 // canvas units around what is carried in which neighbours count
	snapMost  = 2_000 // canvas units; what is carried and larger is not snapped
	maxGuides = 12
)

// A snapAxis is one of the two ways in which things can be in line: the low and the high
// end of boxes along it.
type snapAxis struct{ lo, hi func(workshop.Rect) float64 }

var (
	alongX = snapAxis{lo: func(r workshop.Rect) float64 { return r.Min.X }, hi: func(r workshop.Rect) float64 { return r.Max.X }}
	alongY = snapAxis{lo: func(r workshop.Rect) float64 { return r.Min.Y }, hi: func(r workshop.Rect) float64 { return r.Max.Y }}
)

// across is the other axis.
func (a *snapAxis) across() *snapAxis {
	if a == &alongX {
		return &alongY
	}
	return &alongX
}

// Snap shifts r, by at most a few units of the window, to where its edges, its middle or
// its gaps agree with those of notes nearby that are not among carried. It tells the lines
// that then show it. Axes that are not free are left alone.
func (ed *Editor) Snap(r workshop.Rect, carried []workshop.NoteID, freeX, freeY bool) (workshop.Vec, []Guide) {
	if r.W() > snapMost || r.H() > snapMost {
		return workshop.Vec{}, nil
	}
	near := ed.around(r, carried)
	tol := snapNear / float64(ed.view.Zoom)
	var by workshop.Vec
	if freeX {
		by.DX = alongX.snap(r, near, tol)
	}
	if freeY {
		by.DY = alongY.snap(r, near, tol)
	}
	r = r.Add(by)
	var guides []Guide
	if freeX {
		guides = alongX.guides(guides, r, near)
	}
	if freeY {
		guides = alongY.guides(guides, r, near)
	}
	return by, guides[:min(len(guides), maxGuides)]
}

// around is where the notes near r lie that are not carried.
func (ed *Editor) around(r workshop.Rect, carried []workshop.NoteID) []workshop.Rect {
	held := make(map[workshop.NoteID]bool, len(carried))
	for _, id := range carried {
		held[id] = true
	}
	hits := ed.Hits()
	var near []workshop.Rect
	for _, id := range hits.NotesIn(r.Inset(-snapReach), false) {
		if n, ok := hits.NoteRect(id); ok && !held[id] {
			near = append(near, n)
		}
	}
	return near
}

func (a *snapAxis) middle(r workshop.Rect) float64 { return (a.lo(r) + a.hi(r)) / 2 }

// snap is the least shift along the axis that brings r in line, 0 if none is within tol.
func (a *snapAxis) snap(r workshop.Rect, near []workshop.Rect, tol float64) float64 {
	best, found := 0.0, false
	try := func(shift float64) {
		if math.Abs(shift) <= tol && (!found || math.Abs(shift) < math.Abs(best)) {
			best, found = shift, true
		}
	}
	c := a.across()
	for _, n := range near {
		try(a.lo(n) - a.lo(r))
		try(a.hi(n) - a.hi(r))
		try(a.middle(n) - a.middle(r))
		if c.lo(n) < c.hi(r) && c.lo(r) < c.hi(n) { // beside it, as notes lie that were laid out
			try(a.hi(n) + method.Gap - a.lo(r))
			try(a.lo(n) - method.Gap - a.hi(r))
		}
	}
	before, after := a.row(r, near, tol)
	if n := len(before); n > 0 {
		last := before[n-1]
		if n > 1 {
			try(a.hi(last) + a.lo(last) - a.hi(before[n-2]) - a.lo(r))
		}
		if len(after) > 0 {
			try((a.hi(last)+a.lo(after[0]))/2 - a.middle(r))
		}
	}
	if len(after) > 1 {
		try(a.lo(after[0]) - (a.lo(after[1]) - a.hi(after[0])) - a.hi(r))
	}
	return best
}

// row is the neighbours beside r, before and after it along the axis, each in order and
// without those that overlap the one before.
func (a *snapAxis) row(r workshop.Rect, near []workshop.Rect, tol float64) (before, after []workshop.Rect) {
	c := a.across()
	var beside []workshop.Rect
	for _, n := range near {
		if c.lo(n) < c.hi(r) && c.lo(r) < c.hi(n) {
			beside = append(beside, n)
		}
	}
	slices.SortFunc(beside, func(p, q workshop.Rect) int {
		return cmp.Or(cmp.Compare(a.lo(p), a.lo(q)), cmp.Compare(c.lo(p), c.lo(q)))
	})
	add := func(to []workshop.Rect, n workshop.Rect) []workshop.Rect {
		if k := len(to); k > 0 && a.lo(n) < a.hi(to[k-1]) {
			return to
		}
		return append(to, n)
	}
	for _, n := range beside {
		switch {
		case a.hi(n) <= a.lo(r)+tol:
			before = add(before, n)
		case a.lo(n) >= a.hi(r)-tol:
			after = add(after, n)
		}
	}
	return before, after
}

// even is how exactly two numbers agree that are said to be the same.
const even = 0.01

// guides adds the lines along which r, snapped, is in line: across the axis through the
// edges that agree, and in the gaps that are as wide as each other.
func (a *snapAxis) guides(to []Guide, r workshop.Rect, near []workshop.Rect) []Guide {
	c := a.across()
	for _, at := range [...]float64{a.lo(r), a.hi(r), a.middle(r)} {
		from, end, any := c.lo(r), c.hi(r), false
		for _, n := range near {
			edge := math.Abs(a.lo(n)-at) < even || math.Abs(a.hi(n)-at) < even
			if at == a.middle(r) {
				edge = math.Abs(a.middle(n)-at) < even
			}
			if edge {
				from, end, any = min(from, c.lo(n)), max(end, c.hi(n)), true
			}
		}
		if any {
			to = append(to, a.guide(at, at, from, end))
			break // of boxes of one size all three agree: one line says it
		}
	}
	before, after := a.row(r, near, even)
	all := append(append(slices.Clone(before), r), after...)
	for i := 2; i < len(all); i++ {
		left, right := a.lo(all[i-1])-a.hi(all[i-2]), a.lo(all[i])-a.hi(all[i-1])
		mine := i >= len(before) && i <= len(before)+2
		if !mine || math.Abs(left-right) > even || left < 1 {
			continue
		}
		for j := i - 1; j <= i; j++ {
			at := (max(c.lo(all[j-1]), c.lo(all[j])) + min(c.hi(all[j-1]), c.hi(all[j]))) / 2
			to = append(to, a.guide(a.hi(all[j-1]), a.lo(all[j]), at, at))
		}
	}
	return to
}

// guide is a line from one place along the axis to another, and so across it.
func (a *snapAxis) guide(from, to, acrossFrom, acrossTo float64) Guide {
	if a == &alongX {
		return Guide{workshop.Point{X: from, Y: acrossFrom}, workshop.Point{X: to, Y: acrossTo}}
	}
	return Guide{workshop.Point{X: acrossFrom, Y: from}, workshop.Point{X: acrossTo, Y: to}}
}
