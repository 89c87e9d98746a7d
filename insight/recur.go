package insight

import (
	"cmp"
	"maps"
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

// A Recurrence is the same issue said in different places, below what categories show: each
// of its notes is alike to the one in the middle, and lies elsewhere than that one.
type Recurrence struct {
	ID        workshop.IssueID
	Notes     []workshop.NoteID // by id
	Says      string            // the words of the note in the middle
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

// Recurrences finds issues of three notes or more among pairs from different places, those of
// the most stages first. Around the note that is most like the others it gathers those that are like it, then
// again among the rest: a chain of notes, each a little like the next, is no issue. Pairs below [Alike], of one
// stage and one function, and what the strip names already as the issue of their category are left out.
func Recurrences(s *workshop.Snapshot, canvas workshop.CanvasID, pairs []Pair) []Recurrence {
	near := neighbours(s, canvas, pairs)
	named := make(map[workshop.CategoryID]bool)
	if len(near) > 0 {
		for _, it := range Look(s, canvas).Strip() {
			named[it.Category] = true
		}
	}
	delete(named, "")
	like := make(map[workshop.NoteID]int64, len(near)) // to those that are free
	for id, list := range near {
		for _, n := range list {
			like[id] += n.score
		}
	}
	middles := slices.Sorted(maps.Keys(near))
	taken := make(map[workshop.NoteID]bool)
	var all []Recurrence
	for {
		middles = slices.DeleteFunc(middles, func(id workshop.NoteID) bool { return taken[id] || like[id] == 0 })
		if len(middles) == 0 {
			break
		}
		best := middles[0]
		for _, id := range middles {
			if like[id] > like[best] {
				best = id
			}
		}
		ids := []workshop.NoteID{best}
		for _, n := range near[best] { // the most alike first
			if !taken[n.id] {
				ids = append(ids, n.id)
			}
		}
		for _, id := range ids {
			taken[id] = true
			for _, n := range near[id] {
				like[n.id] -= n.score
			}
		}
		if r, ok := recurrence(s, canvas, ids[:min(len(ids), workshop.MaxEvidence)], named); ok {
			all = append(all, r)
		}
	}
	slices.SortFunc(all, func(a, b Recurrence) int {
		return cmp.Or(cmp.Compare(b.Stages, a.Stages), cmp.Compare(b.Functions, a.Functions), cmp.Compare(len(b.Notes), len(a.Notes)), cmp.Compare(a.ID, b.ID))
	})
	return all
}

// A neighbour is a note of another place that is alike.
type neighbour struct {
	id    workshop.NoteID
	score int64 // in billionths: sums of them are the same in any order
}

// neighbours are the notes of other places that each note is alike to, the most alike first.
func neighbours(s *workshop.Snapshot, canvas workshop.CanvasID, pairs []Pair) map[workshop.NoteID][]neighbour {
	type where struct {
		stage workshop.StageID
		areas string
	}
	place := make(map[workshop.NoteID]where)
	for id, n := range s.Notes.All() {
		if stage, ok := s.CountsOn(canvas, n); ok && !n.Deleted() {
			place[id] = where{stage, workshop.FunctionKey(strings.Join(s.FunctionsOf(n), " "))}
		}
	}
	near := make(map[workshop.NoteID][]neighbour)
	for _, p := range pairs {
		a, okA := place[p.A]
		b, okB := place[p.B]
		if okA && okB && p.Score >= Alike && a != b {
			near[p.A] = append(near[p.A], neighbour{p.B, int64(p.Score * 1e9)})
			near[p.B] = append(near[p.B], neighbour{p.A, int64(p.Score * 1e9)})
		}
	}
	for _, list := range near {
		slices.SortFunc(list, func(a, b neighbour) int { return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.id, b.id)) })
	}
	return near
}

// recurrence is what the notes around the first of ids say together.
func recurrence(s *workshop.Snapshot, canvas workshop.CanvasID, ids []workshop.NoteID, named map[workshop.CategoryID]bool) (Recurrence, bool) {
	r := Recurrence{Says: workshop.CleanName(s.Notes.Get(ids[0]).Text), Notes: ids}
	stages, functions, categories := make(map[workshop.StageID]bool), make(map[string]bool), make(map[workshop.CategoryID]bool)
	in := workshop.CategoryID("")
	for _, id := range ids {
		n := s.Notes.Get(id)
		if stage, _ := s.CountsOn(canvas, n); stage != "" {
			stages[stage] = true
		}
		for _, f := range s.FunctionsOf(n) {
			functions[workshop.FunctionKey(f)] = true
		}
		in = ""
		if c := s.CategoryOf(n); c != nil {
			in = c.ID
		}
		categories[in] = true
	}
	r.Stages, r.Functions = len(stages), len(functions)
	if len(ids) < RecurringNotes || r.Stages < 2 && r.Functions < 2 || len(categories) == 1 && named[in] {
		return r, false
	}
	slices.Sort(ids)
	r.ID = workshop.IssueAbout(ids)
	r.Issue = s.Issues.Get(r.ID)
	return r, true
}
