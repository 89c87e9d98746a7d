package canvasview

import (
	"image"
	"math"

	"throughline.app/workshop"
)

// farSide is the longer side of the picture of the whole canvas, in pixels.
const farSide = 1024

// farJob is the picture of the whole canvas, with some paper around: the sheet repeats its
// edge wherever the view goes.
func (s *tiles) farJob() job {
	b := s.scene.Bounds()
	scale := (farSide - 4) / max(b.W(), b.H(), 1)
	b = b.Inset(-2 / scale)
	return job{
		tile: s.far.tile, version: s.far.tile.version, scene: s.scene, origin: b.Min, scale: scale,
		size: image.Pt(int(math.Ceil(b.W()*scale)), int(math.Ceil(b.H()*scale))),
	}
}

func (s *sheet) put(r result) {
	if s.img != nil && s.tile.painted >= r.version {
		return
	}
	s.tile.painted = r.version
	s.set(r.img, workshop.RectAt(r.origin, workshop.Size{W: float64(r.size.X) / r.scale, H: float64(r.size.Y) / r.scale}), r.scale)
}

func (s *tiles) needFar() {
	if t := s.far.tile; s.far.img == nil || t.painted != t.version {
		s.order(s.farJob())
	}
}

// coverFar shows the whole canvas coarsely on a part of the view.
func (s *tiles) coverFar(f frame, r workshop.Rect) {
	if s.far.img == nil || s.sync {
		s.needFar()
	}
	s.bare = s.bare || s.far.img == nil
	s.far.cover(f, r)
}

// redoFar paints what has changed into the picture of the whole canvas if that is little.
// Otherwise it is painted anew when the workers have nothing else to do.
func (s *tiles) redoFar(dirty []workshop.Rect) {
	t := s.far.tile
	fresh := s.far.img != nil && t.painted == t.version
	if len(dirty) == 0 {
		return
	}
	t.version++
	now := s.farJob()
	if !fresh || len(dirty) > maxPatches || now.scale != s.far.scale || now.origin != s.far.at.Min || now.size != s.far.img.Rect.Size() {
		return
	}
	area := 0.0
	for _, d := range dirty {
		area += d.W() * d.H() * now.scale * now.scale
	}
	if area > patchLimit {
		return
	}
	img := *s.far.img
	for _, d := range dirty {
		repaint(s.scene, &img, now.origin, now.scale, d)
	}
	t.painted = t.version
	s.far.set(&img, s.far.at, s.far.scale)
}
