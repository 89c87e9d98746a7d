package canvasview

import (
	"image"
	"image/color"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"throughline.app/editor"
	"throughline.app/method"
	"throughline.app/render"
	"throughline.app/workshop"
)

// A sticky keeps the head of a grid and the names of its rows at the edges of the view. They
// are pictures of a part of the scene, painted when another part is needed.
type sticky struct {
	head, names, corner strip
	left                *canvas.Rectangle // the sheet, left of the names
	edge                *canvas.Rectangle // the line between names and cells
}

// A strip is a picture of a part of the scene.
type strip struct {
	img   *canvas.Image
	scene *render.Scene
	at    workshop.Rect
	scale float64
}

// stripBeyond is how much of the scene a strip shows beyond what is in sight at either end,
// in views: it is not painted for every step of the paper.
const stripBeyond = 0.5

func (k *sticky) arrange(o *overlay, view editor.Viewport, g *method.GridBox) {
	head, names := o.v.ed.GridSticks()
	if !head && !names {
		return
	}
	if k.left == nil {
		k.left, k.edge = canvas.NewRectangle(color.Transparent), canvas.NewRectangle(color.Transparent)
	}
	k.left.FillColor, k.edge.FillColor = o.colors.sheet, o.colors.line
	z := float64(view.Zoom)
	in, see := o.v.opts.Insets.Left, view.Visible()
	sheet := o.v.layout.Sheet.Inset(1)
	headH, namesW := g.Head.H()+1, g.Names.W()
	if head {
		r := workshop.Rect{Min: workshop.Point{X: sheet.Min.X, Y: g.Head.Min.Y}, Max: workshop.Point{X: sheet.Max.X, Y: g.Head.Min.Y + headH}}
		k.head.show(o, clip(r, wider(see, r)), see.W(), true, func(r workshop.Rect) (x, y float64) { return (r.Min.X - view.Origin.X) * z, 0 })
	}
	if names {
		top := max(0, (sheet.Min.Y-view.Origin.Y)*z)
		bottom := min(view.Size.H, (sheet.Max.Y-view.Origin.Y)*z)
		k.left.Move(fyne.NewPos(0, float32(top)))
		k.left.Resize(fyne.NewSize(float32(in), float32(bottom-top)))
		o.shown = append(o.shown, k.left)
		r := workshop.Rect{Min: workshop.Point{X: g.Names.Min.X, Y: sheet.Min.Y}, Max: workshop.Point{X: g.Names.Max.X, Y: sheet.Max.Y}}
		k.names.show(o, clip(r, taller(see, r)), see.H(), false, func(r workshop.Rect) (x, y float64) { return in, (r.Min.Y - view.Origin.Y) * z })
		k.edge.Move(fyne.NewPos(float32(in+namesW*z), float32(top)))
		k.edge.Resize(fyne.NewSize(1, float32(bottom-top)))
		o.shown = append(o.shown, k.edge)
	}
	if head && names {
		r := workshop.Rect{Min: workshop.Point{X: g.Names.Min.X, Y: g.Head.Min.Y}, Max: workshop.Point{X: g.Names.Max.X, Y: g.Head.Min.Y + headH}}
		k.corner.show(o, r, see.W(), true, func(workshop.Rect) (x, y float64) { return in, 0 })
	}
}

// wider is what is in sight of a strip that lies across, taller of one that stands.
func wider(see, r workshop.Rect) workshop.Rect {
	see.Min.Y, see.Max.Y = r.Min.Y, r.Max.Y
	return see
}

func taller(see, r workshop.Rect) workshop.Rect {
	see.Min.X, see.Max.X = r.Min.X, r.Max.X
	return see
}

// show puts the strip where at says; need is the part of the scene in sight, and view how
// long the view is along the strip.
func (s *strip) show(o *overlay, need workshop.Rect, view float64, across bool, at func(workshop.Rect) (x, y float64)) {
	if need.Empty() {
		return
	}
	px := float64(o.v.ed.View().Zoom) * o.v.ratio
	still := !o.v.zooming && o.v.glide.stop == nil
	if s.img == nil || s.scene != o.v.scene || !s.at.Encloses(need) || still && s.scale != px {
		more := need
		if across {
			more.Min.X -= view * stripBeyond
			more.Max.X += view * stripBeyond
		} else {
			more.Min.Y -= view * stripBeyond
			more.Max.Y += view * stripBeyond
		}
		more.Min.X, more.Min.Y = math.Floor(more.Min.X*px)/px, math.Floor(more.Min.Y*px)/px
		img := image.NewRGBA(image.Rect(0, 0, int(math.Ceil(more.W()*px)), int(math.Ceil(more.H()*px))))
		o.v.scene.Paint(img, more.Min, px)
		more.Max = more.Min.Add(workshop.Vec{DX: float64(img.Rect.Dx()) / px, DY: float64(img.Rect.Dy()) / px})
		s.img = canvas.NewImageFromImage(img)
		s.img.FillMode, s.img.ScaleMode = canvas.ImageFillStretch, canvas.ImageScaleFastest
		s.scene, s.at, s.scale = o.v.scene, more, px
	}
	x, y := at(s.at)
	z := float64(o.v.ed.View().Zoom)
	s.img.Move(fyne.NewPos(float32(x), float32(y)))
	s.img.Resize(fyne.NewSize(float32(s.at.W()*z), float32(s.at.H()*z)))
	o.shown = append(o.shown, s.img)
}
