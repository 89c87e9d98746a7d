package tool

import (
	"throughline.app/editor"
	"throughline.app/workshop"
)

// selectIdle waits for a press.
type selectIdle struct{}

func (selectIdle) Name() string { return "select.idle" }

func (s selectIdle) Handle(ed *editor.Editor, ev editor.Event) editor.State {
	if ev.Kind == editor.Move {
		pointAtLink(ed, ev)
	}
	if ev.Kind != editor.Down || ev.Button != editor.Left {
		return s
	}
	if next, ok := pressGrid(ed, ev); ok {
		return next
	}
	ed.FocusFeeling(nil)
	if target, ok := ed.WebLinkAt(ev.At); ok && ev.Mods.Has(editor.Ctrl) {
		ed.OpenWeb(target)
		return s
	}
	if id, ok := ed.IssueAt(ev.At); ok {
		ed.OpenIssue(id)
		return s
	}
	if stage, ok := ed.DoorAt(ev.At); ok {
		ed.OpenInside(stage)
		return s
	}
	if h := ed.HandleAt(ev.Screen); h.Part > editor.NamePart {
		return selectHandle{from: ev, handle: h}
	}
	if h, ok := ed.PlusAt(ev.At); ok {
		return selectPlus{from: ev, plus: h}
	}
	if c, ok := ed.PillAt(ev.At); ok {
		return selectPressingPill{from: ev, category: c.Category, region: c.Region, notes: c.Notes}
	}
	if id, ok := ed.Hits().NoteAt(ev.At); ok {
		return pressNote(ed, id, ev)
	}
	if f, ok := ed.FeelingAt(ev.At); ok {
		return pressFeeling(ed, f, ev)
	}
	return selectPressingCanvas{from: ev, before: ed.Selection().IDs()}
}

// pointAtLink lets the link under the pointer say what it is. Notes go before.
func pointAtLink(ed *editor.Editor, ev editor.Event) {
	p := ed.Preview()
	var at workshop.LinkID
	if _, onNote := ed.Hits().NoteAt(ev.At); !onNote {
		at, _ = ed.LinkAt(ev.At)
	}
	if p.Link != at {
		p.Link = at
		ed.SetPreview(p)
	}
}
