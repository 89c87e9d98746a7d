package editor

import "throughline.app/workshop"

// addLinking adds what is done with links. Each gesture of the Link tool has its command.
func (ed *Editor) addLinking(add adder) {
	always := func() bool { return true }
	link := func() bool { _, ok := ed.Link(); return ok }
	two := func() bool { return ed.selection.Len() == 2 }
	const needsLink, needsTwo = "Select a link first", "Select two notes first"

	c := add("link.notes", "Link the two selected notes", two,
		func() { ed.LinkNotes(ed.selection.ids[0], ed.selection.ids[1]) }, Chord{Ctrl, "L"})
	c.On, c.Why = OnNote, needsTwo
	c = add("link.to", "Link to another note…", func() bool { return ed.selection.Len() == 1 }, ed.LinkTo)
	c.On, c.Why = OnNote, "Select one note first"
	c = add("link.next", "Next link", always, ed.NextLink, Chord{Alt, "L"})
	c.On = Nowhere
	for _, t := range workshop.LinkTypes() {
		c = add("link."+string(t), "Link: "+t.Words(), func() bool { return (link() || two()) && ed.canLink(t) }, func() { ed.SetLinkType(t) })
		c.Group, c.On, c.Why = 1, OnLink, "Select a link, or two notes, that the method links like this"
	}
	c = add("link.label", "Write on the link", link, func() { ed.OpenLink(ed.links.chosen) })
	c.Group, c.Why = 2, needsLink
	c = add("link.turn", "Turn the link round", link, ed.TurnLink, Chord{Alt | Shift, "L"})
	c.Group, c.Why = 2, needsLink
	c = add("link.remove", "Remove the link", link, func() { ed.RemoveLink() })
	c.Group, c.Why = 3, needsLink
	c = add("view.links", "Show or hide links", always, func() { ed.showLinks(ed.links.hidden) })
	c.Group = 3
	ed.AddAim(func(p workshop.Point) (workshop.Ref, Spot, bool) {
		id, ok := ed.LinkAt(p)
		if ok {
			ed.SelectLink(id)
		}
		return id.Ref(), OnLink, ok
	})
}
