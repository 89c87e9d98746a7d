package editor

import (
	"slices"

	"throughline.app/method"
	"throughline.app/workshop"
)

// KindColumn is the kind of a [Naming] that is about a column of a grid; the id is the
// column's key, "" of one that is being added. It is no kind of record.
const KindColumn workshop.Kind = "column"

// AddColumn lets the person name a column that is added.
func (ed *Editor) AddColumn() {
	if g := ed.Grid(); g != nil && g.Kind.Adds() {
		ed.gridHand.choosing = false
		ed.Reveal(g.Add)
		ed.beginNaming(Naming{Ref: workshop.Ref{Kind: KindColumn}}, "add a column", false)
	}
}

// RenameColumn lets the person call the column in focus something else. Its cells stay.
func (ed *Editor) RenameColumn() {
	if c, ok := ed.column(); ok {
		ed.gridHand.choosing = false
		if c.Ref.ID != "" { // a stage or a note has its name elsewhere
			ed.Tell("This column has its name from “" + shortName(c.Name) + "” itself: rename it there.")
			return
		}
		ed.beginNaming(Naming{Ref: workshop.Ref{Kind: KindColumn, ID: c.Key}, Was: c.Name}, "rename a column", false)
	}
}

// keepColumn keeps the name that was written of a column.
func (ed *Editor) keepColumn(n *naming, name string) {
	g := ed.Grid()
	if g == nil {
		return
	}
	key := n.Ref.ID
	added := key == ""
	name = workshop.CleanFunction(name)
	if added {
		key = workshop.FunctionLine(name)
	}
	same := func(l method.GridLine) bool {
		return l.Key != key && workshop.FunctionKey(l.Name) == workshop.FunctionKey(name) || added && l.Key == key
	}
	if at := slices.IndexFunc(g.Columns, same); at >= 0 {
		ed.Tell("There is a column “" + shortName(g.Columns[at].Name) + "” already.")
		ed.FocusGrid(GridSpot{ColumnPart, -1, at})
		return
	}
	yes, no := true, false
	change := workshop.HeadChange{Column: key, Label: &name}
	if added {
		change.Added, change.Off = &yes, &no
		if last := len(g.Columns) - 1; last >= 0 && ed.orderOf(g.Columns[last].Key) != "" {
			order := workshop.OrderAfter(ed.orderOf(g.Columns[last].Key), 1)[0]
			change.Order = &order
		}
	}
	fitted := ed.fitted
	if _, ok := ed.Do(n.label, workshop.SetHeads{Grid: ed.canvas, By: ed.doc.Me(), Heads: []workshop.HeadChange{change}}); ok {
		if fitted {
			ed.fit() // it goes on to show all
		}
		ed.focusColumn(key)
	}
}

func (ed *Editor) orderOf(column string) string {
	for _, h := range ed.doc.Snapshot().HeadsOf(ed.canvas) {
		if h.Column == column {
			return h.Order
		}
	}
	return ""
}

func (ed *Editor) focusColumn(key string) {
	if g := ed.Grid(); g != nil {
		if at := slices.IndexFunc(g.Columns, func(l method.GridLine) bool { return l.Key == key }); at >= 0 {
			ed.FocusGrid(GridSpot{ColumnPart, -1, at})
		}
	}
}

// column is the one in focus.
func (ed *Editor) column() (method.GridLine, bool) {
	if s := ed.GridFocus(); s.Column >= 0 {
		return ed.Grid().Columns[s.Column], true
	}
	return method.GridLine{}, false
}

// ToggleOutside says that the column in focus is about somebody outside of the house, or
// takes that back.
func (ed *Editor) ToggleOutside() {
	c, ok := ed.column()
	if !ok {
		return
	}
	label, to := "mark a column as outside", !c.Outside
	if !to {
		label = "mark a column as inside"
	}
	ed.changeHead(label, workshop.HeadChange{Column: c.Key, Outside: &to})
}

func (ed *Editor) changeHead(label string, h workshop.HeadChange) bool {
	_, ok := ed.Do(label, workshop.SetHeads{Grid: ed.canvas, By: ed.doc.Me(), Heads: []workshop.HeadChange{h}})
	if ok {
		ed.focusColumn(h.Column)
	}
	return ok
}

// MoveColumn puts the column in focus one further to the right, or with -1 to the left.
func (ed *Editor) MoveColumn(by int) {
	g, s := ed.Grid(), ed.GridFocus()
	to := s.Column + by
	if s.Column < 0 || to < 0 || to >= len(g.Columns) {
		return
	}
	line := slices.Clone(g.Columns)
	line[s.Column], line[to] = line[to], line[s.Column]
	op := workshop.SetHeads{Grid: ed.canvas, By: ed.doc.Me()}
	orders := workshop.OrderAfter("", len(line))
	for i, l := range line {
		if ed.orderOf(l.Key) != orders[i] {
			op.Heads = append(op.Heads, workshop.HeadChange{Column: l.Key, Order: &orders[i]})
		}
	}
	if _, ok := ed.Do("move a column", op); ok {
		ed.focusColumn(line[to].Key)
	}
}

// TakeColumnOff takes the column in focus off the grid. What stands in it is kept and comes
// back with it.
func (ed *Editor) TakeColumnOff() {
	if c, ok := ed.column(); ok && ed.Grid().Kind.Adds() {
		yes := true
		ed.gridHand = gridHand{}
		if ed.changeHead("take a column off", workshop.HeadChange{Column: c.Key, Off: &yes}) {
			ed.OfferUndo(shortName(c.Name) + " is off the grid; what stands in it is kept")
		}
	}
}

// BringColumn asks which column that was taken off comes back.
func (ed *Editor) BringColumn() {
	g := ed.Grid()
	if g == nil || len(g.Off) == 0 {
		return
	}
	off := slices.Clone(g.Off)
	bring := func(i int) {
		no := false
		ed.changeHead("bring a column back", workshop.HeadChange{Column: off[i].Key, Off: &no})
	}
	if len(off) == 1 {
		bring(0)
		return
	}
	c := Choice{Title: "Bring back a column", Do: bring}
	for _, l := range off {
		c.Items = append(c.Items, l.Name)
	}
	ed.Choose(c)
}
