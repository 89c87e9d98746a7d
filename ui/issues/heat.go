package issues

import (
	"fmt"
	"image/color"
	"math"

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
	rows := panel.Column(heatGap, heads(g, w, width))
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
			if p.lit == key {
				cell.StrokeColor, cell.StrokeWidth = ink, 2
			}
			card := panel.NewCard(say.HeatCell(function, stage.Name, len(ids)), container.NewStack(cell, number), func() { p.light(key, ids) })
			card.Plain, card.Tip = true, say.HeatCell(function, stage.Name, len(ids))
			row = append(row, panel.Fixed(w, heatHeight, card))
		}
		rows.Add(panel.Row(heatGap, row...))
	}
	return rows
}

// heads names the stages above their columns, each w wide, in two lines in turn: so a name has the room of
// two columns.
func heads(g *insight.Grid, w, width float32) fyne.CanvasObject {
	const line = 14
	lines := float32(1)
	all := container.NewWithoutLayout()
	for i, s := range g.Stages {
		name := panel.Text(s.Name, theme.TextTiny, theme.Quiet).Elided()
		name.Align = fyne.TextAlignCenter
		mid, room := heatName+float32(i)*(w+heatGap)+w/2, w
		if len(g.Stages) > 1 && longest(g) > w {
			lines, room = 2, 2*w
		}
		size := fyne.NewSize(min(name.Natural()+2, room), line)
		name.Resize(size)
		name.Move(fyne.NewPos(min(max(0, mid-size.Width/2), width-size.Width), line*float32(i%int(lines))))
		all.Add(name)
	}
	return panel.Fixed(width, lines*line+2, all)
}

// longest is the width of the longest name of a stage.
func longest(g *insight.Grid) (width float32) {
	for _, s := range g.Stages {
		width = max(width, panel.Text(s.Name, theme.TextTiny, theme.Quiet).Natural())
	}
	return width
}

// style are the colours of the canvas as the theme has them.
func (p *Pane) style() render.Style {
	if p.o.Dark() {
		return render.Dark()
	}
	return render.Light()
}

// warm is the ground of a cell of n notes, and ink that reads on it.
func (p *Pane) warm(n, most int) (ground, ink color.NRGBA) {
	style := p.style()
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
	if dark := render.Light().Ink; contrast(dark, ground) > contrast(ink, ground) {
		ink = dark
	}
	return ground, ink
}

// contrast is how far apart two colours are, from 1 to 21.
func contrast(a, b color.NRGBA) float64 {
	light := func(c color.NRGBA) float64 {
		part := func(v uint8) float64 {
			x := float64(v) / 255
			if x <= 0.04045 {
				return x / 12.92
			}
			return math.Pow((x+0.055)/1.055, 2.4)
		}
		return 0.2126*part(c.R) + 0.7152*part(c.G) + 0.0722*part(c.B)
	}
	x, y := light(a), light(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}
