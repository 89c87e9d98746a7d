package ui

import (
	"throughline.app/ui/panel"
	"throughline.app/ui/say"
)

// places adds the other canvases of the workshop and their stages, and the kinds of card
// that the selected notes may become.
func (p *palette) places(add func(id string, c panel.ListLine, do func())) {
	sc := p.sc
	for _, c := range sc.snapshot.CanvasList() {
		if c.ID == sc.canvas {
			continue
		}
		line := panel.ListLine{Text: say.GoToCanvas(c.Title), Detail: say.Canvas}
		if parent := sc.snapshot.ParentOf(c); parent != nil {
			line.Detail = say.CanvasOf(say.Canvas, parent.Title)
		}
		add("canvas "+string(c.ID), line, func() { sc.show(c.ID) })
		for i, st := range sc.snapshot.StageList(c.ID) {
			if st.Name == c.Title {
				continue // it is that stage's own
			}
			add("stage "+string(st.ID), panel.ListLine{Text: say.GoToStage(st.Name), Detail: say.CanvasOf(say.Stage, c.Title)}, func() {
				if sc.show(c.ID); sc.canvas == c.ID && sc.view.Editor() != nil {
					sc.view.Editor().GoToStage(i)
				}
			})
		}
	}
	ed := sc.view.Editor()
	if ed.Selection().Len() == 0 {
		return
	}
	for _, card := range ed.Cards() {
		add("card "+card.ID, panel.ListLine{Text: say.MakeCard(card.Title), Detail: say.CardKind}, func() { ed.TurnInto(&card) })
	}
}
