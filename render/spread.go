package render

import (
	"strings"

	"throughline.app/insight"
	"throughline.app/workshop"
)

// stripOf is what the foot of a scene names.
func (sc *Scene) stripOf() []insight.Item {
	return insight.FromTally(sc.snap, sc.layout.Canvas, sc.spread, sc.dots).Strip()
}

// restrips reports whether d may change the strip although no category's tally changed:
// through what people decided or voted, which functions there are, or notes of an issue without a
// category.
func restrips(s *workshop.Snapshot, d workshop.Diff) bool {
	for _, c := range d {
		switch c.Ref.Kind {
		case workshop.KindIssue, workshop.KindAnswer, workshop.KindCategory, workshop.KindStage, workshop.KindLane, workshop.KindWorkshop, workshop.KindPerson:
			return true
		case workshop.KindNote:
			if c.Field == workshop.FieldFunction || c.Field == workshop.FieldGone || c.Field == workshop.FieldAuthor || strings.HasPrefix(c.Field, workshop.FieldArea) {
				return true
			}
		}
	}
	for _, is := range s.Issues.All() {
		if is.Of == "" && is.State == workshop.Confirmed && d.Touches(workshop.KindNote) {
			return true
		}
	}
	return false
}
