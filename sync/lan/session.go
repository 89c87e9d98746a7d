package lan

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"sync"
	"sync/atomic"
	"time"

	"throughline.app/sync/wire"
)

// A Session is a live connection to a member. One goroutine may read while any number
// write.
type Session struct {
	member   Member
	conn     *wire.Conn
	stream   *patient
	dialer   wire.Fingerprint // which of the two opened it
	instance uint64           // of the member's process
	gossip   string           // host:port of its membership packets; may be empty
	wrote    atomic.Bool      // something has been written since the last turn of ping

	node  *Node
	early chan read     // the first frame, read before the session was one; nil once taken
	due   chan struct{} // cap 1: something is to be told
	quiet atomic.Bool   // and that is a sign of life
	mute  sync.Once     // nothing can be written any more

	// Guarded by Node.mu.
	asks    []wire.Asker  // who waits at the member's door
	tried   bool          // which takes no words for a while
	answers []wire.Answer // to be told
	door    wire.Doorway  // what the member told last
	roster  rosterTold
}

func (n *Node) newSession(m Member, conn *wire.Conn, stream *patient, dialer wire.Fingerprint, instance uint64) *Session {
	return &Session{
		member: m, conn: conn, stream: stream, dialer: dialer, instance: instance,
		node: n, due: make(chan struct{}, 1),
	}
}

// Member is who is at the other end, as it was when the session began.
func (s *Session) Member() Member { return s.member }

// ReadFrame returns the next frame that is not the connection's own business. It fails when
// the member has been silent for Intervals.Silence. Errors: io.EOF if the member left;
// those of [wire.ReadFrame].
func (s *Session) ReadFrame() (wire.Frame, error) {
	for {
		f, err := s.next()
		switch {
		case err != nil:
			return f, err
		case f.Kind == wire.KindPing:
		case f.Kind == wire.KindBye:
			return wire.Frame{}, io.EOF
		default:
			if ours, err := s.node.heard(s, f); err != nil {
				return wire.Frame{}, err
			} else if !ours {
				return f, nil
			}
		}
	}
}

func (s *Session) next() (wire.Frame, error) {
	if s.early != nil {
		r := <-s.early
		s.early = nil
		return r.frame, r.err
	}
	return s.conn.ReadFrame()
}

// WriteFrame writes f. An error means that the session is over: it is closed when what the member said
// before it left has been read, or a moment later.
func (s *Session) WriteFrame(f wire.Frame) error {
	if err := s.conn.WriteFrame(f); err != nil {
		s.mute.Do(func() { time.AfterFunc(s.stream.silence, func() { _ = s.Close() }) })
		return err
	}
	s.wrote.Store(true)
	return nil
}

// Close ends the session; reads and writes under way return an error.
func (s *Session) Close() error { return s.conn.Close() }

// ping has every session where nothing else is sent send signs of life, until ctx ends: one timer for
// all of them.
func (n *Node) ping(ctx context.Context) {
	ticker := time.NewTicker(n.opt.Intervals.Ping)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
		n.mu.Lock()
		for _, k := range n.table {
			if s := k.session; s != nil && !s.wrote.Swap(false) { // what was written was a sign of life
				s.quiet.Store(true)
				s.wake()
			}
		}
		n.mu.Unlock()
	}
}

// patient is a TLS connection with a deadline for reads and writes, once live; before, the deadline
// of the handshake holds. The deadline is put off by an eighth of its length at a time: to set a
// timer for every frame costs more than the frame's cipher.
type patient struct {
	*tls.Conn
	silence, write time.Duration
	live           atomic.Bool

	readUntil, writeUntil atomic.Int64 // the deadlines, in nanoseconds since clockZero
}

// clockZero is where the monotonic clock is read from.
var clockZero = time.Now()

// due reports whether the deadline that is kept in until has to be put off to d from now, and notes
// that it is.
func due(until *atomic.Int64, d time.Duration) bool {
	next := time.Since(clockZero) + d
	if next-time.Duration(until.Load()) < d/8 {
		return false
	}
	until.Store(int64(next))
	return true
}

// begin ends the handshake's deadline: what is being read or written already has its own from now on.
func (p *patient) begin() {
	due(&p.readUntil, p.silence)
	due(&p.writeUntil, p.write)
	_ = p.SetReadDeadline(time.Now().Add(p.silence)) // a connection that is closed already fails at once
	_ = p.SetWriteDeadline(time.Now().Add(p.write))
	p.live.Store(true)
}

func (p *patient) Read(b []byte) (int, error) {
	if p.live.Load() && due(&p.readUntil, p.silence) {
		if err := p.SetReadDeadline(time.Now().Add(p.silence)); err != nil {
			return 0, err
		}
	}
	return p.Conn.Read(b)
}

func (p *patient) Write(b []byte) (int, error) {
	if p.live.Load() && due(&p.writeUntil, p.write) {
		if err := p.SetWriteDeadline(time.Now().Add(p.write)); err != nil {
			return 0, err
		}
	}
	return p.Conn.Write(b)
}

// Close closes the TCP connection at once: a goodbye that cannot be sent must not hold
// anybody up.
func (p *patient) Close() error { return p.NetConn().Close() }

// farewellTime is how long a BYE may take.
const farewellTime = 500 * time.Millisecond

// hurry leaves little time to what is still read and written.
func (s *Session) hurry() {
	_ = s.stream.SetDeadline(time.Now().Add(farewellTime))
	s.stream.live.Store(false)
}

// leave says goodbye, if that is possible at once, and closes.
func (s *Session) leave(code wire.ByeCode) {
	s.hurry()
	_ = s.conn.Write(wire.Bye{Code: code})
	_ = s.Close()
}

// expect reads the next frame of the handshake and decodes it. A BYE becomes its error.
func expect[M wire.Message](conn *wire.Conn) (M, error) {
	var none M
	limit := wire.MaxHandshake
	if none.Kind() == wire.KindRoster {
		limit = wire.MaxFrame
	}
	return as[M](conn.ReadFrameLimit(limit))
}

// as decodes a frame of the handshake that was read, or not.
func as[M wire.Message](f wire.Frame, err error) (M, error) {
	var none M
	if err != nil {
		if errors.Is(err, wire.ErrTooLarge) || errors.Is(err, wire.ErrMalformed) {
			err = fmt.Errorf("%w: %w", ErrNotThroughline, err)
		}
		return none, err
	}
	m, err := wire.Decode(f)
	if err != nil {
		return none, fmt.Errorf("%w: %w", ErrNotThroughline, err)
	}
	switch m := m.(type) {
	case M:
		return m, nil
	case wire.Bye:
		return none, farewell(m)
	}
	return none, fmt.Errorf("lan: %s instead of %s: %w", f.Kind, none.Kind(), ErrNotThroughline)
}
