package lan

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
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
}

// Member is who is at the other end, as it was when the session began.
func (s *Session) Member() Member { return s.member }

// ReadFrame returns the next frame that is not the connection's own business. It fails when
// the member has been silent for Intervals.Silence. Errors: io.EOF if the member left;
// those of [wire.ReadFrame].
func (s *Session) ReadFrame() (wire.Frame, error) {
	for {
		f, err := s.conn.ReadFrame()
		switch {
		case err != nil:
			return f, err
		case f.Kind == wire.KindPing:
		case f.Kind == wire.KindBye:
			return wire.Frame{}, io.EOF
		default:
			return f, nil
		}
	}
}

// WriteFrame writes f. An error means that the session is over.
func (s *Session) WriteFrame(f wire.Frame) error {
	if err := s.conn.WriteFrame(f); err != nil {
		_ = s.Close()
		return err
	}
	s.wrote.Store(true)
	return nil
}

// Close ends the session; reads and writes under way return an error.
func (s *Session) Close() error { return s.conn.Close() }

// ping sends signs of life where nothing else is sent, until ctx ends or the connection
// does.
func (s *Session) ping(ctx context.Context, every time.Duration) {
	ticker := time.NewTicker(every)
	defer ticker.Stop()
	frame := wire.Frame{Kind: wire.KindPing}
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
			if s.wrote.Swap(false) {
				continue // that was a sign of life
			}
			if s.WriteFrame(frame) != nil {
				return
			}
			s.wrote.Store(false)
		}
	}
}

// patient is a TLS connection with a deadline for each read and write, once live; before,
// the deadline of the handshake holds.
type patient struct {
	*tls.Conn
	silence, write time.Duration
	live           atomic.Bool
}

func (p *patient) Read(b []byte) (int, error) {
	if p.live.Load() {
		if err := p.SetReadDeadline(time.Now().Add(p.silence)); err != nil {
			return 0, err
		}
	}
	return p.Conn.Read(b)
}

func (p *patient) Write(b []byte) (int, error) {
	if p.live.Load() {
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

// leave says goodbye, if that is possible at once, and closes.
func (s *Session) leave(code wire.ByeCode) {
	_ = s.stream.SetDeadline(time.Now().Add(farewellTime))
	s.stream.live.Store(false)
	_ = s.conn.Write(wire.Bye{Code: code})
	_ = s.Close()
}

// expect reads the next frame of the handshake and decodes it. A BYE becomes its error.
func expect[M wire.Message](conn *wire.Conn) (M, error) {
	var none M
	f, err := conn.ReadFrameLimit(wire.MaxHandshake)
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
