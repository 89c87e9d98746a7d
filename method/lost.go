package method

import (
	"slices"
	"strings"

	"throughline.app/workshop"
)

// The reasons for which a note is lost.
const (
	LostRegion = "region" // its stage or its lane is gone: it lies under Unplaced
	LostCard   = "card"   // the method no longer has its card: it lies there too, and keeps words and colour
)

// A Lost note is one whose stage, lane or card kind is no longer there.
type Lost struct {
	Note *workshop.Note
	Why  string
}

// LostOn lists the lost notes of a canvas, by id. A note that people put on the Unplaced
// shelf is not lost; neither is one of a method that is not known here.
func LostOn(methods []*Method, s *workshop.Snapshot, canvas workshop.CanvasID) []Lost {
	c := s.Canvases.Get(canvas)
	if c == nil {
		return nil
	}
	kind := Find(methods, c.Kind)
	var all []Lost
	for _, n := range s.NoteList(canvas) {
		p, _ := n.PlaceOn(canvas)
		_, placed := s.ShownIn(p.Region)
		switch {
		case !placed && p.Region != (workshop.Region{}):
			all = append(all, Lost{n, LostRegion})
		case n.Place.Canvas == canvas && kind.Stray(n):
			all = append(all, Lost{n, LostCard})
		}
	}
	slices.SortFunc(all, func(a, b Lost) int { return strings.Compare(string(a.Note.ID), string(b.Note.ID)) })
	return all
}
