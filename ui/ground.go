package ui

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// ground is the paper below a screen. It draws nothing: a window begins every frame in the
// theme's background, which is paper, and to paint all of it a second time costs as much
// as to paint what is on it.
type ground struct{ widget.BaseWidget }

// CreateRenderer implements [fyne.Widget].
func (g *ground) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(canvas.NewRectangle(color.Transparent))
}
