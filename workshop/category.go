package workshop

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
)

// A Category is a named group of notes that people agreed on. Its members name it in their
// field; they may lie in different regions, and on different canvases.
type Category struct {
	ID       CategoryID
	Name     string
	Color    Color      // one of [CategoryHues], or in older documents one of [Colors]
	Into     CategoryID // merged into that one; see [Snapshot.Category]
	Gone     bool       // dissolved: its notes are in none
	Proposed string     // the name that a proposal gave it, see [Category.Named]
	Kept     bool       // proposals leave it as it is
}

// The hues of categories.
const (
	Teal  Color = "teal"
	Rust  Color = "rust"
	Pink  Color = "pink"
	Olive Color = "olive"
)

// CategoryHues lists the hues of categories in the order in which they are given out.
func CategoryHues() []Color { return []Color{Teal, Blue, Rust, Violet, Pink, Olive} }

// Hue reports whether c is one of [CategoryHues].
func (c Color) Hue() bool { return slices.Contains(CategoryHues(), c) }

// AsHue is the hue in which a category of that colour is drawn. Colours of notes, which
// older documents gave to categories, have the nearest; anything else is grey.
func (c Color) AsHue() Color {
	switch c {
	case Coral:
		return Rust
	case Green:
		return Teal
	case Yellow:
		return Olive
	}
	if c.Hue() {
		return c
	}
	return Grey
}

// Category returns the category that an id stands for: itself, or the one that it was
// merged into, however far. Where people merged some into each other in a circle, the one
// with the smallest id of the circle stands for all. It returns nil for a category that is
// not there, and for one that was dissolved: its notes are in none.
func (s *Snapshot) Category(id CategoryID) *Category {
	c := s.Categories.Get(id)
	if c != nil && c.Into != "" {
		c = s.merged(c)
	}
	if c == nil || c.Gone {
		return nil
	}
	return c
}

// merged follows c to the end.
func (s *Snapshot) merged(c *Category) *Category {
	for range s.Categories.Len() {
		next := s.Categories.Get(c.Into)
		if c.Into == "" || next == nil {
			return c
		}
		c = next
	}
	least := c // so many steps lead into a circle
	for at := s.Categories.Get(c.Into); at != c; at = s.Categories.Get(at.Into) {
		if at.ID < least.ID {
			least = at
		}
	}
	return least
}

// CategoryOf returns the category that a note is in, nil if it is in none. Where somebody
// moved the note by hand while another accepted a proposal, the hand's word stands.
func (s *Snapshot) CategoryOf(n *Note) *Category {
	if n == nil {
		return nil
	}
	if id := n.belongs(); id != "" {
		return s.Category(id)
	}
	return nil
}

// Unsorted is the category in which notes that are in none are shown while categories are
// tried. It is in no document, and [Snapshot.CategoryList] leaves it out.
const Unsorted CategoryID = "unsorted"

// CategoryList returns the categories that are there, by name. One that only a proposal ever
// spoke of is not there while it has no notes, as where two people accepted the same at once.
func (s *Snapshot) CategoryList() []*Category {
	var filled map[*Category]bool
	return listed(s.Categories, func(c *Category) (bool, string, string) {
		there := c.ID != Unsorted && s.Category(c.ID) == c
		if there && c.Open() {
			if filled == nil {
				filled = s.filled()
			}
			there = filled[c]
		}
		return there, c.Name, string(c.ID)
	})
}

// filled are the categories that have notes.
func (s *Snapshot) filled() map[*Category]bool {
	some := make(map[*Category]bool)
	for _, n := range s.Notes.All() {
		if !n.Deleted() {
			if c := s.CategoryOf(n); c != nil {
				some[c] = true
			}
		}
	}
	return some
}

// Members returns the notes of a category on a canvas, the lowest first. It looks at every
// note.
func (s *Snapshot) Members(id CategoryID, canvas CanvasID) []*Note {
	c := s.Category(id)
	return listed(s.Notes, func(n *Note) (bool, string, string) {
		return c != nil && s.CategoryOf(n) == c && !n.Deleted() && n.On(canvas),
			n.Order, string(n.ID)
	})
}

// FreeHue is the hue for the next category: the one that the fewest have.
func (s *Snapshot) FreeHue() Color {
	used := make(map[Color]int)
	for _, c := range s.CategoryList() {
		used[c.Color.AsHue()]++
	}
	return slices.MinFunc(CategoryHues(), func(a, b Color) int { return cmp.Compare(used[a], used[b]) })
}

// FreeCategoryName is what the next category is called while nobody has named it:
// "Category 3".
func (s *Snapshot) FreeCategoryName() string {
	const word = "Category "
	list := s.CategoryList()
	n := len(list)
	for _, c := range list {
		if rest, ok := strings.CutPrefix(c.Name, word); ok {
			if i, err := strconv.Atoi(rest); err == nil && i < MaxNotes {
				n = max(n, i)
			}
		}
	}
	return word + strconv.Itoa(n+1)
}
