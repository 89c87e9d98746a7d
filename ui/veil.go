package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"throughline.app/ui/theme"
)

// A veil lies over what is only to be looked at: it takes whatever a pointer does, and
// does nothing with it.
type veil struct{ widget.BaseWidget }

var _ interface {
	fyne.Draggable
	fyne.Scrollable
	desktop.Mouseable
	desktop.Hoverable
	desktop.Cursorable
} = (*veil)(nil)

// Tapped implements [fyne.Tappable].
func (*veil) Tapped(*fyne.PointEvent) {}

// TappedSecondary implements [fyne.SecondaryTappable].
func (*veil) TappedSecondary(*fyne.PointEvent) {}

// DoubleTapped implements [fyne.DoubleTappable].
func (*veil) DoubleTapped(*fyne.PointEvent) {}

// Dragged implements [fyne.Draggable].
func (*veil) Dragged(*fyne.DragEvent) {}

// DragEnd implements [fyne.Draggable].
func (*veil) DragEnd() {}

// Scrolled implements [fyne.Scrollable].
func (*veil) Scrolled(*fyne.ScrollEvent) {}

// MouseDown implements [desktop.Mouseable].
func (*veil) MouseDown(*desktop.MouseEvent) {}

// MouseUp implements [desktop.Mouseable].
func (*veil) MouseUp(*desktop.MouseEvent) {}

// MouseIn implements [desktop.Hoverable].
func (*veil) MouseIn(*desktop.MouseEvent) {}

// MouseMoved implements [desktop.Hoverable].
func (*veil) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements [desktop.Hoverable].
func (*veil) MouseOut() {}

// Cursor implements [desktop.Cursorable]: there is nothing to point at.
func (*veil) Cursor() desktop.Cursor { return desktop.HiddenCursor }

// CreateRenderer implements [fyne.Widget].
func (*veil) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(canvas.NewRectangle(fyne.CurrentApp().Settings().Theme().Color(theme.Clear, 0)))
}
