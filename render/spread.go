package render

import (
	"cmp"
	"fmt"
	"slices"

	"throughline.app/method"
	"throughline.app/workshop"
)

// A spread is a category that reaches over more than one stage, as the foot names it.
type spread struct {
	text   string
	color  workshop.Color
	stages int
	notes  int
}

// spreads finds the categories that span at least two stages, the widest first, and how
// many notes they hold together.
func spreads(s *workshop.Snapshot, l *method.Layout) (all []spread, notes int) {
	type reach struct {
		stages    map[workshop.StageID]bool
		functions map[string]bool
		notes     int
	}
	byCategory := make(map[workshop.CategoryID]*reach)
	for _, n := range s.Notes.All() {
		if n.Category == "" || n.Place.Canvas != l.Canvas || n.Deleted() {
			continue
		}
		r := byCategory[n.Category]
		if r == nil {
			r = &reach{stages: make(map[workshop.StageID]bool), functions: make(map[string]bool)}
			byCategory[n.Category] = r
		}
		r.notes++
		if n.Place.Region.Stage != "" {
			r.stages[n.Place.Region.Stage] = true
		}
		if f := cmp.Or(n.Function, functionOf(s, n.Author)); f != "" {
			r.functions[f] = true
		}
	}
	for _, c := range s.CategoryList() {
		r := byCategory[c.ID]
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

func functionOf(s *workshop.Snapshot, id workshop.PersonID) string {
	if p := s.People.Get(id); p != nil {
		return p.Function
	}
	return ""
}
