package ui

import (
	"slices"
	"strings"

	"throughline.app/editor"
	"throughline.app/method"
	"throughline.app/ui/dialog"
	"throughline.app/ui/say"
	"throughline.app/workshop"
)

// restageCommand gives the canvas other stages.
func (sc *screen) restageCommand() editor.Command {
	return editor.Command{ID: "canvas.stages", Title: say.StagesAsk, Group: 2, Run: sc.askStages, Why: say.StagesWhy,
		Enabled: func() bool { return sc.kind() != nil && sc.kind().Form == method.Columns && sc.parent() == nil }}
}

// kind is the kind of the canvas on the screen, nil if there is none.
func (sc *screen) kind() *method.CanvasKind {
	c := sc.snapshot.Canvases.Get(sc.canvas)
	if c == nil || sc.view == nil || sc.view.Editor() == nil {
		return nil
	}
	with, err := drawing()
	if err != nil {
		return nil
	}
	return method.Find(with.methods, c.Kind)
}

// presets are the rows of stages that a kind offers, and which of them it begins with: its
// own stages come first where no preset has them.
func presets(k *method.CanvasKind) (all []dialog.Preset, own int) {
	if len(k.Preset) == 0 {
		return nil, 0
	}
	own = slices.IndexFunc(k.Preset, func(p method.Preset) bool { return slices.Equal(p.Stages, k.Stages) })
	if own < 0 {
		all, own = append(all, dialog.Preset{Title: say.StagesOwn, Stages: k.Stages}), 0
	}
	for _, p := range k.Preset {
		all = append(all, dialog.Preset(p))
	}
	return all, own
}

// askStages asks which stages the canvas is to have.
func (sc *screen) askStages() {
	k := sc.kind()
	if k == nil {
		return
	}
	all, _ := presets(k)
	names := make([]string, 0, len(all)+1)
	for _, p := range all {
		names = append(names, p.Title+":  "+dialog.StagesInLine(p.Stages))
	}
	names = append(names, say.StagesType)
	dialog.Choose(sc.shell.host, say.StagesAsk, names, func(i int) {
		if i < len(all) {
			sc.previewStages(all[i].Stages)
			return
		}
		dialog.File(sc.shell.host, say.StagesType, say.StagesTypeHelp, say.OK, func(text string) {
			if typed := stagesIn(text); len(typed) > 0 {
				sc.previewStages(typed)
			}
		})
	})
}

// stagesIn reads names with commas, or the marks between them, from a line; each is taken once.
func stagesIn(text string) []string {
	var names []string
	for _, part := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(",;›>", r) }) {
		name := workshop.CleanName(part)
		if name != "" && len(names) < workshop.MaxStages && !slices.ContainsFunc(names, func(n string) bool { return strings.EqualFold(n, name) }) {
			names = append(names, name)
		}
	}
	return names
}

// previewStages shows what becomes of the stages, and does it if the person says so.
func (sc *screen) previewStages(names []string) {
	fates := method.Fates(sc.snapshot, sc.canvas, names)
	var held []dialog.StageFate
	var at []int
	var gone []string
	for i, f := range fates {
		switch {
		case f.Kept():
			held, at = append(held, dialog.StageFate{Says: say.StageHolds(f.Stage.Name, f.Notes, f.Opened), To: f.To}), append(at, i)
		case f.To == method.StageGoes:
			gone = append(gone, f.Stage.Name)
		}
	}
	canvas := sc.canvas
	dialog.Restage(sc.shell.host, names, held, gone, func(to []int) {
		for i, j := range at {
			fates[j].To = to[i]
			if to[i] == len(names) {
				fates[j].To = method.StageStays
			}
		}
		if k := sc.kind(); k != nil && sc.canvas == canvas {
			op := k.UseStages(sc.snapshot, canvas, names, fates, sc.session.NewID, sc.view.Editor().Measure)
			if _, ok := sc.do(say.StepStages, op); ok {
				sc.view.Editor().OfferUndo(say.StagesUsed(len(names)))
			}
		}
	})
}
