package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// ground fills what it is given with the colour of paper.
type ground struct{ widget.BaseWidget }

// CreateRenderer implements [fyne.Widget].
func (g *ground) CreateRenderer() fyne.WidgetRenderer {
	r := themedPaper()
	return &groundRenderer{widget.NewSimpleRenderer(r), r}
}

type groundRenderer struct {
	fyne.WidgetRenderer
	fill *canvas.Rectangle
}

func (r *groundRenderer) Refresh() {
	r.fill.FillColor = fynetheme.Color(fynetheme.ColorNameBackground)
	r.fill.Refresh()
}
