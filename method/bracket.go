package method

import "throughline.app/workshop"

// BracketH is the height of the strip of a bracket, in canvas units.
const BracketH = 22

// A BracketBox is where a bracket lies: from which to which stage the canvas reaches as we,
// or the customer, see it. The customer's is above the heads of the stages, ours below.
type BracketBox struct {
	Who      string
	From, To int           // of the stages
	Strip    workshop.Rect // as wide as all stages
	Box      workshop.Rect // as wide as the bracket
}

// readBrackets takes over the brackets that people set. Only columns have them.
func (l *Layout) readBrackets(s *workshop.Snapshot) {
	if l.Form != Columns {
		return
	}
	for _, who := range workshop.BracketViews() {
		if from, to, ok := s.Bracket(l.Canvas, who); ok && to < len(l.Stages) {
			l.Brackets = append(l.Brackets, BracketBox{Who: who, From: from, To: to})
		}
	}
}

// Bracket is where the bracket of somebody lies, nil where nobody has set it.
func (l *Layout) Bracket(who string) *BracketBox {
	for i := range l.Brackets {
		if l.Brackets[i].Who == who {
			return &l.Brackets[i]
		}
	}
	return nil
}

// bracketH is the room that somebody's bracket takes.
func (l *Layout) bracketH(who string) float64 {
	if l.Bracket(who) == nil {
		return 0
	}
	return BracketH
}

// placeBrackets lays the brackets around the heads, which are placed.
func (l *Layout) placeBrackets(headY float64) {
	for i := range l.Brackets {
		b := &l.Brackets[i]
		y := headY - BracketH
		if b.Who == workshop.BracketOurs {
			y = headY + ChevronH
		}
		first, last := l.Stages[0].Head, l.Stages[len(l.Stages)-1].Head
		b.Strip = workshop.Rect{Min: workshop.Point{X: first.Min.X, Y: y}, Max: workshop.Point{X: last.Max.X, Y: y + BracketH}}
		b.Box = workshop.Rect{Min: workshop.Point{X: l.Stages[b.From].Head.Min.X, Y: y}, Max: workshop.Point{X: l.Stages[b.To].Head.Max.X, Y: y + BracketH}}
	}
}

// BlindZones are the columns, with their heads, that the customer goes through while it
// has not started for us, or has ended.
func (l *Layout) BlindZones() []workshop.Rect {
	ours, theirs := l.Bracket(workshop.BracketOurs), l.Bracket(workshop.BracketCustomer)
	if ours == nil || theirs == nil {
		return nil
	}
	var all []workshop.Rect
	zone := func(from, to int) {
		if from <= to {
			a, b := l.Stages[from], l.Stages[to]
			all = append(all, workshop.Rect{Min: workshop.Point{X: a.Column.Min.X, Y: a.Head.Min.Y}, Max: b.Column.Max})
		}
	}
	zone(theirs.From, min(theirs.To, ours.From-1))
	zone(max(theirs.From, ours.To+1), theirs.To)
	return all
}

// HasBrackets reports whether canvases of a form may have brackets.
func (f Form) HasBrackets() bool { return f == Columns }
