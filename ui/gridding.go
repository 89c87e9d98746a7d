package ui

import (
	"throughline.app/editor"
	"throughline.app/method"
	"throughline.app/ui/say"
	"throughline.app/workshop"
)

// goElsewhere shows a note where it lives, or the lane in which what a grid is about is
// written.
func (sc *screen) goElsewhere(e editor.Elsewhere) {
	if n := sc.snapshot.Notes.Get(workshop.NoteID(e.Ref.ID)); e.Ref.Kind == workshop.KindNote && n != nil {
		sc.lookAt(n.Place.Canvas, []workshop.NoteID{n.ID})
		return
	}
	with, err := drawing()
	if err != nil || e.Card == "" {
		return
	}
	for _, c := range sc.snapshot.CanvasList() {
		kind := method.Find(with.methods, c.Kind)
		if kind.Grid != nil || c.Of != "" {
			continue
		}
		for _, l := range sc.snapshot.LaneList(c.ID) {
			if kind.Lane(l).Card != e.Card {
				continue
			}
			sc.show(c.ID)
			if stages := sc.snapshot.StageList(c.ID); len(stages) > 0 && sc.view != nil && sc.view.Editor() != nil {
				sc.view.Editor().WriteIn(workshop.Region{Stage: stages[0].ID, Lane: l.ID}, "")
			}
			return
		}
	}
	sc.toast(say.GridNowhere, "", nil)
}
