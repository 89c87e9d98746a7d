package editor

import (
	"slices"

	"throughline.app/method"
	"throughline.app/workshop"
)

// ShowTag shows the name of the category of a note that lies alone, as when the pointer has
// rested on it; "" is none.
func (ed *Editor) ShowTag(id workshop.NoteID) {
	if ed.tagged != id {
		ed.tagged = id
		if t := ed.trying.trial; t != nil && t.Pointed != nil {
			t.Pointed(id)
		}
		ed.notify()
	}
}

// A Tag is the name of a category, shown at the foot of a note that lies alone.
type Tag struct {
	Note     workshop.NoteID
	Category workshop.CategoryID
	At       workshop.Rect
}

// Tags are those to show now: of the note that the pointer rests on, and where a whole
// category is selected of its first note in sight that lies alone.
func (ed *Editor) Tags() []Tag {
	if ed.editing != nil || ed.naming != nil || ed.preview.Busy() {
		return nil
	}
	var all []Tag
	if t, ok := ed.tag(ed.tagged); ok {
		all = append(all, t)
	}
	ids := ed.SelectedCategories()
	if len(ids) != 1 || ed.selection.Len() < 2 || ed.selection.Len() != len(ed.Shown().Members(ids[0], ed.canvas)) {
		return all
	}
	see := ed.view.Visible()
	for _, id := range ed.selection.ids {
		if t, ok := ed.tag(id); ok && see.Encloses(t.At) {
			if id != ed.tagged {
				all = append(all, t)
			}
			break
		}
	}
	return all
}

func (ed *Editor) tag(id workshop.NoteID) (Tag, bool) {
	if id == "" {
		return Tag{}, false
	}
	c := ed.Shown().CategoryOf(ed.Shown().Notes.Get(id))
	if c == nil {
		return Tag{}, false
	}
	at, ok := ed.Hits().TagRect(id, float64(ed.view.Zoom))
	return Tag{id, c.ID, at}, ok
}

// TagAt is the note whose tag is shown under a point of the canvas.
func (ed *Editor) TagAt(p workshop.Point) (workshop.NoteID, bool) {
	for _, t := range ed.Tags() {
		if t.At.Contains(p) {
			return t.Note, true
		}
	}
	return "", false
}

// tagAt is what a tag under a point stands for: a container of its one note.
func (ed *Editor) tagAt(p workshop.Point) (*method.Container, bool) {
	id, ok := ed.TagAt(p)
	if !ok {
		return nil, false
	}
	n := ed.Shown().Notes.Get(id)
	r, _ := ed.Hits().NoteRect(id)
	return &method.Container{
		Category: ed.Shown().CategoryOf(n).ID, Region: ed.regionOf(n), Notes: []workshop.NoteID{id},
		Boxes: []workshop.Rect{r}, Bounds: r,
	}, true
}

// alone reports whether a member lies with no other of its category, so that no box is
// drawn around it.
func (ed *Editor) alone(c *method.Container, id workshop.NoteID) bool {
	at, ok := ed.Hits().NoteRect(id)
	return ok && slices.Contains(c.Boxes, at.Inset(-method.ContainerPad))
}

// CategoriesHidden reports whether the person does not want to see categories among the
// notes. Drops change no membership then.
func (ed *Editor) CategoriesHidden() bool { return ed.plain }

// ShowCategories shows categories among the notes, or hides them.
func (ed *Editor) ShowCategories(show bool) {
	if ed.plain == show {
		ed.plain = !show
		ed.notify()
	}
}
