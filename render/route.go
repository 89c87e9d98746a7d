package render

import (
	"cmp"
	"hash/maphash"
	"math"
	"slices"
	"sort"

	"throughline.app/workshop"
)

// How links find their way, in canvas units.
const (
	routeMargin    = 56    // how far beyond its two notes a way may go
	routeSpan      = 2400  // notes further apart, width and height together, are joined by a curve
	routeObstacles = 220   // more notes than these in between: a curve
	routeSteps     = 10000 // places looked at before giving up: a curve
	routeLane      = 10    // how far from a note a way passes, where there is room
	routeClear     = 1     // and how near at least
	routeNear      = 5     // nearer than this is a narrow place
	routeBend      = 26    // what a corner costs, as a detour
	routeCorner    = 8     // radius of corners
	straightRoom   = 9     // of a side, at its ends, where no straight way begins
)

// A router finds ways: the course of a link from the edge of one note to the edge of the
// other. A way depends on its two notes and on those that meet its [routeBox], on nothing
// else, so that every laptop finds the same. A router's memory is used again; it belongs
// to one goroutine.
type router struct {
	rects []workshop.Rect // from, to, and what is in between
	lanes [][4]float64    // of each rect, by side: how far off a way passes; 0 where it cannot
	xs    []float64
	ys    []float64
	flat  []uint8 // of the step right from each crossing: blocked, narrow
	steep []uint8 // of the step down
	best  []float32
	came  []int32
	stamp []uint32
	turn  uint32
	heap  []step
}

const (
	blocked uint8 = 1
	narrow  uint8 = 2
)

type step struct {
	f  float32
	id int32
}

// The sides of a note, and the directions out of them.
const (
	sideLeft = iota
	sideRight
	sideTop
	sideBottom
)

var outward = [4]workshop.Vec{{DX: -1}, {DX: 1}, {DY: -1}, {DY: 1}}

// routeBox is where notes may turn the way between two others aside; empty if none can.
func routeBox(from, to workshop.Rect) workshop.Rect {
	both := from.Union(to)
	if _, _, ok := facing(from, to, 0); !ok && both.W()+both.H() > routeSpan {
		return workshop.Rect{}
	}
	return both.Inset(-routeMargin)
}

// find is the way from one note to another among others, which are all that meet the
// [routeBox]; it sorts them. Shift moves its ends along the sides, for notes with
// more than one link.
func (r *router) find(from, to workshop.Rect, shift float64, others []workshop.Rect) []workshop.Point {
	if a, b, ok := facing(from, to, shift); ok {
		between := spanning(a, b).Inset(-routeClear)
		if !slices.ContainsFunc(others, between.Overlaps) {
			return []workshop.Point{a, b}
		}
	}
	both := from.Union(to)
	if both.W()+both.H() > routeSpan || len(others) > routeObstacles || from.Overlaps(to) {
		return curve(from, to, shift)
	}
	slices.SortFunc(others, func(a, b workshop.Rect) int {
		return cmp.Or(cmp.Compare(a.Min.X, b.Min.X), cmp.Compare(a.Min.Y, b.Min.Y), cmp.Compare(a.Max.Y, b.Max.Y), cmp.Compare(a.Max.X, b.Max.X))
	})
	r.rects = append(append(r.rects[:0], from, to), others...)
	r.layLanes()
	r.layGrid(both.Inset(-routeMargin), shift)
	if corners := r.search(shift); corners != nil {
		return rounded(corners)
	}
	return curve(from, to, shift)
}

