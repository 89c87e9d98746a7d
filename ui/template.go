package ui

import (
	"context"

	"throughline.app/editor"
	"throughline.app/method"
	"throughline.app/ui/dialog"
	"throughline.app/ui/say"
)

// templateCommand saves the canvas as a method of the person's own.
func (sc *screen) templateCommand() editor.Command {
	return editor.Command{ID: "canvas.template", Title: say.TemplateSave, Group: 2, Run: sc.askTemplate, Why: say.TemplateWhy,
		Enabled: func() bool {
			k := sc.kind()
			return k != nil && k.Grid == nil && len(sc.snapshot.StageList(sc.canvas)) > 0 && len(sc.snapshot.LaneList(sc.canvas)) > 0
		}}
}

func (sc *screen) askTemplate() {
	c := sc.snapshot.Canvases.Get(sc.canvas)
	with, err := drawing()
	if err != nil || c == nil {
		return
	}
	canvas := c.ID
	dialog.Title(sc.shell.host, say.TemplateName, c.Title, say.OK, func(title string) {
		name := method.MethodName(with.methods, title)
		text := method.Template(with.methods, sc.snapshot, canvas, name, title)
		sc.shell.work("", func(ctx context.Context) error {
			if err := sc.shell.backend.SaveMethod(ctx, name, text); err != nil {
				return err
			}
			sc.shell.library()
			return nil
		}, func(err error) {
			if err != nil {
				sc.shell.trouble("save a template", err)
				return
			}
			sc.toast(say.TemplateDone, "", nil)
		})
	})
}
