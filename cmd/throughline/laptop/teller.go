package laptop

import (
	"context"
	"sync"
)

// A teller calls callbacks in order on one goroutine, so that those who report never wait
// for those who listen. Its queue is unbounded: every entry is small, and the listeners
// (a screen that coalesces, a line on standard output) keep up with a room.
type teller struct {
	mu    sync.Mutex
	queue []func()
	wake  chan struct{} // capacity 1, written by say, read by run; full means already told
}

func newTeller() *teller { return &teller{wake: make(chan struct{}, 1)} }

func (t *teller) say(f func()) {
	t.mu.Lock()
	t.queue = append(t.queue, f)
	t.mu.Unlock()
	select {
	case t.wake <- struct{}{}:
	default:
	}
}

func (t *teller) run(ctx context.Context) error {
	for {
		t.mu.Lock()
		batch := t.queue
		t.queue = nil
		t.mu.Unlock()
		for _, f := range batch {
			f()
		}
		if len(batch) > 0 {
			continue
		}
		select {
		case <-ctx.Done():
			return nil
		case <-t.wake:
		}
	}
}
