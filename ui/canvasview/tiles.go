package canvasview

import (
	"image"
	"image/draw"
	"math"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"throughline.app/editor"
	"throughline.app/render"
	"throughline.app/workshop"
)

// tiles is what is painted of one canvas and which of it is shown. It belongs to the main
// goroutine; only its painter has others.
type tiles struct {
	painter *painter
	sync    bool // paint on the main goroutine: for tests
	scene   *render.Scene
	kept    map[tileKey]*tile
	spare   []*canvas.Raster // rasters of tiles that were forgotten
	round   uint64
	shown   []*tile // in drawn order; the slice is used again
	bare    bool    // something in sight has no tile that is painted
	pending int     // tiles in sight that are not painted as they are now
	jobs    []job
	last    float64 // scale of the last arrangement
	whole   float64 // scale at which the whole canvas is about two tiles
}

func newTiles(wake func()) *tiles {
	return &tiles{painter: newPainter(wake), kept: make(map[tileKey]*tile)}
}

// setScene shows another state of the canvas: dirty lists what it changed.
func (s *tiles) setScene(scene *render.Scene, dirty []workshop.Rect) {
	s.scene = scene
	side := max(scene.Bounds().W(), scene.Bounds().H(), 1)
	if px := level(2*tileSize/side) / math.Sqrt2; s.whole == 0 || px < s.whole/2 || px > s.whole*2 {
		s.whole = px
	}
	for _, t := range s.kept {
		r := t.key.rect()
		for _, d := range dirty {
			if r.Overlaps(d) {
				t.version++
				break
			}
		}
	}
}

// patchLimit is how many device pixels are painted at once on the main goroutine, so that
// what a person just did is in the next frame. It takes a few milliseconds.
const patchLimit = 400 * 400

// patch paints what a person's own small edit changed into the tiles in sight.
func (s *tiles) patch(scale float64, see workshop.Rect, dirty []workshop.Rect) {
	area := 0.0
	for _, d := range dirty {
		area += d.W() * d.H() * scale * scale
	}
	if area > patchLimit {
		return
	}
	spanOf(scale, see).each(scale, func(k tileKey) {
		t := s.kept[k]
		if t == nil || t.img == nil || t.painted != t.version-1 {
			return
		}
		for _, d := range dirty {
			if k.rect().Overlaps(d) {
				s.repaint(t, d)
			}
		}
		t.painted = t.version
		t.raster.Refresh()
	})
}

// repaint paints a part of the canvas into a tile.
func (s *tiles) repaint(t *tile, d workshop.Rect) {
	o, px := t.key.origin(), t.key.scale
	r := image.Rect(
		int(math.Floor((d.Min.X-o.X)*px)), int(math.Floor((d.Min.Y-o.Y)*px)),
		int(math.Ceil((d.Max.X-o.X)*px)), int(math.Ceil((d.Max.Y-o.Y)*px)),
	).Intersect(t.img.Rect)
	if r.Empty() {
		return
	}
	part := image.NewRGBA(image.Rect(0, 0, r.Dx(), r.Dy()))
	s.scene.Paint(part, workshop.Point{X: o.X + float64(r.Min.X)/px, Y: o.Y + float64(r.Min.Y)/px}, px)
	draw.Draw(t.img, r, part, image.Point{}, draw.Src)
}

// arrange decides which tiles are shown at the view, lays them out and asks for what is
// missing. Ratio is device pixels per unit of the window; while the person zooms the
// scales are those of the √2 series, at rest the exact one.
func (s *tiles) arrange(v editor.Viewport, ratio float64, zooming bool) {
	s.round++
	px := float64(v.Zoom) * ratio
	see := v.Visible()
	want := px
	if zooming {
		want = s.stretchable(px, see)
	}
	s.last = want
	s.shown, s.jobs, s.pending = s.shown[:0], s.jobs[:0], 0

	complete := true
	spanOf(want, see).each(want, func(k tileKey) {
		t := s.tile(k)
		t.seen = s.round
		s.need(t)
		complete = complete && t.img != nil
		if !t.fresh() {
			s.pending++
		}
	})
	s.bare = !complete
	if !complete {
		s.underlay(want, px, see)
	}
	spanOf(want, see).each(want, func(k tileKey) {
		if t := s.kept[k]; t.img != nil {
			s.show(t)
		}
	})
	for _, t := range s.shown {
		s.lay(t, v, ratio)
	}
	if !zooming {
		s.prefetch(want, see)
	}
	if !s.sync {
		s.painter.want(s.jobs)
	}
	s.forget()
}

// stretchable is the scale to show while the person zooms: the one that is shown, if it
// covers the view and is not far off, otherwise the next of the √2 series. Painting
// every level that a quick turn of the wheel passes would only make it jerk.
func (s *tiles) stretchable(px float64, see workshop.Rect) float64 {
	if s.last < px/2 || s.last > px*1.5 {
		return level(px)
	}
	covers := true
	spanOf(s.last, see).each(s.last, func(k tileKey) {
		t := s.kept[k]
		covers = covers && t != nil && t.img != nil
	})
	if !covers {
		return level(px)
	}
	return s.last
}

