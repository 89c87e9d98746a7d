package workshoptest

import (
	"pgregory.net/rapid"

	"throughline.app/workshop"
)

// linkOp draws a new link, or something done to one that is there, if that is possible.
func linkOp(t *rapid.T, s *workshop.Snapshot) (workshop.Op, bool) {
	var op workshop.Op
	id := workshop.LinkID(ID("k", rapid.IntRange(0, s.Links.Len()).Draw(t, "link")))
	typ := rapid.SampledFrom(workshop.LinkTypes()).Draw(t, "type")
	switch ends := NoteIDs(s).Draw(t, "ends"); {
	case s.Links.Get(id) == nil && len(ends) < 2:
		return nil, false
	case s.Links.Get(id) == nil:
		op = workshop.AddLink{Link: workshop.Link{ID: id, From: ends[0], To: ends[1], Type: typ}}
	case rapid.Bool().Draw(t, "remove"):
		op = workshop.DeleteLinks{Links: []workshop.LinkID{id}}
	default:
		op = workshop.EditLink{Link: id, Type: typ, Turn: rapid.Bool().Draw(t, "turn"), Label: rapid.StringMatching(`[a-z]{0,8}`).Draw(t, "label")}
	}
	_, err := op.Plan(s)
	return op, err == nil
}
