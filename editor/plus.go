package editor

import (
	"slices"

	"throughline.app/method"
	"throughline.app/workshop"
)

// A Plus stands beside a note: a click makes the next note that way, a drag
// makes one where it ends.
type Plus struct {
	Note workshop.NoteID
	Dir  Direction
	At   workshop.Point // its middle
}

const (
	plusOut    = 13.0 // units of the window from the note's edge to the middle of a plus
	plusRadius = 8.0  // of what is drawn
	plusReach  = 10.0 // from its middle within which a press means it
	plusZoom   = 0.5  // below which there are none: they would hide the notes
)

// ShowPluses gives a note its pluses, as when the pointer has rested on it; "" is none.
// A note that is selected alone has them anyway.
func (ed *Editor) ShowPluses(id workshop.NoteID) {
	if ed.plussed != id {
		ed.plussed = id
		ed.notify()
	}
}

// Pluses are those to show now: none while something is dragged or written, with another
// tool, from far away, and for a locked note.
func (ed *Editor) Pluses() []Plus {
	if ed.tool.ID != SelectTool || ed.editing != nil || ed.pan != nil || ed.preview.Busy() || ed.view.Zoom < plusZoom {
		return nil
	}
	id := ed.plussed
	if id == "" && ed.selection.Len() == 1 {
		id = ed.selection.ids[0]
	}
	r, ok := ed.Hits().NoteRect(id)
	if !ok || ed.Locked(id) {
		return nil
	}
	r = r.Inset(-plusOut / float64(ed.view.Zoom))
	m := r.Center()
	all := []Plus{
		{id, Rightward, workshop.Point{X: r.Max.X, Y: m.Y}}, {id, Leftward, workshop.Point{X: r.Min.X, Y: m.Y}},
		{id, Downward, workshop.Point{X: m.X, Y: r.Max.Y}}, {id, Upward, workshop.Point{X: m.X, Y: r.Min.Y}},
	}
	return slices.DeleteFunc(all, func(h Plus) bool { // a neighbour lies there: it can be pressed itself
		at := workshop.Rect{Min: h.At, Max: h.At}.Inset(-plusRadius / float64(ed.view.Zoom))
		return slices.ContainsFunc(ed.Hits().NotesIn(at, false), func(n workshop.NoteID) bool { return n != id })
	})
}

// PlusAt is the plus under a point of the canvas.
func (ed *Editor) PlusAt(p workshop.Point) (Plus, bool) {
	if _, note := ed.Hits().NoteAt(p); note {
		return Plus{}, false
	}
	for _, h := range ed.Pluses() {
		if p.Sub(h.At).Len() <= plusReach/float64(ed.view.Zoom) {
			return h, true
		}
	}
	return Plus{}, false
}

// WriteBeside begins a note beside another, of its colour and size, or goes to the one that
// is there. Like [Editor.Chain] it passes into the next region where there is no room.
func (ed *Editor) WriteBeside(id workshop.NoteID, dir Direction) {
	n := ed.doc.Snapshot().Notes.Get(id)
	r, ok := ed.Hits().NoteRect(id)
	if n == nil || !ok {
		return
	}
	ed.goBeside(*n, r, dir)
	ed.colorLike(*n)
}

// WriteLike begins a note of the colour and size of another with its middle at a point, or
// as near as its region allows.
func (ed *Editor) WriteLike(id workshop.NoteID, at workshop.Point) {
	n := ed.doc.Snapshot().Notes.Get(id)
	if n == nil {
		return
	}
	box, l := ed.BlankAt(id, at), ed.Layout()
	place := l.PlaceNote(box, at)
	if _, covers := ed.near(workshop.RectAt(l.Position(place), box.Size()), ""); covers {
		place.At = l.Fill(ed.doc.Snapshot(), place.Region, ed.Measure, []workshop.Size{box.Size()})[0]
	}
	ed.writeIn(place, "", ed.next(*n).Size)
	ed.colorLike(*n)
}

// BlankAt is where a blank note like another lies with its middle at a point.
func (ed *Editor) BlankAt(id workshop.NoteID, at workshop.Point) workshop.Rect {
	var like workshop.Note
	if n := ed.doc.Snapshot().Notes.Get(id); n != nil {
		like = ed.next(*n)
	}
	size := method.SizeOf(&like)
	return workshop.RectAt(workshop.Point{X: at.X - size.W/2, Y: at.Y - size.H/2}, size)
}

// colorLike gives the new note that is being written the colour of another, and its card
// kind if they are in one region.
func (ed *Editor) colorLike(n workshop.Note) {
	e := ed.editing
	if e == nil || e.Header || ed.doc.Snapshot().Notes.Get(e.Note.ID) != nil {
		return
	}
	e.Note.Color = n.Color
	if l := ed.Layout(); l.HomeOf(&n) == l.HomeOf(&e.Note) {
		e.Note.Kind = n.Kind
	}
	ed.notify()
}

// Pointer is where the pointer was last in the view.
func (ed *Editor) Pointer() ScreenPoint { return ed.pointer }
