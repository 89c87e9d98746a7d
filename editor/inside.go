package editor

import (
	"fmt"

	"throughline.app/workshop"
)

// DoorAt is the stage whose head leads to a canvas of its own at p.
func (ed *Editor) DoorAt(p workshop.Point) (workshop.StageID, bool) {
	if ed.OnInside == nil {
		return "", false
	}
	for _, st := range ed.Layout().Stages {
		if st.Door().Contains(p) && len(ed.doc.Snapshot().CanvasesOf(st.ID)) > 0 {
			return st.ID, true
		}
	}
	return "", false
}

// OpenInside asks for the canvas that opens up a stage.
func (ed *Editor) OpenInside(id workshop.StageID) {
	if ed.OnInside != nil {
		ed.Finish()
		ed.OnInside(id)
	}
}

// insideCommand opens a stage up as a canvas. One that is the inside of a stage itself is
// not opened up further. It leads away from here, so that a stage on which the pointer only
// happens to rest is asked about first.
func (ed *Editor) insideCommand(add adder) {
	fits := func(workshop.Ref) bool {
		c := ed.doc.Snapshot().Canvases.Get(ed.canvas)
		return ed.OnInside != nil && c != nil && c.Of == "" && !ed.Layout().Fixed(workshop.KindStage)
	}
	open := func(r workshop.Ref) { ed.OpenInside(workshop.StageID(r.ID)) }
	c := add("stage.open", "Open as a canvas", func() bool { return ed.possible(workshop.KindStage, fits) }, func() {
		if r, ok := ed.subjectOf(workshop.KindStage, false); ok && fits(r) {
			open(r)
			return
		}
		ed.askWhich(workshop.KindStage, "Which stage opens as a canvas?", fits, open)
	})
	c.Menu, c.Group, c.Why = "Stage", 0, "This canvas is about one stage already"
	c.Say = func() string {
		if r, ok := ed.subjectOf(workshop.KindStage, false); ok {
			return fmt.Sprintf("Open %s as a canvas", shortName(ed.nameOf(r)))
		}
		return "Open as a canvas…"
	}
	c = ed.aboutOne(add, workshop.KindStage, "stage.journey", "Journeys through the stage…",
		func(r workshop.Ref) bool { return ed.OnJourney != nil && fits(r) },
		func(r workshop.Ref) {
			ed.Finish()
			ed.OnJourney(workshop.StageID(r.ID))
		})
	c.Menu, c.Group, c.Why = "Stage", 0, "This canvas is about one stage already"
	c.Say = ed.saying(workshop.KindStage, "Journeys through %s…", nil)
	c = ed.aboutOne(add, workshop.KindStage, "stage.take", "Take into another canvas…",
		func(r workshop.Ref) bool { return ed.OnTake != nil && ed.Layout().Kind.Taken && fits(r) },
		func(r workshop.Ref) {
			ed.Finish()
			ed.OnTake(workshop.StageID(r.ID))
		})
	c.Menu, c.Group, c.Why = "Stage", 0, "No other canvas takes over stages of this one"
	c.Say = ed.saying(workshop.KindStage, "Take %s into another canvas…", nil)
}
