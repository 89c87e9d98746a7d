package editor

import (
	"cmp"
	"slices"

	"throughline.app/workshop"
)

// Raise puts the selected notes on top.
func (ed *Editor) Raise() {
	if ids := ed.loose(); len(ids) > 0 {
		ed.Do("bring "+notes(len(ids))+" to the front", workshop.Raise{Notes: ids})
	}
}

// Lower puts the selected notes below all others.
func (ed *Editor) Lower() {
	if ids := ed.loose(); len(ids) > 0 {
		ed.Do("send "+notes(len(ids))+" to the back", workshop.Lower{Notes: ids})
	}
}

// Restack puts the selected notes one step up or down: past the next note that they
// overlap, which is what the eye takes for a step.
func (ed *Editor) Restack(up bool) {
	ids := ed.loose()
	next, ok := ed.nextInStack(ids, up)
	if !ok {
		return
	}
	label := "send " + notes(len(ids)) + " backward"
	if up {
		label = "bring " + notes(len(ids)) + " forward"
	}
	ed.Do(label, workshop.Restack{Notes: ids, Next: next, Above: up})
}

// nextInStack is the note nearest above, or below, one of ids that overlaps it.
func (ed *Editor) nextInStack(ids []workshop.NoteID, up bool) (next workshop.NoteID, ok bool) {
	snap, hits := ed.doc.Snapshot(), ed.Hits()
	order := func(a, b workshop.NoteID) int {
		return cmp.Or(cmp.Compare(snap.Notes.Get(a).Order, snap.Notes.Get(b).Order), cmp.Compare(a, b))
	}
	for _, id := range ids {
		r, there := hits.NoteRect(id)
		if !there {
			continue
		}
		for _, other := range hits.NotesIn(r, false) {
			if slices.Contains(ids, other) || up != (order(other, id) > 0) {
				continue
			}
			if !ok || up == (order(other, next) < 0) {
				next, ok = other, true
			}
		}
	}
	return next, ok
}
