package render

import (
	"cmp"
	"maps"
	"slices"

	"throughline.app/insight"
	"throughline.app/method"
	"throughline.app/workshop"
)

// A container is a category in one region of a scene. It is not written to once its scene
// is out.
type container struct {
	method.Container
	rects []workshop.Rect // of its notes
	drawn []workshop.Rect // the boxes that are: those around two notes or more
	top   workshop.Rect   // the one that bears the pill, empty if none is drawn
	alone []workshop.NoteID
	label pillText
	left  float64         // where its pill may begin, in canvas units
	right float64         // and where it ends at most
	near  []workshop.Rect // notes, chevrons and words of the canvas that its pill must not cover
	taken []workshop.Rect // those words
}

// A pillText is what a pill says, and its hue.
type pillText struct {
	name      string
	color     workshop.Color
	here, all int // notes in this region, and of the whole category on this canvas
}

// A grouping is the containers of a scene, region by region, by the names of the
// categories. It is immutable.
type grouping map[workshop.Region][]*container

// regionOf is the region in which a note is shown.
func (sc *Scene) regionOf(t *placed) workshop.Region {
	r, _ := sc.layout.RegionAt(t.r.Min.Add(workshop.Vec{DX: 0.5, DY: 0.5}))
	return r
}

// regionBox is all of a region, edge to edge.
func (sc *Scene) regionBox(r workshop.Region) workshop.Rect {
	if cell, ok := sc.layout.Cell(r); ok && r != (workshop.Region{}) {
		return cell.Inset(-method.CellPadding)
	}
	return sc.layout.Unplaced
}

// group makes the containers of a whole scene.
func (sc *Scene) group() grouping {
	g := make(grouping)
	sc.notes.tree.Scan(func(_, _ [2]float64, t *placed) bool {
		if sc.snap.CategoryOf(t.note) != nil {
			if r := sc.regionOf(t); g[r] == nil {
				g[r] = sc.contain(r, nil, nil)
			}
		}
		return true
	})
	return g
}

// contain makes the containers of one region. It takes over those that were there before
// if they are as they were: changed lists where notes changed since.
func (sc *Scene) contain(r workshop.Region, before []*container, changed []workshop.Rect) []*container {
	box := sc.regionBox(r)
	there := sc.notes.within(box)
	of := make([]*workshop.Category, len(there))
	members := make(map[*workshop.Category][]*placed)
	for i, t := range there {
		if c := sc.snap.CategoryOf(t.note); c != nil && sc.regionOf(t.placed) == r { // else it only hangs over
			of[i] = c
			members[c] = append(members[c], t.placed)
		}
	}
	out := make([]*container, 0, len(members))
	others := make([]workshop.Rect, 0, len(there))
	for c, notes := range members {
		next := sc.around(c, r, notes)
		if i := slices.IndexFunc(before, func(b *container) bool { return b.like(next, box, changed) }); i >= 0 {
			next.drawAs(before[i])
		} else {
			others = others[:0]
			for i, t := range there {
				if of[i] != c {
					others = append(others, t.r)
				}
			}
			next.enclose(others)
			next.makeRoom(sc, box)
		}
		out = append(out, next)
	}
	slices.SortFunc(out, func(a, b *container) int {
		return cmp.Or(cmp.Compare(a.label.name, b.label.name), cmp.Compare(a.Category, b.Category))
	})
	return out
}

// around is the container of some notes, without its boxes.
func (sc *Scene) around(c *workshop.Category, r workshop.Region, notes []*placed) *container {
	slices.SortFunc(notes, func(a, b *placed) int {
		p, q := a.r.Min, b.r.Min
		return cmp.Or(cmp.Compare(p.Y, q.Y), cmp.Compare(p.X, q.X), cmp.Compare(a.note.ID, b.note.ID))
	})
	next := &container{
		Container: method.Container{Category: c.ID, Region: r, Notes: make([]workshop.NoteID, len(notes))},
		rects:     make([]workshop.Rect, len(notes)),
		label:     pillText{c.Name, c.Color, len(notes), sc.spread[c.ID].Notes},
	}
	for i, t := range notes {
		next.Notes[i], next.rects[i] = t.note.ID, t.r
	}
	return next
}

// drawAs takes over the boxes of a container of the same notes.
func (c *container) drawAs(b *container) {
	c.Boxes, c.Bounds, c.drawn, c.top, c.alone = b.Boxes, b.Bounds, b.drawn, b.top, b.alone
	c.left, c.right, c.near, c.taken = b.left, b.right, b.near, b.taken
}

// enclose draws the boxes; others are the other notes of the region. The pill goes to the
// box with the most notes, of these to the largest.
func (c *container) enclose(others []workshop.Rect) {
	c.Boxes = method.Enclose(c.rects, others)
	most, area := 1, 0.0
	held := method.Held(c.Boxes, c.rects)
	for i, b := range c.Boxes {
		c.Bounds = c.Bounds.Union(b)
		if held[i] < 2 {
			continue
		}
		c.drawn = append(c.drawn, b)
		if a := b.W() * b.H(); held[i] > most || held[i] == most && a > area {
			most, area, c.top = held[i], a, b
		}
	}
	for i, m := range c.rects {
		if !slices.ContainsFunc(c.drawn, func(d workshop.Rect) bool { return d.Encloses(m) }) {
			c.alone = append(c.alone, c.Notes[i])
		}
	}
}

