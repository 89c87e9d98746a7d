package editor

import (
	"slices"

	"throughline.app/workshop"
)

// A Presence is what the others may see of a person's hands: shown while it lasts, never
// kept.
type Presence struct {
	At        workshop.Point    // where the pointer is on the canvas
	Editing   workshop.NoteID   // the note that is being written; "" if none
	Selection []workshop.NoteID // at most [MaxPresence] of them
	Cell      GridCell          // in focus on a grid
	Lifted    []workshop.NoteID // in the hand, likewise
	By        workshop.Vec      // how far they are from where they lie
	View      workshop.Rect     // what is seen of the canvas
	Call      uint32            // not 0: the person asks the others to look here; see [Editor.Call]
	Follows   string            // the laptop whose person is followed; the screen knows
	Last      uint64            // number of the newest point of Trail
	Trail     []workshop.Point  // where the laser pointer went, the oldest first; see [Editor.Beam]
}

// A GridCell is a cell of a grid by the keys of its row and its column; both are "" of none.
type GridCell struct{ Row, Column string }

// MaxPresence is how many notes a Presence names: more would be a crowd on the others'
// screens.
const MaxPresence = 32

// Presence is what the others may see now.
func (ed *Editor) Presence() Presence {
	p := Presence{At: ed.view.ToCanvas(ed.pointer), View: ed.view.Visible(), Selection: few(ed.selection.ids),
		Call: ed.call, Last: ed.laser.last, Trail: ed.laser.trail}
	if e := ed.editing; e != nil && !e.Header && ed.doc.Snapshot().Notes.Get(e.Note.ID) != nil {
		p.Editing = e.Note.ID
	}
	if ed.GridFocus().Part == CellPart {
		p.Cell = GridCell{ed.gridHand.row, ed.gridHand.column}
	}
	if len(ed.preview.Lifted) > 0 {
		p.Lifted, p.By = few(ed.preview.Lifted), ed.preview.By
	}
	return p
}

// few is the start of ids, not to be written to.
func few(ids []workshop.NoteID) []workshop.NoteID { return ids[:min(len(ids), MaxPresence)] }

// Bounded is what another laptop tells, brought within the bounds of a canvas: it may say
// anything, and a view that went along with it would never come back.
func (p Presence) Bounded() Presence {
	p.At = p.At.Bounded()
	by := workshop.Point{X: p.By.DX, Y: p.By.DY}.Bounded()
	p.By = workshop.Vec{DX: by.X, DY: by.Y}
	p.View = workshop.Rect{Min: p.View.Min.Bounded(), Max: p.View.Max.Bounded()}
	p.Trail = slices.Clone(p.Trail)
	for i := range p.Trail {
		p.Trail[i] = p.Trail[i].Bounded()
	}
	return p
}
