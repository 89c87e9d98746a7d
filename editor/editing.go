package editor

import (
	"strings"
	"unicode"

	"throughline.app/method"
	"throughline.app/workshop"
)

// Editing is the text that is being written: of a note, or of the header above the canvas.
type Editing struct {
	Header bool
	Note   workshop.Note // as it was when writing began, or as it will be; zero for the header
	Base   string        // the text that Text was made from
	Text   string        // what stands in the entry
}

// writing is an Editing and what became of it so far.
type writing struct {
	Editing
	label string // of its step in the history
	kept  bool   // a step of that label is the last one
	born  bool   // the note came into being in this writing
}

const (
	labelWrite  = "write a note"
	labelEdit   = "edit a note"
	labelHeader = "edit the header"
)

// Editing is what is being written, if anything is.
func (ed *Editor) Editing() (Editing, bool) {
	if ed.editing == nil {
		return Editing{}, false
	}
	return ed.editing.Editing, true
}

// EditingRect is where the text being written lies on the canvas.
func (ed *Editor) EditingRect() workshop.Rect {
	e, l := ed.editing, ed.Layout()
	if e == nil {
		return workshop.Rect{}
	}
	if e.Header {
		return l.Header
	}
	n := ed.EditingNote()
	return workshop.RectAt(l.At(&n), ed.measure(&n))
}

// EditingNote is the note that is written, as it will be; zero if none is.
func (ed *Editor) EditingNote() workshop.Note {
	e := ed.editing
	if e == nil || e.Header {
		return workshop.Note{}
	}
	n := e.Note
	if now := ed.doc.Snapshot().Notes.Get(n.ID); now != nil {
		n = *now
	}
	n.Text = e.Text
	return n
}

// EditNote begins to write in a note that is there.
func (ed *Editor) EditNote(id workshop.NoteID) {
	ed.Finish()
	n := ed.doc.Snapshot().Notes.Get(id)
	if n == nil || n.Deleted() {
		return
	}
	ed.Select(id)
	if n.Locked() {
		ed.TellLocked(1)
		return
	}
	ed.begin(&writing{Editing: Editing{Note: *n, Base: n.Text, Text: n.Text}, label: labelEdit})
}

// EditHeader begins to write in the header.
func (ed *Editor) EditHeader() {
	ed.Finish()
	c := ed.doc.Snapshot().Canvases.Get(ed.canvas)
	if c == nil {
		return
	}
	ed.Select()
	ed.begin(&writing{Editing: Editing{Header: true, Base: c.Header, Text: c.Header}, label: labelHeader})
}

// WriteNote begins a new note with its middle at a point of the canvas, or as near as its
// region allows, or where it would cover another in the region's next free place; first is what stands in it already. Colour and card kind are its lane's.
// Nothing is in the document until there is a text.
func (ed *Editor) WriteNote(at workshop.Point, first string) {
	if ed.refuseNotes() {
		return
	}
	topLeft := workshop.Point{X: at.X - method.NoteW/2, Y: at.Y - method.NoteH/2}
	l := ed.Layout()
	place := l.PlaceAt(topLeft, at)
	landed := workshop.RectAt(l.Position(place), workshop.Size{W: method.NoteW, H: method.NoteH})
	if _, covers := ed.near(landed, ""); covers {
		place.At = l.FreeSpot(ed.doc.Snapshot(), place.Region, ed.Measure, 1)[0]
	}
	ed.writeIn(place, first, workshop.Small)
}

func (ed *Editor) writeIn(place workshop.Place, first string, size workshop.NoteSize) {
	ed.Finish()
	ed.Select()
	n := workshop.Note{ID: workshop.NoteID(ed.doc.NewID()), Place: place, Author: ed.doc.Me(), Size: size}
	n.Color, n.Kind = ed.laneOf(place.Region)
	ed.begin(&writing{Editing: Editing{Note: n, Text: first}, label: labelWrite})
}

