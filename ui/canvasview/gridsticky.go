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

// A strip is a part of the scene in pictures, one beside the other.
type strip struct {
	scene  *render.Scene
	scale  float64 // pixels per canvas unit
	pieces map[int]*piece
}

type piece struct {
	img *canvas.Image
	at  workshop.Rect
}

// pieceSide is how long a piece of a strip is, in pixels: short enough for any graphics card.
const pieceSide = 1024

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
		k.head.show(o, r, see, true, (r.Min.X-view.Origin.X)*z, 0)
	}
	if names {
		top := max(0, (g.Head.Min.Y-view.Origin.Y)*z)
		bottom := min(view.Size.H, (g.Foot.Min.Y-view.Origin.Y)*z)
		k.left.Move(fyne.NewPos(0, float32(top)))
		k.left.Resize(fyne.NewSize(float32(in), float32(bottom-top)))
		o.shown = append(o.shown, k.left)
		r := workshop.Rect{Min: workshop.Point{X: g.Names.Min.X, Y: g.Head.Min.Y}, Max: workshop.Point{X: g.Names.Max.X, Y: g.Foot.Min.Y}}
		k.names.show(o, r, see, false, in, (r.Min.Y-view.Origin.Y)*z)
		k.edge.Move(fyne.NewPos(float32(in+namesW*z), float32(top)))
		k.edge.Resize(fyne.NewSize(1, float32(bottom-top)))
		o.shown = append(o.shown, k.edge)
	}
	if head && names {
		r := workshop.Rect{Min: workshop.Point{X: g.Names.Min.X, Y: g.Head.Min.Y}, Max: workshop.Point{X: g.Names.Max.X, Y: g.Head.Min.Y + headH}}
		k.corner.show(o, r, r, true, in, 0)
	}
}

// show puts the strip where at says for its top left. All is the whole strip, see what is in
// sight; the pieces follow each other across, or else down.
func (s *strip) show(o *overlay, all, see workshop.Rect, across bool, x, y float64) {
	px, z := float64(o.v.ed.View().Zoom)*o.v.ratio, float64(o.v.ed.View().Zoom)
	still := !o.v.zooming && o.v.glide.stop == nil
	if s.scene != o.v.scene || s.scale == 0 || still && s.scale != px {
		s.scene, s.scale, s.pieces = o.v.scene, px, make(map[int]*piece)
	}
	long := pieceSide / s.scale
	from, to := see.Min.Y-all.Min.Y, see.Max.Y-all.Min.Y
	if across {
		from, to = see.Min.X-all.Min.X, see.Max.X-all.Min.X
	}
	for i := max(0, int(from/long)); float64(i)*long < to; i++ {
		p := s.piece(o, all, i, long, across)
		if p == nil {
			break
		}
		p.img.Move(fyne.NewPos(float32(x+(p.at.Min.X-all.Min.X)*z), float32(y+(p.at.Min.Y-all.Min.Y)*z)))
		p.img.Resize(fyne.NewSize(float32(p.at.W()*z), float32(p.at.H()*z)))
		o.shown = append(o.shown, p.img)
	}
}

// piece paints the i-th piece, nil behind the last.
func (s *strip) piece(o *overlay, all workshop.Rect, i int, long float64, across bool) *piece {
	if p := s.pieces[i]; p != nil {
		return p
	}
	r := all
	if across {
		r.Min.X, r.Max.X = all.Min.X+float64(i)*long, min(all.Max.X, all.Min.X+float64(i+1)*long)
	} else {
		r.Min.Y, r.Max.Y = all.Min.Y+float64(i)*long, min(all.Max.Y, all.Min.Y+float64(i+1)*long)
	}
	if r.Empty() {
		return nil
	}
	img := image.NewRGBA(image.Rect(0, 0, int(math.Ceil(r.W()*s.scale)), int(math.Ceil(r.H()*s.scale))))
	s.scene.Paint(img, r.Min, s.scale)
	r.Max = r.Min.Add(workshop.Vec{DX: float64(img.Rect.Dx()) / s.scale, DY: float64(img.Rect.Dy()) / s.scale})
	p := &piece{canvas.NewImageFromImage(img), r}
	p.img.FillMode, p.img.ScaleMode = canvas.ImageFillStretch, canvas.ImageScaleFastest
	s.pieces[i] = p
	return p
}
