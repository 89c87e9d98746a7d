package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"throughline.app/method"
	"throughline.app/ui/panel"
	"throughline.app/ui/theme"
)

// sketch draws how a new canvas of a kind is divided, in the quiet colour of a thumbnail: its
// stages, its bands, its quadrants, its grid. Gap is between the parts, in units.
func sketch(k *method.CanvasKind, gap float32) *fyne.Container {
	parts := sketched(k)
	all := container.New(sketchLayout{parts, gap})
	for range parts {
		all.Add(panel.NewSurface(theme.Column, "", 3, 0, nil))
	}
	return all
}

// A part of a sketch is a rectangle in fractions of the whole.
type part struct{ x, y, w, h float32 }

// sketched divides the unit square as a canvas of the kind is divided.
func sketched(k *method.CanvasKind) []part {
	switch {
	case k == nil:
		return divided(1, 1)
	case k.Grid != nil:
		return divided(5, 3)
	case k.Form == method.Quadrants:
		return divided(2, 2)
	case k.Form == method.Bands:
		return divided(1, max(1, min(len(k.Lanes), 4)))
	case k.Form == method.Free:
		return []part{{0, 0.1, 0.2, 0.4}, {0.28, 0.3, 0.2, 0.4}, {0.53, 0, 0.2, 0.4}, {0.8, 0.2, 0.2, 0.4}, {0.12, 0.6, 0.2, 0.4}, {0.6, 0.6, 0.2, 0.4}}
	}
	return divided(max(1, min(len(k.Stages), 8)), 1)
}

func divided(columns, rows int) []part {
	w, h := 1/float32(columns), 1/float32(rows)
	var all []part
	for r := range rows {
		for c := range columns {
			all = append(all, part{float32(c) * w, float32(r) * h, w, h})
		}
	}
	return all
}

type sketchLayout struct {
	parts []part
	gap   float32
}

func (l sketchLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(40, 40) }

func (l sketchLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	w, h := size.Width+l.gap, size.Height+l.gap // each part has its gap behind it
	for i, o := range objects {
		p := l.parts[i]
		o.Move(fyne.NewPos(p.x*w, p.y*h))
		o.Resize(fyne.NewSize(p.w*w-l.gap, p.h*h-l.gap))
	}
}
