package editor

import (
	"strings"

	"throughline.app/workshop"
)

// addCategories adds what is done with categories.
func (ed *Editor) addCategories(add adder) {
	some := func() bool { return ed.selection.Len() > 0 }
	member := func() bool { return len(ed.SelectedCategories()) > 0 }
	one := func() bool { _, ok := ed.category(); return ok }
	const needsMember, needsOne = "Select a note that is in a category", "Select the notes of one category, or point at its name"
	others := func() bool {
		return one() && len(ed.Shown().CategoryList()) > 1 || len(ed.SelectedCategories()) > 1
	}
	do := func(f func(workshop.CategoryID)) func() {
		return func() {
			if id, ok := ed.category(); ok {
				f(id)
			}
		}
	}

	c := add("category.make", "Make a category", some, func() { ed.MakeCategory(ed.selection.IDs()...) }, Chord{Ctrl, "G"})
	c.On, c.Why = OnNote, needsNotes
	c = add("category.move", "Move to category…", some, ed.moveToCategory)
	c.On, c.Why = OnNote, needsNotes
	c = add("category.leave", "Take out of its category", member, func() { ed.LeaveCategory(ed.selection.IDs()...) }, Chord{Ctrl | Shift, "G"})
	c.On, c.Why = OnNote, needsMember

	c = add("category.rename", "Rename category", one, do(func(id workshop.CategoryID) { ed.RenameCategory(id, ed.targetRegion()) }))
	c.Group, c.Why = 1, needsOne
	c = add("category.select", "Select the category’s notes", one, do(func(id workshop.CategoryID) { ed.SelectCategory(id, false) }))
	c.Group, c.Why = 1, needsOne
	c = add("category.merge", "Merge categories…", others, ed.mergeCategories)
	c.Group, c.Why = 1, needsOne
	c = add("category.split", "Split category", ed.canSplit, ed.splitCategory)
	c.Group, c.On, c.Why = 1, OnNote|OnCategory, "Select some of the notes of a category"
	for _, hue := range workshop.CategoryHues() {
		name := strings.ToUpper(string(hue[:1])) + string(hue[1:])
		c = add("category.hue."+string(hue), name, one, do(func(id workshop.CategoryID) { ed.RecolorCategory(id, hue) }))
		c.Menu, c.Group, c.Why = "Category/Colour", 1, needsOne
	}
	c = add("category.dissolve", "Dissolve category", one, do(ed.DissolveCategory))
	c.Group, c.Why = 2, needsOne
}

// targetRegion is where the menu was opened, for what is written in place.
func (ed *Editor) targetRegion() workshop.Region {
	if t, ok := ed.Target(); ok {
		if c, ok := ed.PillAt(t.At); ok {
			return c.Region
		}
	}
	if ed.selection.Len() > 0 {
		return ed.regionOf(ed.doc.Snapshot().Notes.Get(ed.selection.ids[0]))
	}
	return workshop.Region{}
}

func (ed *Editor) moveToCategory() {
	ids, list := ed.selection.IDs(), ed.Shown().CategoryList()
	items := make([]string, 0, len(list)+2)
	for _, c := range list {
		items = append(items, c.Name)
	}
	items = append(items, "A new category", "None")
	ed.Choose(Choice{Title: "Move to which category?", Items: items, Do: func(i int) {
		switch {
		case i < len(list):
			ed.JoinCategory(list[i].ID, ids...)
		case i == len(list):
			ed.MakeCategory(ids...)
		default:
			ed.LeaveCategory(ids...)
		}
	}})
}

// mergeCategories makes one of the categories of the selected notes, or merges one with
// another that the person chooses.
func (ed *Editor) mergeCategories() {
	from := ed.SelectedCategories()
	if id, ok := ed.category(); ok {
		from = []workshop.CategoryID{id}
	}
	var list []*workshop.Category
	var items []string
	for _, c := range ed.Shown().CategoryList() {
		if len(from) > 1 || c.ID != from[0] {
			list, items = append(list, c), append(items, c.Name)
		}
	}
	ed.Choose(Choice{Title: "Merge into which category?", Items: items, Do: func(i int) { ed.MergeCategories(list[i].ID, from...) }})
}

// canSplit reports whether some but not all notes of one category are selected.
func (ed *Editor) canSplit() bool {
	ids := ed.SelectedCategories()
	return len(ids) == 1 && len(ed.membersSelected(ids[0])) < ed.size(ids[0])
}

// splitCategory makes a new category of the selected members of one.
func (ed *Editor) splitCategory() {
	if ids := ed.SelectedCategories(); len(ids) == 1 {
		if c := ed.doc.Snapshot().Category(ids[0]); c != nil {
			ed.makeCategory("split "+quoted(c.Name), ed.membersSelected(c.ID))
		}
	}
}

func (ed *Editor) membersSelected(id workshop.CategoryID) []workshop.NoteID {
	snap := ed.Shown()
	var ids []workshop.NoteID
	for _, n := range ed.selection.ids {
		if c := snap.CategoryOf(snap.Notes.Get(n)); c != nil && c.ID == id {
			ids = append(ids, n)
		}
	}
	return ids
}
