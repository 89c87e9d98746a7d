package tool

import "throughline.app/editor"

// selectIdle waits for a press.
type selectIdle struct{}

func (selectIdle) Name() string { return "select.idle" }

func (s selectIdle) Handle(ed *editor.Editor, ev editor.Event) editor.State {
	if ev.Kind != editor.Down || ev.Button != editor.Left {
		return s
	}
	if id, ok := ed.Hits().NoteAt(ev.At); ok {
		return pressNote(ed, id, ev)
	}
	return selectPressingCanvas{from: ev, before: ed.Selection().IDs()}
}