// laneOf is the colour and the card kind that a region gives to a new note.
func (ed *Editor) laneOf(r workshop.Region) (workshop.Color, string) {
	for _, l := range ed.Layout().Lanes {
		if l.ID == r.Lane && l.Kind.Color.Known() {
			return l.Kind.Color, l.Kind.Card
		}
	}
	return workshop.Yellow, ""
}

func (ed *Editor) begin(w *writing) {
	if ed.refuseWatching() {
		return
	}
	ed.handle(Event{Kind: Cancel})
	ed.editing = w
	ed.Reveal(ed.EditingRect())
	ed.notify()
}

// Write tells what stands in the entry now. It stays there until [Editor.Keep] or
// [Editor.Finish].
func (ed *Editor) Write(text string) {
	if ed.editing != nil {
		ed.editing.Text = text
	}
}

// Keep commits what was written so far: call it when the person pauses. The steps of one
// writing are taken back as one. It reports false if the text was refused; it stays in
// the entry then.
func (ed *Editor) Keep() bool {
	e := ed.editing
	if e == nil || e.Text == e.Base {
		return true
	}
	var op workshop.Op
	fresh := false
	switch {
	case e.Header:
		op = workshop.EditHeader{Canvas: ed.canvas, Base: e.Base, Text: e.Text}
	case ed.doc.Snapshot().Notes.Get(e.Note.ID) != nil:
		op = workshop.EditText{Note: e.Note.ID, Base: e.Base, Text: e.Text}
	case strings.TrimSpace(e.Text) == "":
		return true // an empty note is not made
	default:
		n := e.Note
		n.Text, n.Order = e.Text, ed.topOrder()
		op, fresh = workshop.AddNotes{Notes: []workshop.Note{n}}, true
	}
	base := e.Base
	e.Base = e.Text // before apply, which may bring what colleagues wrote
	d, err := ed.apply(op)
	if err != nil {
		e.Base = base
		return false
	}
	e.born = e.born || fresh
	ed.step(e, d)
	ed.rebase()
	ed.notify()
	return true
}

func (ed *Editor) step(e *writing, d workshop.Diff) {
	ed.nudging = false
	if e.kept {
		ed.history.Extend(e.label, d)
		return
	}
	ed.history.Record(e.label, d)
	e.kept = !d.Empty()
}

// Finish ends the writing and keeps what was written; a note that began in this writing
// and was left empty is not kept. It reports false if the text was refused: then the
// writing goes on, so that nothing is lost.
func (ed *Editor) Finish() bool {
	ed.CloseLink()
	ed.KeepName()
	e := ed.editing
	if e == nil {
		return true
	}
	if e.Text != e.Base {
		e.Text = strings.TrimRightFunc(e.Text, unicode.IsSpace)
	}
	if !ed.Keep() {
		return false
	}
	ed.editing = nil
	if !e.Header {
		if e.born && strings.TrimSpace(e.Text) == "" {
			if d, err := ed.apply(workshop.DeleteNotes{Notes: []workshop.NoteID{e.Note.ID}}); err == nil {
				ed.step(e, d)
			}
		}
		ed.Select(e.Note.ID)
	}
	ed.notify()
	return true
}

// rebase brings what colleagues wrote into the text being written.
func (ed *Editor) rebase() {
	e := ed.editing
	if e == nil {
		return
	}
	ref := ed.canvas.Ref()
	name := workshop.FieldHeader
	if !e.Header {
		if ed.doc.Snapshot().Notes.Get(e.Note.ID) == nil {
			return
		}
		ref, name = e.Note.ID.Ref(), workshop.FieldText
	}
	theirs := ed.doc.Snapshot().Field(ref, name)
	if theirs == e.Base {
		return
	}
	e.Text = workshop.MergeText(e.Base, e.Text, theirs)
	e.Base = theirs
}

func (ed *Editor) topOrder() string {
	top := ""
	for _, n := range ed.doc.Snapshot().Notes.All() {
		top = max(top, n.Order)
	}
	return workshop.OrderAfter(top, 1)[0]
}

func (ed *Editor) measure(n *workshop.Note) workshop.Size {
	if ed.Measure == nil {
		return method.SizeOf(n)
	}
	return ed.Measure(n)
}
