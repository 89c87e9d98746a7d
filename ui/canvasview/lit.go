package canvasview

import (
	"image/color"

	"fyne.io/fyne/v2/canvas"

	"throughline.app/editor"
)

// SetLitPlaces lets cells stand out, as those that a finding is about: a frame around each.
// Nil lets none; the list must not be changed afterwards.
func (v *View) SetLitPlaces(at []editor.Place) {
	v.litAt = at
	v.refresh()
}

// arrangeLit frames the places that stand out.
func (o *overlay) arrangeLit(view editor.Viewport) {
	for i, r := range o.v.litAt {
		if i == maxRings {
			return
		}
		box, ok := o.v.ed.PlaceRect(r)
		if !ok {
			continue
		}
		for len(o.lit) <= i {
			o.lit = append(o.lit, canvas.NewRectangle(color.Transparent))
		}
		f := o.lit[i]
		f.FillColor, f.StrokeColor, f.StrokeWidth = faint(o.colors.accent, 0x14), o.colors.accent, 2
		f.CornerRadius = float32(6 * view.Zoom)
		o.put(f, view, box.Inset(3))
	}
}
