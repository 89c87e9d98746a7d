package panel

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"throughline.app/ui/theme"
)

// A Choice is one line of a list of which one is taken. The keyboard is not its own: a
// field above the list has it.
type Choice struct {
	widget.BaseWidget
	take             func()
	label            *Label
	marked, can, hot bool
}

// NewChoice makes an empty line; take is called when it is clicked.
func NewChoice(take func()) *Choice {
	c := &Choice{take: take, label: Text("", theme.TextBody, theme.Ink).Elided()}
	c.ExtendBaseWidget(c)
	return c
}

// Set says what stands on the line, whether it is the one that Enter takes, and whether it
// can be taken at all.
func (c *Choice) Set(text string, marked, can bool) {
	c.marked, c.can = marked, can
	c.label.Color = theme.Ink
	if !can {
		c.label.Color = theme.Quiet
	}
	c.label.Text = text
	c.label.Refresh()
	c.Refresh()
}

// Tapped implements [fyne.Tappable].
func (c *Choice) Tapped(*fyne.PointEvent) {
	if c.can {
		c.take()
	}
}

// MouseIn implements [desktop.Hoverable].
func (c *Choice) MouseIn(*desktop.MouseEvent) { c.hot = true; c.Refresh() }

// MouseMoved implements [desktop.Hoverable].
func (c *Choice) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements [desktop.Hoverable].
func (c *Choice) MouseOut() { c.hot = false; c.Refresh() }

// CreateRenderer implements [fyne.Widget].
func (c *Choice) CreateRenderer() fyne.WidgetRenderer {
	r := &choiceRenderer{c, &canvas.Rectangle{CornerRadius: theme.RadiusControl}}
	r.paint()
	return r
}

type choiceRenderer struct {
	c   *Choice
	box *canvas.Rectangle
}

func (r *choiceRenderer) Destroy()                     {}
func (r *choiceRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.box, r.c.label} }
func (r *choiceRenderer) MinSize() fyne.Size           { return fyne.NewSize(80, theme.ControlHeight) }

func (r *choiceRenderer) Layout(size fyne.Size) {
	r.box.Resize(size)
	h := r.c.label.MinSize().Height
	r.c.label.Move(fyne.NewPos(12, (size.Height-h)/2))
	r.c.label.Resize(fyne.NewSize(size.Width-24, h))
}

func (r *choiceRenderer) paint() {
	r.box.FillColor = themed(theme.Clear)
	switch {
	case r.c.marked:
		r.box.FillColor = themed(theme.Tint)
	case r.c.hot && r.c.can:
		r.box.FillColor = themed(theme.Board)
	}
}

func (r *choiceRenderer) Refresh() {
	r.paint()
	r.box.Refresh()
}
