package editor

import (
	"slices"

	"throughline.app/workshop"
)

// A Selection is the notes that a person has chosen, in the order of choosing. The zero
// Selection is empty.
type Selection struct {
	ids []workshop.NoteID
	has map[workshop.NoteID]bool
}

// Len is how many notes are selected.
func (s Selection) Len() int { return len(s.ids) }

// Has reports whether a note is selected.
func (s Selection) Has(id workshop.NoteID) bool { return s.has[id] }

// Same reports whether the same notes are selected, in the same order.
func (s Selection) Same(o Selection) bool { return slices.Equal(s.ids, o.ids) }

// IDs are the selected notes; the slice is the caller's.
func (s Selection) IDs() []workshop.NoteID { return slices.Clone(s.ids) }

func selectionOf(ids []workshop.NoteID) Selection {
	s := Selection{has: make(map[workshop.NoteID]bool, len(ids))}
	for _, id := range ids {
		if !s.has[id] {
			s.has[id] = true
			s.ids = append(s.ids, id)
		}
	}
	return s
}

// Selection is what is selected now.
func (ed *Editor) Selection() Selection { return ed.selection }

// Select makes ids the selection; ids that are not on this canvas are left out. A link
// that was selected is not any more.
func (ed *Editor) Select(ids ...workshop.NoteID) {
	ed.dropLink()
	ed.reselect(ids)
}

func (ed *Editor) reselect(ids []workshop.NoteID) {
	snap := ed.doc.Snapshot()
	there := make([]workshop.NoteID, 0, len(ids))
	for _, id := range ids {
		if ed.on(snap, id) {
			there = append(there, id)
		}
	}
	if !slices.Equal(there, ed.selection.ids) {
		ed.selection = selectionOf(there)
		ed.nudging = false
		ed.notify()
	}
}

// Toggle adds a note to the selection, or takes it out.
func (ed *Editor) Toggle(id workshop.NoteID) {
	ids := ed.selection.IDs()
	if i := slices.Index(ids, id); i >= 0 {
		ed.Select(slices.Delete(ids, i, i+1)...)
		return
	}
	ed.Select(append(ids, id)...)
}

// SelectAll selects every note of the canvas.
func (ed *Editor) SelectAll() {
	notes := ed.doc.Snapshot().NoteList(ed.canvas)
	ids := make([]workshop.NoteID, len(notes))
	for i, n := range notes {
		ids[i] = n.ID
	}
	ed.Select(ids...)
}

// on reports whether a note is there, on this canvas.
func (ed *Editor) on(snap *workshop.Snapshot, id workshop.NoteID) bool {
	n := snap.Notes.Get(id)
	return n != nil && n.On(ed.canvas) && !n.Deleted()
}
