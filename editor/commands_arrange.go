package editor

// arrangeCommands are those that put notes where one wants them. Add is as in
// buildCommands.
func (ed *Editor) arrangeCommands(add func(id, title string, enabled func() bool, run func(), keys ...Chord) *Command) {
	atLeast := func(n int) func() bool { return func() bool { return ed.selection.Len() >= n } }
	some := atLeast(1)
	in := func(group int, why string, c *Command) *Command {
		c.Menu, c.Group, c.Why = "Arrange", group, why
		return c
	}
	in(1, needsNotes, add("note.front", "Bring to the front", some, ed.Raise, Chord{0, "]"}))
	in(1, needsNotes, add("note.forward", "Bring forward", some, func() { ed.Restack(true) }, Chord{Ctrl, "]"}))
	in(1, needsNotes, add("note.backward", "Send backward", some, func() { ed.Restack(false) }, Chord{Ctrl, "["}))
	in(1, needsNotes, add("note.back", "Send to the back", some, ed.Lower, Chord{0, "["}))

	const two, three = "Select two notes first", "Select three notes first"
	for i, a := range []struct {
		id, title string
		edge      Edge
		key       string
	}{
		{"left", "Align left", LeftEdge, "A"},
		{"center", "Align centres", MiddleAcross, "H"},
		{"right", "Align right", RightEdge, "D"},
		{"top", "Align top", TopEdge, "W"},
		{"middle", "Align middles", MiddleDown, "V"},
		{"bottom", "Align bottom", BottomEdge, "S"},
	} {
		in(2+i/3, two, add("arrange."+a.id, a.title, atLeast(2), func() { ed.Align(a.edge) }, Chord{Alt, a.key}))
	}
	in(4, three, add("arrange.across", "Distribute across", atLeast(3), func() { ed.Distribute(true) }, Chord{Alt | Shift, "H"}))
	in(4, three, add("arrange.down", "Distribute down", atLeast(3), func() { ed.Distribute(false) }, Chord{Alt | Shift, "V"}))
	tidy := in(4, "Select a note, or point at a region", add("arrange.tidy", "Tidy up", ed.CanTidy, ed.Tidy, Chord{Alt, "T"}))
	tidy.On = OnNote | OnPaper
	in(4, "Nothing here has a number", add("arrange.number", "Number as they lie", ed.CanNumber, ed.Number, Chord{Alt, "N"})).On = OnNote | OnPaper
	in(4, "Nothing here has a number", add("arrange.by-number", "Lay out by number", ed.CanNumber, ed.LayByNumber, Chord{Alt | Shift, "N"}))

	for _, m := range []struct {
		id, title string
		run       func()
	}{{"stage", "Move to stage…", ed.MoveToStage}, {"lane", "Move to lane…", ed.MoveToLane}} {
		in(0, needsNotes, add("move."+m.id, m.title, some, m.run)).Menu = "Note"
	}

	rest := add("edit.paste.rest", "Paste the rest", func() bool { return len(ed.rest.rows) > 0 }, ed.PasteRest)
	rest.Group, rest.Why = 2, "Nothing is left of the last paste"

	lock := in(5, needsNotes, add("note.lock", "Lock", some, ed.ToggleLock, Chord{Ctrl | Shift, "L"}))
	lock.Say = func() string {
		if some() && ed.allLocked() {
			return "Unlock"
		}
		return "Lock"
	}
}
