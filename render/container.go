package render

import (
	"cmp"
	"maps"
	"slices"

	"throughline.app/method"
	"throughline.app/workshop"
)

// A container is a category in one region of a scene. It is not written to once its scene
// is out.
type container struct {
	method.Container
	rects []workshop.Rect // of its notes
	label pillText
	room  float64 // how wide its pill may be, in canvas units
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
	for c, notes := range members {
		next := sc.around(c, r, notes)
		if i := slices.IndexFunc(before, func(b *container) bool { return b.like(next, box, changed) }); i >= 0 {
			next.Boxes, next.Bounds, next.room = before[i].Boxes, before[i].Bounds, before[i].room
		} else {
			var others []workshop.Rect
			for i, t := range there {
				if of[i] != c {
					others = append(others, t.r)
				}
			}
			next.enclose(box, others)
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
		label:     pillText{c.Name, c.Color, len(notes), sc.spread[c.ID].notes},
	}
	for i, t := range notes {
		next.Notes[i], next.rects[i] = t.note.ID, t.r
	}
	return next
}

// enclose draws the boxes; others are the other notes of the region.
func (c *container) enclose(region workshop.Rect, others []workshop.Rect) {
	c.Boxes = method.Enclose(c.rects, others)
	for _, b := range c.Boxes {
		c.Bounds = c.Bounds.Union(b)
	}
	c.room = roomFor(c.Boxes[0], region, others)
}

// like reports whether a container of the same notes can be drawn as this one was; changed
// is where notes changed, region the box of its region.
func (c *container) like(next *container, region workshop.Rect, changed []workshop.Rect) bool {
	near := c.Bounds.Inset(-pillReach)
	near.Max.X = max(near.Max.X, region.Max.X)
	return c.Category == next.Category && slices.Equal(c.Notes, next.Notes) && slices.Equal(c.rects, next.rects) &&
		!slices.ContainsFunc(changed, near.Overlaps)
}

// same reports whether two containers look the same.
func (c *container) same(o *container) bool {
	return c.label == o.label && c.room == o.room && slices.Equal(c.Boxes, o.Boxes)
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
		if slices.ContainsFunc(changed, sc.regionBox(r).Overlaps) {
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
func (g grouping) retotal(t tally) {
	for r, list := range g {
		cloned := false
		for i, c := range list {
			all := t[c.Category].notes
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