// facing is the level or upright line between two notes of which one is straight beside or
// below the other.
func facing(from, to workshop.Rect, shift float64) (a, b workshop.Point, ok bool) {
	lo, hi := max(from.Min.Y, to.Min.Y)+straightRoom, min(from.Max.Y, to.Max.Y)-straightRoom
	left, right := max(from.Min.X, to.Min.X)+straightRoom, min(from.Max.X, to.Max.X)-straightRoom
	switch {
	case lo <= hi && (from.Max.X < to.Min.X || to.Max.X < from.Min.X):
		y := max(lo, min(hi, (lo+hi)/2+shift))
		a, b = workshop.Point{X: from.Max.X, Y: y}, workshop.Point{X: to.Min.X, Y: y}
		if to.Max.X < from.Min.X {
			a.X, b.X = from.Min.X, to.Max.X
		}
	case left <= right && (from.Max.Y < to.Min.Y || to.Max.Y < from.Min.Y):
		x := max(left, min(right, (left+right)/2+shift))
		a, b = workshop.Point{X: x, Y: from.Max.Y}, workshop.Point{X: x, Y: to.Min.Y}
		if to.Max.Y < from.Min.Y {
			a.Y, b.Y = from.Min.Y, to.Max.Y
		}
	default:
		return a, b, false
	}
	return a, b, true
}

func spanning(a, b workshop.Point) workshop.Rect {
	return workshop.Rect{
		Min: workshop.Point{X: min(a.X, b.X), Y: min(a.Y, b.Y)},
		Max: workshop.Point{X: max(a.X, b.X), Y: max(a.Y, b.Y)},
	}
}

// layLanes finds how far from each side of each note ways pass: in the middle of a gap that
// is small.
func (r *router) layLanes() {
	r.lanes = r.lanes[:0]
	for i, a := range r.rects {
		room := [4]float64{2 * routeLane, 2 * routeLane, 2 * routeLane, 2 * routeLane}
		mid := a.Center()
		for j, b := range r.rects {
			if i == j || b.Min.X > a.Max.X+2*routeLane {
				continue
			}
			if b.Min.Y < a.Max.Y && b.Max.Y > a.Min.Y {
				if b.Min.X >= mid.X {
					room[sideRight] = min(room[sideRight], b.Min.X-a.Max.X)
				} else if b.Max.X <= mid.X {
					room[sideLeft] = min(room[sideLeft], a.Min.X-b.Max.X)
				}
			}
			if b.Min.X < a.Max.X && b.Max.X > a.Min.X {
				if b.Min.Y >= mid.Y {
					room[sideBottom] = min(room[sideBottom], b.Min.Y-a.Max.Y)
				} else if b.Max.Y <= mid.Y {
					room[sideTop] = min(room[sideTop], a.Min.Y-b.Max.Y)
				}
			}
		}
		for side := range room {
			room[side] = max(0, room[side]/2)
			if room[side] < routeClear {
				room[side] = 0
			}
		}
		r.lanes = append(r.lanes, room)
	}
}

// layGrid lays the lines on which ways may run, and marks where notes are in between.
func (r *router) layGrid(box workshop.Rect, shift float64) {
	r.xs, r.ys = r.xs[:0], r.ys[:0]
	for i, a := range r.rects {
		l := r.lanes[i]
		r.xs = append(r.xs, a.Min.X-l[sideLeft], a.Max.X+l[sideRight])
		r.ys = append(r.ys, a.Min.Y-l[sideTop], a.Max.Y+l[sideBottom])
		if i < 2 {
			c := a.Center()
			r.xs, r.ys = append(r.xs, c.X+shift), append(r.ys, c.Y+shift)
		}
	}
	r.xs = lines(r.xs, box.Min.X, box.Max.X)
	r.ys = lines(r.ys, box.Min.Y, box.Max.Y)
	n := len(r.xs) * len(r.ys)
	r.flat, r.steep = blank(r.flat, n), blank(r.steep, n)
	for _, a := range r.rects {
		r.mark(a.Inset(-routeNear), narrow)
	}
	for _, a := range r.rects {
		r.mark(a.Inset(-routeClear), blocked)
	}
}

func lines(v []float64, lo, hi float64) []float64 {
	v = slices.DeleteFunc(v, func(x float64) bool { return x < lo || x > hi })
	slices.Sort(v)
	return slices.CompactFunc(v, func(a, b float64) bool { return math.Abs(b-a) < 0.01 })
}

