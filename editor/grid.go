package editor

import (
	"slices"

	"throughline.app/method"
	"throughline.app/workshop"
)

// A GridPart is what a person can point at on a grid.
type GridPart int

// The parts of a grid.
const (
	NoGridPart GridPart = iota
	CellPart
	RowPart    // the name of a row
	ColumnPart // the name of a column
	AddPart    // where a column is added
	EmptyPart  // what stands there while there are no rows
)

// A GridSpot is a part of a grid, and which one.
type GridSpot struct {
	Part        GridPart
	Row, Column int // -1 where the part has none
}

var noSpot = GridSpot{NoGridPart, -1, -1}

// A gridHand is what a person has in focus on a grid: keys of a row and of a column, so that
// it stays with them whatever colleagues add. "" is the names.
type gridHand struct {
	part        GridPart
	row, column string
	choosing    bool // the marks of the cell are offered
}

// An Elsewhere is a thing on another canvas that a person asks for.
type Elsewhere struct {
	Ref  workshop.Ref // a note; the zero Ref where one is to be written
	Card string       // of what is to be written
}

// Grid is the grid that is edited, nil on other canvases.
func (ed *Editor) Grid() *method.GridBox {
	if ed.Layout == nil {
		return nil
	}
	if l := ed.Layout(); l != nil {
		return l.GridBox
	}
	return nil
}

// GridFocus is what the keys are about on a grid.
func (ed *Editor) GridFocus() GridSpot {
	g := ed.Grid()
	if g == nil || ed.gridHand.part == NoGridPart {
		return noSpot
	}
	s := GridSpot{
		ed.gridHand.part,
		slices.IndexFunc(g.Rows, func(l method.GridLine) bool { return l.Key == ed.gridHand.row }),
		slices.IndexFunc(g.Columns, func(l method.GridLine) bool { return l.Key == ed.gridHand.column }),
	}
	if s.Part != ColumnPart && s.Row < 0 || s.Part != RowPart && s.Column < 0 {
		return noSpot // it was taken away
	}
	return s
}

// GridChoosing reports whether the marks of the cell in focus are offered.
func (ed *Editor) GridChoosing() bool {
	return ed.gridHand.choosing && ed.GridFocus().Part == CellPart
}

// FocusGrid puts a part of the grid into focus and moves the view to it.
func (ed *Editor) FocusGrid(s GridSpot) {
	g := ed.Grid()
	if g == nil {
		return
	}
	hand := gridHand{part: s.Part}
	if s.Row >= 0 && s.Row < len(g.Rows) {
		hand.row = g.Rows[s.Row].Key
	}
	if s.Column >= 0 && s.Column < len(g.Columns) {
		hand.column = g.Columns[s.Column].Key
	}
	ed.gridHand = hand
	ed.revealGrid()
	ed.notify()
}

// ChooseMarks offers the marks of the cell in focus, or no longer.
func (ed *Editor) ChooseMarks(open bool) {
	if open && (ed.GridFocus().Part != CellPart || ed.refuseWatching()) {
		return
	}
	ed.gridHand.choosing = open
	ed.notify()
}

// GridRect is where a part of the grid lies.
func (ed *Editor) GridRect(s GridSpot) (workshop.Rect, bool) {
	g := ed.Grid()
	switch {
	case g == nil:
	case s.Part == AddPart:
		return g.Add, !g.Add.Empty()
	case s.Part == EmptyPart:
		return g.Nothing, !g.Nothing.Empty()
	case s.Part == CellPart && s.Row < len(g.Rows) && s.Column < len(g.Columns):
		return g.CellRect(s.Row, s.Column), true
	case s.Part == RowPart && s.Row < len(g.Rows):
		return g.NameCell(s.Row), true
	case s.Part == ColumnPart && s.Column < len(g.Columns):
		return g.HeadCell(s.Column), true
	}
	return workshop.Rect{}, false
}

// CellOf is where a cell lies that a colleague has in focus; false if the grid does not have
// it, or if it is hidden by what stays at the edges of the view.
func (ed *Editor) CellOf(c GridCell) (workshop.Rect, bool) {
	g := ed.Grid()
	if g == nil || c == (GridCell{}) {
		return workshop.Rect{}, false
	}
	row := slices.IndexFunc(g.Rows, func(l method.GridLine) bool { return l.Key == c.Row })
	column := slices.IndexFunc(g.Columns, func(l method.GridLine) bool { return l.Key == c.Column })
	if row < 0 || column < 0 {
		return workshop.Rect{}, false
	}
	r := g.CellRect(row, column)
	head, names := ed.GridSticks()
	at, z := ed.view.ToScreen(r.Min), float64(ed.view.Zoom)
	if head && at.Y < g.Head.H()*z || names && at.X < ed.Insets.Left+g.Names.W()*z {
		return workshop.Rect{}, false
	}
	return r, true
}

// GridSticks reports whether the head of the grid, and the names of its rows, stay at the
// edges of the view because they would be out of sight otherwise.
func (ed *Editor) GridSticks() (head, names bool) {
	g := ed.Grid()
	if g == nil || len(g.Rows) == 0 || len(g.Columns) == 0 {
		return false, false
	}
	z := float64(ed.view.Zoom)
	from, to := ed.view.ToScreen(g.Head.Min), ed.view.ToScreen(workshop.Point{X: g.Head.Max.X, Y: g.Foot.Min.Y})
	head = from.Y < 0 && to.Y > 2*g.Head.H()*z && g.Head.H()*z < ed.view.Size.H/3
	names = from.X < ed.Insets.Left && to.X > ed.Insets.Left+g.Names.W()*z+60 && g.Names.W()*z < ed.view.Size.W/2
	return head, names
}

