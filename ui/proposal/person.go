package proposal

import (
	"slices"

	"throughline.app/workshop"
)

// Rename gives a category the name that the person wrote or chose. It is kept from then on.
func (d *Draft) Rename(id workshop.CategoryID, name string) {
	name = workshop.CleanName(name)
	if g := d.Group(id); g != nil && !g.Person && name != "" && name != g.Name {
		g.Others = swapped(g.Others, name, g.Name)
		g.Name, g.Own, g.Kept = name, name, true
		if name == g.proposed {
			g.Own = ""
		}
	}
}

// swapped is names with another in the place of one that was taken.
func swapped(names []string, taken, instead string) []string {
	names = slices.DeleteFunc(slices.Clone(names), func(s string) bool { return s == taken || s == instead })
	return append([]string{instead}, names...)[:min(3, len(names)+1)]
}

// Keep leaves a category as it is, however many are asked for, or no longer.
func (d *Draft) Keep(id workshop.CategoryID, kept bool) {
	if g := d.Group(id); g != nil && !g.Person {
		g.Kept = kept
		d.lay()
	}
}

// Want says whether a category, or its end, is to be accepted.
func (d *Draft) Want(id workshop.CategoryID, wanted bool) {
	for _, g := range append(slices.Clone(d.Groups), d.Gone...) {
		if g.ID == id {
			g.Off = !wanted
		}
	}
	d.compare()
}

// Put moves notes into a category of the draft; "" or [workshop.Unsorted] takes them out. Notes that
// people put where they are, and locked ones, stay.
func (d *Draft) Put(notes []workshop.NoteID, into workshop.CategoryID) {
	if into == workshop.Unsorted {
		into = ""
	}
	if into != "" && d.Group(into) == nil {
		return
	}
	for _, id := range notes {
		if n := d.snap.Notes.Get(id); n != nil && !n.Locked() && !n.Deleted() {
			if _, m := d.Of(id); !m.Stays {
				d.put[id] = into
			}
		}
	}
	d.lay()
}

// Pins are where the person put notes, as examples for the next question.
func (d *Draft) Pins() map[workshop.NoteID]workshop.CategoryID {
	pins := make(map[workshop.NoteID]workshop.CategoryID)
	for id, into := range d.put {
		if into != "" {
			pins[id] = into
		}
	}
	return pins
}

// GoOn takes over what the person said of a draft before.
func (d *Draft) GoOn(before *Draft) {
	d.put, d.Groups, d.Gone = before.put, before.Groups, before.Gone
	d.Set(d.Said)
}
