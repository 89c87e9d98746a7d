package storm

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"sync"
	"time"

	"throughline.app/crdt"
	"throughline.app/sync/replica"
)

// redial dials who is not here, as sync/lan does.
func (l *laptop) redial(r *run, start int) {
	luck := rand.New(rand.NewPCG(l.room.plan.Seed, uint64(l.n)<<32|uint64(start)))
	var mu sync.Mutex
	failed, wait, dialing := map[int]int{}, map[int]int{}, map[int]bool{}
	for first := true; ; first = false {
		all := first
		t := time.NewTimer(rejoinEvery*3/4 + time.Duration(luck.Int64N(int64(rejoinEvery/2))))
		if !first {
			select {
			case <-r.ctx.Done():
				t.Stop()
				return
			case <-r.kick:
				all = true
			case <-t.C:
			}
		}
		t.Stop()
		for _, other := range l.room.known(l.n) {
			if r.rights.out(other.n) || r.rights.out(l.n) {
				continue
			}
			r.mu.Lock()
			here := r.links[other.n] != nil
			r.mu.Unlock()
			mu.Lock()
			switch {
			case here || dialing[other.n]:
			case wait[other.n] > 0 && !all:
				wait[other.n]--
			default:
				dialing[other.n] = true
				r.ended.Go(func() {
					err := l.connect(r, start, other)
					mu.Lock()
					defer mu.Unlock()
					dialing[other.n] = false
					if err != nil {
						failed[other.n]++
						wait[other.n] = min(failed[other.n]-1, 2)
					} else {
						failed[other.n], wait[other.n] = 0, 0
					}
				})
			}
			mu.Unlock()
		}
	}
}

var errDown = errors.New("nobody listens")

// connect dials another laptop; both serve the connection from then on.
func (l *laptop) connect(r *run, start int, other *laptop) error {
	mine, theirs, err := l.room.net.dial(r.ctx, l.n, other.n)
	if err != nil {
		return err
	}
	there, theirStart := l.room.running(other)
	if there == nil {
		mine.end(mutely)
		theirs.end(mutely)
		return errDown
	}
	there.enter(l.n, theirs, l.n, start, func() { other.serve(there, l, theirs) })
	r.enter(other.n, mine, l.n, theirStart, func() { l.serve(r, other, mine) })
	return nil
}

// enter makes end the one with member and serves it, unless there is a better one.
func (r *run) enter(member int, end *End, dialer, start int, serve func()) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.ctx.Err() != nil || r.rights.out(member) {
		end.end(reset)
		return
	}
	if old := r.links[member]; old != nil {
		newer := old.start != start || old.dialer == dialer
		if !newer && old.dialer < dialer {
			end.end(politely)
			return
		}
		old.end.end(politely)
	}
	r.links[member] = &link{end, dialer, start}
	r.rights.tell(end, member)
	r.ended.Go(serve)
}

// serve lets the Hub speak with other over end until that ends.
func (l *laptop) serve(r *run, other *laptop, end *End) {
	go end.ping()
	err := r.hub.Serve(r.ctx, replica.Peer{ID: other.id, Name: fmt.Sprint(other.n)}, end)
	_ = end.Close()
	r.mu.Lock()
	if k := r.links[other.n]; k != nil && k.end == end {
		delete(r.links, other.n)
	}
	r.mu.Unlock()
	if err != nil && replicaTrouble(err) {
		l.room.fail("laptop %d could not serve %d: %v", l.n, other.n, err)
	}
}

// replicaTrouble reports whether err is neither of the connection nor of what it brought.
func replicaTrouble(err error) bool {
	for _, fine := range []error{context.Canceled, crdt.ErrClosed, errSilent, errClosed} {
		if errors.Is(err, fine) {
			return false
		}
	}
	return !refusal(err)
}

// lookNow has the laptop dial all who are not here.
func (l *laptop) lookNow() {
	if l.run != nil {
		select {
		case l.kick <- struct{}{}:
		default:
		}
	}
}

// drop breaks the connections of the laptop.
func (l *laptop) drop(how farewell) {
	if l.run == nil {
		return
	}
	l.run.mu.Lock()
	defer l.run.mu.Unlock()
	for _, k := range l.links {
		k.end.end(how)
	}
}
