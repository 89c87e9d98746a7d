package tool

import "throughline.app/editor"

// gridPressing holds a part of a grid down. A click does what the part is for, a drag moves
// the paper.
type gridPressing struct {
	from editor.Event
	spot editor.GridSpot
}

func (gridPressing) Name() string { return "select.grid" }

// pressGrid begins a press on a grid, where no note lies.
func pressGrid(ed *editor.Editor, ev editor.Event) (editor.State, bool) {
	if ed.Grid() == nil {
		return nil, false
	}
	if _, ok := ed.Hits().NoteAt(ev.At); ok {
		return nil, false
	}
	return gridPressing{ev, ed.GridAt(ev.Screen)}, true
}

func (s gridPressing) Handle(ed *editor.Editor, ev editor.Event) editor.State {
	switch ev.Kind {
	case editor.Move:
		if ev.Screen.Sub(s.from.Screen).Len() >= dragBegins {
			ed.BeginPan(s.from.Screen)
			return selectIdle{}
		}
	case editor.Up:
		if now := ed.GridAt(s.from.Screen); now == s.spot { // unless a colleague moved it away
			s.click(ed)
		}
		return selectIdle{}
	case editor.Cancel:
		return selectIdle{}
	}
	return s
}

func (s gridPressing) click(ed *editor.Editor) {
	was, chose := ed.GridFocus(), ed.GridChoosing()
	switch s.spot.Part {
	case editor.CellPart:
		ed.FocusGrid(s.spot)
		ed.ChooseMarks(was != s.spot || !chose)
	case editor.RowPart:
		ed.FocusGrid(s.spot)
		ed.OpenGrid()
	case editor.ColumnPart:
		ed.FocusGrid(s.spot)
		if s.from.Clicks == 2 {
			ed.RenameColumn()
		}
	case editor.AddPart:
		ed.AddColumn()
	case editor.EmptyPart:
		ed.WriteElsewhere()
	default:
		ed.FocusGrid(editor.GridSpot{Row: -1, Column: -1})
		ed.Select()
	}
}
