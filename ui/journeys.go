package ui

import (
	"slices"

	"throughline.app/method"
	"throughline.app/ui/dialog"
	"throughline.app/ui/say"
	"throughline.app/workshop"
)

// openJourneys lists the journeys through a stage: to open one, to begin one, or to let one
// of another stage serve it too.
func (sc *screen) openJourneys(id workshop.StageID) {
	stage := sc.snapshot.Stages.Get(id)
	with, err := drawing()
	if err != nil || stage == nil {
		return
	}
	var names []string
	var acts []func()
	add := func(name string, do func()) { names, acts = append(names, name), append(acts, do) }
	for _, c := range sc.snapshot.CanvasList() {
		parent := sc.snapshot.ParentOf(c)
		if !method.Find(with.methods, c.Kind).Journey() || parent == nil || parent.ID != stage.Canvas {
			continue
		}
		serve := func(off bool) func() {
			label := say.StepServe
			if off {
				label = say.StepServeEnd
			}
			return func() { sc.do(label, workshop.Serve{Canvas: c.ID, Stage: id, Off: off}) }
		}
		switch all := sc.snapshot.StagesOf(c); {
		case !slices.Contains(all, id):
			add(say.JourneyServe(c.Title), serve(false))
		default:
			add(say.JourneyOpen(c.Title), func() { sc.show(c.ID) })
			if c.Of != id && c.Serves.Get(string(id)) != "" {
				add(say.JourneyLeave(c.Title), serve(true))
			}
		}
	}
	if on := sc.snapshot.Canvases.Get(stage.Canvas); on != nil {
		for _, k := range method.Insides(with.methods, on.Kind) {
			if k.Journey() {
				add(say.JourneyNew, func() { sc.nameJourney(k, stage) })
			}
		}
	}
	if len(names) == 0 {
		sc.toast(say.JourneyNone, "", nil)
		return
	}
	dialog.Choose(sc.shell.host, say.JourneyAsk, names, func(i int) { acts[i]() })
}

// nameJourney begins a journey through a stage, under the name that the person gives it.
func (sc *screen) nameJourney(k *method.CanvasKind, stage *workshop.Stage) {
	add := k.Inside(sc.session.NewID, stage)
	dialog.Title(sc.shell.host, say.JourneyName, add.Canvas.Title, say.OK, func(title string) {
		add.Canvas.Title = title
		sc.putCanvas(add)
	})
}

// tellLost says once, when a canvas is shown, which of its notes have lost their stage, lane
// or card.
func (sc *screen) tellLost() {
	with, err := drawing()
	if err != nil || sc.told[sc.canvas] {
		return
	}
	regions, cards := 0, 0
	var ids []workshop.NoteID
	for _, l := range method.LostOn(with.methods, sc.snapshot, sc.canvas) {
		ids = append(ids, l.Note.ID)
		if l.Why == method.LostRegion {
			regions++
		} else {
			cards++
		}
	}
	if len(ids) == 0 {
		return
	}
	if sc.told == nil {
		sc.told = make(map[workshop.CanvasID]bool)
	}
	sc.told[sc.canvas] = true
	canvas := sc.canvas
	sc.toast(say.Lost(regions, cards), say.Look, func() { sc.lookAt(canvas, ids) })
}
