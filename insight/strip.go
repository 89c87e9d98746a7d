package insight

import (
	"cmp"
	"slices"

	"throughline.app/workshop"
)

// An Item is a systemic issue as the strip below a canvas names it: one that people
// confirmed, or one that is proposed.
type Item struct {
	Issue     workshop.IssueID
	Category  workshop.CategoryID // "" for one about notes
	Name      string
	Color     workshop.Color // its category's hue, "" without one
	Notes     int
	Stages    int
	Functions int
	EvenS     float64 // see [Theme]
	EvenF     float64
	Rule      Rule
	Votes     int
	People    int
	Score     int
	Parts     [3]int // of the score, see [Theme]
	Confirmed bool
	Owner     string
	Second    string
}

// Strip lists the issues that have notes on the canvas: those that people confirmed first,
// then what is proposed, each by score.
func (f *Findings) Strip() []Item {
	var all []Item
	for i := range f.Themes {
		t := &f.Themes[i]
		if t.Confirmed() || t.Proposed() {
			all = append(all, t.item())
		}
	}
	for _, is := range f.s.IssueList() {
		if is.Of == "" && is.State == workshop.Confirmed {
			if it := f.loose(is); it.Notes > 0 {
				all = append(all, it)
			}
		}
	}
	slices.SortStableFunc(all, func(a, b Item) int {
		if a.Confirmed != b.Confirmed {
			if a.Confirmed {
				return -1
			}
			return 1
		}
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(b.Notes, a.Notes), cmp.Compare(a.Name, b.Name), cmp.Compare(a.Issue, b.Issue))
	})
	return all
}

func (t *Theme) item() Item {
	it := Item{
		Issue: workshop.IssueOf(t.Category.ID), Category: t.Category.ID, Name: t.Name(), Color: t.Category.Color,
		Notes: t.Notes, Stages: t.Stages, Functions: t.Functions, Votes: t.Votes, People: t.People, EvenS: t.EvenS, EvenF: t.EvenF,
		Rule: t.Rule, Score: t.Score, Parts: t.Parts, Confirmed: t.Confirmed(),
	}
	if t.Issue != nil {
		it.Issue, it.Owner, it.Second = t.Issue.ID, t.Issue.Owner, t.Issue.Second
	}
	return it
}

// loose measures an issue about notes as if they were a category.
func (f *Findings) loose(is *workshop.Issue) Item {
	r, votes := newReach(), 0
	for _, id := range f.s.Evidence(is) {
		n := f.s.Notes.Get(id)
		if stage, ok := f.s.CountsOn(f.canvas, n); ok {
			r.count(shareOf(f.s, "", n, stage), 1)
			votes += f.dots[id]
		}
	}
	stages, functions := counts(r.Stages), counts(r.Functions)
	t := Theme{Notes: r.Notes, Votes: votes, Stages: len(stages), Functions: len(functions), EvenS: evenness(stages), EvenF: evenness(functions)}
	g := *f
	g.Most = max(g.Most, t.Notes)
	if f.MostVotes > 0 { // else all are measured by their notes
		g.MostVotes = max(f.MostVotes, votes)
	}
	g.score(&t)
	return Item{
		Issue: is.ID, Name: is.Name, Notes: t.Notes, Stages: t.Stages, Functions: t.Functions,
		Rule: f.rule(r, stages, functions), Score: t.Score, Parts: t.Parts, Votes: votes, People: len(r.Authors), EvenS: t.EvenS, EvenF: t.EvenF,
		Confirmed: true, Owner: is.Owner, Second: is.Second,
	}
}
