package editor

import (
	"fmt"
	"slices"
	"strings"

	"throughline.app/workshop"
)

// maxPaste bounds the notes that one paste makes: more than that is an import.
const maxPaste = 500

// Copy returns the texts of the selected notes in reading order, one a line; "" if none is
// selected.
func (ed *Editor) Copy() string {
	var lines []string
	snap := ed.doc.Snapshot()
	for _, id := range ed.readingOrder() {
		if ed.selection.Has(id) {
			lines = append(lines, strings.ReplaceAll(snap.Notes.Get(id).Text, "\n", " "))
		}
	}
	return strings.Join(lines, "\n")
}

// Cut is [Editor.Copy], then [Editor.Delete].
func (ed *Editor) Cut() string {
	text := ed.Copy()
	ed.Delete()
	return text
}

// Paste makes a note of each line of text, in free places of the region under the pointer,
// and selects them. Of a spreadsheet's row the cells come together in one note.
func (ed *Editor) Paste(text string) {
	ed.Finish()
	var lines []string
	for line := range strings.Lines(strings.ToValidUTF8(text, "")) {
		cells := slices.DeleteFunc(strings.Split(strings.TrimRight(line, "\r\n"), "\t"),
			func(c string) bool { return strings.TrimSpace(c) == "" })
		if len(cells) > 0 {
			lines = append(lines, strings.TrimSpace(strings.Join(cells, " · ")))
		}
	}
	switch {
	case len(lines) == 0:
		return
	case len(lines) > maxPaste:
		if ed.Trouble != nil {
			ed.Trouble(fmt.Errorf("%w: %d lines are too many to paste; import them from a file", workshop.ErrInvalid, len(lines)))
		}
		return
	}
	l, at := ed.Layout(), ed.newSpot()
	region := l.PlaceAt(at, at).Region
	color, kind := ed.laneOf(region)
	orders := workshop.OrderAfter(ed.topOrder(), len(lines))
	made, ids := make([]workshop.Note, len(lines)), make([]workshop.NoteID, len(lines))
	sizes := make([]workshop.Size, len(lines))
	for i, line := range lines {
		ids[i] = workshop.NoteID(ed.doc.NewID())
		made[i] = workshop.Note{
			ID: ids[i], Text: line, Color: color, Kind: kind, Author: ed.doc.Me(), Order: orders[i],
			Place: workshop.Place{Canvas: ed.canvas, Region: region},
		}
		sizes[i] = ed.measure(&made[i])
	}
	for i, spot := range l.Fill(ed.doc.Snapshot(), region, ed.Measure, sizes) {
		made[i].Place.At = spot
	}
	if _, ok := ed.Do("paste "+notes(len(made)), workshop.AddNotes{Notes: made}); ok {
		ed.Select(ids...)
		ed.Reveal(ed.bounds(ids))
	}
}
