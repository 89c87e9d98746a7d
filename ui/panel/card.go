package panel

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"throughline.app/ui/theme"
)

// A Card is a sheet that is clicked as one thing.
type Card struct {
	widget.BaseWidget
	Content fyne.CanvasObject
	Name    string              // for those who hear the screen
	First   bool                // the one that is offered first has a teal edge
	Edge    fyne.ThemeColorName // of its left side, "" for none
	Plain   bool                // no sheet of its own, only the content and a ring for the keyboard
	Tip     string              // told when the pointer rests on it
	Do      func()
	OnFocus func()          // it got the keyboard
	OnEnter func()          // Enter was pressed; nil is Do
	OnRune  func(rune) bool // takes what a key writes, if it reports true

	hovered, focused bool
}

// NewCard makes a card of content.
func NewCard(name string, content fyne.CanvasObject, do func()) *Card {
	c := &Card{Content: content, Name: name, Do: do}
	c.ExtendBaseWidget(c)
	return c
}

// Tapped implements [fyne.Tappable].
func (c *Card) Tapped(*fyne.PointEvent) {
	if c.Do != nil {
		hideTip(c)
		c.hovered = false // what it opens may cover it
		c.Refresh()
		c.Do()
	}
}

// FocusGained implements [fyne.Focusable].
func (c *Card) FocusGained() {
	c.focused = true
	c.Refresh()
	reveal(c)
	if c.OnFocus != nil {
		c.OnFocus()
	}
}

// FocusLost implements [fyne.Focusable].
func (c *Card) FocusLost() { c.focused = false; c.Refresh() }

// TypedRune implements [fyne.Focusable].
func (c *Card) TypedRune(r rune) {
	if c.OnRune != nil {
		c.OnRune(r)
	}
}

// TypedKey implements [fyne.Focusable].
func (c *Card) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyReturn, fyne.KeyEnter:
		if c.OnEnter != nil {
			c.OnEnter()
			return
		}
		c.Tapped(nil)
	case fyne.KeySpace:
		c.Tapped(nil)
	default:
		passKey(c, e)
	}
}

// MouseIn implements [desktop.Hoverable].
func (c *Card) MouseIn(*desktop.MouseEvent) { c.hovered = true; c.Refresh(); comeUnder(c, c.Tip) }

// MouseMoved implements [desktop.Hoverable].
func (c *Card) MouseMoved(*desktop.MouseEvent) { movedOver(c, c.Tip) }

// MouseOut implements [desktop.Hoverable].
func (c *Card) MouseOut() { c.hovered = false; hideTip(c); c.Refresh() }

// Cursor implements [desktop.Cursorable].
func (c *Card) Cursor() desktop.Cursor { return desktop.PointerCursor }

// AccessibilityLabel implements [fyne.Accessible].
func (c *Card) AccessibilityLabel() string { return c.Name }

// AccessibilityRole implements [fyne.Accessible].
func (c *Card) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// CreateRenderer implements [fyne.Widget].
func (c *Card) CreateRenderer() fyne.WidgetRenderer {
	r := &cardRenderer{
		c:    c,
		edge: &canvas.Rectangle{CornerRadius: theme.RadiusControl},
		box:  &canvas.Rectangle{CornerRadius: theme.RadiusCard},
		ring: &canvas.Rectangle{CornerRadius: theme.RadiusCard + 3, StrokeWidth: 2},
	}
	r.paint()
	return r
}

// cardEdge is how broad the coloured side of a card is, in Fyne units.
const cardEdge float32 = 3

type cardRenderer struct {
	c               *Card
	edge, box, ring *canvas.Rectangle
}

func (r *cardRenderer) Destroy() {}
func (r *cardRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.ring, r.edge, r.box, r.c.Content}
}
func (r *cardRenderer) MinSize() fyne.Size { return r.c.Content.MinSize() }

func (r *cardRenderer) Layout(size fyne.Size) {
	r.edge.Resize(fyne.NewSize(min(size.Width, 3*theme.RadiusControl), size.Height-2))
	r.edge.Move(fyne.NewPos(0, 1))
	r.box.Resize(size)
	r.box.Move(fyne.Position{})
	if r.c.Edge != "" {
		r.box.Resize(size.AddWidthHeight(-cardEdge, 0))
		r.box.Move(fyne.NewPos(cardEdge, 0))
	}
	r.c.Content.Resize(size)
	r.ring.Move(fyne.NewSquareOffsetPos(-3))
	r.ring.Resize(size.AddWidthHeight(6, 6))
}

func (r *cardRenderer) paint() {
	r.ring.FillColor, r.ring.StrokeColor, r.ring.Hidden = themed(theme.Clear), themed(theme.TealText), !r.c.focused
	r.box.Hidden = r.c.Plain
	r.edge.Hidden = r.c.Edge == ""
	if r.c.Edge != "" {
		r.edge.FillColor, r.box.CornerRadius = themed(r.c.Edge), theme.RadiusControl
	}
	r.box.FillColor = themed(theme.Sheet)
	r.box.Shadow = canvas.Shadow{}
	r.box.StrokeWidth, r.box.StrokeColor = 1, themed(theme.Line)
	switch {
	case r.c.First:
		r.box.StrokeWidth, r.box.StrokeColor = 2, themed(theme.TealText)
	case r.c.hovered:
		r.box.StrokeColor = themed(theme.TealText)
	}
	if r.c.hovered {
		r.box.Shadow = softShadow()
	}
}

func (r *cardRenderer) Refresh() {
	r.paint()
	r.Layout(r.c.Size())
	for _, o := range []fyne.CanvasObject{r.ring, r.edge, r.box} {
		o.Refresh()
	}
	canvas.Refresh(r.c)
}

// Focused reports whether the card has the keyboard.
func (c *Card) Focused() bool { return c.focused }
