package exchange

import (
	"strings"
	"unicode/utf8"

	"throughline.app/workshop"
)

// op gives every note its place and puts all into one op: new people and categories, then
// the notes.
func (p *plan) op() workshop.Together {
	if len(p.notes) == 0 {
		return nil
	}
	p.arrange()
	return append(p.first, workshop.AddNotes{Notes: p.notes})
}

// arrange lays the notes of each cell in its free places, in the order of the table, and
// on top of what is there.
func (p *plan) arrange() {
	cells := make(map[workshop.Region][]int)
	for i := range p.notes {
		r := p.notes[i].Place.Region
		cells[r] = append(cells[r], i)
	}
	layout := p.to.Kind.Layout(p.s, p.to.Canvas, p.to.Measure)
	for r, members := range cells {
		sizes := make([]workshop.Size, len(members))
		for i, n := range members {
			sizes[i] = p.to.Measure(&p.notes[n])
		}
		for i, at := range layout.Fill(p.s, r, p.to.Measure, sizes) {
			p.notes[members[i]].Place.At = at
		}
	}
	top := ""
	for _, n := range p.s.Notes.All() {
		top = max(top, n.Order)
	}
	for i, order := range workshop.OrderAfter(top, len(p.notes)) {
		p.notes[i].Order = order
	}
}

// cleanText drops control characters, other than line ends and tabs, and white space at
// both ends.
func cleanText(s string) string {
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' && r != '\t' || r == 0x7f {
			return -1
		}
		return r
	}, s))
}

// clip keeps a cell's words short enough for a sentence.
func clip(s string) string {
	if utf8.RuneCountInString(s) > 40 {
		return string([]rune(s)[:40]) + "…"
	}
	return s
}

func colorNames() string {
	names := make([]string, 0, 6)
	for _, c := range workshop.Colors() {
		names = append(names, string(c))
	}
	return strings.Join(names, ", ")
}
