package workshop

import (
	"fmt"
	"slices"
)

// FieldShown is the family of the further places of a note, by canvas: a note is written
// once and may be shown on several canvases.
const FieldShown = "shown."

// MaxShown is on how many further canvases a note may be shown.
const MaxShown = 12

// PlaceOn is where a note is on a canvas: its own place, or a further one. It reports
// false where the note is not on that canvas.
func (n *Note) PlaceOn(canvas CanvasID) (Place, bool) {
	if n.Place.Canvas == canvas {
		return n.Place, true
	}
	if n.Shown.Len() == 0 {
		return Place{}, false
	}
	p, ok := ParsePlace(n.Shown.Get(string(canvas)))
	return p, ok && p.Canvas == canvas
}

// On reports whether a note is on a canvas, by its own place or a further one.
func (n *Note) On(canvas CanvasID) bool {
	_, ok := n.PlaceOn(canvas)
	return ok
}

// Canvases lists the canvases that a note is on, its own first.
func (n *Note) Canvases() []CanvasID {
	all := []CanvasID{n.Place.Canvas}
	for _, e := range n.Shown.All() {
		if id := CanvasID(e.Key); id != n.Place.Canvas && n.On(id) {
			all = append(all, id)
		}
	}
	return all
}

// onAny reports whether a note is on one of the canvases.
func (n *Note) onAny(canvases map[CanvasID]bool) bool {
	if canvases[n.Place.Canvas] {
		return true
	}
	return n.Shown.Len() > 0 && slices.ContainsFunc(n.Canvases(), func(id CanvasID) bool { return canvases[id] })
}

// meets reports whether two notes are on a canvas together.
func (n *Note) meets(o *Note) bool {
	if n.Place.Canvas == o.Place.Canvas {
		return true
	}
	return n.Shown.Len()+o.Shown.Len() > 0 && slices.ContainsFunc(n.Canvases(), o.On)
}

// ShownOn is the region of a canvas in which a note is shown, see [Snapshot.ShownIn]. It
// reports false where the note is not on that canvas, or lies on its Unplaced shelf.
func (s *Snapshot) ShownOn(n *Note, canvas CanvasID) (Region, bool) {
	p, ok := n.PlaceOn(canvas)
	if !ok {
		return Region{}, false
	}
	return s.ShownIn(p.Region)
}

// ShowNotes shows notes on a further canvas, at a place of their own there; they stay where
// they are. Notes that are on that canvas already stay where they are there.
type ShowNotes struct {
	At []Move // of distinct notes; To is on the further canvas
}

// Plan implements [Op].
func (op ShowNotes) Plan(s *Snapshot) (Diff, error) {
	var d Diff
	for _, m := range op.At {
		if s.Canvases.Get(m.To.Canvas) == nil {
			return nil, fmt.Errorf("%w: there is no canvas %q", ErrInvalid, m.To.Canvas)
		}
		n := s.Notes.Get(m.Note)
		if n == nil || n.Deleted() || n.On(m.To.Canvas) {
			continue
		}
		if n.Shown.Len() >= MaxShown {
			return nil, fmt.Errorf("%w: a note is shown on at most %d further canvases", ErrInvalid, MaxShown)
		}
		d = d.set(s, n.ID.Ref(), FieldShown+string(m.To.Canvas), m.To.String())
	}
	return d, nil
}

// HideNotes takes notes off a canvas on which they are shown as further ones. Where a note
// has its own place it stays: to be rid of it there it is moved or deleted.
type HideNotes struct {
	Notes  []NoteID // distinct, any order
	Canvas CanvasID
}

// Plan implements [Op].
func (op HideNotes) Plan(s *Snapshot) (Diff, error) {
	var d Diff
	for _, id := range op.Notes {
		if n := s.Notes.Get(id); n != nil && n.Place.Canvas != op.Canvas {
			d = d.set(s, id.Ref(), FieldShown+string(op.Canvas), "")
		}
	}
	return d, nil
}
