package check

import (
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

// outsideRule finds rows in which somebody outside of the house has a mark, and nobody has
// said how we direct them.
func outsideRule(r *run) {
	r.grids(func(c *workshop.Canvas, g *method.Grid) {
		for i, line := range g.Rows {
			var at []string
			for j, column := range g.Columns {
				cell := g.Cell(i, j)
				if column.Outside && cell != nil && (r.check.Mark == "" || cell.Has(r.check.Mark)) {
					at = append(at, column.Name)
				}
			}
			if len(at) == 0 || line.Ref.Kind == workshop.KindNote && r.s.Notes.Get(workshop.NoteID(line.Ref.ID)).Typed(r.check.Field) != "" {
				continue
			}
			r.row(c, g, i, at)
		}
	})
}

// joined is several names in a sentence.
func joined(names []string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	return strings.Join(names[:len(names)-1], ", ") + " and " + names[len(names)-1]
}
