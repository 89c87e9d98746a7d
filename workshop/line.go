package workshop

import (
	"fmt"
	"slices"
)

// A line is the stages of a canvas from left to right, its lanes from top to bottom, or the
// canvases of the workshop in their order.
type line []lined

type lined struct {
	ref   Ref
	order string
}

func (s *Snapshot) stageLine(canvas CanvasID) line {
	var l line
	for _, st := range s.StageList(canvas) {
		l = append(l, lined{st.ID.Ref(), st.Order})
	}
	return l
}

func (s *Snapshot) laneLine(canvas CanvasID) line {
	var l line
	for _, ln := range s.LaneList(canvas) {
		l = append(l, lined{ln.ID.Ref(), ln.Order})
	}
	return l
}

func (s *Snapshot) canvasLine() line {
	var l line
	for _, c := range s.CanvasList() {
		l = append(l, lined{c.ID.Ref(), c.Order})
	}
	return l
}

// lineOf is the line that a stage, a lane or a canvas is, or was, in.
func (s *Snapshot) lineOf(ref Ref) (line, error) {
	switch ref.Kind {
	case KindCanvas:
		return s.canvasLine(), nil
	case KindStage:
		if st := s.Stages.Get(StageID(ref.ID)); st != nil {
			return s.stageLine(st.Canvas), nil
		}
		return nil, nil
	case KindLane:
		if l := s.Lanes.Get(LaneID(ref.ID)); l != nil {
			return s.laneLine(l.Canvas), nil
		}
		return nil, nil
	}
	return nil, fmt.Errorf("%w: a %s has no place among others of its kind", ErrInvalid, ref.Kind)
}

// index is -1 for what is not there.
func (l line) index(id string) int {
	return slices.IndexFunc(l, func(o lined) bool { return o.ref.ID == id })
}

// put returns an order key right behind after: before all if that is "", behind all if it
// is not there. Two people who add at the same place give the same key; then those that
// follow with it are given others.
func (l line) put(s *Snapshot, after string) (string, Diff) {
	at := 0
	if after != "" {
		if at = l.index(after) + 1; at == 0 {
			at = len(l)
		}
	}
	last := ""
	if at > 0 {
		last = l[at-1].order
	}
	end := at
	for end < len(l) && l[end].order <= last {
		end++
	}
	next := ""
	if end < len(l) {
		next = l[end].order
	}
	order := OrderBetween(last, next)
	var d Diff
	for key, i := order, at; i < end; i++ {
		key = OrderBetween(key, next)
		d = d.set(s, l[i].ref, FieldOrder, key)
	}
	return order, d
}
