package check

import (
	"slices"
	"strings"

	"throughline.app/method"
	"throughline.app/workshop"
)

// grids calls f for every grid that the check looks at.
func (r *run) grids(f func(*workshop.Canvas, *method.Grid)) {
	for _, c := range r.lookedAt() {
		if g := method.GridOf(r.s, method.Find(r.methods, c.Kind), c.ID); g != nil {
			f(c, g)
		}
	}
}

// row tells of a row of a grid, with the columns that it is about.
func (r *run) row(c *workshop.Canvas, g *method.Grid, row int, columns []string) {
	line := g.Rows[row]
	a := about{key: c.ID.Ref().Key() + "\n" + line.Key, canvas: c.ID,
		places: map[string]string{"name": short(line.Name), "stage": line.Stage, "columns": joined(columns), "count": number(len(columns))}}
	if line.Ref != (workshop.Ref{}) {
		a.refs = []workshop.Ref{line.Ref}
	}
	r.tell(a)
}

// marksRule finds rows of a grid in which a mark stands too often, or not often enough.
// Rows in which nothing stands yet are nobody's fault.
func marksRule(r *run) {
	r.grids(func(c *workshop.Canvas, g *method.Grid) {
		for i := range g.Rows {
			if !g.Begun(i) {
				continue
			}
			var at []string
			for j := range g.Columns {
				if g.Cell(i, j).Has(r.check.Mark) {
					at = append(at, g.Columns[j].Name)
				}
			}
			if len(at) < r.check.Least || r.check.Most > 0 && len(at) > r.check.Most {
				r.row(c, g, i, at)
			}
		}
	})
}

// outsideRule finds what somebody outside of the house has a hand in, by a mark in a row of a
// grid or by name on its card, where nobody has said how we direct them. What both say of one
// note is one finding.
func outsideRule(r *run) {
	named := make(map[workshop.NoteID]bool)
	r.grids(func(c *workshop.Canvas, g *method.Grid) {
		for i, line := range g.Rows {
			var at []string
			for j, column := range g.Columns {
				cell := g.Cell(i, j)
				if column.Outside && cell != nil && (r.check.Mark == "" || cell.Has(r.check.Mark)) {
					at = append(at, column.Name)
				}
			}
			n := r.s.Notes.Get(workshop.NoteID(line.Ref.ID))
			if line.Ref.Kind != workshop.KindNote {
				n = nil
			}
			if len(at) == 0 || n != nil && n.Typed(r.check.Field) != "" {
				continue
			}
			if n == nil {
				r.row(c, g, i, at)
				continue
			}
			named[n.ID] = true
			r.outside(c.ID, n, line.Stage, append(at, r.actor(n)...))
		}
	})
	for _, n := range r.of(r.check.Cards) {
		if at := r.actor(n); len(at) > 0 && !named[n.ID] && n.Typed(r.check.Field) == "" {
			r.outside(n.Place.Canvas, n, r.stageName(r.stage(n)), at)
		}
	}
}

// actor names who is said on a card to have a hand in it, none where nobody is.
func (r *run) actor(n *workshop.Note) []string {
	if r.check.When == "" {
		return nil
	}
	return n.TypedAll(r.check.When)
}

// outside tells of a note that some have a hand in, each named once.
func (r *run) outside(canvas workshop.CanvasID, n *workshop.Note, stage string, who []string) {
	var once []string
	for _, w := range who {
		if !slices.ContainsFunc(once, func(o string) bool { return workshop.FunctionKey(o) == workshop.FunctionKey(w) }) {
			once = append(once, w)
		}
	}
	r.tell(about{key: n.ID.Ref().Key(), canvas: canvas, refs: []workshop.Ref{n.ID.Ref()},
		places: map[string]string{"name": name(n), "stage": stage, "columns": joined(once)}})
}

// joined is several names in a sentence.
func joined(names []string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	return strings.Join(names[:len(names)-1], ", ") + " and " + names[len(names)-1]
}
