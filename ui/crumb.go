package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"throughline.app/ui/panel"
	"throughline.app/ui/theme"
)

// maxTrail is how many canvases a crumb tells of: the one shown, and the one above it.
const maxTrail = 2

// A crumb says where the person is: workshop › canvas › canvas of a stage. A click on the
// workshop renames it; one on a canvas opens the list of them.
type crumb struct {
	widget.BaseWidget
	workshop *panel.Label
	steps    [maxTrail]crumbStep
	shown    int // of the steps
	rename   func()
	canvases func(at fyne.Position)
}

type crumbStep struct{ mark, title *panel.Label }

const crumbGap = 8

func newCrumb(rename func(), canvases func(at fyne.Position)) *crumb {
	c := &crumb{workshop: panel.Text("", theme.TextBar, theme.Quiet).Elided(), rename: rename, canvases: canvases}
	for i := range c.steps {
		c.steps[i] = crumbStep{panel.Text("›", theme.TextBar, theme.Quiet), panel.Text("", theme.TextBar, theme.Quiet).Elided()}
	}
	c.ExtendBaseWidget(c)
	return c
}

// set tells the workshop and the way from it; of a longer one the end is told.
func (c *crumb) set(workshop string, trail []string) {
	trail = trail[max(0, len(trail)-maxTrail):]
	c.shown = len(trail)
	c.workshop.Text, c.workshop.Bold, c.workshop.Color = workshop, c.shown == 0, theme.Quiet
	if c.shown == 0 {
		c.workshop.Color = theme.Ink
	}
	for i, title := range trail {
		last := i == len(trail)-1
		l := c.steps[i].title
		l.Text, l.Bold, l.Color = title, last, theme.Quiet
		if last {
			l.Color = theme.Ink
		}
	}
	c.Refresh()
}

// natural is the width that shows all of it.
func (c *crumb) natural() float32 {
	w := c.workshop.Natural()
	for _, s := range c.steps[:c.shown] {
		w += s.mark.Natural() + s.title.Natural() + 2*crumbGap
	}
	return w + 2
}

// Tapped implements [fyne.Tappable].
func (c *crumb) Tapped(e *fyne.PointEvent) {
	if c.shown == 0 || e.Position.X < c.steps[0].title.Position().X {
		c.rename()
		return
	}
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(c)
	c.canvases(at.AddXY(c.steps[0].title.Position().X, c.Size().Height+6))
}

// Cursor implements [desktop.Cursorable].
func (c *crumb) Cursor() desktop.Cursor { return desktop.PointerCursor }

// CreateRenderer implements [fyne.Widget].
func (c *crumb) CreateRenderer() fyne.WidgetRenderer { return &crumbRenderer{c} }

type crumbRenderer struct{ c *crumb }

func (r *crumbRenderer) Destroy() {}
func (r *crumbRenderer) Objects() []fyne.CanvasObject {
	all := []fyne.CanvasObject{r.c.workshop}
	for _, s := range r.c.steps {
		all = append(all, s.mark, s.title)
	}
	return all
}
func (r *crumbRenderer) MinSize() fyne.Size {
	return fyne.NewSize(60, r.c.workshop.MinSize().Height)
}

// Layout gives the canvas that is shown its room first, then what is above it, from right to
// left; each keeps some letters.
func (r *crumbRenderer) Layout(size fyne.Size) {
	const least = 80
	c := r.c
	parts := []*panel.Label{c.workshop}
	for i, s := range c.steps {
		s.mark.Hidden, s.title.Hidden = i >= c.shown, i >= c.shown
		if i < c.shown {
			parts = append(parts, s.title)
		}
	}
	room := size.Width - float32(c.shown)*(c.steps[0].mark.Natural()+2*crumbGap)
	widths := make([]float32, len(parts))
	for i := len(parts) - 1; i >= 0; i-- {
		others := float32(0) // what those before need at least
		for _, p := range parts[:i] {
			others += min(p.Natural()+1, least)
		}
		widths[i] = max(0, min(parts[i].Natural()+1, room-others))
		room -= widths[i]
	}
	x := float32(0)
	put := func(l *panel.Label, w float32) {
		l.Resize(fyne.NewSize(w, size.Height))
		l.Move(fyne.NewPos(x, 0))
		x += w + crumbGap
	}
	put(c.workshop, widths[0])
	for i := range c.shown {
		put(c.steps[i].mark, c.steps[i].mark.Natural())
		put(c.steps[i].title, widths[i+1])
	}
}

func (r *crumbRenderer) Refresh() {
	r.Layout(r.c.Size())
	for _, o := range r.Objects() {
		o.Refresh()
	}
}
