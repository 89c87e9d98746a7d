package panel

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"throughline.app/ui/theme"
)

// A Look says how a [Button] presents itself.
type Look int

// The looks of a button.
const (
	Soft    Look = iota // what can be done here
	Primary             // the one thing to do, teal
	Link                // as quiet as text
	Tool                // a square of the tool rail
)

// A Button does one thing when clicked, or with Space or Enter when it has the focus.
// Change fields before it is shown, or call Refresh.
type Button struct {
	widget.BaseWidget
	Look   Look
	Text   string
	Icon   Icon
	Dot    fyne.ThemeColorName // a coloured dot before the text, "" for none
	Tip    string              // told when the pointer rests on it
	Chosen bool                // the tool in hand
	Least  float32             // least width, for a text that changes
	Do     func()

	disabled, hovered, focused bool
}

// NewButton makes a button with a text.
func NewButton(look Look, text string, do func()) *Button {
	b := &Button{Look: look, Text: text, Do: do}
	b.ExtendBaseWidget(b)
	return b
}

// NewIconButton makes a button that is known by its icon; tip names it.
func NewIconButton(look Look, icon Icon, tip string, do func()) *Button {
	b := &Button{Look: look, Icon: icon, Tip: tip, Do: do}
	b.ExtendBaseWidget(b)
	return b
}

// Enable lets the button be pressed, or not.
func (b *Button) Enable(on bool) {
	if b.disabled == on {
		b.disabled = !on
		b.Refresh()
	}
}

// Enabled reports whether the button can be pressed.
func (b *Button) Enabled() bool { return !b.disabled }

// Tapped implements [fyne.Tappable].
func (b *Button) Tapped(*fyne.PointEvent) { b.press() }

func (b *Button) press() {
	if !b.disabled && b.Do != nil {
		hideTip(b)
		b.hovered = false // what it opens may cover it
		b.Refresh()
		b.Do()
	}
}

// FocusGained implements [fyne.Focusable].
func (b *Button) FocusGained() { b.focused = true; b.Refresh() }

// FocusLost implements [fyne.Focusable].
func (b *Button) FocusLost() { b.focused = false; b.Refresh() }

// TypedRune implements [fyne.Focusable].
func (b *Button) TypedRune(rune) {}

// TypedKey implements [fyne.Focusable].
func (b *Button) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		b.press()
	default:
		passKey(b, e)
	}
}

// MouseIn implements [desktop.Hoverable].
func (b *Button) MouseIn(*desktop.MouseEvent) {
	b.hovered = true
	b.Refresh()
	showTip(b, b.Tip)
}

// MouseMoved implements [desktop.Hoverable].
func (b *Button) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements [desktop.Hoverable].
func (b *Button) MouseOut() {
	b.hovered = false
	hideTip(b)
	b.Refresh()
}

// Cursor implements [desktop.Cursorable].
func (b *Button) Cursor() desktop.Cursor {
	if b.disabled {
		return desktop.DefaultCursor
	}
	return desktop.PointerCursor
}

// AccessibilityLabel implements [fyne.Accessible].
func (b *Button) AccessibilityLabel() string {
	if b.Text != "" {
		return b.Text
	}
	return b.Tip
}

// AccessibilityRole implements [fyne.Accessible].
func (b *Button) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

func (b *Button) colors() (ground, text fyne.ThemeColorName) {
	switch {
	case b.disabled && b.Look == Primary:
		return theme.Soft, theme.Quiet
	case b.disabled && b.Look == Soft:
		return theme.Soft, theme.Faint
	case b.disabled:
		return theme.Clear, theme.Faint
	case b.Look == Primary && b.hovered:
		return theme.TealHover, theme.OnTeal
	case b.Look == Primary:
		return theme.Teal, theme.OnTeal
	case b.Look == Link && b.hovered:
		return theme.Clear, theme.TealText
	case b.Look == Link:
		return theme.Clear, theme.Quiet
	case b.Look == Tool && b.Chosen:
		return theme.Tint, theme.TealText
	case b.Look == Tool && b.hovered:
		return theme.Soft, theme.Ink
	case b.Look == Tool:
		return theme.Clear, theme.SoftInk
	case b.hovered:
		return theme.SoftHover, theme.Ink
	}
	return theme.Soft, theme.Ink
}

