package canvasview

import (
	"image"
	"image/draw"
	"math"

	"throughline.app/editor"
	"throughline.app/render"
	"throughline.app/workshop"
)

// A frame is the view in device pixels.
type frame struct {
	ratio     float64 // device pixels per unit of the window
	px        float64 // device pixels per canvas unit
	left, top float64 // of the view, in whole pixels from the canvas's origin
	see       workshop.Rect
}

func frameOf(v editor.Viewport, ratio float64) frame {
	px := float64(v.Zoom) * ratio
	f := frame{ratio: ratio, px: px, left: math.Round(v.Origin.X * px), top: math.Round(v.Origin.Y * px)}
	f.see = workshop.RectAt(workshop.Point{X: f.left / px, Y: f.top / px}, v.Visible().Size())
	return f
}

// pixel is where a canvas point is seen, in whole pixels from the view's top left.
func (f frame) pixel(p workshop.Point) (x, y float64) {
	return math.Round(p.X*f.px - f.left), math.Round(p.Y*f.px - f.top)
}

// clip is the part of r that lies in by.
func clip(r, by workshop.Rect) workshop.Rect {
	return workshop.Rect{
		Min: workshop.Point{X: max(r.Min.X, by.Min.X), Y: max(r.Min.Y, by.Min.Y)},
		Max: workshop.Point{X: min(r.Max.X, by.Max.X), Y: min(r.Max.Y, by.Max.Y)},
	}
}

// around is what is left of r without a hole in it: up to four strips that do not overlap.
func around(r, hole workshop.Rect) []workshop.Rect {
	if hole.Empty() {
		return []workshop.Rect{r}
	}
	var strips []workshop.Rect
	strip := func(x0, y0, x1, y1 float64) {
		if x1 > x0 && y1 > y0 {
			strips = append(strips, workshop.Rect{Min: workshop.Point{X: x0, Y: y0}, Max: workshop.Point{X: x1, Y: y1}})
		}
	}
	strip(r.Min.X, r.Min.Y, r.Max.X, hole.Min.Y)
	strip(r.Min.X, hole.Min.Y, hole.Min.X, hole.Max.Y)
	strip(hole.Max.X, hole.Min.Y, r.Max.X, hole.Max.Y)
	strip(r.Min.X, hole.Max.Y, r.Max.X, r.Max.Y)
	return strips
}

// repaint paints the part d of the canvas into a picture whose top left is origin.
func repaint(scene *render.Scene, img *image.RGBA, origin workshop.Point, px float64, d workshop.Rect) {
	r := image.Rect(
		int(math.Floor((d.Min.X-origin.X)*px)), int(math.Floor((d.Min.Y-origin.Y)*px)),
		int(math.Ceil((d.Max.X-origin.X)*px)), int(math.Ceil((d.Max.Y-origin.Y)*px)),
	).Intersect(img.Rect)
	if r.Empty() {
		return
	}
	part := image.NewRGBA(image.Rect(0, 0, r.Dx(), r.Dy()))
	scene.Paint(part, workshop.Point{X: origin.X + float64(r.Min.X)/px, Y: origin.Y + float64(r.Min.Y)/px}, px)
	draw.Draw(img, r, part, image.Point{}, draw.Src)
}
