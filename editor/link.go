package editor

import (
	"cmp"
	"errors"
	"slices"
	"strings"

	"throughline.app/workshop"
)

// linkGrip is how near to a link's line a press is meant for it, in units of the window.
const linkGrip = 6

// linking is what the person does with links.
type linking struct {
	chosen workshop.LinkID   // "" if none; then no note is selected
	open   bool              // its type and label are being chosen
	label  string            // what stands in the field, while it is open
	last   workshop.LinkType // of the link that was last drawn or altered
	hidden bool
}

// Link is the link that is selected, if one is. No note is then.
func (ed *Editor) Link() (*workshop.Link, bool) {
	l := ed.doc.Snapshot().Links.Get(ed.links.chosen)
	return l, l != nil
}

// LinkOpen is the link whose type and label are being chosen, and what stands in the field.
func (ed *Editor) LinkOpen() (l *workshop.Link, label string, ok bool) {
	if l, ok = ed.Link(); !ok || !ed.links.open {
		return nil, "", false
	}
	return l, ed.links.label, true
}

// LinksHidden reports whether the person does not want to see links.
func (ed *Editor) LinksHidden() bool { return ed.links.hidden }

// LinkAt is the link that a press at a point of the canvas is meant for. Notes go before:
// ask for them first.
func (ed *Editor) LinkAt(p workshop.Point) (workshop.LinkID, bool) {
	if ed.links.hidden {
		return "", false
	}
	return ed.Hits().LinkAt(p, linkGrip/float64(ed.view.Zoom))
}

// SelectLink selects a link and no note.
func (ed *Editor) SelectLink(id workshop.LinkID) {
	ed.Select()
	if l := ed.doc.Snapshot().Links.Get(id); l == nil || l.Gone {
		return
	}
	ed.links.chosen = id
	ed.notify()
}

// OpenLink lets the person choose type and label of a link.
func (ed *Editor) OpenLink(id workshop.LinkID) {
	ed.Finish()
	ed.SelectLink(id)
	if l, ok := ed.Link(); ok {
		ed.links.open, ed.links.label = true, l.Label
		ed.notify()
	}
}

// WriteLabel tells what stands in the label's field now; it is kept by [Editor.CloseLink].
func (ed *Editor) WriteLabel(text string) {
	if ed.links.open {
		ed.links.label = text
	}
}

// CloseLink ends the choosing and keeps the label. The link stays selected.
func (ed *Editor) CloseLink() {
	l, label, ok := ed.LinkOpen()
	if !ok {
		return
	}
	ed.links.open = false
	if workshop.CleanName(label) != l.Label {
		ed.Do("label a link", workshop.EditLink{Link: l.ID, Type: l.Type, Label: label})
	}
	ed.notify()
}

// LinkNotes draws a link of the type that was used last, selects it, and lets the person
// choose another type and a label. Where there is one already it is selected.
func (ed *Editor) LinkNotes(from, to workshop.NoteID) {
	ed.linkNotes(from, to, cmp.Or(ed.links.last, workshop.Causes), true)
}

func (ed *Editor) linkNotes(from, to workshop.NoteID, t workshop.LinkType, choose bool) {
	snap := ed.doc.Snapshot()
	if from == to || !ed.on(snap, from) || !ed.on(snap, to) {
		return
	}
	ed.Finish()
	if may := ed.mayLink(from, to); !slices.Contains(may, t) {
		if len(may) == 0 || !choose {
			ed.tellLinks(from, to, may)
			return
		}
		t = may[0] // that of the last link does not fit here
	}
	id := workshop.LinkID("")
	if there := snap.Linked(from, to, t); there != nil {
		id = there.ID
		ed.Tell("These notes are linked already.")
	} else {
		id = workshop.LinkID(ed.doc.NewID())
		d, ok := ed.Do("link two notes", workshop.AddLink{Link: workshop.Link{ID: id, From: from, To: to, Type: t}})
		if !ok || d.Empty() {
			return
		}
		ed.links.last = t
	}
	ed.showLinks(true)
	if choose {
		ed.OpenLink(id)
	} else {
		ed.SelectLink(id)
	}
}

// LinkTo asks for a note and links the selected one to it.
func (ed *Editor) LinkTo() {
	if ed.selection.Len() != 1 {
		return
	}
	from, snap := ed.selection.ids[0], ed.doc.Snapshot()
	var ids []workshop.NoteID
	var words []string
	for _, id := range ed.readingOrder() {
		n := snap.Notes.Get(id)
		if line := strings.Join(strings.Fields(n.Text), " "); id != from && line != "" {
			ids, words = append(ids, id), append(words, line)
		}
	}
	ed.Choose(Choice{Title: "Link to which note?", Items: words, Do: func(i int) { ed.LinkNotes(from, ids[i]) }})
}

