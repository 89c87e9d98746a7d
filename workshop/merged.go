package workshop

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
)

// maxHops bounds how long a chain of merges may be; notes behind a longer one are shown on
// the Unplaced shelf.
const maxHops = 100

// A hop is what a stage or a lane says of where its notes are shown.
type hop[K ~string] struct {
	canvas CanvasID
	order  string
	into   K
	gone   bool
}

// follow finds where the notes of from are shown. People who merge at the same time can
// make a ring: then the one of the ring that comes first stays, on every laptop the same.
// It reports false where the chain ends at one that was removed. The path is those that
// were merged away, from on.
func follow[K ~string](from K, at func(K) (hop[K], bool)) (to K, path []K, ok bool) {
	var canvas CanvasID
	for id := from; len(path) < maxHops; {
		h, there := at(id)
		if !there || len(path) > 0 && h.canvas != canvas {
			return "", path, false
		}
		canvas = h.canvas
		if !h.gone {
			return id, path, true
		}
		if i := slices.Index(path, id); i >= 0 {
			first := slices.MinFunc(path[i:], func(a, b K) int {
				x, _ := at(a)
				y, _ := at(b)
				return cmp.Or(cmp.Compare(x.order, y.order), cmp.Compare(a, b))
			})
			if j := slices.Index(path, first); j >= 0 {
				path = path[:j]
			}
			return first, path, true
		}
		if h.into == "" {
			return "", path, false
		}
		path = append(path, id)
		id = h.into
	}
	return "", path, false
}

func (s *Snapshot) stageHop(id StageID) (hop[StageID], bool) {
	r := s.Stages.Get(id)
	if r == nil {
		return hop[StageID]{}, false
	}
	return hop[StageID]{r.Canvas, r.Order, r.Into, r.Gone}, true
}

func (s *Snapshot) laneHop(id LaneID) (hop[LaneID], bool) {
	r := s.Lanes.Get(id)
	if r == nil {
		return hop[LaneID]{}, false
	}
	return hop[LaneID]{r.Canvas, r.Order, r.Into, r.Gone}, true
}

// StageOf is the stage in which the notes of a stage are shown: itself, or the one that it
// was merged into. It reports false where that was removed.
func (s *Snapshot) StageOf(id StageID) (StageID, bool) {
	to, _, ok := follow(id, s.stageHop)
	return to, ok
}

// LaneOf is [Snapshot.StageOf] for a lane.
func (s *Snapshot) LaneOf(id LaneID) (LaneID, bool) {
	to, _, ok := follow(id, s.laneHop)
	return to, ok
}

// StagePath lists the stages, merged one into the next, through which the notes of a stage
// came to [Snapshot.StageOf]: itself first, without the one where they are shown.
func (s *Snapshot) StagePath(id StageID) []StageID {
	_, path, _ := follow(id, s.stageHop)
	return path
}

// LanePath is [Snapshot.StagePath] for a lane.
func (s *Snapshot) LanePath(id LaneID) []LaneID {
	_, path, _ := follow(id, s.laneHop)
	return path
}

// ShownIn is the region in which the notes of a region are shown. It reports false, with
// the zero Region, for those on the Unplaced shelf.
func (s *Snapshot) ShownIn(r Region) (Region, bool) {
	stage, ok := s.StageOf(r.Stage)
	lane, okLane := s.LaneOf(r.Lane)
	if !ok || !okLane {
		return Region{}, false
	}
	return Region{stage, lane}, true
}

func (s *Snapshot) shownStage(r *Stage) bool {
	if !r.Gone || r.Into == "" {
		return !r.Gone
	}
	to, ok := s.StageOf(r.ID)
	return ok && to == r.ID
}

func (s *Snapshot) shownLane(r *Lane) bool {
	if !r.Gone || r.Into == "" {
		return !r.Gone
	}
	to, ok := s.LaneOf(r.ID)
	return ok && to == r.ID
}

// A Below says how far down, in canvas units from the top of a cell, the notes begin that
// came there by a merge: in each lane for a merged stage, in each stage for a merged lane.
// It is one value, "id:units,id:units": what does not change when notes are added above.
type Below string

// BelowOf writes a Below. Cells in which the notes begin at the top are left out, and
// those for which [MaxField] has no room: the layout finds them a free place.
func BelowOf(units map[string]float64) Below {
	ids := make([]string, 0, len(units))
	for id, v := range units {
		if v > 0 {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	var buf []byte
	for _, id := range ids {
		next := append(append(slices.Clone(buf), id...), ':')
		next = append(appendCoord(next, units[id]), ',')
		if len(next) > MaxField {
			break
		}
		buf = next
	}
	return Below(strings.TrimSuffix(string(buf), ","))
}

// At is how far down they begin in the cell of that stage or lane. It reports false where
// nothing is said.
func (b Below) At(id string) (float64, bool) {
	for part := range strings.SplitSeq(string(b), ",") {
		if key, v, ok := strings.Cut(part, ":"); ok && key == id {
			units, err := strconv.ParseFloat(v, 64)
			return max(0, clampCoord(units)), err == nil
		}
	}
	return 0, false
}
