package editor

import (
	"fmt"

	"throughline.app/workshop"
)

// pictures says "a picture" or "3 pictures", for labels.
func pictures(n int) string {
	if n == 1 {
		return "a picture"
	}
	return fmt.Sprintf("%d pictures", n)
}

// DropPictures puts pictures down at a point of the canvas, as one step: a single one over
// a note goes on that note, others become notes in free places of the region there, which
// are selected then.
func (ed *Editor) DropPictures(images []workshop.Image, at workshop.Point) {
	if id, over := ed.Hits().NoteAt(at); over && len(images) == 1 && ed.SetPicture(id, images[0]) {
		return
	}
	ed.addPictures(images, at)
}

// PastePictures puts pictures where a new note would go, a single one on the selected note
// if one is selected.
func (ed *Editor) PastePictures(images []workshop.Image) {
	if len(images) == 1 && ed.selection.Len() == 1 && ed.SetPicture(ed.selection.ids[0], images[0]) {
		return
	}
	ed.addPictures(images, ed.newSpot())
}

// SetPicture puts a picture on a note, in place of the one it had. It reports false for a
// note that cannot have it: then nothing has changed.
func (ed *Editor) SetPicture(id workshop.NoteID, m workshop.Image) bool {
	ed.Finish()
	n := ed.doc.Snapshot().Notes.Get(id)
	if n == nil || n.Deleted() || n.Locked() || n.Shape != workshop.Sticky {
		return false
	}
	if _, ok := ed.Do("put a picture on a note", workshop.SetImage{Note: id, Image: m}); ok {
		ed.Select(id)
		ed.Reveal(ed.bounds([]workshop.NoteID{id}))
	}
	return true
}

// RemovePictures takes the pictures off the selected notes.
func (ed *Editor) RemovePictures() {
	var off workshop.Together
	for _, id := range ed.pictured() {
		off = append(off, workshop.SetImage{Note: id})
	}
	if len(off) > 0 {
		ed.Do("take "+pictures(len(off))+" off", off)
	}
}

// pictured lists the selected notes that show a picture and can be changed.
func (ed *Editor) pictured() []workshop.NoteID {
	var ids []workshop.NoteID
	snap := ed.doc.Snapshot()
	for _, id := range ed.selection.ids {
		if n := snap.Notes.Get(id); n != nil && n.Image != "" && !n.Locked() {
			ids = append(ids, id)
		}
	}
	return ids
}

func (ed *Editor) addPictures(images []workshop.Image, at workshop.Point) {
	if len(images) == 0 {
		return
	}
	ed.Finish()
	l := ed.Layout()
	region := l.PlaceAt(at, at).Region
	color, kind := ed.laneOf(region)
	orders := workshop.OrderAfter(ed.topOrder(), len(images))
	made, ids := make([]workshop.Note, len(images)), make([]workshop.NoteID, len(images))
	sizes := make([]workshop.Size, len(images))
	for i, m := range images {
		ids[i] = workshop.NoteID(ed.doc.NewID())
		made[i] = workshop.Note{
			ID: ids[i], Image: m.String(), Size: workshop.Medium, Color: color, Kind: kind, Author: ed.doc.Me(), Order: orders[i],
			Place: workshop.Place{Canvas: ed.canvas, Region: region},
		}
		sizes[i] = ed.measure(&made[i])
	}
	for i, spot := range l.Fill(ed.doc.Snapshot(), region, ed.Measure, sizes) {
		made[i].Place.At = spot
	}
	if _, ok := ed.Do("add "+pictures(len(made)), workshop.AddNotes{Notes: made}); ok {
		ed.Select(ids...)
		ed.Reveal(ed.bounds(ids))
	}
}

// addPicturing adds what is done with pictures; the screen, which can open files, adds how
// one is added.
func (ed *Editor) addPicturing(add adder) {
	c := add("image.remove", "Take the picture off", func() bool { return len(ed.pictured()) > 0 }, ed.RemovePictures)
	c.Group, c.On, c.Why = 6, OnNote, "Select a note with a picture first"
}
