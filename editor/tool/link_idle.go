package tool

import "throughline.app/editor"

// linkIdle waits for the note from which a link goes; the one under the pointer lights up.
type linkIdle struct{}

func (linkIdle) Name() string { return "link.idle" }

func (s linkIdle) Handle(ed *editor.Editor, ev editor.Event) editor.State {
	switch ev.Kind {
	case editor.Down:
		if ev.Button != editor.Left {
			return s
		}
		if id, ok := ed.Hits().NoteAt(ev.At); ok {
			return linkDrawing{from: id, began: ev}.show(ed, ev)
		}
		ed.Tell("Press on a note, and let go on another.")
	case editor.Move:
		p := editor.Preview{}
		p.LinkTo, _ = ed.Hits().NoteAt(ev.At)
		ed.SetPreview(p)
	case editor.Cancel:
		ed.SetPreview(editor.Preview{})
	}
	return s
}
