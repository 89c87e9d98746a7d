package insight

import (
	"maps"
	"strings"

	"throughline.app/workshop"
)

// A Share is what one note adds to its category. Two shares that are equal add the same.
type Share struct {
	category  workshop.CategoryID // "" for a note that adds nothing
	stage     workshop.StageID
	functions string // keys, one a line
	author    workshop.PersonID
}

// ShareOf is what a note adds on a canvas; one inside a stage adds to that stage.
func ShareOf(s *workshop.Snapshot, canvas workshop.CanvasID, id workshop.NoteID) Share {
	n := s.Notes.Get(id)
	if n == nil || n.Category == "" || n.Deleted() {
		return Share{}
	}
	stage, ok := s.CountsOn(canvas, n)
	if !ok {
		return Share{}
	}
	c := s.CategoryOf(n)
	if c == nil {
		return Share{}
	}
	sh := Share{category: c.ID, author: n.Author, stage: stage}
	keys := s.FunctionsOf(n)
	for i, f := range keys {
		keys[i] = workshop.FunctionKey(f)
	}
	sh.functions = strings.Join(keys, "\n")
	return sh
}

// A Reach is how far one category reaches. It is not written to once its tally is out.
type Reach struct {
	Notes     int
	Stages    map[workshop.StageID]int // notes in each
	Functions map[string]int           // likewise, by [workshop.FunctionKey]; a note counts for each of its functions
	Authors   map[workshop.PersonID]int
}

// A Tally is the reach of each category on one canvas. It is immutable.
type Tally map[workshop.CategoryID]*Reach

// TallyOf counts a canvas.
func TallyOf(s *workshop.Snapshot, canvas workshop.CanvasID) Tally {
	t := make(Tally)
	for id, n := range s.Notes.All() {
		if n.Category != "" {
			t.count(ShareOf(s, canvas, id), 1)
		}
	}
	return t
}

func (t Tally) count(sh Share, by int) {
	if sh.category == "" {
		return
	}
	r := t[sh.category]
	if r == nil {
		r = &Reach{Stages: make(map[workshop.StageID]int), Functions: make(map[string]int), Authors: make(map[workshop.PersonID]int)}
		t[sh.category] = r
	}
	r.Notes += by
	if sh.stage != "" {
		add(r.Stages, sh.stage, by)
	}
	if sh.author != "" {
		add(r.Authors, sh.author, by)
	}
	if sh.functions != "" {
		for f := range strings.SplitSeq(sh.functions, "\n") {
			add(r.Functions, f, by)
		}
	}
}

func add[K comparable](m map[K]int, k K, by int) {
	if m[k] += by; m[k] == 0 {
		delete(m, k)
	}
}

// Moved returns the tally after one note's share has changed; t itself if it has not.
func (t Tally) Moved(before, after Share) Tally {
	if before == after {
		return t
	}
	next := maps.Clone(t)
	for _, c := range [2]workshop.CategoryID{before.category, after.category} {
		if r := next[c]; r != nil && r == t[c] {
			next[c] = &Reach{r.Notes, maps.Clone(r.Stages), maps.Clone(r.Functions), maps.Clone(r.Authors)}
		}
	}
	next.count(before, -1)
	next.count(after, 1)
	return next
}

// Same reports whether two tallies count the same.
func (t Tally) Same(o Tally) bool {
	return maps.EqualFunc(t, o, func(a, b *Reach) bool {
		return a == b || a.Notes == b.Notes && maps.Equal(a.Stages, b.Stages) && maps.Equal(a.Functions, b.Functions) && maps.Equal(a.Authors, b.Authors)
	})
}
