package panel

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// Hues is a row of colours, one of which is a person's own.
type Hues struct {
	widget.BaseWidget
	names    []string
	chosen   string
	OnChange func(hue string)
	swatches []*Swatch
}

// NewHues offers hues, each "#RRGGBB"; chosen need not be among them.
func NewHues(hues []string, chosen string) *Hues {
	h := &Hues{names: hues, chosen: chosen}
	h.ExtendBaseWidget(h)
	for _, name := range hues {
		s := NewSwatch(Hue(name), 22, "", func() { h.Choose(name) })
		s.Round, s.Chosen = true, name == chosen
		h.swatches = append(h.swatches, s)
	}
	return h
}

// Chosen is the chosen hue.
func (h *Hues) Chosen() string { return h.chosen }

// Choose takes another hue.
func (h *Hues) Choose(hue string) {
	if h.chosen == hue {
		return
	}
	h.chosen = hue
	for i, s := range h.swatches {
		s.Choose(h.names[i] == hue)
	}
	if h.OnChange != nil {
		h.OnChange(hue)
	}
}

// CreateRenderer implements [fyne.Widget].
func (h *Hues) CreateRenderer() fyne.WidgetRenderer {
	row := container.New(rowLayout{2})
	for _, s := range h.swatches {
		row.Add(s)
	}
	return widget.NewSimpleRenderer(row)
}
