package tool

import (
	"throughline.app/editor"
	"throughline.app/workshop"
)

// selectPressingCanvas holds down a place where no note is. A click there may be meant for
// a link; a drag never is.
type selectPressingCanvas struct {
	from   editor.Event
	before []workshop.NoteID // selected when the press began
}

func (selectPressingCanvas) Name() string { return "select.pressing_canvas" }

func (s selectPressingCanvas) Handle(ed *editor.Editor, ev editor.Event) editor.State {
	switch ev.Kind {
	case editor.Move:
		if ev.Screen.Sub(s.from.Screen).Len() >= dragBegins {
			return selectMarquee(s).Handle(ed, ev)
		}
	case editor.Up:
		link, onLink := ed.LinkAt(s.from.At)
		switch {
		case onLink && s.from.Clicks == 2:
			ed.OpenLink(link)
		case onLink:
			ed.SelectLink(link)
		case s.from.Clicks == 2 && ed.Layout().Header.Contains(s.from.At):
			ed.EditHeader()
		case s.from.Clicks == 2 && ed.HandleAt(s.from.Screen).Part == editor.NamePart:
			ed.EditName(ed.HandleAt(s.from.Screen).Ref)
		case s.from.Clicks == 2 && len(ed.Layout().Stages) == 0:
			ed.AddBeside(workshop.Ref{Kind: workshop.KindStage})
		case s.from.Clicks == 2 && len(ed.Layout().Lanes) == 0:
			ed.AddBeside(workshop.Ref{Kind: workshop.KindLane})
		case s.from.Clicks == 2:
			ed.WriteNote(s.from.At, "")
		case !s.from.Mods.Has(editor.Shift):
			ed.Select()
		}
		return selectIdle{}
	case editor.Cancel:
		return selectIdle{}
	}
	return s
}
