package tool

import (
	"cmp"
	"math"
	"slices"

	"throughline.app/editor"
	"throughline.app/workshop"
)

// selectTranslating carries the selected notes. The document hears of it once, on release;
// with Alt held then, copies are put down. Shift keeps to one axis; Ctrl keeps the notes
// from jumping in line with their neighbours.
type selectTranslating struct {
	from editor.Event
	last editor.Event
	ids  []workshop.NoteID // the lowest first
	box  workshop.Rect     // around them, where they lie
	by   workshop.Vec      // how far they are carried
	onto dwell             // the note that they would make a category with

	// The notes of a category's container that is carried by its name, from the top: they
	// stay together, and nothing changes category.
	whole []workshop.NoteID
}

func (selectTranslating) Name() string { return "select.translating" }

// translate takes up the selected notes; locked ones stay where they are, but for copies.
func translate(ed *editor.Editor, from, now editor.Event) editor.State {
	snap := ed.Snapshot()
	all := ed.Selection().IDs()
	ids := all
	if !now.Mods.Has(editor.Alt) {
		ids = slices.DeleteFunc(slices.Clone(all), ed.Locked)
	}
	if n := len(all) - len(ids); n > 0 {
		ed.TellLocked(n)
	}
	slices.SortFunc(ids, func(a, b workshop.NoteID) int {
		return cmp.Or(cmp.Compare(snap.Notes.Get(a).Order, snap.Notes.Get(b).Order), cmp.Compare(a, b))
	})
	s := selectTranslating{from: from, ids: ids}
	for _, id := range ids {
		if r, ok := ed.Hits().NoteRect(id); ok {
			s.box = s.box.Union(r)
		}
	}
	return s.Handle(ed, now)
}

// translateWhole carries the notes of a container, from the top.
func translateWhole(ed *editor.Editor, notes []workshop.NoteID, from, now editor.Event) editor.State {
	ed.Select(notes...)
	s := translate(ed, from, now).(selectTranslating)
	s.onto.end()
	s.whole, s.onto = notes, dwell{}
	return s.show(ed)
}

func (s selectTranslating) Handle(ed *editor.Editor, ev editor.Event) editor.State {
	switch ev.Kind {
	case editor.Move:
		s.last = ev
		if s.whole == nil && !ev.Mods.Has(editor.Alt) {
			s.onto = s.onto.follow(ed, s.ids, ev.At)
		}
		return s.show(ed)
	case editor.Held:
		s.onto = s.onto.held()
		return s.show(ed)
	case editor.Changed:
		s.ids = slices.DeleteFunc(slices.Clone(s.ids), func(id workshop.NoteID) bool { return !ed.Selection().Has(id) })
		if len(s.ids) > 0 {
			return s.show(ed)
		}
	case editor.Up:
		s.last = ev
		s = s.show(ed)
		at := s.from.At.Add(s.by)
		if ev.Mods.Has(editor.Alt) {
			ed.DropCopies(s.ids, s.by, at)
		} else if s.onto.lit {
			s.onto.end()
			ed.SetPreview(editor.Preview{})
			ed.DropOn(s.ids, s.onto.over)
			return selectIdle{}
		} else if s.whole != nil {
			ed.DropWhole(s.whole, s.by)
		} else {
			ed.Drop(s.ids, s.by, at)
		}
	case editor.Down:
		return s // another button, while this one is held
	}
	s.onto.end()
	ed.SetPreview(editor.Preview{})
	return selectIdle{}
}

// show carries the notes to where the pointer wants them.
func (s selectTranslating) show(ed *editor.Editor) selectTranslating {
	s.by = s.last.At.Sub(s.from.At)
	freeX, freeY := true, true
	if s.last.Mods.Has(editor.Shift) {
		if freeX = math.Abs(s.by.DX) >= math.Abs(s.by.DY); freeX {
			s.by.DY, freeY = 0, false
		} else {
			s.by.DX = 0
		}
	}
	p := editor.Preview{Lifted: s.ids, Copy: s.last.Mods.Has(editor.Alt)}
	if !s.last.Mods.Has(editor.Ctrl) {
		carried := s.ids
		if p.Copy {
			carried = nil // what lies there stays
		}
		var jump workshop.Vec
		jump, p.Guides = ed.Snap(s.box.Add(s.by), carried, freeX, freeY)
		s.by.DX, s.by.DY = s.by.DX+jump.DX, s.by.DY+jump.DY
	}
	p.By = s.by
	p.Region, p.Over = ed.Layout().RegionAt(s.from.At.Add(s.by))
	if s.whole != nil {
		if r, ok := ed.Hits().NoteRect(s.whole[0]); ok {
			p.Region, p.Over = ed.Layout().RegionAt(r.Add(s.by).Center())
		}
	}
	switch {
	case s.onto.lit && !p.Copy:
		p.Onto, p.Over, p.Guides = s.onto.over, false, nil
	case s.whole == nil && !p.Copy:
		p.Into = ed.Receiving(s.ids, s.by, s.from.At.Add(s.by))
		p.Over = p.Over && len(p.Into) == 0 // it is the category that lights up
	}
	ed.SetPreview(p)
	return s
}
