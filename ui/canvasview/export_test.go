package canvasview

import (
	"image"

	"fyne.io/fyne/v2"

	"throughline.app/render"
	"throughline.app/workshop"
)

// TileRects is where the tiles lie in the view, in its units.
func TileRects(v *View) []workshop.Rect {
	var rects []workshop.Rect
	for _, o := range v.tiles.appendTo(nil) {
		p, s := o.Position(), o.Size()
		rects = append(rects, workshop.RectAt(workshop.Point{X: float64(p.X), Y: float64(p.Y)}, workshop.Size{W: float64(s.Width), H: float64(s.Height)}))
	}
	return rects
}

// PaintTiles paints n tiles in a row with workers, and ends them.
func PaintTiles(scene *render.Scene, n int) []*image.RGBA {
	wake := make(chan struct{}, n)
	p := newPainter(func() { wake <- struct{}{} })
	p.start(workers)
	var jobs []job
	for i := range n {
		k := tileKey{1, i - n/2, 0}
		jobs = append(jobs, job{tile: &tile{key: k}, version: 1, scene: scene, origin: k.origin(), scale: 1, size: image.Pt(tileSize, tileSize)})
	}
	p.want(jobs)
	out := make([]*image.RGBA, n)
	for left := n; left > 0; {
		<-wake
		done := p.take()
		left -= len(done)
		for _, r := range done {
			out[r.tile.key.x+n/2] = r.img
		}
	}
	p.close()
	return out
}

// StalePixels is how many pixels of the tiles in sight are not what drawing the document
// anew gives, by more than a rounding.
func StalePixels(v *View) int {
	snap, stale := v.ed.Shown(), 0
	layout := v.kind.Layout(snap, v.opts.Canvas, v.opts.Shaper.Measure)
	scene := render.Build(snap, layout, v.opts.Shaper, render.Options{Style: v.opts.Style, Authors: v.opts.Authors, Lit: v.lit, Ratio: v.ratio,
		Rings: v.ed.Trial() != nil, Marks: marksOf(v.ed.Trial())})
	for _, t := range v.tiles.shown {
		now := image.NewRGBA(t.img.Rect)
		scene.Paint(now, t.key.origin(), t.key.scale)
		for i := 0; i < len(now.Pix); i += 4 {
			for c := range 3 {
				if d := int(now.Pix[i+c]) - int(t.img.Pix[i+c]); d < -8 || d > 8 {
					stale++
					break
				}
			}
		}
	}
	return stale
}

// Kept is how many tiles are kept, and Level the scale of the √2 series for px.
func Kept(v *View) int { return len(v.tiles.kept) }

// Level: see Kept.
func Level(px float64) float64 { return level(px) }

// MaxTiles bounds Kept.
func MaxTiles(v *View) int { return keep(len(v.tiles.shown)) }

// Show takes changes in one after the other, before the next frame.
func Show(v *View, diffs ...workshop.Diff) {
	for _, d := range diffs {
		v.step(d)
	}
	v.refresh()
}

// LinkLines is how many lines of links lie above the tiles.
func LinkLines(v *View) int { return v.overlay.links.used }

// Objects is what is on the screen, the lowest first.
func Objects(v *View) []fyne.CanvasObject { return v.objects }

// Between is a view on the way of a glide.
var Between = between

// Strips is where the pieces of what stays at the edges of a grid lie: the head's, then those
// of the names.
func Strips(v *View) (head, names []workshop.Rect) {
	shown := make(map[fyne.CanvasObject]bool)
	for _, o := range v.overlay.shown {
		shown[o] = true
	}
	list := func(s strip) (all []workshop.Rect) {
		for _, p := range s.pieces {
			if shown[p.img] {
				at, size := p.img.Position(), p.img.Size()
				all = append(all, workshop.RectAt(workshop.Point{X: float64(at.X), Y: float64(at.Y)}, workshop.Size{W: float64(size.Width), H: float64(size.Height)}))
			}
		}
		return all
	}
	return list(v.overlay.grid.sticky.head), list(v.overlay.grid.sticky.names)
}

// TapMark taps what is offered for a cell, by its place in the list; it reports whether
// anything is offered.
func TapMark(v *View, i int) bool {
	k := v.overlay.grid.chooser
	for _, o := range v.overlay.shown {
		if k.made && o == fyne.CanvasObject(k.root) {
			k.lines[i].Tapped(nil)
			return true
		}
	}
	return false
}

// Lifted is the pictures of notes in the hand, at so many pixels a canvas unit: how large
// each is in pixels, and where it lies on the canvas.
func Lifted(scene *render.Scene, ids []workshop.NoteID, px float64) (sizes []image.Point, at []workshop.Rect) {
	var l lifted
	l.lift(scene, ids, px)
	for _, s := range l.sprites {
		sizes, at = append(sizes, s.raster.Generator(1, 1).Bounds().Size()), append(at, s.at)
	}
	return sizes, at
}
