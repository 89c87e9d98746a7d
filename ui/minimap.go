package ui

import (
	"image"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"throughline.app/editor"
	"throughline.app/render"
	"throughline.app/workshop"
)

// A minimap is the whole canvas in a corner: what this person sees of it, and what the
// others do. A click goes there, a drag moves along. It is as good as free while hidden.
type minimap struct {
	widget.BaseWidget
	moveTo func(workshop.Point) // shows that point in the middle of the view

	bounds  workshop.Rect
	picture image.Image
	stages  []stageBox
	own     workshop.Rect
	others  []otherView
	grab    workshop.Vec // from the pointer to the middle of the view, while dragging
	held    bool
}

type stageBox struct {
	name     string
	from, to float64 // canvas units
}

type otherView struct {
	hue  string
	rect workshop.Rect
}

// The map's size, in Fyne units. A canvas that is long is drawn less high than it is, so
// that its stages can still be told apart.
const (
	mapMostW, mapMostH   = 262.0, 164.0
	mapLeastW, mapLeastH = 236.0, 60.0
	mapPad               = 8
	mapNames             = 13 // height of the stages' names above the picture
)

func newMinimap(moveTo func(workshop.Point)) *minimap {
	m := &minimap{moveTo: moveTo}
	m.ExtendBaseWidget(m)
	return m
}

// room is the size of the picture.
func (m *minimap) room() (w, h float64) {
	if m.bounds.Empty() {
		return mapMostW, mapLeastH
	}
	scale := min(mapMostW/m.bounds.W(), mapMostH/m.bounds.H())
	w = math.Round(max(mapLeastW, m.bounds.W()*scale))
	h = math.Round(max(mapLeastH, m.bounds.H()*scale))
	return w, h
}

// toMap is where a part of the canvas is on the widget, cut at the picture's edge.
func (m *minimap) toMap(r workshop.Rect) (fyne.Position, fyne.Size) {
	w, h := m.room()
	x := func(v float64) float32 { return float32(max(0, min(w, (v-m.bounds.Min.X)/m.bounds.W()*w))) }
	y := func(v float64) float32 { return float32(max(0, min(h, (v-m.bounds.Min.Y)/m.bounds.H()*h))) }
	at := fyne.NewPos(x(r.Min.X), y(r.Min.Y))
	return at.AddXY(mapPad, mapPad+mapNames), fyne.NewSize(x(r.Max.X)-at.X, y(r.Max.Y)-at.Y)
}

// toCanvas is the point of the canvas at a place on the widget.
func (m *minimap) toCanvas(p fyne.Position) workshop.Point {
	w, h := m.room()
	return workshop.Point{
		X: m.bounds.Min.X + (float64(p.X)-mapPad)/w*m.bounds.W(),
		Y: m.bounds.Min.Y + (float64(p.Y)-mapPad-mapNames)/h*m.bounds.H(),
	}
}

// look follows what this person sees, and reports whether something changed.
func (m *minimap) look(ed *editor.Editor) {
	l := ed.Layout()
	own := ed.View().Visible()
	if own == m.own && l.Bounds == m.bounds {
		return
	}
	m.own, m.bounds = own, l.Bounds
	m.Refresh()
}

// draw takes a new picture and the names of the stages.
func (m *minimap) draw(ed *editor.Editor, picture image.Image) {
	m.picture = picture
	m.stages = m.stages[:0]
	for _, s := range ed.Layout().Stages {
		m.stages = append(m.stages, stageBox{s.Name, s.Column.Min.X, s.Column.Max.X})
	}
	m.bounds = ed.Layout().Bounds
	m.Refresh()
}

// paint makes the picture of a scene, for a map of this size on a screen with ratio pixels
// to a unit. It may be called from any goroutine.
func paintMap(sc *render.Scene, w, h, ratio float64) image.Image {
	const most = 1 << 20 // pixels
	b := sc.Bounds()
	scale := max(w/b.W(), h/b.H()) * ratio
	if area := b.W() * b.H() * scale * scale; area > most {
		scale *= math.Sqrt(most / area)
	}
	img := image.NewRGBA(image.Rect(0, 0, max(1, int(b.W()*scale)), max(1, int(b.H()*scale))))
	sc.Paint(img, b.Min, scale)
	return img
}

// MouseDown implements [desktop.Mouseable]: beside the frame it jumps there.
func (m *minimap) MouseDown(e *desktop.MouseEvent) {
	if e.Button != desktop.MouseButtonPrimary || m.bounds.Empty() {
		return
	}
	at := m.toCanvas(e.Position)
	m.held, m.grab = true, workshop.Vec{}
	if m.own.Contains(at) {
		c := m.own.Center()
		m.grab = workshop.Vec{DX: c.X - at.X, DY: c.Y - at.Y}
		return
	}
	m.moveTo(at)
}

// MouseUp implements [desktop.Mouseable].
func (m *minimap) MouseUp(*desktop.MouseEvent) { m.held = false }

// Dragged implements [fyne.Draggable]: the frame goes with the pointer.
func (m *minimap) Dragged(e *fyne.DragEvent) {
	if m.held {
		m.moveTo(m.toCanvas(e.Position).Add(m.grab))
	}
}

// DragEnd implements [fyne.Draggable].
func (m *minimap) DragEnd() { m.held = false }

// Cursor implements [desktop.Cursorable].
func (m *minimap) Cursor() desktop.Cursor { return desktop.PointerCursor }