// makeRoom finds what the pill must not cover: any note that is not in its own box.
func (c *container) makeRoom(sc *Scene, region workshop.Rect) {
	if c.top.Empty() {
		return
	}
	c.left = min(c.top.Min.X, region.Min.X) + pillIndent
	c.right = max(c.top.Max.X, region.Max.X) - pillIndent
	band := workshop.Rect{
		Min: workshop.Point{X: c.left, Y: c.top.Min.Y + pillLap - pillReach},
		Max: workshop.Point{X: c.right, Y: c.top.Min.Y + pillLap},
	}
	for _, t := range sc.notes.within(band) {
		if !c.top.Encloses(t.r) {
			c.near = append(c.near, t.r)
		}
	}
	for _, s := range sc.layout.Stages {
		if s.Head.Overlaps(band) {
			c.near = append(c.near, s.Head)
		}
	}
	c.taken = nil
	for _, w := range sc.words {
		if w.Overlaps(band) {
			c.near, c.taken = append(c.near, w), append(c.taken, w)
		}
	}
	slices.SortFunc(c.near, func(a, b workshop.Rect) int {
		return cmp.Or(cmp.Compare(a.Min.Y, b.Min.Y), cmp.Compare(a.Min.X, b.Min.X))
	})
}

// like reports whether a container of the same notes can be drawn as this one was; changed
// is where notes changed, region the box of its region.
func (c *container) like(next *container, region workshop.Rect, changed []workshop.Rect) bool {
	near := c.Bounds.Inset(-pillReach)
	near.Min.X = min(near.Min.X, region.Min.X)
	near.Max.X = max(near.Max.X, region.Max.X)
	return c.Category == next.Category && slices.Equal(c.Notes, next.Notes) && slices.Equal(c.rects, next.rects) &&
		!slices.ContainsFunc(changed, near.Overlaps)
}

// same reports whether two containers look the same.
func (c *container) same(o *container) bool {
	return c.label == o.label && slices.Equal(c.Boxes, o.Boxes) && slices.Equal(c.alone, o.alone) &&
		c.left == o.left && c.right == o.right && slices.Equal(c.near, o.near)
}

// regroup returns the containers after the notes at some places changed, or categories did,
// and where they look different now. Sc is the scene after the change.
func (sc *Scene) regroup(before grouping, changed []workshop.Rect, categories bool) (grouping, []workshop.Rect) {
	var next grouping
	if categories {
		next = sc.group()
	} else if next = sc.regroupAt(before, changed); next == nil {
		return before, nil
	}
	return next, before.others(next)
}

// others is where two groupings look different.
func (g grouping) others(next grouping) (dirty []workshop.Rect) {
	for r, was := range g {
		if next[r] == nil {
			dirty = append(dirty, differences(was, nil)...)
		}
	}
	for r, is := range next {
		dirty = append(dirty, differences(g[r], is)...)
	}
	return dirty
}

// regroupAt makes the containers of the regions anew in which notes changed; nil if there
// are none.
func (sc *Scene) regroupAt(before grouping, changed []workshop.Rect) grouping {
	touched := make(map[workshop.Region]bool)
	for r := range before {
		box := sc.regionBox(r)
		box.Min.Y -= pillReach // where its pills may stand
		if slices.ContainsFunc(changed, box.Overlaps) {
			touched[r] = true
		}
	}
	for _, c := range changed {
		for _, t := range sc.notes.within(c) {
			if sc.snap.CategoryOf(t.note) != nil {
				touched[sc.regionOf(t.placed)] = true
			}
		}
	}
	if len(touched) == 0 {
		return nil
	}
	next := maps.Clone(before)
	for r := range touched {
		if list := sc.contain(r, before[r], changed); len(list) > 0 {
			next[r] = list
		} else {
			delete(next, r)
		}
	}
	next.retotal(sc.spread)
	return next
}

// retotal tells containers elsewhere how many notes their categories have now.
func (g grouping) retotal(t insight.Tally) {
	for r, list := range g {
		cloned := false
		for i, c := range list {
			all := t[c.Category].Notes
			if c.label.all == all {
				continue
			}
			if !cloned {
				list, cloned = slices.Clone(list), true
				g[r] = list
			}
			next := *c
			next.label.all = all
			list[i] = &next
		}
	}
}

// differences lists where two lists of containers of one region look different.
func differences(before, after []*container) []workshop.Rect {
	if len(before) == 0 && len(after) == 0 {
		return nil
	}
	was := make(map[workshop.CategoryID]*container, len(before))
	for _, c := range before {
		was[c.Category] = c
	}
	var dirty []workshop.Rect
	for _, c := range after {
		b := was[c.Category]
		delete(was, c.Category)
		switch {
		case b == c || b != nil && b.same(c):
		case b != nil:
			dirty = append(dirty, b.reach().Union(c.reach()))
		default:
			dirty = append(dirty, c.reach())
		}
	}
	for _, b := range was {
		dirty = append(dirty, b.reach())
	}
	return dirty
}