// SetLinkType gives the selected link another type, or links the two selected notes by it.
func (ed *Editor) SetLinkType(t workshop.LinkType) {
	l, ok := ed.Link()
	if !ok {
		if ids := ed.selection.ids; len(ids) == 2 {
			ed.linkNotes(ids[0], ids[1], t, false)
		}
		return
	}
	if may := ed.mayLink(l.From, l.To); l.Type != t && !slices.Contains(may, t) {
		ed.tellLinks(l.From, l.To, may)
		return
	}
	if l.Type != t && ed.editLink("change a link", workshop.EditLink{Link: l.ID, Type: t, Label: l.Label}) {
		ed.links.last = t
	}
}

// TurnLink lets the selected link point the other way.
func (ed *Editor) TurnLink() {
	if l, ok := ed.Link(); ok {
		if may := ed.mayLink(l.To, l.From); !slices.Contains(may, l.Type) {
			ed.tellLinks(l.To, l.From, may)
			return
		}
		ed.editLink("turn a link round", workshop.EditLink{Link: l.ID, Type: l.Type, Label: l.Label, Turn: true})
	}
}

func (ed *Editor) editLink(label string, op workshop.EditLink) bool {
	if _, err := op.Plan(ed.doc.Snapshot()); errors.Is(err, workshop.ErrLinked) {
		ed.Tell("There is such a link already.")
		return false
	}
	_, ok := ed.Do(label, op)
	ed.notify()
	return ok
}

// RemoveLink removes the selected link, and reports whether there was one.
func (ed *Editor) RemoveLink() bool {
	l, ok := ed.Link()
	if !ok {
		return false
	}
	ed.links.open = false
	ed.Select()
	ed.Do("remove a link", workshop.DeleteLinks{Links: []workshop.LinkID{l.ID}})
	ed.notify()
	return true
}

// NextLink selects a link of the selected note, or, from a link, the next of the note
// where it begins, and shows it.
func (ed *Editor) NextLink() {
	snap := ed.doc.Snapshot()
	list := snap.LinkList(ed.canvas)
	from := func(*workshop.Link) bool { return true }
	if ids := ed.selection.ids; len(ids) > 0 {
		from = func(l *workshop.Link) bool { return l.From == ids[0] || l.To == ids[0] }
	} else if now, ok := ed.Link(); ok {
		ids := [2]workshop.NoteID{now.From, now.To}
		from = func(l *workshop.Link) bool { return slices.Contains(ids[:], l.From) || slices.Contains(ids[:], l.To) }
	}
	list = slices.DeleteFunc(list, func(l *workshop.Link) bool { return !from(l) })
	if len(list) == 0 {
		ed.Tell("There is no link here. Select two notes to link them.")
		return
	}
	at := slices.IndexFunc(list, func(l *workshop.Link) bool { return l.ID == ed.links.chosen })
	next := list[(at+1)%len(list)]
	ed.Finish()
	ed.showLinks(true)
	ed.SelectLink(next.ID)
	ed.Reveal(ed.bounds([]workshop.NoteID{next.From, next.To}))
}

func (ed *Editor) showLinks(show bool) {
	ed.links.hidden = !show
	if !show && ed.links.chosen != "" {
		ed.Select()
	}
	ed.notify()
}

// editSelected writes in the selected note, or on the selected link.
func (ed *Editor) editSelected() {
	if l, ok := ed.Link(); ok {
		ed.OpenLink(l.ID)
		return
	}
	if ed.selection.Len() != 1 {
		if ref := ed.Hover().Ref; ref.Kind != workshop.KindCanvas {
			ed.EditName(ref) // under the pointer
		}
		return
	}
	ed.EditNote(ed.selection.ids[0])
}

// dropLink lets go of the selected link.
func (ed *Editor) dropLink() {
	if ed.links.chosen != "" {
		ed.CloseLink()
		ed.links.chosen, ed.links.open = "", false
		ed.notify()
	}
}

// checkLink lets go of a link that a colleague removed.
func (ed *Editor) checkLink() {
	if l, ok := ed.Link(); ok {
		if !ed.doc.Snapshot().LinkOn(l, ed.canvas) {
			ed.links.chosen, ed.links.open = "", false
		}
	}
	if p := ed.preview; p.LinkFrom != "" && !ed.on(ed.doc.Snapshot(), p.LinkFrom) {
		ed.handle(Event{Kind: Cancel})
	}
}
