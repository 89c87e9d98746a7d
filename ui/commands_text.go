package ui

import (
	"fmt"
	"net/url"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"throughline.app/editor"
	"throughline.app/ui/dialog"
	"throughline.app/ui/panel"
	"throughline.app/ui/say"
	"throughline.app/workshop"
)

// textCommands are those that ask for tags and for the meanings of colours.
func (sc *screen) textCommands() []editor.Command {
	return []editor.Command{
		{ID: "tag.open", Title: say.TagAsk, Group: 2, Why: say.TagWhy, Run: sc.openTags,
			Keys:    []editor.Chord{{Mods: editor.Ctrl, Key: "T"}},
			Enabled: func() bool { ed := sc.hands(); return ed != nil && ed.Selection().Len() > 0 }},
		{ID: "legend.open", Title: say.LegendAsk, Group: 1, Run: sc.openLegend, On: editor.OnPaper},
	}
}

// hands are the person's on the canvas that is shown, nil without one.
func (sc *screen) hands() *editor.Editor {
	if sc.view == nil {
		return nil
	}
	return sc.view.Editor()
}

func (sc *screen) openTags() {
	ed := sc.hands()
	if ed == nil || sc.shell.host.Busy() {
		return
	}
	snap, ids := ed.Snapshot(), ed.Selection().IDs()
	var offered []dialog.Tagging
	for _, c := range snap.Tags() {
		g := dialog.Tagging{Tag: c.Tag, Notes: c.Notes, On: true}
		for _, id := range ids {
			n := snap.Notes.Get(id)
			has := n != nil && n.HasTag(c.Tag)
			g.On, g.Some = g.On && has, g.Some || has
		}
		offered = append(offered, g)
	}
	dialog.Tags(sc.shell.host, say.TagsOf(len(ids)), offered, ed.Tag)
}

func (sc *screen) openLegend() {
	ed := sc.hands()
	if ed == nil || sc.shell.host.Busy() {
		return
	}
	swatch := func(c workshop.Color) fyne.CanvasObject {
		mark := canvas.NewImageFromResource(colorMark(c))
		mark.FillMode = canvas.ImageFillContain
		ground := canvas.NewRectangle(noteColor(c))
		ground.CornerRadius = 5
		return container.NewCenter(container.NewStack(ground, panel.Inset(5, 5, 5, 5, panel.Fixed(12, 12, mark))))
	}
	meta := ed.Snapshot().Meta
	dialog.Legend(sc.shell.host, meta.Meaning, meta.ColoursAreFunctions(), swatch, ed.SetLegend)
}

// openWeb shows where an address goes and opens it if the person wants to.
func (sc *screen) openWeb(target string) {
	u, err := url.Parse(target)
	if err != nil || !workshop.CanOpen(target) || sc.shell.host.Busy() {
		return
	}
	dialog.Web(sc.shell.host, target,
		func() { sc.shell.app.Clipboard().SetContent(target) },
		func() {
			if err := sc.shell.app.OpenURL(u); err != nil {
				sc.shell.trouble("open an address", err)
			}
		})
}

// explain says in the tips of the colours what they mean here.
func (r *rail) explain(m *workshop.Meta) {
	for i, c := range workshop.Colors() {
		r.colors[c].Tip = say.SwatchTip(colorName(c), m.Meaning(c), panel.KeyName(fmt.Sprintf("Alt+%d", i+1)))
	}
}

func colorName(c workshop.Color) string { return strings.ToUpper(string(c[:1])) + string(c[1:]) }
