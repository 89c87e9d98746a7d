package canvasview

import (
	"image/color"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"throughline.app/editor"
	"throughline.app/render"
	"throughline.app/workshop"
)

// links are what lies above the tiles of links: the one being drawn, those of notes in the
// hand, the one selected, and the word of the one pointed at.
type links struct {
	lines []*canvas.Line
	used  int
	words [2]linkWord
	panel *linkPanel
}

type linkWord struct {
	chip *canvas.Rectangle
	text *canvas.Text
}

// Limits of what is drawn anew in every frame of a drag.
const (
	maxMovedLinks = 16
	maxLinkLines  = 360
)

func (k *links) arrange(o *overlay, view editor.Viewport, p editor.Preview) {
	k.used = 0
	scene, ed := o.v.scene, o.v.ed
	z := float64(view.Zoom)
	if len(p.Lifted) > 0 {
		for _, l := range scene.LinksMoved(p.Lifted, p.By, maxMovedLinks) {
			k.draw(o, view, l.Line, faint(o.colors.quiet, 0xC8), max(1, 1.3*z), 1)
		}
	}
	if p.LinkTo != "" && !ed.Selection().Has(p.LinkTo) {
		if r, ok := scene.NoteRect(p.LinkTo); ok {
			o.ring(view, r)
		}
	}
	if from, ok := scene.NoteRect(p.LinkFrom); ok {
		o.ring(view, from)
		to := workshop.Rect{Min: p.LinkAt, Max: p.LinkAt}.Inset(-1)
		if r, ok := scene.NoteRect(p.LinkTo); ok {
			to = r
		}
		k.draw(o, view, scene.LinkBetween(from, to), o.colors.accent, max(1.5, 1.6*z), 0)
	}
	chosen, ok := ed.Link()
	if line, there := scene.LinkLine(idOf(chosen)); ok && there && len(p.Lifted) == 0 {
		k.draw(o, view, line.Line, o.colors.accent, max(2, 2*z), 0)
		k.say(o, view, 0, line, o.colors.accent)
	}
	if line, there := scene.LinkLine(p.Link); there && p.Link != idOf(chosen) && !p.Busy() {
		k.say(o, view, 1, line, o.colors.quiet)
	}
}

func idOf(l *workshop.Link) workshop.LinkID {
	if l == nil {
		return ""
	}
	return l.ID
}

// draw draws a line with its head; points nearer to each other than coarse are left out.
func (k *links) draw(o *overlay, view editor.Viewport, line []workshop.Point, c color.Color, width, coarse float64) {
	if len(line) < 2 {
		return
	}
	last := line[0]
	for i := 1; i < len(line); i++ {
		if i < len(line)-1 && line[i].Sub(last).Len() < coarse {
			continue
		}
		k.line(o, view, last, line[i], c, width)
		last = line[i]
	}
	tip, before := line[len(line)-1], line[len(line)-2]
	v := tip.Sub(before)
	n := max(v.Len(), 1e-6)
	const head = 7
	for _, side := range [2]float64{0.6, -0.6} {
		k.line(o, view, workshop.Point{
			X: tip.X - head*(v.DX/n+side*v.DY/n), Y: tip.Y - head*(v.DY/n-side*v.DX/n),
		}, tip, c, width)
	}
}

func (k *links) line(o *overlay, view editor.Viewport, a, b workshop.Point, c color.Color, width float64) {
	if k.used == maxLinkLines {
		return
	}
	if k.used == len(k.lines) {
		k.lines = append(k.lines, canvas.NewLine(c))
	}
	l := k.lines[k.used]
	k.used++
	p, q := view.ToScreen(a), view.ToScreen(b)
	l.StrokeColor, l.StrokeWidth = c, float32(width)
	l.Position1, l.Position2 = fyne.NewPos(float32(p.X), float32(p.Y)), fyne.NewPos(float32(q.X), float32(q.Y))
	o.shown = append(o.shown, l)
}

// say shows what a link says, over its label or in its middle.
func (k *links) say(o *overlay, view editor.Viewport, i int, line render.LinkLine, c color.Color) {
	w := &k.words[i]
	if w.chip == nil {
		w.chip, w.text = canvas.NewRectangle(color.Transparent), canvas.NewText("", color.Black)
		w.chip.StrokeWidth = 1
		w.text.TextSize, w.text.TextStyle.Bold = 11, true
	}
	words := line.Link.Type.Words()
	if line.Link.Label != "" {
		words += " · " + line.Link.Label
	}
	w.chip.FillColor, w.chip.StrokeColor, w.text.Color, w.text.Text = o.colors.paper, c, c, words
	w.chip.Refresh()
	w.text.Refresh()
	pos, size := onScreen(view, line.Mid)
	text := w.text.MinSize()
	chip := fyne.NewSize(max(text.Width+16, size.Width+2), max(19, size.Height+2))
	mid := pos.AddXY(size.Width/2, size.Height/2)
	at := fyne.NewPos(mid.X-chip.Width/2, mid.Y-chip.Height/2)
	at.X = float32(math.Round(float64(at.X)))
	w.chip.CornerRadius = chip.Height / 2
	w.chip.Resize(chip)
	w.chip.Move(at)
	w.text.Resize(text)
	w.text.Move(at.AddXY((chip.Width-text.Width)/2, (chip.Height-text.Height)/2))
	o.shown = append(o.shown, w.chip, w.text)
}
