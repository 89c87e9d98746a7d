package editor

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"throughline.app/workshop"
)

const (
	maxPaste     = 1_000 // lines that become notes at once; the rest is offered
	maxClipNotes = 5_000 // copied notes that come as they were; more come as their words
)

// A pasteRest is what one paste has left over.
type pasteRest struct {
	rows []row
	all  int // how many there were to begin with
}

// Paste makes notes of a text and selects them, all as one step. Notes that were copied come
// as they were, where the pointer is. Of other text each line becomes a note, in free places
// of the region under the pointer; of a spreadsheet each row, see [readRows]. Where several
// come it is offered to make them one.
func (ed *Editor) Paste(text string) {
	ed.Finish()
	if ed.refuseNotes() {
		return
	}
	c, words, ok := readClip(text)
	if ok && len(c.Notes) <= maxClipNotes {
		ed.pasteClip(c)
		return
	}
	rows := readRows(strings.ToValidUTF8(words, ""))
	ed.pasteRows(rows, len(rows), words)
}

// PasteOne makes one note of a text, or a few if it is longer than a note may be.
func (ed *Editor) PasteOne(text string) {
	ed.Finish()
	if ed.refuseNotes() {
		return
	}
	_, words, _ := readClip(text)
	words = strings.TrimSpace(strings.ReplaceAll(strings.ToValidUTF8(words, ""), "\r\n", "\n"))
	if words == "" {
		return
	}
	var rows []row
	for _, part := range parts(words) {
		rows = append(rows, row{text: part})
	}
	ed.pasteRows(rows, len(rows), "")
}

// pasteRows makes notes of as many rows as come at once and offers to go on with the rest,
// or else to make one note of words; all is how many there were to begin with.
func (ed *Editor) pasteRows(rows []row, all int, words string) {
	now := rows[:min(len(rows), maxPaste)]
	if len(now) == 0 || !ed.addRows(now) {
		return
	}
	rest := rows[len(now):]
	ed.rest = pasteRest{rest, all}
	switch {
	case len(rest) > 0:
		ed.Offer(Offer{
			Sentence: fmt.Sprintf("%d of %d lines are notes now. The Edit menu pastes the rest; so does an import as CSV.", all-len(rest), all),
			Button:   fmt.Sprintf("Paste %d more", min(len(rest), maxPaste)),
			Do:       ed.PasteRest,
		})
	case len(now) > 1 && words != "":
		step := ed.steps
		still := func() bool { return ed.steps == step && ed.CanUndo() != "" }
		ed.Offer(Offer{Sentence: counted(len(now)) + " pasted", Button: "Make it one note", Still: still, Do: func() {
			if still() {
				ed.Undo()
				ed.PasteOne(words)
			}
		}})
	}
}

// PasteRest goes on with what the last paste has left over.
func (ed *Editor) PasteRest() {
	if len(ed.rest.rows) > 0 {
		ed.Finish()
		ed.pasteRows(ed.rest.rows, ed.rest.all, "")
	}
}

// addRows makes notes of rows.
func (ed *Editor) addRows(rows []row) bool {
	snap, l := ed.doc.Snapshot(), ed.Layout()
	at := ed.newSpot()
	if t, open := ed.Target(); open {
		at = t.At
	}
	here := l.PlaceAt(at, at).Region
	made, ids := make([]workshop.Note, len(rows)), make([]workshop.NoteID, len(rows))
	orders := workshop.OrderAfter(ed.topOrder(), len(rows))
	in := make(map[workshop.Region][]int)
	for i, r := range rows {
		region := ed.regionNamed(r.stage, r.lane, here)
		color, kind := ed.laneOf(region)
		if r.color.Known() {
			color = r.color
		}
		ids[i] = workshop.NoteID(ed.doc.NewID())
		made[i] = workshop.Note{
			ID: ids[i], Text: r.text, Color: color, Kind: kind, Author: ed.doc.Me(), Order: orders[i],
			Place: workshop.Place{Canvas: ed.canvas, Region: region},
		}
		for _, tag := range r.tags[:min(len(r.tags), workshop.MaxTags)] {
			made[i].TagSet = withTag(made[i].TagSet, tag)
		}
		in[region] = append(in[region], i)
	}
	for region, these := range in {
		sizes := make([]workshop.Size, len(these))
		for k, i := range these {
			sizes[k] = ed.measure(&made[i])
		}
		for k, spot := range l.Fill(snap, region, ed.Measure, sizes) {
			made[these[k]].Place.At = spot
		}
	}
	return ed.addPasted(made, ids)
}

// regionNamed is the region of a stage and a lane of these names; what is not named, or not
// there, is that of here.
func (ed *Editor) regionNamed(stage, lane string, here workshop.Region) workshop.Region {
	l, r := ed.Layout(), here
	for _, s := range l.Stages {
		if stage != "" && strings.EqualFold(strings.TrimSpace(s.Name), stage) {
			r.Stage = s.ID
		}
	}
	for _, s := range l.Lanes {
		if lane != "" && strings.EqualFold(strings.TrimSpace(s.Name), lane) {
			r.Lane = s.ID
		}
	}
	if _, ok := l.Cell(r); !ok {
		return here
	}
	return r
}

// parts cuts a text into pieces that each fit on a note.
func parts(text string) []string {
	if workshop.CheckText(text) == nil {
		return []string{text}
	}
	var out []string
	n, begin := 0, 0
	for i := range text {
		if n == workshop.MaxText || i-begin > workshop.MaxTextBytes-utf8.UTFMax {
			out, begin, n = append(out, text[begin:i]), i, 0
		}
		n++
	}
	return slices.DeleteFunc(append(out, text[begin:]), func(s string) bool { return strings.TrimSpace(s) == "" })
}
