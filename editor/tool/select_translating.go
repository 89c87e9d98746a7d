package tool

import (
	"cmp"
	"slices"

	"throughline.app/editor"
	"throughline.app/workshop"
)

// selectTranslating carries the selected notes. The document hears of it once, on release;
// with Alt held then, copies are put down.
type selectTranslating struct {
	from editor.Event
	last editor.Event
	ids  []workshop.NoteID // the lowest first
}

func (selectTranslating) Name() string { return "select.translating" }

func translate(ed *editor.Editor, from, now editor.Event) editor.State {
	snap := ed.Snapshot()
	ids := ed.Selection().IDs()
	slices.SortFunc(ids, func(a, b workshop.NoteID) int {
		return cmp.Or(cmp.Compare(snap.Notes.Get(a).Order, snap.Notes.Get(b).Order), cmp.Compare(a, b))
	})
	return selectTranslating{from: from, ids: ids}.Handle(ed, now)
}

func (s selectTranslating) Handle(ed *editor.Editor, ev editor.Event) editor.State {
	switch ev.Kind {
	case editor.Move:
		s.last = ev
		s.show(ed)
		return s
	case editor.Changed:
		s.ids = slices.DeleteFunc(slices.Clone(s.ids), func(id workshop.NoteID) bool { return !ed.Selection().Has(id) })
		if len(s.ids) > 0 {
			s.show(ed)
			return s
		}
	case editor.Up:
		if ev.Mods.Has(editor.Alt) {
			ed.DropCopies(s.ids, ev.At.Sub(s.from.At), ev.At)
		} else {
			ed.Drop(s.ids, ev.At.Sub(s.from.At), ev.At)
		}
	case editor.Down:
		return s // another button, while this one is held
	}
	ed.SetPreview(editor.Preview{})
	return selectIdle{}
}

func (s selectTranslating) show(ed *editor.Editor) {
	p := editor.Preview{Lifted: s.ids, By: s.last.At.Sub(s.from.At)}
	p.Region, p.Over = ed.Layout().RegionAt(s.last.At)
	ed.SetPreview(p)
}
