package method

import (
	"cmp"
	"slices"

	"throughline.app/workshop"
)

// ContainerPad is how far a container reaches beyond its notes, in canvas units. It is a
// little more than half of what lies between two notes in a row, so that neighbours join.
const ContainerPad = 6

// A Container is what shows a category in one region: the boxes around its notes there.
type Container struct {
	Category workshop.CategoryID
	Region   workshop.Region   // as shown; the zero Region is the shelf
	Notes    []workshop.NoteID // its members there, from the top, then from the left
	Boxes    []workshop.Rect   // never empty; the first is at the top
	Bounds   workshop.Rect     // around the boxes
}

// Holds reports whether p lies in one of the container's boxes.
func (c *Container) Holds(p workshop.Point) bool {
	return slices.ContainsFunc(c.Boxes, func(b workshop.Rect) bool { return b.Contains(p) })
}

// Meets reports whether r overlaps one of the container's boxes.
func (c *Container) Meets(r workshop.Rect) bool {
	return slices.ContainsFunc(c.Boxes, r.Overlaps)
}

// Held counts the members that lie in each of the boxes that [Enclose] made of them. One
// that lies alone in its box needs no box drawn around it.
func Held(boxes, members []workshop.Rect) []int {
	held := make([]int, len(boxes))
	for _, m := range members {
		if i := slices.IndexFunc(boxes, func(b workshop.Rect) bool { return b.Encloses(m) }); i >= 0 {
			held[i]++
		}
	}
	return held
}

// lookBack is how many boxes a note may join: enough for rows and columns, and it bounds
// what a crowded region costs.
const lookBack = 6

// Enclose draws boxes around the members of a category in one region, given from the top:
// one around all of them where no other note lies between, else as few as go around the
// others. It returns them with [ContainerPad] around each.
func Enclose(members, others []workshop.Rect) []workshop.Rect {
	var all workshop.Rect
	for _, m := range members {
		all = all.Union(m)
	}
	w := wallOf(others, all)
	boxes := []workshop.Rect{all}
	if len(w.notes) > 0 && len(members) > 1 {
		boxes = boxes[:0]
		for _, m := range members {
			boxes = w.gather(boxes, m)
		}
	}
	for i := range boxes {
		boxes[i] = boxes[i].Inset(-ContainerPad)
	}
	return boxes
}

// A wall is the notes that boxes must not cover.
type wall struct {
	notes   []workshop.Rect // from the top
	tallest float64
}

// wallOf is those of some notes that lie within a box.
func wallOf(notes []workshop.Rect, in workshop.Rect) wall {
	w := wall{notes: make([]workshop.Rect, 0, len(notes))}
	for _, n := range notes {
		if n.Overlaps(in) {
			w.notes = append(w.notes, n)
			w.tallest = max(w.tallest, n.H())
		}
	}
	slices.SortFunc(w.notes, func(a, b workshop.Rect) int { return cmp.Compare(a.Min.Y, b.Min.Y) })
	return w
}

// gather adds a member to the last box that it can join, and joins boxes that it connects.
func (w wall) gather(boxes []workshop.Rect, m workshop.Rect) []workshop.Rect {
	for i := len(boxes) - 1; i >= max(0, len(boxes)-lookBack); i-- {
		if u := boxes[i].Union(m); w.joins(boxes[i], m, u) {
			if i == 0 {
				boxes[0] = u
				return boxes
			}
			return w.gather(slices.Delete(boxes, i, i+1), u)
		}
	}
	return append(boxes, m)
}

// joins reports whether the box u around a and b covers no note that neither covers.
func (w wall) joins(a, b, u workshop.Rect) bool {
	from, _ := slices.BinarySearchFunc(w.notes, u.Min.Y-w.tallest, func(n workshop.Rect, y float64) int { return cmp.Compare(n.Min.Y, y) })
	for _, n := range w.notes[from:] {
		if n.Min.Y >= u.Max.Y {
			break
		}
		if n.Overlaps(u) && !n.Overlaps(a) && !n.Overlaps(b) {
			return false
		}
	}
	return true
}
