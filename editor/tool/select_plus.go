package tool

import "throughline.app/editor"

// selectPlus holds the plus beside a note: let go at once the next note comes that way,
// dragged it comes where it is let go.
type selectPlus struct {
	from    editor.Event
	plus    editor.Plus
	dragged bool
}

func (selectPlus) Name() string { return "select.plus" }

func (s selectPlus) Handle(ed *editor.Editor, ev editor.Event) editor.State {
	switch ev.Kind {
	case editor.Move:
		if s.dragged = s.dragged || ev.Screen.Sub(s.from.Screen).Len() >= dragBegins; s.dragged {
			p := editor.Preview{Blank: ed.BlankAt(s.plus.Note, ev.At)}
			p.Region, p.Over = ed.Layout().RegionAt(ev.At)
			ed.SetPreview(p)
		}
		return s
	case editor.Changed:
		if _, there := ed.Hits().NoteRect(s.plus.Note); there {
			return s
		}
	case editor.Up:
		ed.SetPreview(editor.Preview{})
		if s.dragged {
			ed.WriteLike(s.plus.Note, ev.At)
		} else {
			ed.WriteBeside(s.plus.Note, s.plus.Dir)
		}
		return selectIdle{}
	case editor.Down:
		return s
	}
	ed.SetPreview(editor.Preview{})
	return selectIdle{}
}
