package tool

import (
	"throughline.app/editor"
	"throughline.app/workshop"
)

// selectMarquee draws a rectangle around notes: to the right it takes those that it
// encloses, to the left those that it touches. Shift adds to what was selected.
type selectMarquee struct {
	from   editor.Event
	before []workshop.NoteID
}

func (selectMarquee) Name() string { return "select.marquee" }

func (s selectMarquee) Handle(ed *editor.Editor, ev editor.Event) editor.State {
	switch ev.Kind {
	case editor.Move:
		a, b := s.from.At, ev.At
		r := workshop.Rect{
			Min: workshop.Point{X: min(a.X, b.X), Y: min(a.Y, b.Y)},
			Max: workshop.Point{X: max(a.X, b.X), Y: max(a.Y, b.Y)},
		}
		ed.SetPreview(editor.Preview{Marquee: r, Touch: b.X < a.X})
		ids := ed.Hits().NotesIn(r, b.X >= a.X)
		if s.from.Mods.Has(editor.Shift) {
			ids = append(append([]workshop.NoteID(nil), s.before...), ids...)
		}
		ed.Select(ids...)
		return s
	case editor.Cancel:
		ed.SetPreview(editor.Preview{})
		ed.Select(s.before...)
		return selectIdle{}
	case editor.Up:
		ed.SetPreview(editor.Preview{})
		return selectIdle{}
	}
	return s
}
