package workshop

// CountsOn is the stage of a canvas that a note counts for: the one in which it is shown
// there, "" outside of the grid, or the one that is opened up by the canvas that it is on. It
// reports false for a note that is neither on the canvas nor inside one of its stages.
func (s *Snapshot) CountsOn(canvas CanvasID, n *Note) (StageID, bool) {
	if p, ok := n.PlaceOn(canvas); ok {
		r, _ := s.ShownIn(p.Region)
		return r.Stage, true
	}
	if st, ok := s.inside(canvas, n.Place.Canvas); ok {
		return st, true
	}
	for _, e := range n.Shown.All() {
		if st, ok := s.inside(canvas, CanvasID(e.Key)); ok && n.On(CanvasID(e.Key)) {
			return st, true
		}
	}
	return "", false
}

// inside is the stage of a canvas that another opens up.
func (s *Snapshot) inside(canvas, child CanvasID) (StageID, bool) {
	c := s.Canvases.Get(child)
	if c == nil || c.Gone || c.Of == "" {
		return "", false
	}
	if parent := s.ParentOf(c); parent == nil || parent.ID != canvas {
		return "", false
	}
	return s.StageOf(c.Of)
}
