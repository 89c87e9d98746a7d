package method

import (
	"strings"

	"throughline.app/workshop"
)

// Guests is where notes of one canvas come to lie when they are shown on another one: each
// in the region there that stands for its own, in free places. A note without such a region
// goes to the Unplaced shelf. Notes that are there already, and those that are gone, are left
// out. To is laid out as kind says, with m.
func (k *CanvasKind) Guests(s *workshop.Snapshot, ids []workshop.NoteID, from, to workshop.CanvasID, m Measure) []workshop.Move {
	l := k.Layout(s, to, m)
	var regions []workshop.Region
	group := make(map[workshop.Region][]*workshop.Note)
	for _, id := range ids {
		n := s.Notes.Get(id)
		if n == nil || n.Deleted() || n.On(to) {
			continue
		}
		at, _ := s.ShownOn(n, from)
		r := Counterpart(s, at, to)
		if group[r] == nil {
			regions = append(regions, r)
		}
		group[r] = append(group[r], n)
	}
	var moves []workshop.Move
	for _, r := range regions {
		sizes := make([]workshop.Size, len(group[r]))
		for i, n := range group[r] {
			sizes[i] = m.of(n)
		}
		for i, at := range l.Fill(s, r, m, sizes) {
			moves = append(moves, workshop.Move{Note: group[r][i].ID, To: workshop.Place{Canvas: to, Region: r, At: at}})
		}
	}
	return moves
}

// Counterpart is the region of another canvas that stands for r: its stage, see
// [StageFor], and the lane with the same key, or else of the same name. Where only one of
// the two is there, and the canvas has a single one of the other, that one is taken. The
// zero Region says that there is none.
func Counterpart(s *workshop.Snapshot, r workshop.Region, to workshop.CanvasID) workshop.Region {
	stage, lane := StageFor(s, r.Stage, to), laneFor(s, r.Lane, to)
	if stages := s.StageList(to); stage == "" && len(stages) == 1 {
		stage = stages[0].ID
	}
	if lanes := s.LaneList(to); lane == "" && len(lanes) == 1 {
		lane = lanes[0].ID
	}
	if stage == "" || lane == "" {
		return workshop.Region{}
	}
	return workshop.Region{Stage: stage, Lane: lane}
}

// StageFor is the stage of another canvas that stands for one: the one that it is linked to
// as a variant, the one that its canvas opens up or that opens it up, or else the one of the
// same name; "" if there is none.
func StageFor(s *workshop.Snapshot, id workshop.StageID, to workshop.CanvasID) workshop.StageID {
	st := s.Stages.Get(id)
	if st == nil {
		return ""
	}
	on, target := s.Canvases.Get(st.Canvas), s.Canvases.Get(to)
	named := workshop.StageID("")
	for _, other := range s.StageList(to) {
		switch {
		case other.From == id, st.From == other.ID, st.From != "" && st.From == other.From,
			target != nil && target.Of == id, on != nil && on.Of == other.ID:
			return other.ID
		case named == "" && strings.EqualFold(other.Name, st.Name):
			named = other.ID
		}
	}
	return named
}

func laneFor(s *workshop.Snapshot, id workshop.LaneID, to workshop.CanvasID) workshop.LaneID {
	ln := s.Lanes.Get(id)
	if ln == nil {
		return ""
	}
	named := workshop.LaneID("")
	for _, other := range s.LaneList(to) {
		switch {
		case ln.Key != "" && other.Key == ln.Key:
			return other.ID
		case named == "" && strings.EqualFold(other.Name, ln.Name):
			named = other.ID
		}
	}
	return named
}
