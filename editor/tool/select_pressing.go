package tool

import (
	"throughline.app/editor"
	"throughline.app/workshop"
)

// dragBegins is how far the pointer moves, in units of the window, before a press is a
// drag.
const dragBegins = 4

// selectPressing holds a note down and does not know yet whether it is a click or a drag.
type selectPressing struct {
	from     editor.Event
	note     workshop.NoteID
	selected bool // it already was when the press began
	told     bool // that the note is locked and does not move
}

func (selectPressing) Name() string { return "select.pressing" }

// pressNote selects a note that is not yet, so that the drag that may follow takes it
// along. With Shift the click decides, on release.
func pressNote(ed *editor.Editor, id workshop.NoteID, ev editor.Event) editor.State {
	s := selectPressing{from: ev, note: id, selected: ed.Selection().Has(id)}
	switch {
	case s.selected:
	case ev.Mods.Has(editor.Shift):
		ed.Toggle(id)
	default:
		ed.Select(id)
	}
	return s
}

func (s selectPressing) Handle(ed *editor.Editor, ev editor.Event) editor.State {
	switch ev.Kind {
	case editor.Move:
		switch {
		case s.told, ev.Screen.Sub(s.from.Screen).Len() < dragBegins:
		case ed.Locked(s.note) && !ev.Mods.Has(editor.Alt):
			s.told = true
			ed.TellLocked(1)
		default:
			return translate(ed, s.from, ev)
		}
	case editor.Up:
		if !s.told {
			s.click(ed)
		}
		return selectIdle{}
	case editor.Cancel:
		return selectIdle{}
	case editor.Changed:
		if !ed.Selection().Has(s.note) {
			return selectIdle{}
		}
	}
	return s
}

func (s selectPressing) click(ed *editor.Editor) {
	switch {
	case s.from.Clicks == 2 && !s.from.Mods.Has(editor.Shift):
		ed.EditNote(s.note)
	case !s.selected:
	case s.from.Mods.Has(editor.Shift):
		ed.Toggle(s.note)
	default:
		ed.Select(s.note)
	}
}
