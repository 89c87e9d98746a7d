package editor

import (
	"strings"

	"throughline.app/method"
	"throughline.app/workshop"
)

// textCommands are those about how notes look and what stands on them.
func (ed *Editor) textCommands(add adder) {
	some := func() bool { return ed.selection.Len() > 0 || ed.editing != nil && !ed.editing.Header }
	for i, s := range []struct {
		size  workshop.NoteSize
		title string
	}{{workshop.Small, "small"}, {workshop.Medium, "medium"}, {workshop.Large, "large"}} {
		c := add("size."+s.title, "Size: "+s.title, some, func() { ed.Resized(s.size) }, Chord{Alt, string(rune('7' + i))})
		c.Why = needsNotes
	}
	c := add("text.open", "Open the link", func() bool { return ed.webLink() != "" }, func() { ed.OpenWeb(ed.webLink()) }, Chord{Alt, "O"})
	c.Group, c.Why = 2, "Select a note with a link in its text first"
}

// Resized gives the selected notes, or the one being written, another least size. A note
// that would reach over the edge of its region moves inside.
func (ed *Editor) Resized(size workshop.NoteSize) {
	ids := ed.loose()
	if e := ed.editing; e != nil && !e.Header {
		e.Note.Size = size
		if ed.on(ed.doc.Snapshot(), e.Note.ID) && !ed.selection.Has(e.Note.ID) {
			ids = append(ids, e.Note.ID)
		}
		if e.Note.Place.Canvas == ed.canvas {
			e.Note.Place = ed.inside(e.Note)
		}
	}
	if len(ids) > 0 {
		snap := ed.doc.Snapshot()
		var moves []workshop.Move
		for _, id := range ids {
			n := *snap.Notes.Get(id)
			n.Size = size
			if to := ed.inside(n); to != ed.Layout().PlaceOf(&n) {
				moves = append(moves, workshop.Move{Note: id, To: to})
			}
		}
		ed.Do("resize "+notes(len(ids)), workshop.Together{workshop.Resize{Notes: ids, Size: size}, workshop.MoveNotes{Moves: moves}})
		if ed.editing != nil {
			ed.editing.kept = false // its last step is not the last one any more
		}
	}
	ed.notify()
}

// inside is the place of a note moved left as far as it must be to lie in its region.
func (ed *Editor) inside(n workshop.Note) workshop.Place {
	l := ed.Layout()
	to := l.PlaceOf(&n)
	cell, ok := l.Cell(l.Home(to.Region))
	if !ok {
		return to
	}
	to.At.X = max(0, min(to.At.X, cell.W()-ed.measure(&n).W))
	return to
}

// WriteWords begins words without a sheet, such as a heading, at a point of the canvas:
// there they begin. Nothing is in the document until there is a text.
func (ed *Editor) WriteWords(at workshop.Point) {
	const left, up = 7, 16 // from the corner of the note to the middle of its first letter
	topLeft := workshop.Point{X: at.X - left, Y: at.Y - up}
	place := ed.Layout().PlaceNote(workshop.RectAt(topLeft, workshop.Size{W: method.NoteW, H: 2 * up}), at)
	ed.Finish()
	ed.Select()
	n := workshop.Note{ID: workshop.NoteID(ed.doc.NewID()), Place: place, Author: ed.doc.Me(), Shape: workshop.Words}
	n.Color, _ = ed.laneOf(place.Region)
	ed.begin(&writing{Editing: Editing{Note: n}, label: "write words"})
}

// Tag puts tags on the selected notes and takes others off, as one step.
func (ed *Editor) Tag(add, remove []string) {
	if ids := ed.loose(); len(ids) > 0 && len(add)+len(remove) > 0 {
		ed.Do("tag "+notes(len(ids)), workshop.TagNotes{Notes: ids, Add: add, Remove: remove})
	}
}

// SetLegend says what note colours mean here, and whether they stand for functions, as one
// step.
func (ed *Editor) SetLegend(meanings map[workshop.Color]string, functions bool) {
	ed.Do("set the colour legend", workshop.SetLegend{Meanings: meanings, Functions: &functions})
}

// webLink is the first address in the text of the one selected note, "" if there is none.
func (ed *Editor) webLink() string {
	if ed.selection.Len() != 1 {
		return ""
	}
	n := ed.doc.Snapshot().Notes.Get(ed.selection.ids[0])
	if n == nil {
		return ""
	}
	if links := workshop.WebLinks(n.Text); len(links) > 0 {
		return links[0].Target
	}
	return ""
}

// webHits is what [Hits] may answer beside: the address that stands at a point.
type webHits interface {
	WebLinkAt(workshop.Point) (target string, ok bool)
}

// WebLinkAt is the address at a point of the canvas, where a text has one.
func (ed *Editor) WebLinkAt(p workshop.Point) (string, bool) {
	if h, ok := ed.Hits().(webHits); ok {
		return h.WebLinkAt(p)
	}
	return "", false
}

// OpenWeb asks the screen to open an address, which shows the person where it goes.
// Others than http, https and mailto are not opened.
func (ed *Editor) OpenWeb(target string) {
	if ed.OnWeb != nil && workshop.CanOpen(strings.TrimSpace(target)) {
		ed.OnWeb(target)
	}
}