// GridPoint is the point of the grid that is seen at a point of the view: what stays at the
// edges lies above the rest.
func (ed *Editor) GridPoint(at ScreenPoint) workshop.Point {
	p, g := ed.view.ToCanvas(at), ed.Grid()
	head, names := ed.GridSticks()
	z := float64(ed.view.Zoom)
	if head && at.Y < g.Head.H()*z {
		p.Y = g.Head.Min.Y + max(0, at.Y)/z
	}
	if names && at.X < ed.Insets.Left+g.Names.W()*z {
		p.X = g.Names.Min.X + max(0, at.X-ed.Insets.Left)/z
	}
	return p
}

// GridAt finds the part of the grid that is seen at a point of the view.
func (ed *Editor) GridAt(at ScreenPoint) GridSpot {
	g := ed.Grid()
	if g == nil {
		return noSpot
	}
	p := ed.GridPoint(at)
	switch row, column, ok := g.At(p); {
	case g.Add.Contains(p):
		return GridSpot{AddPart, -1, -1}
	case g.Nothing.Contains(p):
		return GridSpot{EmptyPart, -1, -1}
	case !ok:
		return noSpot
	case row < 0:
		return GridSpot{ColumnPart, -1, column}
	case column < 0:
		return GridSpot{RowPart, row, -1}
	default:
		return GridSpot{CellPart, row, column}
	}
}

// revealGrid moves the view until what is in focus is seen, beside what stays at the edges.
func (ed *Editor) revealGrid() {
	s := ed.GridFocus()
	r, ok := ed.GridRect(s)
	if !ok {
		return
	}
	g := ed.Grid()
	if s.Part != ColumnPart {
		r.Min.Y -= g.Head.H()
	}
	if s.Part != RowPart && g.Names.W()*float64(ed.view.Zoom) < ed.view.Size.W/2 {
		r.Min.X -= g.Names.W()
	}
	ed.Reveal(r)
}

// stepGrid moves the focus by rows and columns; the names of both can be reached. Without a
// focus the first cell takes it.
func (ed *Editor) stepGrid(rows, columns int) {
	g := ed.Grid()
	if g == nil || len(g.Rows) == 0 || len(g.Columns) == 0 {
		return
	}
	s := ed.GridFocus()
	if s.Part == NoGridPart {
		ed.FocusGrid(GridSpot{CellPart, 0, 0})
		return
	}
	s.Row = max(-1, min(len(g.Rows)-1, s.Row+rows))
	s.Column = max(-1, min(len(g.Columns)-1, s.Column+columns))
	if s.Row < 0 && s.Column < 0 { // the corner is nothing
		if rows != 0 {
			s.Row = 0
		} else {
			s.Column = 0
		}
	}
	ed.FocusGrid(spotAt(s.Row, s.Column))
}

func spotAt(row, column int) GridSpot {
	switch {
	case row < 0:
		return GridSpot{ColumnPart, -1, column}
	case column < 0:
		return GridSpot{RowPart, row, -1}
	}
	return GridSpot{CellPart, row, column}
}

// tabGrid goes to the next cell, from the end of a row to the next one, or back.
func (ed *Editor) tabGrid(by int) {
	g, s := ed.Grid(), ed.GridFocus()
	if s.Part != CellPart {
		ed.stepGrid(0, max(0, by))
		return
	}
	n := len(g.Columns)
	if at := s.Row*n + s.Column + by; at >= 0 && at < n*len(g.Rows) {
		ed.FocusGrid(GridSpot{CellPart, at / n, at % n})
	}
}

// OpenGrid does what Enter, or a click, does on the part in focus: it offers the marks of a
// cell, goes to the note of a row, and lets a column be called something else.
func (ed *Editor) OpenGrid() {
	switch s := ed.GridFocus(); s.Part {
	case CellPart:
		ed.ChooseMarks(!ed.GridChoosing())
	case RowPart:
		ed.goTo(ed.Grid().Rows[s.Row].Ref)
	case ColumnPart:
		ed.RenameColumn()
	}
}

// goTo asks for a record that is somewhere else.
func (ed *Editor) goTo(ref workshop.Ref) {
	if ed.OnElsewhere != nil && ref.Kind == workshop.KindNote {
		ed.Finish()
		ed.OnElsewhere(Elsewhere{Ref: ref})
	}
}

// WriteElsewhere asks for the place where what the rows are about is written.
func (ed *Editor) WriteElsewhere() {
	if g := ed.Grid(); g != nil && ed.OnElsewhere != nil && g.Kind.Rows.Of == method.LineCards {
		ed.OnElsewhere(Elsewhere{Card: g.Kind.Rows.Card})
	}
}

// refuseNotes says why nothing is written where the canvas is a grid, and reports whether it
// is one.
func (ed *Editor) refuseNotes() bool {
	if ed.Grid() == nil {
		return false
	}
	ed.Tell(noNotesHere + ".")
	return true
}
