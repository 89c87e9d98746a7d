package canvasview

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"throughline.app/editor"
)

// pluses are the small pluses on the four sides of a note, each a disc and two strokes.
type pluses struct{ discs [4]*canvas.Circle }

const (
	plusSize = 16.0 // of a disc, in units of the window
	plusHalf = 3.5
)

func (h *pluses) arrange(o *overlay, view editor.Viewport) {
	under := editor.Plus{}
	if o.v.hover.plus {
		under, _ = o.v.ed.PlusAt(view.ToCanvas(o.v.ed.Pointer()))
	}
	for i, one := range o.v.ed.Pluses() {
		if h.discs[i] == nil {
			h.discs[i] = canvas.NewCircle(nil)
			h.discs[i].StrokeWidth = 1
		}
		d, ink := h.discs[i], o.colors.accent
		d.FillColor, d.StrokeColor = o.colors.sheet, faint(o.colors.accent, 0x90)
		if one == under {
			d.FillColor, d.StrokeColor, ink = o.colors.accent, o.colors.accent, o.colors.sheet
		}
		p := view.ToScreen(one.At)
		at := fyne.NewPos(float32(p.X), float32(p.Y))
		d.Resize(fyne.NewSquareSize(plusSize))
		d.Move(at.SubtractXY(plusSize/2, plusSize/2))
		o.shown = append(o.shown, d)
		o.strokes.line(o, at.SubtractXY(plusHalf, 0), at.AddXY(plusHalf, 0), ink, 1.5)
		o.strokes.line(o, at.SubtractXY(0, plusHalf), at.AddXY(0, plusHalf), ink, 1.5)
	}
}
