package ui

import (
	"throughline.app/editor"
	"throughline.app/method"
	"throughline.app/ui/dialog"
	"throughline.app/ui/say"
	"throughline.app/workshop"
)

// viewCommands show what is computed and drawn on a canvas, or hide it.
func (sc *screen) viewCommands() []editor.Command {
	return []editor.Command{{ID: "view.shown", Title: say.ViewsAsk, Menu: "View/Curves", Group: 0, Run: sc.chooseViews,
		Enabled: func() bool { return len(sc.views()) > 0 }, Why: say.ViewsNone}}
}

// views lists what can be shown on the canvas.
func (sc *screen) views() []method.Band {
	with, err := drawing()
	c := sc.snapshot.Canvases.Get(sc.canvas)
	if err != nil || c == nil {
		return nil
	}
	return method.Find(with.methods, c.Kind).Views()
}

// chooseViews asks what the canvas should show, for everybody and in every picture.
func (sc *screen) chooseViews() {
	all, c := sc.views(), sc.snapshot.Canvases.Get(sc.canvas)
	names := make([]string, len(all))
	shown := make([]bool, len(all))
	for i := range all {
		shown[i] = c.Shows(all[i].Key(), all[i].ByItself())
		if names[i] = say.ViewsOff + all[i].Title(); shown[i] {
			names[i] = say.ViewsOn + all[i].Title()
		}
	}
	dialog.Choose(sc.shell.host, say.ViewsTitle, names, func(i int) {
		label := say.StepViewOn
		if shown[i] {
			label = say.StepViewOff
		}
		sc.decide(label, workshop.ShowView{Canvas: c.ID, View: all[i].Key(), On: !shown[i]})
	})
}
