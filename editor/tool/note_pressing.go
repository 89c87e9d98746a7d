package tool

import "throughline.app/editor"

// notePressing has the button down; the note comes where it goes up.
type notePressing struct{}

func (notePressing) Name() string { return "note.pressing" }

func (s notePressing) Handle(ed *editor.Editor, ev editor.Event) editor.State {
	switch ev.Kind {
	case editor.Up:
		ed.SetPreview(editor.Preview{})
		ed.TakeUp(editor.SelectTool)
		ed.WriteNote(ev.At, "")
		return selectIdle{}
	case editor.Move:
		return s
	case editor.Cancel:
		ed.SetPreview(editor.Preview{})
		return noteIdle{}
	}
	return s
}
