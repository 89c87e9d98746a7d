package method

import (
	"cmp"

	"throughline.app/workshop"
)

// opportunityCard is the id of the card whose notes say what could be better: those that a
// room sorts into categories.
const opportunityCard = "opportunity"

// Opportunities lists the notes in the lanes of a canvas that ask for opportunities, and
// what the first of these lanes is called; none where there is no such lane.
func Opportunities(methods []*Method, s *workshop.Snapshot, canvas workshop.CanvasID) (notes []workshop.NoteID, lane string) {
	c := s.Canvases.Get(canvas)
	if c == nil {
		return nil, ""
	}
	kind := Find(methods, c.Kind)
	asks := make(map[workshop.LaneID]bool)
	for _, l := range s.LaneList(canvas) {
		if kind.Lane(l).Card == opportunityCard {
			asks[l.ID] = true
			lane = cmp.Or(lane, l.Name)
		}
	}
	if lane == "" {
		return nil, ""
	}
	for _, n := range s.NoteList(canvas) {
		if at, ok := s.ShownOn(n, canvas); ok && asks[at.Lane] {
			notes = append(notes, n.ID)
		}
	}
	return notes, lane
}
