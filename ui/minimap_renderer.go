package ui

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	fynetheme "fyne.io/fyne/v2/theme"

	"throughline.app/ui/panel"
	"throughline.app/ui/theme"
)

// CreateRenderer implements [fyne.Widget].
func (m *minimap) CreateRenderer() fyne.WidgetRenderer {
	r := &minimapRenderer{m: m, sheet: panel.NewSurface(theme.Sheet, theme.Line, 12, 0, nil),
		picture: &canvas.Image{FillMode: canvas.ImageFillStretch, ScaleMode: canvas.ImageScaleSmooth},
		own:     &canvas.Rectangle{StrokeWidth: 2, CornerRadius: 3}}
	r.sheet.Shadow = true
	r.build()
	return r
}

type minimapRenderer struct {
	m       *minimap
	sheet   *panel.Surface
	picture *canvas.Image
	own     *canvas.Rectangle
	names   []*canvas.Text
	frames  []*canvas.Rectangle
	objects []fyne.CanvasObject
}

func (r *minimapRenderer) Destroy()                     {}
func (r *minimapRenderer) Objects() []fyne.CanvasObject { return r.objects }
func (r *minimapRenderer) Layout(fyne.Size)             { r.build() }

func (r *minimapRenderer) MinSize() fyne.Size {
	w, h := r.m.room()
	return fyne.NewSize(float32(w)+2*mapPad, float32(h)+2*mapPad+mapNames)
}

func (r *minimapRenderer) Refresh() {
	r.build()
	r.sheet.Refresh()
	canvas.Refresh(r.m)
}

func (r *minimapRenderer) build() {
	m := r.m
	r.objects = append(r.objects[:0], r.sheet)
	r.sheet.Resize(r.MinSize())
	if m.picture == nil || m.bounds.Empty() {
		return
	}
	at, size := m.toMap(m.bounds)
	if r.picture.Image != m.picture {
		r.picture.Image = m.picture
		r.picture.Refresh()
	}
	r.picture.Move(at)
	r.picture.Resize(size)
	r.objects = append(r.objects, r.picture)
	r.stages(at)
	for i, o := range m.others {
		if i == len(r.frames) {
			r.frames = append(r.frames, &canvas.Rectangle{StrokeWidth: 1.5, CornerRadius: 3})
		}
		f := r.frames[i]
		hue := panel.Hue(o.hue)
		f.StrokeColor = hue
		hue.A = 0x18
		f.FillColor = hue
		r.frame(f, o.rect.Min.X < m.bounds.Max.X && o.rect.Max.X > m.bounds.Min.X, i)
	}
	accent := fynetheme.Color(theme.TealText)
	r.own.StrokeColor, r.own.FillColor = accent, see(accent, 0x1A)
	p, s := m.toMap(m.own)
	r.own.Move(p)
	r.own.Resize(s.Max(fyne.NewSquareSize(5)))
	r.objects = append(r.objects, r.own)
}

func (r *minimapRenderer) frame(f *canvas.Rectangle, inSight bool, i int) {
	if !inSight {
		return
	}
	p, s := r.m.toMap(r.m.others[i].rect)
	f.Move(p)
	f.Resize(s.Max(fyne.NewSquareSize(5)))
	r.objects = append(r.objects, f)
}

// stages writes as much of each stage's name as its column is wide.
func (r *minimapRenderer) stages(at fyne.Position) {
	w, _ := r.m.room()
	scale := w / r.m.bounds.W()
	for i, s := range r.m.stages {
		if i == len(r.names) {
			r.names = append(r.names, &canvas.Text{TextSize: 7})
		}
		t := r.names[i]
		t.Color = fynetheme.Color(theme.Quiet)
		width := float32((s.to-s.from)*scale) - 1
		t.Text = cut(s.name, width, func(part string) float32 { return fyne.MeasureText(part, t.TextSize, t.TextStyle).Width })
		t.Resize(fyne.NewSize(width, mapNames))
		t.Move(fyne.NewPos(at.X+float32((s.from-r.m.bounds.Min.X)*scale)+1, at.Y-mapNames-1))
		r.objects = append(r.objects, t)
	}
}

// cut is the longest beginning of text that fits, without a mark that it was cut: there is
// no room for one.
func cut(text string, width float32, measure func(string) float32) string {
	runes := []rune(text)
	for len(runes) > 0 && measure(string(runes)) > width {
		runes = runes[:len(runes)-1]
	}
	return string(runes)
}

// see is a colour that lets through what is beneath.
func see(c color.Color, alpha uint8) color.Color {
	r, g, b, _ := c.RGBA()
	return color.NRGBA{R: uint8(r >> 8), G: uint8(g >> 8), B: uint8(b >> 8), A: alpha}
}
