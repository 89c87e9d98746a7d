package render

import (
	"image"
	"sync"

	"throughline.app/picture"
)

// A Gallery has the pictures of notes ready for drawing: decoded and scaled, once for each
// size that is looked at, in a bounded memory. It is safe for concurrent use. What is not
// ready is made in a goroutine that lives while there is work; drawing never waits for it,
// unless the gallery is [Patient].
type Gallery struct {
	load    func(sum [32]byte) ([]byte, error)
	ready   func(sum [32]byte)
	patient bool

	mu      sync.Mutex
	kept    map[shotKey]*shot
	bytes   int
	clock   uint64
	queue   []shotKey
	queued  map[shotKey]bool
	working bool
	missing map[[32]byte]bool // not here, or no pictures
	closed  bool
}

// GalleryBytes bounds the pixels that a gallery keeps.
const GalleryBytes = 64 << 20

// masterSide is the longest side of what smaller sizes are made from, in pixels.
const masterSide = 640

// A shotKey names a picture at a size, in pixels; a zero size is its master.
type shotKey struct {
	sum  [32]byte
	w, h int
}

type shot struct {
	img  *image.RGBA
	used uint64
}

// NewGallery makes a gallery. Load returns a picture's bytes, or an error while they are
// not here; it is called on other goroutines and may wait for the disk. Ready is told, on
// such a goroutine, that a picture can be drawn better than it was; it may be nil.
func NewGallery(load func(sum [32]byte) ([]byte, error), ready func(sum [32]byte)) *Gallery {
	return &Gallery{load: load, ready: ready, kept: make(map[shotKey]*shot), queued: make(map[shotKey]bool), missing: make(map[[32]byte]bool)}
}

// Patient makes a gallery that has every picture ready whenever it is drawn, for what is
// drawn once: files and thumbnails.
func Patient(load func(sum [32]byte) ([]byte, error)) *Gallery {
	g := NewGallery(load, nil)
	g.patient = true
	return g
}

// Came tells that the bytes of a picture are here now.
func (g *Gallery) Came(sum [32]byte) {
	g.mu.Lock()
	delete(g.missing, sum)
	g.mu.Unlock()
	if g.ready != nil {
		g.ready(sum)
	}
}

// Close stops the work that waits, and forgets the pictures.
func (g *Gallery) Close() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.closed, g.queue = true, nil
	clear(g.kept)
}

// at returns a picture at a size. If that is not ready it asks for it and returns the
// nearest that is; nil if there is none. Absent means that its bytes are not here.
func (g *Gallery) at(sum [32]byte, w, h int) (img *image.RGBA, absent bool) {
	key := shotKey{sum, w, h}
	g.mu.Lock()
	g.clock++
	if s := g.kept[key]; s != nil {
		s.used = g.clock
		g.mu.Unlock()
		return s.img, false
	}
	if g.missing[sum] || g.closed {
		g.mu.Unlock()
		return nil, true
	}
	if g.patient {
		g.mu.Unlock()
		img = g.make(key)
		return img, img == nil
	}
	defer g.mu.Unlock()
	if !g.queued[key] {
		g.queued[key] = true
		g.queue = append(g.queue, key)
		if !g.working {
			g.working = true
			go g.work()
		}
	}
	return g.nearest(key), false
}

// nearest is what there is of a picture, the most like the size that is wanted.
func (g *Gallery) nearest(key shotKey) *image.RGBA {
	var best *image.RGBA
	off := 0
	for k, s := range g.kept {
		if k.sum == key.sum {
			if d := abs(s.img.Rect.Dx() - key.w); best == nil || d < off {
				best, off = s.img, d
			}
		}
	}
	return best
}

func abs(n int) int { return max(n, -n) }

func (g *Gallery) work() {
	for {
		g.mu.Lock()
		if len(g.queue) == 0 {
			g.working = false
			g.mu.Unlock()
			return
		}
		key := g.queue[len(g.queue)-1] // what was asked for last is what is looked at
		g.queue = g.queue[:len(g.queue)-1]
		g.mu.Unlock()
		img := g.make(key)
		g.mu.Lock()
		delete(g.queued, key)
		closed := g.closed
		g.mu.Unlock()
		if img != nil && g.ready != nil && !closed {
			g.ready(key.sum)
		}
	}
}

// make decodes and scales a picture, and keeps it. It returns nil if its bytes are not
// here, or are no picture.
func (g *Gallery) make(key shotKey) *image.RGBA {
	master := shotKey{sum: key.sum}
	g.mu.Lock()
	from := g.kept[master]
	g.mu.Unlock()
	if from != nil && max(key.w, key.h) <= max(from.img.Rect.Dx(), from.img.Rect.Dy()) {
		img := picture.Fit(from.img, key.w, key.h)
		g.keep(key, img)
		return img
	}
	b, err := g.load(key.sum)
	var whole image.Image
	if err == nil {
		whole, err = picture.Decode(b)
	}
	if err != nil {
		g.mu.Lock()
		g.missing[key.sum] = true
		g.mu.Unlock()
		return nil
	}
	if from == nil && !g.patient {
		size := whole.Bounds().Size()
		f := min(1, masterSide/float64(max(size.X, size.Y)))
		small := picture.Fit(whole, max(1, int(float64(size.X)*f)), max(1, int(float64(size.Y)*f)))
		g.keep(master, small)
	}
	img := picture.Fit(whole, key.w, key.h)
	g.keep(key, img)
	return img
}

// keep remembers a picture, and forgets those that were drawn the longest ago.
func (g *Gallery) keep(key shotKey, img *image.RGBA) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.closed || g.kept[key] != nil {
		return
	}
	g.clock++
	g.kept[key] = &shot{img, g.clock}
	g.bytes += len(img.Pix)
	for g.bytes > GalleryBytes && len(g.kept) > 1 {
		var oldest shotKey
		used := g.clock + 1
		for k, s := range g.kept {
			if s.used < used && k != key {
				oldest, used = k, s.used
			}
		}
		g.bytes -= len(g.kept[oldest].img.Pix)
		delete(g.kept, oldest)
	}
}
