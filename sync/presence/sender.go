package presence

import (
	"bytes"
	"context"
	"sync"
	"time"

	"throughline.app/sync/wire"
)

// A Sender tells the others where this person is. Its methods are safe for concurrent use
// and do not block, but for what the send function does.
type Sender struct {
	send func(body []byte) error
	opt  Options

	wake chan struct{} // cap 1: Run should look when the newest is due

	mu      sync.Mutex
	state   []byte // the newest, encoded; nil before the first Point
	pending bool   // it is not sent yet
	last    time.Time
}

// NewSender returns a Sender that hands the bodies of PRESENCE frames to send.
func NewSender(send func(body []byte) error, opt Options) *Sender {
	return &Sender{send: send, opt: opt.withDefaults(), wake: make(chan struct{}, 1)}
}

// Point makes s the newest state. It is sent at once if the last frame is at least [Every]
// ago, else by Run or by a later Point; states in between are never sent. A state with an
// id over the protocol's limit or a coordinate that is not finite is dropped and logged.
func (p *Sender) Point(s State) {
	frame, err := wire.Encode(s.message())
	if err != nil {
		p.opt.Log.Warn("a presence cannot be sent", "error", err)
		return
	}
	p.mu.Lock()
	if bytes.Equal(p.state, frame.Body) {
		p.mu.Unlock()
		return
	}
	p.state, p.pending = frame.Body, true
	p.mu.Unlock()
	if !p.Flush() {
		select {
		case p.wake <- struct{}{}:
		default:
		}
	}
}

// Flush sends the newest state if it is due: it changed and [Every] has passed, or
// [Refresh] has. It reports whether it sent.
func (p *Sender) Flush() bool {
	p.mu.Lock()
	now := p.opt.Now()
	since := now.Sub(p.last)
	due := p.state != nil && (p.pending && (since >= Every || since < 0) || since >= Refresh)
	body := p.state
	if due {
		p.pending, p.last = false, now
	}
	p.mu.Unlock()
	if due {
		if err := p.send(body); err != nil {
			p.opt.Log.Warn("sending presence", "error", err)
		}
	}
	return due
}

// Run sends what waits, and what has not changed for [Refresh], until ctx ends; then it
// returns nil. While nobody moves it wakes once per Refresh.
func (p *Sender) Run(ctx context.Context) error {
	timer := time.NewTimer(Refresh)
	defer timer.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-p.wake:
			timer.Reset(Every)
		case <-timer.C:
			p.Flush()
			p.mu.Lock()
			waits := p.pending
			p.mu.Unlock()
			if waits {
				timer.Reset(Every)
			} else {
				timer.Reset(Refresh)
			}
		}
	}
}
