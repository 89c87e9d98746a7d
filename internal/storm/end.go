package storm

import (
	"errors"
	"io"
	"math/rand/v2"
	"net"
	"sync"
	"sync/atomic"
	"time"

	"throughline.app/sync/wire"
)

// As in sync/lan.
const (
	dialTime    = 3 * time.Second
	pingEvery   = 2 * time.Second
	silence     = 6 * time.Second
	writeTime   = 15 * time.Second
	rejoinEvery = 2 * time.Second
)

// buffered is how many frames the system holds for a writer.
const buffered = 64

// An End is one end of a connection: the replica.Pipe of a session. It sends a sign of
// life every two seconds, and fails after six of silence.
type End struct {
	net      *network
	from, to int
	luck     *rand.Rand // the pump's

	out     chan parcel   // cap buffered; never closed
	in      chan parcel   // the other end's pump → the reader
	closed  chan struct{} // by this side
	eof     chan struct{} // closed by the other end's pump: the other side closed, or reset
	how     farewell      // set before closed is closed
	closing sync.Once
	ended   sync.Once
	wrote   atomic.Bool
	last    atomic.Pointer[wire.Frame] // the last BATCH that was sent
}

// A farewell is what the other side hears of an end.
type farewell int

const (
	politely farewell = iota // all that was written, then the end
	reset                    // the end, at once
	mutely                   // nothing: the power is gone, or the address
)

// A parcel is a frame on its way.
type parcel struct {
	frame   wire.Frame
	sent    time.Time
	arrived func() // if set, told when it is read
}

func newEnd(n *network, from, to int, seed uint64) *End {
	return &End{
		net: n, from: from, to: to, luck: rand.New(rand.NewPCG(seed, 1)),
		out: make(chan parcel, buffered), in: make(chan parcel), closed: make(chan struct{}), eof: make(chan struct{}),
	}
}

// pump carries what is written at e to the other end.
func (e *End) pump(other *End) {
	due := time.Now() // when the last frame came out of the line
	for {
		var p parcel
		select {
		case p = <-e.out:
		case <-other.closed:
			return
		case <-e.closed:
			select {
			case p = <-e.out:
				if e.how != politely {
					p = parcel{}
				}
			default:
			}
		}
		gone := p.sent.IsZero()
		if gone {
			if e.how == mutely {
				return
			}
			p.sent = time.Now()
		}
		size := len(p.frame.Body) + 30
		if due.Before(p.sent) {
			due = p.sent
		}
		due = due.Add(e.net.takes(e.from, e.to, size))
		if d := p.sent.Add(e.net.delay(e.luck, e.from, e.to, size)); due.Before(d) {
			due = d
		}
		if !e.travel(other, due) {
			return
		}
		if gone {
			other.ended.Do(func() { close(other.eof) })
			return
		}
		select {
		case other.in <- p:
		case <-other.closed:
			return
		}
	}
}

// travel waits until due, and for a way. It reports false if nobody is there any more.
func (e *End) travel(other *End, due time.Time) bool {
	for {
		if d := time.Until(due); d > 0 {
			t := time.NewTimer(d)
			select {
			case <-t.C:
			case <-other.closed:
				t.Stop()
				return false
			}
		}
		open, since := e.net.way(e.from, e.to)
		if isClosed(open) {
			return true
		}
		select {
		case <-open:
		case <-other.closed:
			return false
		}
		// The longer it was cut the later it is tried again.
		due = time.Now().Add(min(time.Since(since), 2*time.Second) * time.Duration(e.luck.IntN(100)) / 100)
	}
}

var errSilent = errors.New("six seconds of silence")

// ReadFrame returns the next frame that is not a mere sign of life.
func (e *End) ReadFrame() (wire.Frame, error) {
	t := time.NewTimer(silence)
	defer t.Stop()
	for {
		select {
		case p := <-e.in:
			if p.arrived != nil {
				p.arrived()
			}
			if p.frame.Kind != wire.KindPing {
				return p.frame, nil
			}
			t.Reset(silence)
		case <-e.closed:
			return wire.Frame{}, net.ErrClosed
		case <-e.eof:
			_ = e.Close()
			return wire.Frame{}, io.EOF
		case <-t.C:
			e.end(reset)
			return wire.Frame{}, errSilent
		}
	}
}

// WriteFrame hands f to the system.
func (e *End) WriteFrame(f wire.Frame) error {
	if f.Kind == wire.KindBatch {
		e.last.Store(&f)
	}
	return e.send(parcel{frame: f})
}

func (e *End) send(p parcel) error {
	p.sent = time.Now()
	e.wrote.Store(true)
	select {
	case e.out <- p:
		return nil
	case <-e.closed:
		return net.ErrClosed
	default:
	}
	t := time.NewTimer(writeTime)
	defer t.Stop()
	select {
	case e.out <- p:
		return nil
	case <-e.closed:
		return net.ErrClosed
	case <-t.C:
		e.end(reset)
		return errSilent
	}
}

// ping sends signs of life where nothing else is sent, until the end.
func (e *End) ping() {
	ticker := time.NewTicker(pingEvery)
	defer ticker.Stop()
	for {
		select {
		case <-e.closed:
			return
		case <-ticker.C:
			if !e.wrote.Swap(false) && e.send(parcel{frame: wire.Frame{Kind: wire.KindPing}}) != nil {
				return
			}
			e.wrote.Store(false)
		}
	}
}

// Close ends the connection, after what was written.
func (e *End) Close() error {
	e.end(politely)
	return nil
}

func (e *End) end(how farewell) {
	e.closing.Do(func() {
		e.how = how
		close(e.closed)
	})
}
