package editor

import (
	"throughline.app/method"
	"throughline.app/workshop"
)

// A Preview is what is going on and not done: it is drawn above the canvas, and nobody
// else sees it as done.
type Preview struct {
	Lifted  []workshop.NoteID // notes in the hand, the lowest first
	By      workshop.Vec      // how far they are from where they lie
	Copy    bool              // copies would be put down: those in the hand stay where they lie
	Guides  []Guide           // what the notes in the hand are in line with
	Region  workshop.Region   // the region that would receive, if Over
	Over    bool
	Marquee workshop.Rect // being drawn; empty if none
	Touch   bool          // the marquee takes what it touches, not what it encloses
	Blank   workshop.Rect // where a note would come; empty if none
	Held    workshop.Ref  // stage or lane in the hand; zero if none
	Box     workshop.Rect // where it is carried; empty while only its width is changed
	Line    workshop.Rect // where it would go, or the edge of its column would; without breadth

	Into []*method.Container // categories that would take in what is in the hand
	Onto workshop.NoteID     // the note with which it would make a category, or join its

	Feeling *Feeling // the point of a curve in the hand; nil if none

	Link     workshop.LinkID // pointed at
	LinkFrom workshop.NoteID // from which a link is being drawn, to LinkAt
	LinkTo   workshop.NoteID // which would be linked
	LinkAt   workshop.Point
}

// Empty reports whether there is nothing to draw.
func (p Preview) Empty() bool { return !p.Over && !p.Busy() && p.Link == "" && p.LinkTo == "" }

// Busy reports whether a gesture is going on that Escape would cancel.
func (p Preview) Busy() bool {
	return len(p.Lifted) > 0 || p.Marquee != workshop.Rect{} || !p.Blank.Empty() || p.LinkFrom != "" || p.Held.ID != "" || p.Feeling != nil
}

// Preview is what is going on now. It must not be written to.
func (ed *Editor) Preview() Preview { return ed.preview }

// SetPreview shows what is going on; states of tools call it.
func (ed *Editor) SetPreview(p Preview) { ed.preview = p }
