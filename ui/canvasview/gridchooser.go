package canvasview

import (
	"image/color"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"throughline.app/editor"
	"throughline.app/ui/panel"
	"throughline.app/ui/say"
	"throughline.app/ui/theme"
)

// A gridChooser offers the marks of the cell in focus. The canvas keeps the keyboard: the
// letters do the same.
type gridChooser struct {
	v     *View
	root  *panel.Surface
	lines []*chooserLine
	made  bool
}

func newGridChooser(v *View) *gridChooser { return &gridChooser{v: v} }

// make builds the lines once: what a grid's marks are does not change.
func (k *gridChooser) make() {
	k.made = true
	kind := k.v.ed.Grid().Kind
	line := func(key, title string, do func()) {
		l := &chooserLine{v: k.v, key: key, title: title, do: do}
		l.ExtendBaseWidget(l)
		k.lines = append(k.lines, l)
	}
	column := panel.Column(0)
	if kind.Values != nil {
		column.Add(panel.Inset(4, 6, 8, 8, panel.Text(kind.Values.Title, theme.TextSmall, theme.Quiet)))
		for n := kind.Values.Low; n <= kind.Values.High; n++ {
			line(strconv.Itoa(n), "", func() { k.v.ed.GiveValue(n) })
		}
	}
	for _, m := range kind.Marks {
		line(m.Key, m.Title, func() { k.v.ed.ToggleMark(m.Key) })
	}
	line("", say.GridEmpty, func() { k.v.ed.EmptyCell(); k.v.ed.ChooseMarks(false) })
	for _, l := range k.lines {
		column.Add(l)
	}
	k.root = panel.NewSurface(theme.Sheet, theme.Line, 12, 6, column)
	k.root.Shadow = true
}

// arrange puts the chooser below the cell, inside the view.
func (k *gridChooser) arrange(o *overlay, view editor.Viewport) {
	if !k.v.ed.GridChoosing() || k.v.opts.Looks {
		return
	}
	if !k.made {
		k.make()
	}
	s := k.v.ed.GridFocus()
	r, ok := k.v.ed.GridRect(s)
	if !ok {
		return
	}
	cell := k.v.ed.Grid().Cell(s.Row, s.Column)
	for _, l := range k.lines {
		set := l.key != "" && (cell.Has(l.key) || cell != nil && cell.Value == l.key)
		off := l.key == "" && cell == nil
		if dark := k.v.opts.Style.Dark; l.set != set || l.off != off || l.dark != dark {
			l.set, l.off, l.dark = set, off, dark
			l.Refresh()
		}
	}
	pos, size := onScreen(view, r)
	want := k.root.MinSize()
	const gap = 6
	at := fyne.NewPos(pos.X+size.Width/2-want.Width/2, pos.Y+size.Height+gap)
	if at.Y+want.Height > float32(view.Size.H)-gap {
		at.Y = pos.Y - want.Height - gap
	}
	at.X = max(float32(o.v.opts.Insets.Left)+gap, min(at.X, float32(view.Size.W)-want.Width-gap))
	at.Y = max(gap, min(at.Y, float32(view.Size.H)-want.Height-gap))
	k.root.Resize(want)
	k.root.Move(at)
	o.shown = append(o.shown, k.root)
}

// A chooserLine is one mark that may stand in the cell: filled where it does.
type chooserLine struct {
	widget.BaseWidget
	v          *View
	key, title string
	do         func()
	set, off   bool
	dark       bool
	over       bool
}

// Tapped puts the mark into the cell, or takes it out.
func (l *chooserLine) Tapped(*fyne.PointEvent) {
	if !l.off {
		l.do()
	}
	l.v.Focus()
}

// MouseIn, MouseMoved and MouseOut are part of [desktop.Hoverable].
func (l *chooserLine) MouseIn(*desktop.MouseEvent) { l.over = true; l.Refresh() }

// MouseMoved: see MouseIn.
func (l *chooserLine) MouseMoved(*desktop.MouseEvent) {}

// MouseOut: see MouseIn.
func (l *chooserLine) MouseOut() { l.over = false; l.Refresh() }

// Cursor is the shape of the pointer.
func (l *chooserLine) Cursor() desktop.Cursor {
	if l.off {
		return desktop.DefaultCursor
	}
	return desktop.PointerCursor
}

const (
	chooserHigh = 32
	chooserChip = 24
	chooserText = 13
)

// CreateRenderer implements [fyne.Widget].
func (l *chooserLine) CreateRenderer() fyne.WidgetRenderer {
	r := &chooserRenderer{
		l: l, ground: canvas.NewRectangle(color.Transparent), chip: canvas.NewRectangle(color.Transparent),
		key: canvas.NewText(l.key, color.Black), title: canvas.NewText(l.title, color.Black),
	}
	r.ground.CornerRadius, r.chip.CornerRadius, r.chip.StrokeWidth = 8, 6, 1
	r.key.TextSize, r.key.TextStyle, r.title.TextSize = 12, fyne.TextStyle{Bold: true}, chooserText
	r.Refresh()
	return r
}

type chooserRenderer struct {
	l            *chooserLine
	ground, chip *canvas.Rectangle
	key, title   *canvas.Text
}

func (r *chooserRenderer) Destroy() {}

func (r *chooserRenderer) Objects() []fyne.CanvasObject {
	if r.l.key == "" {
		return []fyne.CanvasObject{r.ground, r.title}
	}
	return []fyne.CanvasObject{r.ground, r.chip, r.key, r.title}
}

func (r *chooserRenderer) MinSize() fyne.Size {
	return fyne.NewSize(r.title.MinSize().Width+chooserChip+30, chooserHigh)
}

func (r *chooserRenderer) Layout(size fyne.Size) {
	r.ground.Resize(size)
	r.chip.Move(fyne.NewPos(6, (size.Height-chooserChip)/2))
	r.chip.Resize(fyne.NewSquareSize(chooserChip))
	k := r.key.MinSize()
	r.key.Move(fyne.NewPos(6+(chooserChip-k.Width)/2, (size.Height-k.Height)/2))
	r.key.Resize(k)
	t := r.title.MinSize()
	x := float32(6 + chooserChip + 10)
	if r.l.key == "" {
		x = 10
	}
	r.title.Move(fyne.NewPos(x, (size.Height-t.Height)/2))
	r.title.Resize(t)
}

func (r *chooserRenderer) Refresh() {
	c := paletteOf(r.l.v.opts.Style)
	r.ground.FillColor = color.Transparent
	if r.l.over && !r.l.off {
		r.ground.FillColor = faint(c.accent, 0x18)
	}
	r.chip.FillColor, r.chip.StrokeColor, r.key.Color, r.title.Color = color.Transparent, c.line, c.quiet, c.ink
	if r.l.set {
		r.chip.FillColor, r.chip.StrokeColor, r.key.Color = color.NRGBA{R: 0x0F, G: 0x76, B: 0x6E, A: 0xFF}, color.Transparent, color.White
	}
	if r.l.key == "" {
		r.title.Color = c.quiet
		if r.l.off {
			r.title.Color = faint(c.quiet, 0x70)
		}
	}
	r.ground.Refresh()
	r.chip.Refresh()
	r.key.Refresh()
	r.title.Refresh()
}
