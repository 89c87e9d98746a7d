package editortest

import (
	"slices"

	"throughline.app/method"
	"throughline.app/workshop"
)

// pillSize is that of every pill in tests, at any zoom.
var pillSize = workshop.Size{W: 80, H: 12}

// Containers makes the containers of a region anew.
func (h hits) Containers(r workshop.Region) []*method.Container {
	notes := h.s.NoteList(h.l.Canvas)
	slices.SortStableFunc(notes, func(a, b *workshop.Note) int {
		p, q := h.rect(a).Min, h.rect(b).Min
		if p.Y != q.Y {
			return int(p.Y - q.Y)
		}
		return int(p.X - q.X)
	})
	var out []*method.Container
	for _, c := range h.s.CategoryList() {
		next := &method.Container{Category: c.ID, Region: r}
		var in, others []workshop.Rect
		for _, n := range notes {
			switch at, _ := h.l.RegionAt(h.rect(n).Min.Add(workshop.Vec{DX: 0.5, DY: 0.5})); {
			case at != r:
			case h.s.CategoryOf(n) == c:
				next.Notes, in = append(next.Notes, n.ID), append(in, h.rect(n))
			default:
				others = append(others, h.rect(n))
			}
		}
		if len(in) == 0 {
			continue
		}
		next.Boxes = method.Enclose(in, others)
		for _, b := range next.Boxes {
			next.Bounds = next.Bounds.Union(b)
		}
		out = append(out, next)
	}
	return out
}

func (h hits) PillRect(id workshop.CategoryID, r workshop.Region, _ float64) (workshop.Rect, bool) {
	for _, c := range h.Containers(r) {
		if c.Category == id {
			var rects []workshop.Rect
			for _, n := range c.Notes {
				rects = append(rects, h.rect(h.s.Notes.Get(n)))
			}
			if i := slices.IndexFunc(method.Held(c.Boxes, rects), func(n int) bool { return n > 1 }); i >= 0 {
				return workshop.RectAt(c.Boxes[i].Min.Add(workshop.Vec{DY: -8}), pillSize), true
			}
		}
	}
	return workshop.Rect{}, false
}

// TagRect is the foot of a note that lies with no other of its category.
func (h hits) TagRect(id workshop.NoteID, _ float64) (workshop.Rect, bool) {
	n := h.s.Notes.Get(id)
	c := h.s.CategoryOf(n)
	if c == nil {
		return workshop.Rect{}, false
	}
	at := h.rect(n)
	r, _ := h.l.RegionAt(at.Min.Add(workshop.Vec{DX: 0.5, DY: 0.5}))
	for _, in := range h.Containers(r) {
		if in.Category == c.ID && slices.Contains(in.Boxes, at.Inset(-method.ContainerPad)) {
			return workshop.RectAt(workshop.Point{X: at.Min.X, Y: at.Max.Y - pillSize.H}, pillSize), true
		}
	}
	return workshop.Rect{}, false
}

func (h hits) PillAt(p workshop.Point, zoom float64) (*method.Container, bool) {
	for _, s := range h.l.Stages {
		for _, l := range h.l.Lanes {
			for _, c := range h.Containers(workshop.Region{Stage: s.ID, Lane: l.ID}) {
				if r, _ := h.PillRect(c.Category, c.Region, zoom); r.Contains(p) {
					return c, true
				}
			}
		}
	}
	return nil, false
}
