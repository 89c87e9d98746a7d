package storm

import (
	"context"
	"errors"
	"math/rand/v2"
	"sync"
	"time"
)

// A network is the ways between laptops, by number. Frames on the two directions of a
// connection take what weather there is.
type network struct {
	seed uint64

	mu     sync.Mutex
	paths  map[[2]int]*path
	loss   float64 // of packets
	spikes bool
	slow   map[int]bool // laptops at the end of a thin line
	conns  uint64       // so far, for their seeds
}

// A path is the way between two laptops. It may be cut for several reasons at once.
type path struct {
	cuts  int
	since time.Time     // of the cut
	open  chan struct{} // closed while there is a way
}

func newNetwork(seed uint64) *network {
	return &network{seed: seed, paths: map[[2]int]*path{}, slow: map[int]bool{}}
}

// path returns the way between a and b. The caller holds n.mu.
func (n *network) path(a, b int) *path {
	key := [2]int{min(a, b), max(a, b)}
	p := n.paths[key]
	if p == nil {
		p = &path{open: make(chan struct{})}
		close(p.open)
		n.paths[key] = p
	}
	return p
}

// cut takes the way between a and b away, until mend is called as often.
func (n *network) cut(a, b int) {
	n.mu.Lock()
	defer n.mu.Unlock()
	p := n.path(a, b)
	if p.cuts++; p.cuts == 1 {
		p.open, p.since = make(chan struct{}), time.Now()
	}
}

func (n *network) mend(a, b int) {
	n.mu.Lock()
	defer n.mu.Unlock()
	p := n.path(a, b)
	if p.cuts--; p.cuts == 0 {
		close(p.open)
	}
}

// way returns a channel that is closed while there is a way, and since when there is none.
func (n *network) way(a, b int) (open <-chan struct{}, since time.Time) {
	n.mu.Lock()
	defer n.mu.Unlock()
	p := n.path(a, b)
	return p.open, p.since
}

// delay draws how long a frame of so many bytes takes from a to b beyond what went before
// it: a packet that is lost comes again after 200 ms, then 400, and so on, and all behind
// it waits, as with TCP.
func (n *network) delay(r *rand.Rand, a, b, size int) time.Duration {
	n.mu.Lock()
	defer n.mu.Unlock()
	d := 200*time.Microsecond + time.Duration(r.IntN(3000))*time.Microsecond
	for again := 200 * time.Millisecond; n.loss > 0 && r.Float64() < n.loss; again *= 2 {
		d += again
	}
	if n.spikes && r.IntN(8) == 0 {
		d += time.Second
	}
	return d
}

// takes is how long so many bytes take through the line between a and b.
func (n *network) takes(a, b, size int) time.Duration {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.slow[a] || n.slow[b] {
		return time.Duration(size) * time.Second / (8 << 10)
	}
	return time.Duration(size) * time.Second / (4 << 20)
}

func (n *network) setLoss(p float64) { n.mu.Lock(); n.loss = p; n.mu.Unlock() }
func (n *network) setSpikes(on bool) { n.mu.Lock(); n.spikes = on; n.mu.Unlock() }
func (n *network) setSlow(a int, on bool) {
	n.mu.Lock()
	n.slow[a] = on
	n.mu.Unlock()
}

// errUnreachable is a dial that nobody answered.
var errUnreachable = errors.New("nobody answers")

// dial connects a to b, if that takes at most dialTime: three times there and back, for
// connection, encryption and proofs. Neither end is alive before both ends know of it.
func (n *network) dial(ctx context.Context, a, b int) (from, to *End, err error) {
	n.mu.Lock()
	n.conns++
	seed := n.conns
	n.mu.Unlock()
	r := rand.New(rand.NewPCG(n.seed, seed<<16|uint64(a)<<8|uint64(b)))
	ctx, cancel := context.WithTimeout(ctx, dialTime)
	defer cancel()
	for range 6 {
		open, _ := n.way(a, b)
		again := 250 * time.Millisecond
		for !isClosed(open) { // asked again and again, at growing intervals
			if err := sleep(ctx, again); err != nil {
				return nil, nil, errUnreachable
			}
			again *= 2
			open, _ = n.way(a, b)
		}
		if err := sleep(ctx, n.delay(r, a, b, 200)); err != nil {
			return nil, nil, errUnreachable
		}
	}
	from, to = newEnd(n, a, b, r.Uint64()), newEnd(n, b, a, r.Uint64())
	go from.pump(to)
	go to.pump(from)
	return from, to, nil
}

func isClosed(c <-chan struct{}) bool {
	select {
	case <-c:
		return true
	default:
		return false
	}
}

// sleep waits for d or until ctx ends.
func sleep(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func now() time.Time { return time.Now() }
