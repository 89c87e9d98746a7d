package editor

import "throughline.app/workshop"

// addDots adds the commands by which a person puts a dot on the selected notes, or takes one
// back. Each is one step.
func (ed *Editor) addDots(add adder) {
	some := func() bool { return ed.selection.Len() > 0 }
	c := add("dot.put", "Put a dot on it", some, func() { ed.putDots("put a dot on ", 1) }, Chord{Ctrl | Shift, "D"})
	c.Menu, c.Group, c.On, c.Why = "Note", 6, OnNote, "Select a note first"
	c = add("dot.take", "Take your dot back", func() bool { return len(ed.dotted()) > 0 }, func() { ed.putDots("take a dot off ", -1) }, Chord{Ctrl | Alt, "D"})
	c.Menu, c.Group, c.On, c.Why = "Note", 6, OnNote, "Select a note that has a dot of yours"
}

func (ed *Editor) putDots(label string, by int) {
	ids := ed.selection.IDs()
	if by < 0 {
		ids = ed.dotted()
	}
	ed.Do(label+notes(len(ids)), workshop.PutDots{Notes: ids, Person: ed.doc.Me(), By: by})
}

// dotted are the selected notes on which this person has a dot.
func (ed *Editor) dotted() (ids []workshop.NoteID) {
	s := ed.doc.Snapshot()
	for _, id := range ed.selection.ids {
		if s.DotsOf(id, ed.doc.Me(), "") > 0 {
			ids = append(ids, id)
		}
	}
	return ids
}
