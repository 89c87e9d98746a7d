package editor

import (
	"slices"

	"throughline.app/workshop"
)

// Locked reports whether a note is there and locked.
func (ed *Editor) Locked(id workshop.NoteID) bool {
	n := ed.doc.Snapshot().Notes.Get(id)
	return n != nil && n.Locked()
}

func (ed *Editor) allLocked() bool {
	return !slices.ContainsFunc(ed.selection.ids, func(id workshop.NoteID) bool { return !ed.Locked(id) })
}

// TellLocked says that n locked notes stay as they are.
func (ed *Editor) TellLocked(n int) {
	sentence := "This note is locked. Ctrl+Shift+L unlocks it."
	if n > 1 {
		sentence = counted(n) + " are locked and stay as they are."
	}
	ed.Tell(sentence)
}

// loose is the selected notes that are not locked, in the order of choosing. It tells of
// those that stay behind.
func (ed *Editor) loose() []workshop.NoteID {
	ids := slices.DeleteFunc(ed.selection.IDs(), ed.Locked)
	if n := ed.selection.Len() - len(ids); n > 0 {
		ed.TellLocked(n)
	}
	return ids
}

// ToggleLock locks the selected notes, or unlocks them if all are locked.
func (ed *Editor) ToggleLock() {
	lock, label := true, "lock "
	if ed.allLocked() {
		lock, label = false, "unlock "
	}
	if ids := ed.selection.IDs(); len(ids) > 0 {
		ed.Do(label+notes(len(ids)), workshop.Lock{Notes: ids, Locked: lock})
	}
}
