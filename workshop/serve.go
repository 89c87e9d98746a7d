package workshop

import (
	"fmt"
	"slices"
)

// Serve lets a journey serve a further stage, or no longer. The stage that it was opened
// from it always serves.
type Serve struct {
	Canvas CanvasID
	Stage  StageID // of another canvas
	Off    bool
}

// Plan implements [Op].
func (op Serve) Plan(s *Snapshot) (Diff, error) {
	c, st := s.Canvases.Get(op.Canvas), s.Stages.Get(op.Stage)
	if c == nil || st == nil {
		return nil, nil
	}
	if c.Of == "" || st.Canvas == c.ID {
		return nil, fmt.Errorf("%w: %q is no journey of another canvas's stages", ErrInvalid, c.Title)
	}
	v := "1"
	if op.Off || c.Of == op.Stage {
		v = ""
	}
	return Diff(nil).set(s, c.ID.Ref(), FieldServes+string(op.Stage), v), nil
}

// StagesOf returns the stages, as they are shown now, that a canvas opens up: the one that it
// was opened from, then the further ones that it serves, by id. Those that are gone are left
// out.
func (s *Snapshot) StagesOf(c *Canvas) []StageID {
	if c.Of == "" {
		return nil
	}
	ids := []StageID{c.Of}
	for _, e := range c.Serves.All() {
		ids = append(ids, StageID(e.Key))
	}
	var all []StageID
	for _, id := range ids {
		if at := s.shownIn(id); at != "" && !slices.Contains(all, at) {
			all = append(all, at)
		}
	}
	return all
}
