package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"throughline.app/ui/panel"
	"throughline.app/ui/theme"
)

// A crumb says where the person is: workshop › canvas. A click renames the workshop.
type crumb struct {
	widget.BaseWidget
	workshop, mark, canvas *panel.Label
	do                     func()
}

const crumbGap = 8

func newCrumb(do func()) *crumb {
	c := &crumb{
		workshop: panel.Text("", theme.TextBar, theme.Quiet).Elided(),
		mark:     panel.Text("›", theme.TextBar, theme.Quiet),
		canvas:   panel.Bold("", theme.TextBar).Elided(),
		do:       do,
	}
	c.ExtendBaseWidget(c)
	return c
}

func (c *crumb) set(workshop, canvas string) {
	c.workshop.Text, c.canvas.Text = workshop, canvas
	c.workshop.Bold, c.workshop.Color = canvas == "", theme.Quiet
	if canvas == "" {
		c.workshop.Color = theme.Ink
	}
	c.Refresh()
}

// natural is the width that shows all of it.
func (c *crumb) natural() float32 {
	w := c.workshop.Natural()
	if c.canvas.Text != "" {
		w += c.mark.Natural() + c.canvas.Natural() + 2*crumbGap
	}
	return w + 2
}

// Tapped implements [fyne.Tappable].
func (c *crumb) Tapped(*fyne.PointEvent) { c.do() }

// Cursor implements [desktop.Cursorable].
func (c *crumb) Cursor() desktop.Cursor { return desktop.PointerCursor }

// CreateRenderer implements [fyne.Widget].
func (c *crumb) CreateRenderer() fyne.WidgetRenderer { return &crumbRenderer{c} }

type crumbRenderer struct{ c *crumb }

func (r *crumbRenderer) Destroy() {}
func (r *crumbRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.c.workshop, r.c.mark, r.c.canvas}
}
func (r *crumbRenderer) MinSize() fyne.Size {
	return fyne.NewSize(60, r.c.workshop.MinSize().Height)
}

func (r *crumbRenderer) Layout(size fyne.Size) {
	c := r.c
	c.mark.Hidden, c.canvas.Hidden = c.canvas.Text == "", c.canvas.Text == ""
	work, canvas := c.workshop.Natural()+1, c.canvas.Natural()+1
	if c.canvas.Text == "" {
		work = min(work, size.Width)
	} else if room := size.Width - c.mark.Natural() - 2*crumbGap; work+canvas > room {
		work = max(min(work, 80), room-canvas)
		canvas = max(0, room-work)
	}
	x := float32(0)
	for _, part := range []struct {
		o *panel.Label
		w float32
	}{{c.workshop, work}, {c.mark, c.mark.Natural()}, {c.canvas, canvas}} {
		part.o.Resize(fyne.NewSize(part.w, size.Height))
		part.o.Move(fyne.NewPos(x, 0))
		x += part.w + crumbGap
	}
}

func (r *crumbRenderer) Refresh() {
	r.Layout(r.c.Size())
	for _, o := range r.Objects() {
		o.Refresh()
	}
}
