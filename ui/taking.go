package ui

import (
	"throughline.app/method"
	"throughline.app/ui/dialog"
	"throughline.app/ui/say"
	"throughline.app/workshop"
)

// takeStage lists the canvases that take over stages of this one, to take one into: those
// that are there, and those that would begin with it.
func (sc *screen) takeStage(id workshop.StageID) {
	stage := sc.snapshot.Stages.Get(id)
	with, err := drawing()
	if err != nil || stage == nil || sc.snapshot.Canvases.Get(stage.Canvas) == nil {
		return
	}
	var names []string
	var acts []func()
	for _, k := range method.Takers(with.methods, sc.snapshot.Canvases.Get(stage.Canvas).Kind) {
		take := func(into workshop.CanvasID) func() { return func() { sc.takeInto(k, id, into) } }
		some := false
		for _, c := range sc.snapshot.CanvasList() {
			if c.Kind == k.ID {
				names, acts, some = append(names, say.TakeInto(c.Title)), append(acts, take(c.ID)), true
			}
		}
		if !some {
			names, acts = append(names, say.TakeBegin(k.Title)), append(acts, take(""))
		}
	}
	if len(names) == 0 {
		sc.toast(say.TakeNone, "", nil)
		return
	}
	dialog.Choose(sc.shell.host, say.TakeAsk(stage.Name), names, func(i int) { acts[i]() })
}

// takeInto takes a stage into a canvas of a kind, "" to begin one, and shows it.
func (sc *screen) takeInto(k *method.CanvasKind, stage workshop.StageID, into workshop.CanvasID) {
	with, err := drawing()
	if err != nil {
		return
	}
	op, id := k.Take(sc.snapshot, stage, into, sc.session.NewID, with.shaper.Measure)
	if len(op) == 0 {
		sc.toast(say.TakeThere, say.Look, func() { sc.show(into) })
		return
	}
	if _, ok := sc.do(say.StepTake, op); ok {
		if into != "" {
			sc.show(into)
			return
		}
		sc.going = id
	}
}
