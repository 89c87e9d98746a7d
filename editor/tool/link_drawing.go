package tool

import (
	"throughline.app/editor"
	"throughline.app/workshop"
)

// linkDrawing holds one end of a link: the button is down, or, after a click on the first
// note, up until the second is clicked.
type linkDrawing struct {
	from    workshop.NoteID
	began   editor.Event
	clicked bool // the first note was clicked: the next click decides
}

func (s linkDrawing) Name() string {
	if s.clicked {
		return "link.second"
	}
	return "link.drawing"
}

func (s linkDrawing) Handle(ed *editor.Editor, ev editor.Event) editor.State {
	switch ev.Kind {
	case editor.Move:
		return s.show(ed, ev)
	case editor.Changed:
		return s
	case editor.Up:
		if !s.clicked && ev.Screen.Sub(s.began.Screen).Len() < dragBegins {
			s.clicked = true
			return s
		}
		return s.end(ed, ev)
	case editor.Down:
		return s
	}
	ed.SetPreview(editor.Preview{})
	return linkIdle{}
}

func (s linkDrawing) show(ed *editor.Editor, ev editor.Event) editor.State {
	p := editor.Preview{LinkFrom: s.from, LinkAt: ev.At}
	if id, ok := ed.Hits().NoteAt(ev.At); ok && id != s.from {
		p.LinkTo = id
	}
	ed.SetPreview(p)
	return s
}

// end links the two notes, or lets the link go where there is no second.
func (s linkDrawing) end(ed *editor.Editor, ev editor.Event) editor.State {
	ed.SetPreview(editor.Preview{})
	to, ok := ed.Hits().NoteAt(ev.At)
	switch {
	case !ok:
		ed.Tell("No link yet: let go on a note.")
		return linkIdle{}
	case to == s.from:
		return linkIdle{}
	}
	ed.TakeUp(editor.SelectTool)
	ed.LinkNotes(s.from, to)
	return selectIdle{}
}
