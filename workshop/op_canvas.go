package workshop

import (
	"fmt"
	"slices"
)

func removedCanvas(s *Snapshot, ref Ref, all line) (Diff, error) {
	if len(all) == 1 {
		return nil, fmt.Errorf("%w: a workshop has one canvas at least", ErrInvalid)
	}
	return Diff(nil).set(s, ref, FieldGone, "1"), nil
}

// BringBack puts a canvas that was removed into the workshop again, with all that was on it.
type BringBack struct{ Canvas CanvasID }

// Plan implements [Op].
func (op BringBack) Plan(s *Snapshot) (Diff, error) {
	if s.Canvases.Get(op.Canvas) == nil {
		return nil, nil
	}
	return Diff(nil).set(s, op.Canvas.Ref(), FieldGone, ""), nil
}

// RemovedCanvases returns the canvases that can be brought back, in order.
func (s *Snapshot) RemovedCanvases() []*Canvas {
	return listed(s.Canvases, func(c *Canvas) (bool, string, string) { return c.Gone, c.Order, string(c.ID) })
}

// CanvasesOf returns the canvases that open up a stage, in order: those of stages that were
// merged into it too, and journeys that serve it among others.
func (s *Snapshot) CanvasesOf(stage StageID) []*Canvas {
	return listed(s.Canvases, func(c *Canvas) (bool, string, string) {
		return !c.Gone && c.Of != "" && slices.Contains(s.StagesOf(c), stage), c.Order, string(c.ID)
	})
}

// ParentOf returns the canvas on which the stage is that a canvas opens up; nil for a canvas
// of its own, and for one whose stage, or the canvas of it, is gone.
func (s *Snapshot) ParentOf(c *Canvas) *Canvas {
	all := s.StagesOf(c)
	if len(all) == 0 {
		return nil
	}
	st := s.Stages.Get(all[0])
	if st == nil {
		return nil
	}
	if parent := s.Canvases.Get(st.Canvas); parent != nil && !parent.Gone && parent.ID != c.ID {
		return parent
	}
	return nil
}

// shownIn is the stage in which the notes of a stage are shown, "" if that is nowhere.
func (s *Snapshot) shownIn(id StageID) StageID {
	if to, ok := s.StageOf(id); ok {
		return to
	}
	return ""
}
