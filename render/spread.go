package render

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"throughline.app/workshop"
)

// A spread is a category that reaches over more than one stage, as the foot names it.
type spread struct {
	text   string
	color  workshop.Color
	stages int
	notes  int
}

// A share is what one note adds to the reach of its category.
type share struct {
	category workshop.CategoryID // "" for a note that adds nothing
	stage    workshop.StageID
	function string
}

// A reach is how far one category spreads. It is not written to once its tally is out.
type reach struct {
	stages    map[workshop.StageID]int // notes in each
	functions map[string]int
	notes     int
}

// A tally is the reach of each category on one canvas. It is immutable.
type tally map[workshop.CategoryID]*reach

func tallyOf(s *workshop.Snapshot, canvas workshop.CanvasID) tally {
	t := make(tally)
	for id, n := range s.Notes.All() {
		if n.Category != "" {
			t.count(shareOf(s, canvas, id), 1)
		}
	}
	return t
}

func shareOf(s *workshop.Snapshot, canvas workshop.CanvasID, id workshop.NoteID) share {
	n := s.Notes.Get(id)
	if n == nil || n.Category == "" || n.Place.Canvas != canvas || n.Deleted() {
		return share{}
	}
	c := s.CategoryOf(n)
	if c == nil {
		return share{}
	}
	stage, _ := s.StageOf(n.Place.Region.Stage)
	sh := share{c.ID, stage, n.Function}
	if p := s.People.Get(n.Author); sh.function == "" && p != nil {
		sh.function = p.Function
	}
	return sh
}

func (t tally) count(sh share, by int) {
	if sh.category == "" {
		return
	}
	r := t[sh.category]
	if r == nil {
		r = &reach{stages: make(map[workshop.StageID]int), functions: make(map[string]int)}
		t[sh.category] = r
	}
	r.notes += by
	if sh.stage != "" {
		add(r.stages, sh.stage, by)
	}
	if sh.function != "" {
		add(r.functions, sh.function, by)
	}
}

func add[K comparable](m map[K]int, k K, by int) {
	if m[k] += by; m[k] == 0 {
		delete(m, k)
	}
}

// moved returns the tally after one note's share has changed; t itself if it has not.
func (t tally) moved(before, after share) tally {
	if before == after {
		return t
	}
	next := maps.Clone(t)
	for _, c := range [2]workshop.CategoryID{before.category, after.category} {
		if r := next[c]; r != nil && r == t[c] {
			next[c] = &reach{maps.Clone(r.stages), maps.Clone(r.functions), r.notes}
		}
	}
	next.count(before, -1)
	next.count(after, 1)
	return next
}

// same reports whether two tallies show the same.
func (t tally) same(o tally) bool {
	return maps.EqualFunc(t, o, func(a, b *reach) bool {
		return a == b || a.notes == b.notes && len(a.stages) == len(b.stages) && len(a.functions) == len(b.functions)
	})
}

// spreads lists the categories that span at least two stages, the widest first, and how
// many notes they hold together.
func (t tally) spreads(s *workshop.Snapshot) (all []spread, notes int) {
	for _, c := range s.CategoryList() {
		r := t[c.ID]
		if r == nil || len(r.stages) < 2 {
			continue
		}
		text := fmt.Sprintf("%s · %d stages", c.Name, len(r.stages))
		if len(r.functions) > 1 {
			text += fmt.Sprintf(" · %d functions", len(r.functions))
		}
		all = append(all, spread{text, c.Color, len(r.stages), r.notes})
		notes += r.notes
	}
	slices.SortStableFunc(all, func(a, b spread) int {
		return cmp.Or(cmp.Compare(b.stages, a.stages), cmp.Compare(b.notes, a.notes))
	})
	return all, notes
}

// A Reach is how far a category reaches on one canvas.
type Reach struct {
	Category                 *workshop.Category
	Notes, Stages, Functions int
}

// Reaches lists how far the categories reach on a canvas, by their names. It looks at every
// note.
func Reaches(s *workshop.Snapshot, canvas workshop.CanvasID) []Reach {
	t := tallyOf(s, canvas)
	var all []Reach
	for _, c := range s.CategoryList() {
		r := Reach{Category: c}
		if is := t[c.ID]; is != nil {
			r.Notes, r.Stages, r.Functions = is.notes, len(is.stages), len(is.functions)
		}
		all = append(all, r)
	}
	return all
}
