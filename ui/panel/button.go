package panel

import (
	"fyne.io/fyne/v2"
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
	OnBar               // on the dark bar that tells what happened
	Chip                // one of several words to choose from, small
	Verb                // what can be done with what stands above it, in teal words
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
	Small  bool                // a link among small text
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
func (b *Button) FocusGained() { b.focused = true; b.Refresh(); reveal(b) }

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
	comeUnder(b, b.Tip)
}

// MouseMoved implements [desktop.Hoverable].
func (b *Button) MouseMoved(*desktop.MouseEvent) { movedOver(b, b.Tip) }

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
	case b.disabled && b.Look == OnBar:
		return theme.BarSoft, theme.Dim
	case b.Look == OnBar && b.hovered:
		return theme.BarHover, theme.OnBar
	case b.Look == OnBar:
		return theme.BarSoft, theme.OnBar
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
	case b.Look == Verb && b.hovered:
		return theme.Clear, theme.Ink
	case b.Look == Verb:
		return theme.Clear, theme.TealText
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

// Focused reports whether the button has the keyboard.
func (b *Button) Focused() bool { return b.focused }
