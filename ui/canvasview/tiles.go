package canvasview

import (
	"cmp"
	"image"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"throughline.app/editor"
	"throughline.app/render"
	"throughline.app/workshop"
)

// tiles is what is painted of one canvas and which of it is shown. It belongs to the main
// goroutine; only its painter has others.
//
// At rest the view is tiles of exactly its scale. While the person zooms, and where a tile
// is not painted yet, it is made of two sheets that are stretched: near, a picture of what
// was seen when the zoom began, and far, the whole canvas coarsely. Nothing is drawn below
// what covers it: on a computer without a graphics card every pixel counts.
type tiles struct {
	painter *painter
	sync    bool // paint on the main goroutine: for tests
	scene   *render.Scene
	kept    map[tileKey]*tile
	rasters []*canvas.Raster // that no tile has
	round   uint64
	near    *sheet
	far     *sheet
	shown   []*tile // above the sheets
	bare    bool    // neither tiles nor sheets cover the view
	pending int     // tiles in sight that are not painted as they are now
	jobs    []job
	work    int           // tiles painted, or painted on, so far
	exact   float64       // scale of the last arrangement at rest
	view    workshop.Rect // what was in sight then
	zooming bool          // the last arrangement was not at rest
}

func newTiles(wake func()) *tiles {
	return &tiles{painter: newPainter(wake), kept: make(map[tileKey]*tile), near: newSheet("near"), far: newSheet("far")}
}

// setScene shows another state of the canvas: dirty lists what it changed. A small edit is
// painted at once, this person's as well as a colleague's.
func (s *tiles) setScene(scene *render.Scene, dirty []workshop.Rect) {
	s.scene = scene
	for _, t := range s.kept {
		r := t.key.rect()
		for _, d := range dirty {
			if r.Overlaps(d) {
				t.version++
				break
			}
		}
	}
	for _, d := range dirty {
		s.near.stale = s.near.stale || s.near.at.Overlaps(d)
	}
	s.patch(dirty)
	s.redoFar(dirty)
}

// patchLimit is how many device pixels of tiles are painted at once on the main goroutine,
// so that a small edit is in the next frame. It takes a few milliseconds.
const patchLimit = 400 * 400

// patch paints what a small edit changed into the tiles that there are, those in sight
// first. What it leaves is for the workers.
func (s *tiles) patch(dirty []workshop.Rect) {
	if len(dirty) > maxPatches {
		return
	}
	left := float64(patchLimit)
	for _, t := range s.shown {
		left -= s.patchTile(t, dirty, left)
	}
	for _, t := range s.kept {
		left -= s.patchTile(t, dirty, left)
	}
}

// maxPatches bounds the places that are painted one by one.
const maxPatches = 40

// patchTile paints at most that many pixels of a tile that was fresh before the edit, all
// that it needs or nothing, and returns how many.
func (s *tiles) patchTile(t *tile, dirty []workshop.Rect, limit float64) float64 {
	if t.img == nil || t.painted != t.version-1 {
		return 0
	}
	r, area := t.key.rect(), 0.0
	for _, d := range dirty {
		if r.Overlaps(d) {
			part := clip(d, r)
			area += part.W() * part.H() * t.key.scale * t.key.scale
		}
	}
	if area == 0 || area > limit { // untouched, but behind: the workers have it in hand
		return 0
	}
	for _, d := range dirty {
		if r.Overlaps(d) {
			repaint(s.scene, t.img, r.Min, t.key.scale, d)
		}
	}
	t.painted = t.version
	s.work++
	t.refresh()
	return area
}

// arrange decides what is shown at the view, lays it out and asks for what is missing.
// Ratio is device pixels per unit of the window.
func (s *tiles) arrange(v editor.Viewport, ratio float64, zooming bool) {
	s.round++
	f := frameOf(v, ratio)
	s.shown, s.jobs, s.pending, s.bare = s.shown[:0], s.jobs[:0], 0, false
	s.near.clear()
	s.far.clear()
	if zooming && (s.zooming || f.px != s.exact) {
		s.stretch(f)
	} else {
		s.settle(f)
	}
	if !s.sync {
		s.painter.want(s.jobs)
	}
	s.forget()
}

// settle shows tiles of exactly the view's scale.
func (s *tiles) settle(f frame) {
	s.exact, s.view, s.zooming = f.px, f.see, false
	var missing workshop.Rect
	spanOf(f.px, f.see).each(f.px, func(k tileKey) {
		t := s.tile(k)
		s.need(t)
		if t.img == nil {
			missing = missing.Union(k.rect())
		} else {
			s.show(t, f)
		}
		if !t.fresh() {
			s.pending++
		}
	})
	if !missing.Empty() {
		s.under(f, clip(missing, f.see))
	}
	s.prefetch(f)
}

