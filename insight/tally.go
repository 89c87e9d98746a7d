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
	if s.CategoryOf(n) == nil || n.Deleted() {
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
	return shareOf(s, c.ID, n, stage)
}

func shareOf(s *workshop.Snapshot, c workshop.CategoryID, n *workshop.Note, stage workshop.StageID) Share {
	keys := s.FunctionsOf(n)
	for i, f := range keys {
		keys[i] = workshop.FunctionKey(f)
	}
	return Share{category: c, author: n.Author, stage: stage, functions: strings.Join(keys, "\n")}
}

// A Reach is how far one category reaches. It is not written to once its tally is out.
type Reach struct {
	Notes     int
	Stages    map[workshop.StageID]int // notes in each
	Functions map[string]int           // likewise, by [workshop.FunctionKey]; a note counts for each of its functions
	Authors   map[workshop.PersonID]int
	places    map[cell]int // where a stage and a function cross
}

func newReach() *Reach {
	return &Reach{0, make(map[workshop.StageID]int), make(map[string]int), make(map[workshop.PersonID]int), make(map[cell]int)}
}

func (r *Reach) count(sh Share, by int) {
	r.Notes += by
	if sh.stage != "" {
		add(r.Stages, sh.stage, by)
	}
	if sh.author != "" {
		add(r.Authors, sh.author, by)
	}
	if sh.functions == "" {
		return
	}
	for f := range strings.SplitSeq(sh.functions, "\n") {
		add(r.Functions, f, by)
		if sh.stage != "" {
			add(r.places, cell{sh.stage, f}, by)
		}
	}
}

// place is how many notes the fullest place has.
func (r *Reach) place() (most int) {
	for _, n := range r.places {
		most = max(most, n)
	}
	return most
}

// A Tally is the reach of each category on one canvas. It is immutable.
type Tally map[workshop.CategoryID]*Reach

// TallyOf counts a canvas.
func TallyOf(s *workshop.Snapshot, canvas workshop.CanvasID) Tally {
	t := make(Tally)
	for id := range s.Notes.All() {
		t.count(ShareOf(s, canvas, id), 1)
	}
	return t
}

func (t Tally) count(sh Share, by int) {
	if sh.category == "" {
		return
	}
	if t[sh.category] == nil {
		t[sh.category] = newReach()
	}
	t[sh.category].count(sh, by)
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
			next[c] = &Reach{r.Notes, maps.Clone(r.Stages), maps.Clone(r.Functions), maps.Clone(r.Authors), maps.Clone(r.places)}
		}
	}
	next.count(before, -1)
	next.count(after, 1)
	return next
}

// Same reports whether two tallies count the same.
func (t Tally) Same(o Tally) bool {
	return maps.EqualFunc(t, o, func(a, b *Reach) bool {
		return a == b || a.Notes == b.Notes && maps.Equal(a.Stages, b.Stages) && maps.Equal(a.Functions, b.Functions) && maps.Equal(a.Authors, b.Authors) && maps.Equal(a.places, b.places)
	})
}