func blank(b []uint8, n int) []uint8 {
	if cap(b) < n {
		return make([]uint8, n)
	}
	b = b[:n]
	clear(b)
	return b
}

// mark marks the steps that pass through the inside of a.
func (r *router) mark(a workshop.Rect, what uint8) {
	const hair = 0.005
	x0, x1 := sort.SearchFloat64s(r.xs, a.Min.X+hair), sort.SearchFloat64s(r.xs, a.Max.X-hair) // inside: [x0, x1)
	y0, y1 := sort.SearchFloat64s(r.ys, a.Min.Y+hair), sort.SearchFloat64s(r.ys, a.Max.Y-hair)
	w := len(r.xs)
	for j := y0; j < y1; j++ {
		for i := max(0, x0-1); i < x1 && i < w-1; i++ {
			r.flat[j*w+i] |= what
		}
	}
	for j := max(0, y0-1); j < y1 && j < len(r.ys)-1; j++ {
		for i := x0; i < x1; i++ {
			r.steep[j*w+i] |= what
		}
	}
}

// port is the place on a side of a note where a way begins or ends, and the crossing
// before it; ok is false where the side has no room.
func (r *router) port(i, side int, shift float64) (edge workshop.Point, crossing int32, ok bool) {
	a, off := r.rects[i], r.lanes[i][side]
	if off == 0 {
		return edge, 0, false
	}
	edge = a.Center()
	switch side {
	case sideLeft:
		edge.X, edge.Y = a.Min.X, edge.Y+shift
	case sideRight:
		edge.X, edge.Y = a.Max.X, edge.Y+shift
	case sideTop:
		edge.X, edge.Y = edge.X+shift, a.Min.Y
	case sideBottom:
		edge.X, edge.Y = edge.X+shift, a.Max.Y
	}
	out := outward[side]
	x, okX := lineAt(r.xs, edge.X+out.DX*off)
	y, okY := lineAt(r.ys, edge.Y+out.DY*off)
	return edge, int32(y*len(r.xs) + x), okX && okY
}

func lineAt(v []float64, x float64) (int, bool) {
	i := sort.SearchFloat64s(v, x-0.01)
	return i, i < len(v) && v[i]-x < 0.01
}

// narrowEnd is what it costs to end at a side with little room for an arrow's head.
func narrowEnd(off float64) float32 { return float32(routeLane-off) * 8 }