// stretch shows the sheets. Tiles of another scale are painted, and become the near sheet,
// only when that one would look too coarse or covers too little: painting every scale
// that a quick turn of the wheel passes would only make it jerk.
func (s *tiles) stretch(f frame) {
	if !s.zooming {
		s.zooming = true
		s.gather(s.exact, s.view)
	}
	want := s.near.scale
	if s.near.img == nil || f.px > sharpest*want || f.px < coarsest*want {
		want = level(f.px)
	}
	if want != s.near.scale || s.near.stale {
		spanOf(want, f.see).each(want, func(k tileKey) {
			t := s.tile(k)
			s.need(t)
			if !t.fresh() {
				s.pending++
			}
		})
		if s.pending == 0 {
			s.gather(want, f.see)
		}
	}
	s.under(f, f.see)
}

// How far the near sheet is stretched and shrunk before tiles of another scale are painted.
const (
	sharpest = 1.7
	coarsest = 0.6
)

// under covers a part of the view with the sheets.
func (s *tiles) under(f frame, r workshop.Rect) {
	if s.near.img != nil && s.near.scale > s.far.scale {
		inner := clip(s.near.at, r)
		s.near.cover(f, inner)
		for _, strip := range around(r, inner) {
			s.coverFar(f, strip)
		}
		return
	}
	s.coverFar(f, r)
}

// show puts a tile where it is seen, its pixels on the window's: then it needs a move only,
// and no filter.
func (s *tiles) show(t *tile, f frame) {
	if t.raster == nil {
		s.dress(t)
	}
	x, y := f.pixel(t.key.origin())
	side := float32(tileSize / f.ratio)
	t.raster.Resize(fyne.NewSize(side, side))
	t.raster.Move(fyne.NewPos(float32(x/f.ratio), float32(y/f.ratio)))
	t.shown = s.round
	s.shown = append(s.shown, t)
}

// dress gives a tile a raster.
func (s *tiles) dress(t *tile) {
	if n := len(s.rasters); n > 0 {
		t.raster = s.rasters[n-1]
		s.rasters = s.rasters[:n-1]
	} else {
		t.raster = canvas.NewRaster(nil)
		t.raster.ScaleMode = canvas.ImageScalePixels
	}
	t.raster.Generator = func(int, int) image.Image { return t.img }
	t.raster.Refresh()
}

// prefetch asks for the whole canvas coarsely and for the ring around what is in sight,
// after everything else.
func (s *tiles) prefetch(f frame) {
	if s.sync {
		return
	}
	s.needFar()
	near, world := f.see.Inset(-tileSize/f.px/2), s.scene.Bounds()
	spanOf(f.px, near).each(f.px, func(k tileKey) {
		if k.rect().Overlaps(world) {
			s.need(s.tile(k))
		}
	})
}

func (s *tiles) need(t *tile) {
	if t.fresh() {
		return
	}
	s.order(job{tile: t, version: t.version, scene: s.scene, origin: t.key.origin(), scale: t.key.scale, size: image.Pt(tileSize, tileSize)})
}

// order has something painted: at once on one goroutine, otherwise by the workers.
func (s *tiles) order(j job) {
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
	if t == s.far.tile {
		s.far.put(r)
		return
	}
	s.work++
	if s.kept[t.key] != t || t.img != nil && t.painted >= r.version {
		s.painter.recycle(r.img)
		return
	}
	old := t.img
	t.img, t.painted = r.img, r.version
	t.refresh()
	s.painter.recycle(old)
}

// tile returns the tile of a key, and makes it if there is none.
func (s *tiles) tile(k tileKey) *tile {
	t := s.kept[k]
	if t == nil {
		t = &tile{key: k, version: 1}
		s.kept[k] = t
	}
	t.seen = s.round
	return t
}

// forget lets go of what was unseen the longest: of textures beyond those in sight and a few
// to come back to, and of pictures.
func (s *tiles) forget() {
	var old, dressed []*tile
	for _, t := range s.kept {
		if t.seen != s.round {
			old = append(old, t)
		}
		if t.raster != nil && t.shown != s.round {
			dressed = append(dressed, t)
		}
	}
	if n := len(dressed) - spareTextures; n > 0 {
		slices.SortFunc(dressed, func(a, b *tile) int { return cmp.Compare(a.shown, b.shown) })
		for _, t := range dressed[:n] {
			s.undress(t)
		}
	}
	if n := len(s.kept) - keep(len(s.shown)); n > 0 {
		slices.SortFunc(old, func(a, b *tile) int { return cmp.Compare(a.seen, b.seen) })
		for _, t := range old[:min(n, len(old))] {
			delete(s.kept, t.key)
			s.undress(t)
			s.painter.recycle(t.img)
		}
	}
}

// undress takes a tile's raster away. Fyne frees the texture with the next frame, or when a
// minute has passed.
func (s *tiles) undress(t *tile) {
	if t.raster != nil {
		t.raster.Refresh()
		s.rasters = append(s.rasters, t.raster)
		t.raster = nil
	}
}

// appendTo adds what is shown, the lowest first.
func (s *tiles) appendTo(objects []fyne.CanvasObject) []fyne.CanvasObject {
	for _, sh := range []*sheet{s.far, s.near} {
		for _, p := range sh.pieces[:sh.shown] {
			objects = append(objects, p)
		}
	}
	for _, t := range s.shown {
		objects = append(objects, t.raster)
	}
	return objects
}
