package render

import (
	"slices"

	"throughline.app/insight"
	"throughline.app/method"
	"throughline.app/workshop"
)

// Sizes of the bar below a stage's head, in canvas units.
const (
	confirmedH   = 3
	confirmedGap = 2.5 // below the head
)

// confirmed draws, below each stage's head, what part of its notes those who know confirm.
func (b *groundBuilder) confirmed(all map[workshop.StageID]insight.Validated) {
	if all == nil {
		return
	}
	b.ground.counts = true
	for _, st := range b.l.Stages {
		bar := confirmedBar(st)
		b.add(boxShape{r: bar, radius: confirmedH / 2, fill: b.style.Line})
		if share := all[st.ID].Share(); share > 0 {
			bar.Max.X = bar.Min.X + max(confirmedH, bar.W()*share)
			b.add(boxShape{r: bar, radius: confirmedH / 2, fill: b.style.Accent})
		}
	}
}

func confirmedBar(st method.StageBox) workshop.Rect {
	return workshop.RectAt(workshop.Point{X: st.Head.Min.X + chevronTip/2, Y: st.Head.Max.Y + confirmedGap},
		workshop.Size{W: st.Head.W() - chevronTip, H: confirmedH})
}

// recounts reports whether d may change what bars count.
func recounts(d workshop.Diff) bool {
	return slices.ContainsFunc(d, func(c workshop.Change) bool {
		switch c.Ref.Kind {
		case workshop.KindWorkshop, workshop.KindStage, workshop.KindLane, workshop.KindCanvas:
			return true
		case workshop.KindNote: // its words matter where they make that it is gone, or not
			return c.Field != workshop.FieldOrder && c.Field != workshop.FieldCategory && c.Field != workshop.FieldLock
		}
		return false
	})
}
