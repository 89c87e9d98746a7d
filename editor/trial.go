package editor

import (
	"slices"

	"throughline.app/workshop"
)

// A Trial is a change that this person looks at before it is made, such as categories that
// are proposed. The canvas shows it; it is in no document, and no colleague sees it. What
// the person does with its categories goes to Put and Rename instead of into the document.
type Trial struct {
	Diff  workshop.Diff              // not written to
	Marks map[workshop.NoteID]string // a word at the corner of some notes; not written to

	// Put moves notes into a category of the trial; "" takes them out of theirs.
	Put func(ids []workshop.NoteID, into workshop.CategoryID)
	// Rename gives a category of the trial another name.
	Rename func(id workshop.CategoryID, name string)
	// Chosen tells that the person clicked the name of a category of the trial.
	Chosen func(id workshop.CategoryID)
	// Selected tells that the person selected other notes; nil is not told.
	Selected func()
	// Pointed tells that the pointer rests on a note, or on none any more; nil is not told.
	Pointed func(id workshop.NoteID)
}

// A trying is a trial, and the workshop with it.
type trying struct {
	trial      *Trial
	base, with *workshop.Snapshot
	selected   []workshop.NoteID // that the trial was told of
}

// SetTrial shows a trial in place of the last; nil ends it. Whoever draws the canvas asks
// [Editor.Trial] when it is notified.
func (ed *Editor) SetTrial(t *Trial) {
	ed.trying.trial, ed.trying.base = t, nil
	ed.notify()
}

// Trial is what is tried, nil if nothing is.
func (ed *Editor) Trial() *Trial { return ed.trying.trial }

// Shown is the workshop as the canvas shows it: as it is, and with what is tried.
func (ed *Editor) Shown() *workshop.Snapshot {
	now, s := ed.doc.Snapshot(), &ed.trying
	if s.trial == nil {
		return now
	}
	if s.base != now {
		s.base, s.with = now, now.With(s.trial.Diff)
	}
	return s.with
}

// tried reports whether a category is one of the trial alone.
func (ed *Editor) tried(id workshop.CategoryID) bool {
	return ed.trying.trial != nil && id != "" && ed.doc.Snapshot().Category(id) == nil && ed.Shown().Category(id) != nil
}

// put lets the trial have notes that go into one of its categories, or out of one, and
// returns those that are not its business.
func (ed *Editor) put(ids []workshop.NoteID, into workshop.CategoryID) (others []workshop.NoteID) {
	if ed.trying.trial == nil {
		return ids
	}
	var mine []workshop.NoteID
	for _, id := range ids {
		c := ed.Shown().CategoryOf(ed.Shown().Notes.Get(id))
		if ed.tried(into) || c != nil && ed.tried(c.ID) {
			mine = append(mine, id)
		} else {
			others = append(others, id)
		}
	}
	if len(mine) > 0 {
		ed.trying.trial.Put(mine, into)
	}
	return others
}

// putMembers puts all members of a category of the trial elsewhere, and reports whether it
// is one.
func (ed *Editor) putMembers(from, into workshop.CategoryID) bool {
	if !ed.tried(from) {
		return false
	}
	var ids []workshop.NoteID
	for _, n := range ed.Shown().Members(from, ed.canvas) {
		ids = append(ids, n.ID)
	}
	ed.trying.trial.Put(ids, into)
	return true
}

// keepJoins lets the trial have what a drop changes in its categories, and returns what is
// left for the document.
func (ed *Editor) keepJoins(joins []joining) []joining {
	return slices.DeleteFunc(slices.Clone(joins), func(j joining) bool {
		if !ed.tried(j.into) && !ed.tried(j.from) {
			return false
		}
		ed.trying.trial.Put(j.ids, j.into)
		return true
	})
}

// tellTrial tells the trial of another selection.
func (ed *Editor) tellTrial() {
	t := &ed.trying
	if t.trial == nil || t.trial.Selected == nil || slices.Equal(t.selected, ed.selection.ids) {
		return
	}
	t.selected = slices.Clone(ed.selection.ids)
	t.trial.Selected()
}
