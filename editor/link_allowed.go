package editor

import (
	"fmt"
	"slices"
	"strings"

	"throughline.app/workshop"
)

// LinkTypes lists the types that a link may be given: those that the method allows between
// its notes, and the one that it has.
func (ed *Editor) LinkTypes(l *workshop.Link) []workshop.LinkType {
	may := ed.mayLink(l.From, l.To)
	return slices.DeleteFunc(workshop.LinkTypes(), func(t workshop.LinkType) bool { return t != l.Type && !slices.Contains(may, t) })
}

// mayLink lists the types of link that the method allows from one note to another.
func (ed *Editor) mayLink(from, to workshop.NoteID) []workshop.LinkType {
	snap := ed.doc.Snapshot()
	a, b := snap.Notes.Get(from), snap.Notes.Get(to)
	if a == nil || b == nil {
		return nil
	}
	return ed.Layout().Kind.LinkTypes(a, b)
}

// canLink reports whether the selected link, or one between the two selected notes, may be
// of a type.
func (ed *Editor) canLink(t workshop.LinkType) bool {
	if l, ok := ed.Link(); ok {
		return slices.Contains(ed.LinkTypes(l), t)
	}
	ids := ed.selection.ids
	return len(ids) == 2 && slices.Contains(ed.mayLink(ids[0], ids[1]), t)
}

// tellLinks says what the method allows from one note to another.
func (ed *Editor) tellLinks(from, to workshop.NoteID, may []workshop.LinkType) {
	var words []string
	for _, t := range may {
		words = append(words, "“"+t.Words()+"”")
	}
	between := fmt.Sprintf("From %s to %s ", ed.cardTitle(from), ed.cardTitle(to))
	if len(words) == 0 {
		ed.Tell(between + "this method has no links.")
		return
	}
	ed.Tell(between + "this method has only links that say " + strings.Join(words, ", ") + ".")
}

// cardTitle is what a note is, as its card is called.
func (ed *Editor) cardTitle(id workshop.NoteID) string {
	if n := ed.doc.Snapshot().Notes.Get(id); n != nil {
		if card := ed.Layout().Kind.Card(n.Kind); card != nil {
			return "“" + card.Title + "”"
		}
	}
	return "this note"
}
