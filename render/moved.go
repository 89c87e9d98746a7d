package render

import (
	"slices"

	"throughline.app/method"
	"throughline.app/workshop"
)

// shadowReach is how far the shadow of the sheet, and of the shelf, falls.
const shadowReach = 14

// movedParts is what has to be painted again when b follows a: nothing left of the first
// column and above the first row that are others now. It reports false where all of it has
// to be.
func movedParts(a, b *method.Layout) ([]workshop.Rect, bool) {
	if a.Canvas != b.Canvas || a.Kind != b.Kind || !a.SameParts(b) || a.GridBox != nil {
		return nil, false
	}
	all := a.Bounds.Union(b.Bounds)
	var dirty []workshop.Rect
	for i := range a.Stages {
		if a.Stages[i].Column.Max.X != b.Stages[i].Column.Max.X {
			from := workshop.Point{X: a.Stages[i].Column.Min.X - NoteMargin, Y: all.Min.Y}
			dirty = append(dirty, workshop.Rect{Min: from, Max: all.Max}, a.Header.Union(b.Header), a.Foot.Union(b.Foot))
			for _, ln := range b.Lanes {
				if ln.Kind.LineBelow != "" { // its dashes are counted from the right
					y := ln.Row.Max.Y
					dirty = append(dirty, workshop.Rect{Min: workshop.Point{X: all.Min.X, Y: y - 2}, Max: workshop.Point{X: all.Max.X, Y: y + 2}})
				}
			}
			break
		}
	}
	for i := range a.Lanes {
		if a.Lanes[i].Row.Max.Y != b.Lanes[i].Row.Max.Y {
			from := workshop.Point{X: all.Min.X, Y: a.Lanes[i].Row.Min.Y - NoteMargin}
			dirty = append(dirty, workshop.Rect{Min: from, Max: all.Max})
			break
		}
	}
	if !slices.Equal(a.Bands, b.Bands) {
		from := a.Header.Max.Y
		if n := len(a.Lanes); n > 0 {
			from = min(a.Lanes[n-1].Row.Max.Y, b.Lanes[n-1].Row.Max.Y) - NoteMargin
		}
		dirty = append(dirty, workshop.Rect{Min: workshop.Point{X: all.Min.X, Y: from}, Max: all.Max})
	}
	for i := range a.Lanes {
		if a.Lanes[i].Empty != b.Lanes[i].Empty { // its prompt comes or goes
			dirty = append(dirty, a.Lanes[i].Row.Union(b.Lanes[i].Row))
		}
	}
	if a.Unplaced != b.Unplaced {
		dirty = append(dirty, a.Unplaced.Union(b.Unplaced).Inset(-shadowReach))
	}
	return dirty, true
}

// anew builds the scene again, as when boxes moved or d is nil, and tells what became
// another.
func (sc *Scene) anew(s *workshop.Snapshot, l *method.Layout, d workshop.Diff) (*Scene, []workshop.Rect) {
	next := build(s, l, sc.sh, sc.opt, sc.web)
	all := []workshop.Rect{sc.Bounds().Union(next.Bounds())}
	if d == nil || d.Touches(workshop.KindPerson) || sc.fonts != next.fonts {
		return next, all
	}
	dirty, ok := movedParts(sc.layout, l)
	if !ok {
		return next, all
	}
	touched := appendNew(d.Notes(), next.redotted(sc))
	for _, scene := range []*Scene{sc, next} {
		for _, id := range touched {
			if t := scene.placed(id); t != nil {
				dirty = append(dirty, t.r.Inset(-NoteMargin))
			}
		}
	}
	dirty = append(dirty, sc.web.others(next.web)...)
	dirty = append(dirty, sc.groups.others(next.groups)...)
	if sc.shelfMoved(l) {
		dirty = append(dirty, sc.layout.Unplaced.Union(l.Unplaced).Inset(-shadowReach))
	}
	if speaks(s, d) || (sc.ground.counts || next.ground.counts) && recounts(d) {
		dirty = append(dirty, answered(l)...)
	}
	return next, append(dirty, sc.layout.Header.Union(l.Header), sc.layout.Foot.Union(l.Foot), sc.layout.Legend, l.Legend)
}

// others is where the links of two webs differ.
func (w *web) others(next *web) (dirty []workshop.Rect) {
	before := make(map[workshop.LinkID]*drawnLink, len(w.links))
	for _, l := range w.links {
		before[l.ID] = l
	}
	for _, l := range next.links {
		old := before[l.ID]
		delete(before, l.ID)
		if old != nil && *old.Link == *l.Link && slices.Equal(old.line, l.line) && old.chip == l.chip {
			continue
		}
		dirty = append(dirty, l.pieces()...)
		if old != nil {
			dirty = append(dirty, old.pieces()...)
		}
	}
	for _, old := range before {
		dirty = append(dirty, old.pieces()...)
	}
	return dirty
}