// underlay shows, below the wanted tiles, what there is of other scales: the whole canvas
// coarsely, then the scales that come nearest.
func (s *tiles) underlay(want, px float64, see workshop.Rect) {
	spanOf(s.whole, see).each(s.whole, func(k tileKey) {
		if t := s.kept[k]; t != nil && t.img != nil && k.scale != want {
			s.show(t)
		}
	})
	var scales []float64
	for k, t := range s.kept {
		if t.img != nil && k.scale != want && k.scale != s.whole && k.rect().Overlaps(see) && !slices.Contains(scales, k.scale) {
			scales = append(scales, k.scale)
		}
	}
	slices.SortFunc(scales, func(a, b float64) int { // the nearest last, on top
		return -int(math.Copysign(1, math.Abs(math.Log(a/px))-math.Abs(math.Log(b/px))))
	})
	if len(scales) > 2 {
		scales = scales[len(scales)-2:]
	}
	for _, scale := range scales {
		spanOf(scale, see).each(scale, func(k tileKey) {
			if t := s.kept[k]; t != nil && t.img != nil {
				s.show(t)
			}
		})
	}
}

func (s *tiles) show(t *tile) {
	t.seen = s.round
	s.shown = append(s.shown, t)
}

// lay moves a tile to where it is seen, its edges on device pixels so that neighbours
// meet. At rest this is a move only: a change of size is another upload.
func (s *tiles) lay(t *tile, v editor.Viewport, ratio float64) {
	px := float64(v.Zoom) * ratio
	side := tileSize / t.key.scale * px
	left, top := math.Round(v.Origin.X*px), math.Round(v.Origin.Y*px)
	x0, x1 := math.Round(float64(t.key.x)*side-left), math.Round(float64(t.key.x+1)*side-left)
	y0, y1 := math.Round(float64(t.key.y)*side-top), math.Round(float64(t.key.y+1)*side-top)
	t.raster.Resize(fyne.NewSize(float32((x1-x0)/ratio), float32((y1-y0)/ratio)))
	t.raster.Move(fyne.NewPos(float32(x0/ratio), float32(y0/ratio)))
}

// prefetch asks for the ring around what is in sight and for the whole canvas coarsely,
// after everything else.
func (s *tiles) prefetch(want float64, see workshop.Rect) {
	side := tileSize / want
	near, world := see.Inset(-side/2), s.scene.Bounds()
	spanOf(s.whole, world).each(s.whole, func(k tileKey) { s.idle(k) })
	spanOf(want, near).each(want, func(k tileKey) {
		if k.rect().Overlaps(world) {
			s.idle(k)
		}
	})
}

func (s *tiles) idle(k tileKey) {
	if t := s.tile(k); t.seen != s.round {
		t.seen = s.round
		if !s.sync {
			s.need(t)
		}
	}
}

func (s *tiles) need(t *tile) {
	if t.fresh() {
		return
	}
	j := job{tile: t, key: t.key, version: t.version, scene: s.scene}
	if s.sync {
		s.put(result{j, s.painter.paint(j)})
		return
	}
	s.jobs = append(s.jobs, j)
}

// collect takes in what the workers painted; it reports whether there was any.
func (s *tiles) collect() bool {
	done := s.painter.take()
	for _, r := range done {
		s.put(r)
	}
	return len(done) > 0
}

func (s *tiles) put(r result) {
	t := r.tile
	if s.kept[t.key] != t || t.img != nil && t.painted >= r.version {
		s.painter.recycle(r.img)
		return
	}
	old := t.img
	t.img, t.painted = r.img, r.version
	t.raster.Refresh()
	s.painter.recycle(old)
}

// tile returns the tile of a key, and makes it if there is none.
func (s *tiles) tile(k tileKey) *tile {
	if t := s.kept[k]; t != nil {
		return t
	}
	t := &tile{key: k, version: 1}
	if n := len(s.spare); n > 0 {
		t.raster = s.spare[n-1]
		s.spare = s.spare[:n-1]
	} else {
		t.raster = canvas.NewRaster(nil)
		t.raster.ScaleMode = canvas.ImageScaleFastest
	}
	t.raster.Generator = func(int, int) image.Image { return t.img }
	s.kept[k] = t
	return t
}

// forget lets go of the tiles that were unseen the longest.
func (s *tiles) forget() {
	if len(s.kept) <= maxTiles {
		return
	}
	old := make([]*tile, 0, len(s.kept))
	for _, t := range s.kept {
		if t.seen != s.round {
			old = append(old, t)
		}
	}
	slices.SortFunc(old, func(a, b *tile) int { return int(a.seen) - int(b.seen) })
	for _, t := range old[:min(len(old), len(s.kept)-maxTiles)] {
		delete(s.kept, t.key)
		s.painter.recycle(t.img)
		s.spare = append(s.spare, t.raster)
	}
}
