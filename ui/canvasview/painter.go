package canvasview

import (
	"image"
	"sync"

	"throughline.app/render"
	"throughline.app/workshop"
)

// A job is one picture to paint. The scene is immutable, so a worker needs no lock.
type job struct {
	tile    *tile // for the main goroutine; a worker does not look into it
	version int
	scene   *render.Scene
	origin  workshop.Point // the canvas point at the picture's top left
	scale   float64        // pixels per canvas unit
	size    image.Point
}

// A result is a painted job.
type result struct {
	job
	img *image.RGBA
}

// A painter paints tiles on its own goroutines. Its queue is replaced as a whole whenever
// the view moves, so that what went out of sight is not painted.
type painter struct {
	wake func() // told, from a worker, that there are results

	mu     sync.Mutex
	more   *sync.Cond
	queue  []job
	busy   map[*tile]int // version being painted, until its result is taken
	done   []result
	free   []*image.RGBA // pictures nobody shows any more
	open   bool
	ending sync.WaitGroup
}

func newPainter(wake func()) *painter {
	p := &painter{wake: wake, busy: make(map[*tile]int)}
	p.more = sync.NewCond(&p.mu)
	return p
}

// start begins n workers; close ends them.
func (p *painter) start(n int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.open {
		return
	}
	p.open = true
	for range n {
		p.ending.Add(1)
		go p.work()
	}
}

// close ends the workers and waits for them. Results not yet taken are dropped.
func (p *painter) close() {
	p.mu.Lock()
	p.open, p.queue = false, nil
	p.more.Broadcast()
	p.mu.Unlock()
	p.ending.Wait()
	p.mu.Lock()
	p.done, p.busy = nil, make(map[*tile]int)
	p.mu.Unlock()
}

// want replaces the queue; the first is painted first. Jobs that are being painted in
// that version already are left out.
func (p *painter) want(jobs []job) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.queue = p.queue[:0]
	for _, j := range jobs {
		if v, ok := p.busy[j.tile]; !ok || v != j.version {
			p.queue = append(p.queue, j)
		}
	}
	if len(p.queue) > 0 {
		p.more.Broadcast()
	}
}

// take returns what was painted since the last call.
func (p *painter) take() []result {
	p.mu.Lock()
	defer p.mu.Unlock()
	done := p.done
	p.done = nil
	for _, r := range done {
		delete(p.busy, r.tile)
	}
	return done
}

// picture is a blank or used picture to paint into.
func (p *painter) picture() *image.RGBA {
	p.mu.Lock()
	defer p.mu.Unlock()
	if n := len(p.free); n > 0 {
		img := p.free[n-1]
		p.free = p.free[:n-1]
		return img
	}
	return image.NewRGBA(image.Rect(0, 0, tileSize, tileSize))
}

// maxFree is how many pictures wait to be painted into, a megabyte each: about what goes out
// of sight at once when the person zooms.
const maxFree = 12

// recycle takes back a picture that is shown nowhere.
func (p *painter) recycle(img *image.RGBA) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if img != nil && len(p.free) < maxFree {
		p.free = append(p.free, img)
	}
}

func (p *painter) work() {
	defer p.ending.Done()
	for {
		j, ok := p.next()
		if !ok {
			return
		}
		img := p.paint(j)
		p.mu.Lock()
		p.done = append(p.done, result{j, img})
		first := len(p.done) == 1
		p.mu.Unlock()
		if first {
			p.wake()
		}
	}
}

func (p *painter) next() (job, bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for p.open && len(p.queue) == 0 {
		p.more.Wait()
	}
	if !p.open {
		return job{}, false
	}
	j := p.queue[0]
	p.queue = p.queue[1:]
	p.busy[j.tile] = j.version
	return j, true
}

func (p *painter) paint(j job) *image.RGBA {
	var img *image.RGBA
	if j.size == image.Pt(tileSize, tileSize) {
		img = p.picture()
	} else {
		img = image.NewRGBA(image.Rectangle{Max: j.size})
	}
	j.scene.Paint(img, j.origin, j.scale)
	return img
}
