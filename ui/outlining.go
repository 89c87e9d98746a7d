package ui

import (
	"image/color"

	"fyne.io/fyne/v2"

	"throughline.app/editor"
	"throughline.app/ui/canvasview"
	"throughline.app/ui/outline"
	"throughline.app/ui/say"
	"throughline.app/workshop"
)

// outlineCommands are those of the outline.
func (sc *screen) outlineCommands() []editor.Command {
	return []editor.Command{{
		ID: "view.outline", Title: say.OutlineAsk, Group: 4, Run: sc.toggleOutline,
		Keys:    []editor.Chord{{Mods: editor.Ctrl | editor.Shift, Key: "O"}},
		Enabled: func() bool { return sc.view != nil && sc.view.Editor() != nil },
	}}
}

func (sc *screen) toggleOutline() {
	if sc.outline != nil {
		sc.closeOutline()
		return
	}
	sc.openOutline()
}

// openOutline shows the workshop as a tree in place of the canvas. The canvas goes on
// behind it: commands, selection and writing are its own.
func (sc *screen) openOutline() {
	ed := sc.view.Editor()
	hands, ok := sc.view.Object().(outline.Hands)
	if ed == nil || !ok || !ed.Finish() {
		return
	}
	sc.find.close(false)
	sc.behind(true)
	sc.outline = outline.New(outline.Options{
		Editor: ed, Hands: hands, Window: sc.shell.window.Canvas(), Held: canvasview.Held,
		Leave:     sc.closeOutline,
		Go:        sc.outlineOf,
		Menu:      sc.openMenuAt,
		Wait:      sc.shell.wait,
		NoteColor: noteColor, Mark: colorMark,
		Hue: func(c workshop.Color) color.Color { return style(sc.shell.dark()).Category(c) },
	})
	sc.middle.Objects = []fyne.CanvasObject{sc.outline.Object()}
	sc.middle.Refresh()
	sc.rail.root.Hide()
	sc.corner.root.Hide()
	sc.arrange()
	sc.outline.Focus()
}

// closeOutline goes back to the canvas, with the same note selected and in sight.
func (sc *screen) closeOutline() {
	if sc.outline == nil {
		return
	}
	sc.outline = nil
	sc.behind(false)
	sc.middle.Objects = []fyne.CanvasObject{sc.view.Object()}
	sc.middle.Refresh()
	sc.rail.root.Show()
	sc.corner.root.Show()
	sc.fit()
	ed := sc.view.Editor()
	var all workshop.Rect
	for _, id := range ed.Selection().IDs() {
		if r, ok := ed.Hits().NoteRect(id); ok {
			all = all.Union(r)
		}
	}
	if !all.Empty() {
		ed.Reveal(all)
	}
	sc.shell.focusScreen()
}

// outlineOf shows another canvas, as a tree again.
func (sc *screen) outlineOf(canvas workshop.CanvasID) {
	sc.closeOutline()
	sc.show(canvas)
	sc.openOutline()
}

// behind tells the canvas whether something else is shown in its place.
func (sc *screen) behind(away bool) {
	if v, ok := sc.view.(interface{ SetAway(bool) }); ok {
		v.SetAway(away)
	}
}
