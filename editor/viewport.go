package editor

import (
	"math"

	"throughline.app/workshop"
)

// A ScreenPoint is a place in the view, in the window's units from the view's top left.
type ScreenPoint struct{ X, Y float64 }

// A ScreenVec is a distance in the view, in the window's units.
type ScreenVec struct{ DX, DY float64 }

// A ScreenSize is the size of the view, in the window's units.
type ScreenSize struct{ W, H float64 }

// Sub is the way from q to p.
func (p ScreenPoint) Sub(q ScreenPoint) ScreenVec { return ScreenVec{p.X - q.X, p.Y - q.Y} }

// Len is the length of v.
func (v ScreenVec) Len() float64 { return math.Hypot(v.DX, v.DY) }

// A Zoom is how many units of the window one canvas unit takes; 1 is 100 %.
type Zoom float64

// The range of zoom by hand.
const (
	MinZoom Zoom = 0.05
	MaxZoom Zoom = 4
)

// maxFit bounds how far fitting magnifies, so that a nearly empty canvas is not a wall of
// one note.
const maxFit Zoom = 2

// Insets are the parts of the view that something else may cover, in the window's units:
// the tool rail at the left, for instance. Fitting stays clear of them.
type Insets struct{ Left, Top, Right, Bottom float64 }

// A Viewport says which part of the canvas is seen. The zero Viewport has zoom 0: give it
// one before use.
type Viewport struct {
	Origin workshop.Point // canvas point at the view's top left
	Zoom   Zoom
	Size   ScreenSize
}

// ToScreen is where a canvas point is seen.
func (v Viewport) ToScreen(p workshop.Point) ScreenPoint {
	return ScreenPoint{(p.X - v.Origin.X) * float64(v.Zoom), (p.Y - v.Origin.Y) * float64(v.Zoom)}
}

// ToCanvas is the canvas point seen at p.
func (v Viewport) ToCanvas(p ScreenPoint) workshop.Point {
	return workshop.Point{X: v.Origin.X + p.X/float64(v.Zoom), Y: v.Origin.Y + p.Y/float64(v.Zoom)}
}

// Visible is the part of the canvas that is seen.
func (v Viewport) Visible() workshop.Rect {
	return workshop.Rect{Min: v.Origin, Max: v.ToCanvas(ScreenPoint{v.Size.W, v.Size.H})}
}

// PanBy moves the paper by d, as a hand would.
func (v Viewport) PanBy(d ScreenVec) Viewport {
	v.Origin.X -= d.DX / float64(v.Zoom)
	v.Origin.Y -= d.DY / float64(v.Zoom)
	return v
}

// ZoomAt magnifies by factor and keeps the canvas point under p where it is. The zoom
// stays between [MinZoom] and [MaxZoom].
func (v Viewport) ZoomAt(p ScreenPoint, factor float64) Viewport {
	fixed := v.ToCanvas(p)
	v.Zoom = max(MinZoom, min(MaxZoom, v.Zoom*Zoom(factor)))
	v.Origin = workshop.Point{X: fixed.X - p.X/float64(v.Zoom), Y: fixed.Y - p.Y/float64(v.Zoom)}
	return v
}

// Fit shows all of r, as large as most allows, in the middle of what the insets leave.
func (v Viewport) Fit(r workshop.Rect, in Insets, most Zoom) Viewport {
	w, h := v.Size.W-in.Left-in.Right, v.Size.H-in.Top-in.Bottom
	if r.Empty() || w < 1 || h < 1 {
		return v
	}
	v.Zoom = max(MinZoom, min(most, Zoom(min(w/r.W(), h/r.H()))))
	z := float64(v.Zoom)
	v.Origin = workshop.Point{
		X: r.Min.X - (in.Left+(w-r.W()*z)/2)/z,
		Y: r.Min.Y - (in.Top+(h-r.H()*z)/2)/z,
	}
	return v
}

// fitClear is Fit, but keep, a part of r, stays clear of the corner at the bottom right that
// something covers: beside it or above it, whichever leaves it larger.
func (v Viewport) fitClear(r, keep workshop.Rect, in Insets, corner ScreenVec, most Zoom) Viewport {
	all := v.Fit(r, in, most)
	if end := all.ToScreen(keep.Max); end.X <= v.Size.W-corner.DX || end.Y <= v.Size.H-corner.DY {
		return all
	}
	beside, above := in, in
	beside.Right, above.Bottom = max(in.Right, corner.DX), max(in.Bottom, corner.DY)
	left, up := v.Fit(r, beside, most), v.Fit(r, above, most)
	if up.Zoom > left.Zoom {
		return up
	}
	return left
}

// keepNear moves the view back so that a piece of r stays in sight.
func (v Viewport) keepNear(r workshop.Rect) Viewport {
	const piece = 80
	see := v.Visible()
	if r.Empty() || see.Empty() {
		return v
	}
	margin := piece / float64(v.Zoom)
	mx, my := min(margin, r.W()/2, see.W()/2), min(margin, r.H()/2, see.H()/2)
	v.Origin.X = max(r.Min.X+mx-see.W(), min(r.Max.X-mx, v.Origin.X))
	v.Origin.Y = max(r.Min.Y+my-see.H(), min(r.Max.Y-my, v.Origin.Y))
	return v
}
