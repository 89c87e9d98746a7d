package editor

import (
	"fmt"

	"throughline.app/workshop"
)

// Guests are those of the selected notes that are only shown on this canvas: they were
// written on another one.
func (ed *Editor) Guests() []workshop.NoteID {
	_, guests := ed.parts(ed.selection.ids)
	return guests
}

// parts sorts notes into those whose own place is on this canvas, and those that are only
// shown here.
func (ed *Editor) parts(ids []workshop.NoteID) (own, guests []workshop.NoteID) {
	for _, id := range ids {
		switch n := ed.doc.Snapshot().Notes.Get(id); {
		case n == nil:
		case n.Place.Canvas == ed.canvas:
			own = append(own, id)
		default:
			guests = append(guests, id)
		}
	}
	return own, guests
}

// TakeOff takes the selected notes that are only shown on this canvas off it.
func (ed *Editor) TakeOff() {
	guests := ed.Guests()
	if len(guests) == 0 {
		return
	}
	told := ed.deletedWords(nil, guests)
	if _, ok := ed.Do(labelHide(len(guests)), workshop.HideNotes{Notes: guests, Canvas: ed.canvas}); ok {
		ed.Select(ed.selection.ids...)
		ed.OfferUndo(told)
	}
}

func labelHide(n int) string { return "take " + notes(n) + " off a canvas" }

// deletedWords says what became of notes that were deleted, and of those that were taken
// off this canvas. It is asked before that.
func (ed *Editor) deletedWords(own, guests []workshop.NoteID) string {
	snap, also := ed.doc.Snapshot(), 0
	for _, id := range own {
		if len(snap.Notes.Get(id).Canvases()) > 1 {
			also++
		}
	}
	off := ""
	if len(guests) > 0 {
		off = counted(len(guests)) + " taken off this canvas; still on " + ed.homeOf(guests)
	}
	switch {
	case len(own) == 0:
		return off
	case off != "":
		return counted(len(own)) + " deleted, " + off
	case also == 1 && len(own) == 1:
		return "1 note deleted, here and where else it was shown"
	case also > 0:
		return fmt.Sprintf("%s deleted, %d of them on other canvases too", counted(len(own)), also)
	}
	return counted(len(own)) + " deleted"
}

// homeOf names where notes were written.
func (ed *Editor) homeOf(ids []workshop.NoteID) string {
	snap := ed.doc.Snapshot()
	on := make(map[workshop.CanvasID]bool)
	name := ""
	for _, id := range ids {
		home := snap.Notes.Get(id).Place.Canvas
		on[home] = true
		if c := snap.Canvases.Get(home); c != nil {
			name = shortName(c.Title)
		}
	}
	if len(on) != 1 || name == "" {
		return "their own canvases"
	}
	return name
}

// elsewhereCommand takes notes off a canvas that they are only shown on.
func (ed *Editor) elsewhereCommand(add adder) {
	c := add("note.hide", "Take off this canvas", func() bool { return len(ed.Guests()) > 0 }, ed.TakeOff)
	c.Group, c.Why = 4, "Select a note that is only shown here"
}
