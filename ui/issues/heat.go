package issues

import (
	"fmt"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"throughline.app/insight"
	"throughline.app/render"
	"throughline.app/ui/panel"
	"throughline.app/ui/say"
	"throughline.app/ui/theme"
)

// Sizes of the grid, in Fyne units.
const (
	heatName   float32 = 74
	heatGap    float32 = 3
	heatHeight float32 = 26
)

// heat shows the notes of the canvas by stage and function.
func (p *Pane) heat() {
	p.section(say.HeatTitle)
	g := p.found.Heat(nil)
	if len(g.Functions) == 0 || len(g.Stages) == 0 {
		p.tell(say.HeatTeach)
		return
	}
	p.add(p.grid(g, "cell", p.o.Width))
	text := say.HeatHelp
	if g.Nobody > 0 {
		text += " " + say.HeatNobody(g.Nobody)
	}
	p.tell(text)
}

// grid draws the counts; the number stands in each cell, so that its ground is not alone
// in saying it. A click lights the notes.
func (p *Pane) grid(g *insight.Grid, what string, width float32) fyne.CanvasObject {
	w := (width-heatName)/float32(len(g.Stages)) - heatGap
	heads := []fyne.CanvasObject{panel.Fixed(heatName, 14, container.NewWithoutLayout())}
	for _, s := range g.Stages {
		heads = append(heads, panel.Fixed(w, 14, panel.Text(s.Name, theme.TextTiny, theme.Quiet).Elided()))
	}
	rows := panel.Column(heatGap, panel.Row(heatGap, heads...))
	for f, function := range g.Functions {
		row := []fyne.CanvasObject{panel.Fixed(heatName-heatGap, heatHeight, container.NewBorder(nil, nil, nil, nil, panel.Text(function, theme.TextSmall, theme.Ink).Elided()))}
		for s, stage := range g.Stages {
			ids := g.At(s, f)
			ground, ink := p.warm(len(ids), g.Most)
			cell := canvas.NewRectangle(ground)
			cell.CornerRadius = 5
			if len(ids) == 0 {
				row = append(row, panel.Fixed(w, heatHeight, cell))
				continue
			}
			number := canvas.NewText(fmt.Sprint(len(ids)), ink)
			number.TextSize, number.TextStyle.Bold, number.Alignment = theme.TextSmall, true, fyne.TextAlignCenter
			key := fmt.Sprintf("%s %d %d", what, s, f)
			card := panel.NewCard(say.HeatCell(function, stage.Name, len(ids)), container.NewStack(cell, number), func() { p.light(key, ids) })
			card.Plain, card.Tip = true, say.HeatCell(function, stage.Name, len(ids))
			row = append(row, panel.Fixed(w, heatHeight, card))
		}
		rows.Add(panel.Row(heatGap, row...))
	}
	return rows
}

// warm is the ground of a cell of n notes, and ink that reads on it.
func (p *Pane) warm(n, most int) (ground, ink color.NRGBA) {
	style := render.Light()
	if p.o.Dark() {
		style = render.Dark()
	}
	part := 0.0
	if n > 0 && most > 0 {
		part = 0.2 + 0.8*float64(n)/float64(most)
	}
	strong := color.NRGBA{R: 0x0F, G: 0x76, B: 0x6E, A: 0xFF}
	base := style.Tint
	mix := func(a, b uint8) uint8 { return uint8(float64(a)*part + float64(b)*(1-part) + 0.5) }
	ground = color.NRGBA{R: mix(strong.R, base.R), G: mix(strong.G, base.G), B: mix(strong.B, base.B), A: 0xFF}
	if n == 0 {
		ground.A = 0x70
	}
	ink = color.NRGBA{R: 0xFF, G: 0xFF, B: 0xFF, A: 0xFF}
	if !p.o.Dark() && part < 0.6 {
		ink = style.Ink
	}
	return ground, ink
}