// search is A* over the crossings and the direction in which they are reached. It returns
// the corners of the cheapest way, edge to edge, nil if there is none within the bounds.
func (r *router) search(shift float64) []workshop.Point {
	w := len(r.xs)
	states := len(r.xs) * len(r.ys) * 4
	if len(r.stamp) < states {
		r.best, r.came, r.stamp = make([]float32, states), make([]int32, states), make([]uint32, states)
		r.turn = 0
	}
	r.turn++
	r.heap = r.heap[:0]
	type goal struct {
		edge     workshop.Point
		crossing int32
		cost     float32
		inward   int
	}
	var goals []goal
	for side := range 4 {
		if edge, crossing, ok := r.port(1, side, shift); ok {
			goals = append(goals, goal{edge, crossing, narrowEnd(r.lanes[1][side]), side ^ 1})
		}
	}
	if len(goals) == 0 {
		return nil
	}
	at := func(c int32) workshop.Point { return workshop.Point{X: r.xs[int(c)%w], Y: r.ys[int(c)/w]} }
	ahead := func(c int32) float32 {
		p, least := at(c), math.Inf(1)
		for _, g := range goals {
			q := at(g.crossing)
			least = min(least, math.Abs(p.X-q.X)+math.Abs(p.Y-q.Y)+float64(g.cost))
		}
		return float32(least)
	}
	reach := func(id int32, cost float32, from int32) {
		if r.stamp[id] == r.turn && r.best[id] <= cost {
			return
		}
		r.stamp[id], r.best[id], r.came[id] = r.turn, cost, from
		r.push(step{cost + ahead(id/4), id})
	}
	var begins [4]workshop.Point
	for side := range 4 {
		if edge, crossing, ok := r.port(0, side, shift); ok {
			begins[side] = edge
			reach(crossing*4+int32(side), narrowEnd(r.lanes[0][side])/3, -1-int32(side))
		}
	}
	var done float32 = math.MaxFloat32
	var end int32 = -1
	var last goal
	for steps := 0; len(r.heap) > 0 && steps < routeSteps; steps++ {
		s := r.pop()
		if s.f >= done {
			break
		}
		cost, crossing, dir := r.best[s.id], s.id/4, int(s.id%4)
		if s.f > cost+ahead(crossing)+0.001 {
			continue // reached more cheaply meanwhile
		}
		for _, g := range goals {
			total := cost + g.cost
			if g.inward != dir {
				total += routeBend
			}
			if g.crossing == crossing && g.inward != dir^1 && total < done {
				done, end, last = total, s.id, g
			}
		}
		i, j := int(crossing)%w, int(crossing)/w
		for d := range 4 {
			if d == dir^1 {
				continue
			}
			ni, nj := i+int(outward[d].DX), j+int(outward[d].DY)
			if ni < 0 || nj < 0 || ni >= w || nj >= len(r.ys) {
				continue
			}
			var marks uint8
			var length float64
			if ni != i {
				marks, length = r.flat[j*w+min(i, ni)], math.Abs(r.xs[ni]-r.xs[i])
			} else {
				marks, length = r.steep[min(j, nj)*w+i], math.Abs(r.ys[nj]-r.ys[j])
			}
			if marks&blocked != 0 {
				continue
			}
			if marks&narrow != 0 {
				length *= 1.7
			}
			if d != dir {
				length += routeBend
			}
			reach(int32(nj*w+ni)*4+int32(d), cost+float32(length), s.id)
		}
	}
	if end < 0 {
		return nil
	}
	corners := []workshop.Point{last.edge}
	for id := end; ; id = r.came[id] {
		if id < 0 {
			corners = append(corners, begins[-1-id])
			break
		}
		corners = append(corners, at(id/4))
	}
	slices.Reverse(corners)
	return unbent(corners)
}

func (r *router) push(s step) {
	h := append(r.heap, s)
	i := len(h) - 1
	for i > 0 && h[i].before(h[(i-1)/2]) {
		h[i], h[(i-1)/2] = h[(i-1)/2], h[i]
		i = (i - 1) / 2
	}
	r.heap = h
}

func (r *router) pop() step {
	h := r.heap
	top, n := h[0], len(h)-1
	h[0] = h[n]
	h = h[:n]
	for i := 0; ; {
		c := 2*i + 1
		if c+1 < n && h[c+1].before(h[c]) {
			c++
		}
		if c >= n || !h[c].before(h[i]) {
			break
		}
		h[i], h[c] = h[c], h[i]
		i = c
	}
	r.heap = h
	return top
}

func (s step) before(o step) bool { return s.f < o.f || s.f == o.f && s.id < o.id }

// digest is a fingerprint of what a way depends on, wherever on the canvas it is.
func digest(from, to workshop.Rect, shift float64, others []workshop.Rect) uint64 {
	var sum uint64
	one := func(r workshop.Rect) uint64 {
		v := [4]int64{}
		for i, x := range [4]float64{r.Min.X - from.Min.X, r.Min.Y - from.Min.Y, r.Max.X - from.Min.X, r.Max.Y - from.Min.Y} {
			v[i] = int64(math.Round(x * 100))
		}
		return maphash.Comparable(digestSeed, v)
	}
	for _, r := range others {
		sum += one(r) // in any order
	}
	return maphash.Comparable(digestSeed, [4]uint64{one(from), one(to), math.Float64bits(shift), sum})
}
