package insight

import (
	"cmp"
	"slices"
	"strings"

	"throughline.app/workshop"
)

// Alike is from which likeness on two notes may say the same issue.
const Alike = 0.45

// A Pair is two notes that are alike by their words.
type Pair struct {
	A, B  workshop.NoteID
	Score float64 // 0 to 1
}

// A Recurrence is the same issue said in different places, below what categories show.
type Recurrence struct {
	ID        workshop.IssueID
	Notes     []workshop.NoteID // by id
	Says      string            // the words of the note that is most like the others
	Stages    int
	Functions int
	Issue     *workshop.Issue // what people decided about it; nil if nothing
}

// Name is what it is called: as people named it, or the words of one of its notes.
func (r *Recurrence) Name() string {
	if r.Issue != nil && r.Issue.Name != "" {
		return r.Issue.Name
	}
	return r.Says
}

// Recurrences joins pairs from different places into issues of three notes or more. Pairs
// below [Alike], of one stage and one function, and notes that are all in one category are
// left out. Most notes first.
func Recurrences(s *workshop.Snapshot, canvas workshop.CanvasID, pairs []Pair) []Recurrence {
	type where struct {
		stage workshop.StageID
		areas string
	}
	place := make(map[workshop.NoteID]where)
	for id, n := range s.Notes.All() {
		stage, ok := s.CountsOn(canvas, n)
		if !ok || n.Deleted() {
			continue
		}
		place[id] = where{stage, workshop.FunctionKey(strings.Join(s.FunctionsOf(n), " "))}
	}
	head := make(map[workshop.NoteID]workshop.NoteID)
	root := func(id workshop.NoteID) workshop.NoteID {
		for head[id] != "" && head[id] != id {
			id = head[id]
		}
		return id
	}
	near := make(map[workshop.NoteID]float64)
	pairs = slices.Clone(pairs)
	slices.SortFunc(pairs, func(a, b Pair) int { return cmp.Or(cmp.Compare(a.A, b.A), cmp.Compare(a.B, b.B)) })
	for _, p := range pairs {
		a, okA := place[p.A]
		b, okB := place[p.B]
		if !okA || !okB || p.Score < Alike || a == b {
			continue
		}
		near[p.A] += p.Score
		near[p.B] += p.Score
		x, y := root(p.A), root(p.B)
		head[max(x, y)], head[min(x, y)] = min(x, y), min(x, y)
	}
	groups := make(map[workshop.NoteID][]workshop.NoteID)
	for id := range near {
		groups[root(id)] = append(groups[root(id)], id)
	}
	var all []Recurrence
	for _, ids := range groups {
		slices.Sort(ids)
		if r, ok := recurrence(s, canvas, ids, near); ok {
			all = append(all, r)
		}
	}
	slices.SortFunc(all, func(a, b Recurrence) int {
		return cmp.Or(cmp.Compare(len(b.Notes), len(a.Notes)), cmp.Compare(b.Stages, a.Stages), cmp.Compare(a.ID, b.ID))
	})
	return all
}

func recurrence(s *workshop.Snapshot, canvas workshop.CanvasID, ids []workshop.NoteID, near map[workshop.NoteID]float64) (Recurrence, bool) {
	r := Recurrence{Notes: ids}
	stages, functions, categories := make(map[workshop.StageID]bool), make(map[string]bool), make(map[workshop.CategoryID]bool)
	best := -1.0
	for _, id := range ids {
		n := s.Notes.Get(id)
		if stage, _ := s.CountsOn(canvas, n); stage != "" {
			stages[stage] = true
		}
		for _, f := range s.FunctionsOf(n) {
			functions[workshop.FunctionKey(f)] = true
		}
		in := workshop.CategoryID("")
		if c := s.CategoryOf(n); c != nil {
			in = c.ID
		}
		categories[in] = true
		if near[id] > best {
			best, r.Says = near[id], workshop.CleanName(n.Text)
		}
	}
	r.Stages, r.Functions = len(stages), len(functions)
	if len(ids) < RecurringNotes || len(ids) > workshop.MaxEvidence || r.Stages < 2 && r.Functions < 2 || len(categories) == 1 && !categories[""] {
		return r, false
	}
	r.ID = workshop.IssueAbout(ids)
	r.Issue = s.Issues.Get(r.ID)
	return r, true
}
