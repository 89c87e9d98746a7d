package ui

import (
	"fmt"
	"image/color"
	"strings"

	"fyne.io/fyne/v2"

	"throughline.app/ui/panel"
	"throughline.app/ui/say"
	"throughline.app/ui/theme"
	"throughline.app/workshop"
)

// A rail is the floating tools at the left of a canvas.
type rail struct {
	root   fyne.CanvasObject
	tools  map[string]*panel.Button
	colors map[workshop.Color]*panel.Swatch
}

func newRail(sc *screen) *rail {
	r := &rail{tools: make(map[string]*panel.Button), colors: make(map[workshop.Color]*panel.Swatch)}
	tool := func(id string, icon panel.Icon, tip string) fyne.CanvasObject {
		b := panel.NewIconButton(panel.Tool, icon, tip, func() { sc.run("tool." + id) })
		r.tools[id] = b
		return b
	}
	column := panel.Column(4,
		tool("select", panel.IconSelect, say.ToolSelect),
		tool("note", panel.IconNote, say.ToolNote),
		tool("hand", panel.IconHand, say.ToolHand),
		panel.Inset(3, 3, 0, 0, panel.Rule()),
	)
	swatches := panel.Column(0)
	for i, c := range workshop.Colors() {
		tip := strings.ToUpper(string(c[:1])) + string(c[1:]) + " · " + panel.KeyName(fmt.Sprintf("Alt+%d", i+1))
		s := panel.NewSwatch(noteColor(c), 18, tip, func() { sc.run("color." + string(c)) })
		s.Mark = colorMark(c)
		r.colors[c] = s
		swatches.Add(s)
	}
	column.Add(swatches)
	column.Add(panel.Inset(3, 3, 0, 0, panel.Rule()))
	column.Add(panel.NewIconButton(panel.Tool, panel.IconFit, say.Fit, func() { sc.run("view.fit") }))
	column.Add(sc.shell.newModeButton())
	column.Add(panel.NewIconButton(panel.Tool, panel.IconKeys, say.Keys, sc.showKeys))
	sheet := panel.NewSurface(theme.Sheet, theme.Line, 12, 6, column)
	sheet.Shadow = true
	r.root = sheet
	r.setHand(Hand{})
	return r
}

func (r *rail) setHand(h Hand) {
	for id, b := range r.tools {
		if chosen := id == h.Tool; b.Chosen != chosen {
			b.Chosen = chosen
			b.Refresh()
		}
	}
	for c, s := range r.colors {
		s.Choose(c == h.Color)
		s.Enable(h.Colors)
	}
}

// noteColor is a note colour as the notes have it, light or dark.
func noteColor(c workshop.Color) color.Color {
	switch c {
	case workshop.Yellow:
		return panel.Hue("#FFE58F")
	case workshop.Coral:
		return panel.Hue("#FFC2B0")
	case workshop.Green:
		return panel.Hue("#BFE8C5")
	case workshop.Blue:
		return panel.Hue("#B5DBF7")
	case workshop.Violet:
		return panel.Hue("#DCD0F7")
	}
	return panel.Hue("#E7E4DC")
}

// colorMark is a small shape for each colour, so that colour never carries meaning alone.
func colorMark(c workshop.Color) fyne.Resource {
	shape := map[workshop.Color]string{
		workshop.Yellow: `<circle cx="12" cy="12" r="7"/>`,
		workshop.Coral:  `<path d="M12 4 L21 19 L3 19 Z"/>`,
		workshop.Green:  `<path d="M5 5 H19 V19 H5 Z"/>`,
		workshop.Blue:   `<path d="M12 3 L21 12 L12 21 L3 12 Z"/>`,
		workshop.Violet: `<path d="M9 3 H15 V9 H21 V15 H15 V21 H9 V15 H3 V9 H9 Z"/>`,
		workshop.Grey:   `<path d="M3 9.5 H21 V14.5 H3 Z"/>`,
	}[c]
	return fyne.NewStaticResource("mark-"+string(c)+".svg", []byte(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><g fill="#5B5846">`+shape+`</g></svg>`))
}
