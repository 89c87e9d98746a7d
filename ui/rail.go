package ui

import (
	"fmt"
	"image/color"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"throughline.app/render"
	"throughline.app/ui/panel"
	"throughline.app/ui/say"
	"throughline.app/ui/theme"
	"throughline.app/workshop"
)

// A rail is the floating tools at the left of a canvas.
type rail struct {
	root   fyne.CanvasObject
	column *railLayout
	fit    *panel.Button
	tools  map[string]*panel.Button
	tips   map[string]string
	colors map[workshop.Color]*panel.Swatch
	reason string // why this person writes nothing, "" if they write
	grid   bool   // the canvas is a grid
}

func newRail(sc *screen) *rail {
	r := &rail{tools: make(map[string]*panel.Button), tips: make(map[string]string), colors: make(map[workshop.Color]*panel.Swatch)}
	tool := func(id string, icon panel.Icon, tip string) fyne.CanvasObject {
		b := panel.NewIconButton(panel.Tool, icon, tip, func() { sc.run("tool." + id) })
		r.tools[id], r.tips[id] = b, tip
		return b
	}
	l := &railLayout{gap: 4}
	r.column = l
	column := container.New(l,
		tool("select", panel.IconSelect, say.ToolSelect),
		tool("note", panel.IconNote, say.ToolNote),
		tool("text", panel.IconText, say.ToolText),
		tool("hand", panel.IconHand, say.ToolHand),
		tool("link", panel.IconLink, say.ToolLink),
		tool("category", panel.IconGroup, say.ToolCategory),
		panel.Inset(3, 3, 0, 0, panel.Rule()),
	)
	swatches := panel.Column(0)
	for _, c := range workshop.Colors() {
		s := panel.NewSwatch(noteColor(c), 18, "", func() { sc.run("color." + string(c)) })
		s.Mark = colorMark(c)
		r.colors[c] = s
		swatches.Add(s)
	}
	r.explain(&workshop.Meta{})
	column.Add(swatches)
	column.Add(panel.NewIconButton(panel.Tool, panel.IconLegend, say.LegendAsk, sc.openLegend))
	column.Add(panel.Inset(3, 3, 0, 0, panel.Rule()))
	r.fit = panel.NewIconButton(panel.Tool, panel.IconFit, say.Fit, func() { sc.run("view.fit") })
	column.Add(r.fit)
	column.Add(sc.shell.newModeButton())
	column.Add(panel.NewIconButton(panel.Tool, panel.IconKeys, say.Keys, sc.showKeys))
	sheet := panel.NewSurface(theme.Sheet, theme.Line, 12, railPad, column)
	sheet.Shadow = true
	r.root = sheet
	r.setHand(Hand{})
	return r
}

// watch takes the tools that write away from who only looks on, or gives them back.
func (r *rail) watch(reason string) {
	r.reason = reason
	r.allow()
}

// onGrid takes the tools of notes away where the canvas is a grid, or gives them back.
func (r *rail) onGrid(grid bool) {
	r.grid = grid
	r.allow()
}

func (r *rail) allow() {
	why := r.reason
	if why == "" && r.grid {
		why = say.GridNoNotes
	}
	for id, b := range r.tools {
		if id == "select" || id == "hand" {
			continue
		}
		if b.Tip = r.tips[id]; why != "" {
			b.Tip = why
		}
		if b.Enabled() != (why == "") {
			b.Enable(why == "")
		}
	}
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
func noteColor(c workshop.Color) color.Color { return render.Light().Note(c) }

// colorMark is the small shape that a note of that colour bears.
func colorMark(c workshop.Color) fyne.Resource {
	var path strings.Builder
	for i, p := range render.Mark(c) {
		step := 'L'
		if i == 0 {
			step = 'M'
		}
		fmt.Fprintf(&path, "%c%.2f %.2f ", step, 12+8.5*p[0], 12+8.5*p[1])
	}
	return fyne.NewStaticResource("mark-"+string(c)+".svg", []byte(
		`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><path fill="#5B5846" d="`+path.String()+`Z"/></svg>`))
}
