package crowd

import (
	"fmt"
	"strings"

	"throughline.app/cmd/throughline/laptop"
	"throughline.app/workshop"
)

// sentences are what simulated people write about.
var sentences = []string{
	"The invoice came before the router did",
	"One person to call, from order to first bill",
	"Nobody told us the date had moved",
	"Text when the engineer leaves",
	"Two survey visits, both cancelled",
	"Old line off a day before the new one works",
	"A map that matches the street",
	"Ask again after ninety days",
}

// NoteID is the id of the i-th note that [Fill] writes.
func NoteID(i int) workshop.NoteID { return workshop.NoteID(fmt.Sprintf("n%011d", i)) }

// Fill writes n notes on the first canvas of a workshop, a change each, spread evenly over
// its regions.
func Fill(room *laptop.Room, n int) error {
	s := room.Snapshot()
	all := s.CanvasList()
	if len(all) == 0 {
		return errNoCanvas
	}
	canvas := all[0].ID
	stages, lanes := s.StageList(canvas), s.LaneList(canvas)
	if len(stages) == 0 || len(lanes) == 0 {
		return errNoCanvas
	}
	order := workshop.OrderAfter("", n)
	for i := range n {
		cell, k := i%(len(stages)*len(lanes)), i/(len(stages)*len(lanes))
		note := workshop.Note{
			ID: NoteID(i),
			Place: workshop.Place{
				Canvas: canvas,
				Region: workshop.Region{Stage: stages[cell%len(stages)].ID, Lane: lanes[cell/len(stages)].ID},
				At:     workshop.Point{X: float64(k % 4 * 120), Y: float64(k / 4 * 68)},
			},
			Text: sentences[i%len(sentences)], Color: workshop.Colors()[i%len(workshop.Colors())], Author: room.Me(), Order: order[i],
		}
		if _, err := room.Apply(workshop.AddNotes{Notes: []workshop.Note{note}}); err != nil {
			return err
		}
	}
	return nil
}

// sentence is what somebody writes as their i-th note.
func sentence(who string, i int) string {
	return fmt.Sprintf("%s (%s, %d)", sentences[i%len(sentences)], strings.ToLower(who), i+1)
}
