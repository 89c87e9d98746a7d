package outline

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"throughline.app/editor"
	"throughline.app/method"
	"throughline.app/ui/say"
	"throughline.app/workshop"
)

// grid adds the rows of a grid, and in each its cells: what stands in them in words.
func (t *tree) grid(g *method.GridBox) {
	for i, l := range g.Rows {
		if !t.fitsLine(l.Name + "\n" + l.Stage) {
			continue
		}
		spot := editor.GridSpot{Part: editor.RowPart, Row: i, Column: -1}
		r := row{key: "row/" + l.Key, depth: 2, name: l.Name, group: true, spot: spot, says: l.Stage, holds: inRow(g, i)}
		r.open = t.closed[r.key] || len(t.words) > 0 // it says all in one line, and is closed until the person opens it
		if t.rows = append(t.rows, r); !r.open {
			continue
		}
		for j, c := range g.Columns {
			t.rows = append(t.rows, row{
				key: "cell/" + l.Key + "/" + c.Key, depth: 3, name: columnName(c), holds: inCell(g.Kind, g.Cell(i, j)),
				spot: editor.GridSpot{Part: editor.CellPart, Row: i, Column: j},
			})
		}
	}
}

func (t *tree) fitsLine(text string) bool {
	text = strings.ToLower(text)
	return !slices.ContainsFunc(t.words, func(w string) bool { return !strings.Contains(text, w) })
}

func columnName(c method.GridLine) string {
	if c.Outside {
		return say.OutlineOutside(c.Name)
	}
	return c.Name
}

// inRow is what stands in a row: "R A Marketing · C Finance".
func inRow(g *method.GridBox, i int) string {
	var all []string
	for j, c := range g.Columns {
		if cell := g.Cell(i, j); cell != nil {
			all = append(all, strings.Join(standing(g.Kind, cell), " ")+" "+c.Name)
		}
	}
	return strings.Join(all, " · ")
}

// inCell says what stands in a cell: "R does it, A answers for it".
func inCell(k *method.GridKind, c *workshop.Cell) string {
	if c == nil {
		return ""
	}
	all := standing(k, c)
	for i, m := range all {
		if title := k.Mark(m).Title; title != "" {
			all[i] = m + " " + title
		}
	}
	return strings.Join(all, ", ")
}

func standing(k *method.GridKind, c *workshop.Cell) []string {
	var all []string
	if c.Value != "" {
		all = append(all, c.Value)
	}
	for _, m := range k.Marks {
		if c.Has(m.Key) {
			all = append(all, m.Key)
		}
	}
	for _, e := range c.Marks.All() {
		if !slices.Contains(all, e.Key) {
			all = append(all, e.Key)
		}
	}
	return all
}

// focusGrid lets the keys of a grid be about the row of the outline where the person is.
func (v *View) focusGrid(i int) {
	if v.ed.Grid() != nil {
		v.ed.FocusGrid(v.tree.rows[i].spot)
	}
}

// ownKey reports whether a key walks through the outline, on a grid too.
func ownKey(name fyne.KeyName) bool {
	switch name {
	case fyne.KeyUp, fyne.KeyDown, fyne.KeyLeft, fyne.KeyRight, fyne.KeyPageUp, fyne.KeyPageDown, fyne.KeyHome, fyne.KeyEnd,
		fyne.KeyReturn, fyne.KeyEnter, fyne.KeyTab:
		return true
	}
	return false
}