// CreateRenderer implements [fyne.Widget].
func (b *Button) CreateRenderer() fyne.WidgetRenderer {
	b.ExtendBaseWidget(b)
	r := &buttonRenderer{
		b:    b,
		ring: &canvas.Rectangle{StrokeWidth: 2, CornerRadius: theme.RadiusControl + 3},
		box:  &canvas.Rectangle{CornerRadius: theme.RadiusControl},
		dot:  &canvas.Rectangle{CornerRadius: 4},
		text: &canvas.Text{},
		icon: canvas.NewImageFromResource(nil),
	}
	r.icon.FillMode = canvas.ImageFillContain
	r.paint()
	return r
}

type buttonRenderer struct {
	b              *Button
	ring, box, dot *canvas.Rectangle
	text           *canvas.Text
	icon           *canvas.Image
}

func (r *buttonRenderer) Destroy() {}
func (r *buttonRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.ring, r.box, r.dot, r.icon, r.text}
}

// parts are the widths of what stands in a row, and the gap between them.
func (r *buttonRenderer) parts() (pad, dot, icon, text, gap float32) {
	pad, gap = 12, 8
	if r.b.Look == Link {
		pad = 0
	}
	if r.b.Dot != "" {
		dot = 8
	}
	if r.b.Icon != "" {
		icon = 18
	}
	if r.b.Text != "" {
		text = r.text.MinSize().Width
	}
	return pad, dot, icon, text, gap
}

func (r *buttonRenderer) width() float32 {
	_, dot, icon, text, gap := r.parts()
	w, n := float32(0), 0
	for _, part := range []float32{dot, icon, text} {
		if part > 0 {
			w += part
			n++
		}
	}
	return w + gap*float32(max(0, n-1))
}

func (r *buttonRenderer) MinSize() fyne.Size {
	r.style()
	pad, _, _, text, _ := r.parts()
	h := theme.ControlHeight
	switch {
	case r.b.Look == Link:
		h = r.text.MinSize().Height + 4
	case r.b.Look == Tool && text == 0:
		return fyne.NewSquareSize(theme.ControlHeight)
	case text == 0:
		return fyne.NewSize(36, h)
	}
	return fyne.NewSize(max(r.b.Least, r.width()+2*pad), h)
}

func (r *buttonRenderer) Layout(size fyne.Size) {
	r.box.Resize(size)
	r.ring.Move(fyne.NewPos(-3, -3))
	r.ring.Resize(size.AddWidthHeight(6, 6))
	_, dot, icon, text, gap := r.parts()
	x := (size.Width - r.width()) / 2
	if r.b.Look == Link {
		x = 0
	}
	place := func(o fyne.CanvasObject, w, h float32) {
		if w == 0 {
			return
		}
		o.Resize(fyne.NewSize(w, h))
		o.Move(fyne.NewPos(x, (size.Height-h)/2))
		x += w + gap
	}
	place(r.dot, dot, dot)
	place(r.icon, icon, icon)
	place(r.text, text, r.text.MinSize().Height)
}

func (r *buttonRenderer) style() {
	r.text.Text, r.text.TextSize = r.b.Text, theme.TextLabel
	r.text.TextStyle.Bold = r.b.Look != Link
}

func (r *buttonRenderer) paint() {
	r.style()
	ground, text := r.b.colors()
	r.box.FillColor, r.text.Color = themed(ground), themed(text)
	r.ring.FillColor, r.ring.StrokeColor = themed(theme.Clear), themed(theme.TealText)
	r.ring.Hidden = !r.b.focused
	r.dot.Hidden = r.b.Dot == ""
	if r.b.Dot != "" {
		r.dot.FillColor = themed(r.b.Dot)
	}
	r.icon.Hidden = r.b.Icon == ""
	if r.b.Icon != "" {
		r.icon.Resource = r.b.Icon.Resource(themed(text))
	}
	r.text.Hidden = r.b.Text == ""
}

func (r *buttonRenderer) Refresh() {
	r.paint()
	r.Layout(r.b.Size())
	for _, o := range r.Objects() {
		o.Refresh()
	}
	canvas.Refresh(r.b)
}

// passKey gives a key that a control has no use for to the window, so that Escape closes
// what it is in.
func passKey(o fyne.CanvasObject, e *fyne.KeyEvent) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(o); c != nil && c.OnTypedKey() != nil {
		c.OnTypedKey()(e)
	}
}
