package tool

import "throughline.app/editor"

// noteIdle puts a new note where the person clicks, and gives the hand back its first
// tool; the region that would receive it is shown.
type noteIdle struct{}

func (noteIdle) Name() string { return "note.idle" }

func (s noteIdle) Handle(ed *editor.Editor, ev editor.Event) editor.State {
	switch ev.Kind {
	case editor.Down:
		if ev.Button == editor.Left {
			return notePressing{}
		}
	case editor.Move:
		var p editor.Preview
		p.Region, p.Over = ed.Layout().RegionAt(ev.At)
		ed.SetPreview(p)
	case editor.Cancel:
		ed.SetPreview(editor.Preview{})
	}
	return s
}
