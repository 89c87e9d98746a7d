package exchange

import (
	"cmp"
	"encoding/csv"
	"fmt"
	"io"
	"slices"

	"throughline.app/workshop"
)

// A ShownLink is a link between two notes that are there.
type ShownLink struct {
	ID    string `json:"id"`
	From  string `json:"from"` // ids of notes
	To    string `json:"to"`
	Type  string `json:"type"`
	Label string `json:"label"`
}

// showLinks lists the links of all canvases, by id.
func showLinks(s *workshop.Snapshot) []ShownLink {
	links := []ShownLink{}
	for _, c := range s.CanvasList() {
		for _, l := range s.LinkList(c.ID) {
			links = append(links, ShownLink{string(l.ID), string(l.From), string(l.To), string(l.Type), l.Label})
		}
	}
	slices.SortFunc(links, func(a, b ShownLink) int { return cmp.Compare(a.ID, b.ID) })
	return slices.Compact(links) // of notes that are shown on several canvases together
}

// WriteLinksCSV writes the links of a canvas as a table of their own, beside the one of
// [WriteCSV]: a note may have many links, and a row of notes stays a row. Each row reads as
// a sentence, from one note's words to the other's.
func WriteLinksCSV(w io.Writer, s *workshop.Snapshot, canvas workshop.CanvasID) error {
	out := csv.NewWriter(w)
	rows := [][]string{{"from", "link", "to", "label"}}
	nth := make(map[workshop.NoteID]int)
	for i, n := range readingOrder(s, canvas) {
		nth[n.ID] = i
	}
	links := s.LinkList(canvas)
	slices.SortStableFunc(links, func(a, b *workshop.Link) int {
		return cmp.Or(cmp.Compare(nth[a.From], nth[b.From]), cmp.Compare(nth[a.To], nth[b.To]), cmp.Compare(a.Type, b.Type))
	})
	for _, l := range links {
		rows = append(rows, []string{guard(s.Notes.Get(l.From).Text), l.Type.Words(), guard(s.Notes.Get(l.To).Text), guard(l.Label)})
	}
	if err := out.WriteAll(rows); err != nil {
		return fmt.Errorf("exchange: write links: %w", err)
	}
	return nil
}
