package lan

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"strconv"
	"time"

	"throughline.app/sync/wire"
)

// This file is the dialling side of the handshake; admit.go is the other.

// A knock is one dialled connection on the way to a session.
type knock struct {
	stream *patient
	conn   *wire.Conn
	ch     channel
	peer   wire.Fingerprint
	hello  wire.Hello // the other side's
	addr   string
}

// dial connects to addr and reads the other side's HELLO. The knock must be closed or
// become a session.
func (n *Node) dial(ctx context.Context, addr string) (*knock, error) {
	dialCtx, cancel := context.WithTimeout(ctx, n.opt.Intervals.Dial)
	defer cancel()
	raw, err := n.opt.Dial(dialCtx, "tcp", addr)
	if err != nil {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		return nil, fmt.Errorf("lan: dialling %s: %w: %w", addr, ErrUnreachable, err)
	}
	_ = raw.SetDeadline(time.Now().Add(n.opt.Intervals.Prove))
	stop := context.AfterFunc(ctx, func() { _ = raw.Close() })
	defer stop()
	k, err := n.knockOn(ctx, raw, addr)
	if err != nil {
		_ = raw.Close()
		return nil, fmt.Errorf("lan: %s: %w", addr, unanswered(err))
	}
	return k, nil
}

func (n *Node) knockOn(ctx context.Context, raw net.Conn, addr string) (*knock, error) {
	client := tls.Client(raw, n.tls)
	if err := client.HandshakeContext(ctx); err != nil {
		if plain := (tls.RecordHeaderError{}); errors.As(err, &plain) {
			return nil, fmt.Errorf("%w: %w", ErrNotThroughline, plain)
		}
		var alert tls.AlertError
		if err = unanswered(err); errors.Is(err, ErrUnreachable) && !errors.As(err, &alert) {
			return nil, err
		}
		return nil, fmt.Errorf("%w: %w", ErrNotThroughline, err)
	}
	stream := &patient{Conn: client, silence: n.opt.Intervals.Silence, write: n.opt.Intervals.Write}
	k := &knock{stream: stream, conn: wire.NewConn(stream), addr: addr}
	var err error
	if k.ch, k.peer, err = bindChannel(client, n.me, true); err != nil {
		return nil, err
	}
	if k.hello, err = expect[wire.Hello](k.conn); err != nil {
		return nil, err
	}
	if k.hello.Version != wire.Version {
		return nil, fmt.Errorf("protocol %d: %w", k.hello.Version, ErrNotThroughline)
	}
	return k, nil
}

// ask learns which session is shared at addr, and leaves.
func (n *Node) ask(ctx context.Context, addr string) (wire.SessionID, error) {
	k, err := n.dial(ctx, addr)
	if err != nil {
		return wire.SessionID{}, err
	}
	defer k.stream.Close()
	_ = k.conn.Write(wire.Hello{Version: wire.Version, Door: wire.DoorAsk})
	return k.hello.Session, nil
}

// enter dials addr, proves key and has the other side prove it back. The session is not
// in the table yet. Nothing is proved to anybody but who, unless who is nil.
func (n *Node) enter(ctx context.Context, addr string, door wire.Door, key []byte, who *wire.Fingerprint) (*Session, wire.Admit, error) {
	k, err := n.dial(ctx, addr)
	if err != nil {
		return nil, wire.Admit{}, err
	}
	if who != nil && *who != k.peer {
		_ = k.stream.Close()
		return nil, wire.Admit{}, fmt.Errorf("lan: %s: %w", addr, errOther)
	}
	stop := context.AfterFunc(ctx, func() { _ = k.stream.Close() })
	s, admit, err := n.proveTo(ctx, k, door, key)
	stop()
	if err == nil {
		err = ctx.Err()
	}
	if err != nil {
		_ = k.stream.Close()
		if ctx.Err() != nil {
			return nil, admit, ctx.Err()
		}
		return nil, admit, fmt.Errorf("lan: %s: %w", addr, unanswered(err))
	}
	return s, admit, nil
}

func (n *Node) proveTo(ctx context.Context, k *knock, door wire.Door, key []byte) (*Session, wire.Admit, error) {
	if k.hello.Session != n.session {
		return nil, wire.Admit{}, ErrNotMember
	}
	hello := n.hello(door)
	if err := k.conn.Write(hello); err != nil {
		return nil, wire.Admit{}, err
	}
	if err := k.conn.Write(prove(key, door, roleDialer, k.ch, n.session)); err != nil {
		return nil, wire.Admit{}, err
	}
	told := uint64(0)
	if door == wire.DoorMember {
		n.mu.Lock()
		m := n.wholeRoster()
		told = n.rosterVersion
		n.mu.Unlock()
		if err := k.conn.Write(m); err != nil {
			return nil, wire.Admit{}, err
		}
	}
	proof, err := n.expectProof(k)
	if err != nil {
		return nil, wire.Admit{}, err
	}
	if !proves(proof, key, door, roleHost, k.ch, n.session) {
		return nil, wire.Admit{}, ErrImpostor
	}
	admit, err := n.expectAdmit(ctx, k)
	if err != nil {
		return nil, wire.Admit{}, err
	}
	if len(admit.Members) == 0 || admit.Members[0].Fingerprint != k.peer {
		return nil, wire.Admit{}, fmt.Errorf("it lists somebody else first: %w", ErrNotThroughline)
	}
	if door == wire.DoorMember {
		news, err := n.roster.Take(admit.Roster)
		if err != nil {
			return nil, wire.Admit{}, fmt.Errorf("%w: %w", ErrNotThroughline, err)
		}
		if news > 0 {
			n.rosterMoved(false)
		}
		if !n.belongs(k.peer) {
			return nil, wire.Admit{}, ErrNotMember
		}
	}
	host := admit.Members[0]
	s := n.newSession(Member{Fingerprint: k.peer, Name: host.Name, Color: host.Color, Addr: k.addr}, k.conn, k.stream, n.me, admit.Instance)
	s.gossip = admit.Gossip
	s.roster.whole, s.roster.digest = told, told
	return s, admit, nil
}

// expectProof reads the other side's proof. A member that was removed gets the roster that
// says so instead.
func (n *Node) expectProof(k *knock) (wire.Proof, error) {
	f, err := k.conn.ReadFrameLimit(wire.MaxFrame)
	if err != nil || f.Kind != wire.KindRoster || n.roster == nil {
		return as[wire.Proof](f, err)
	}
	m, err := wire.DecodeRoster(f.Body)
	if err != nil {
		return wire.Proof{}, fmt.Errorf("%w: %w", ErrNotThroughline, err)
	}
	if news, err := n.roster.Take(m.Statements); err == nil && news > 0 {
		n.rosterMoved(false)
	}
	if n.isRemoved(n.me) {
		return wire.Proof{}, ErrRemoved
	}
	return wire.Proof{}, ErrNotMember
}

// expectAdmit reads the admission. If somebody has to be asked, it waits, and says so, until
// the answer comes or ctx ends.
func (n *Node) expectAdmit(ctx context.Context, k *knock) (wire.Admit, error) {
	waiting, stop := context.WithCancel(ctx)
	defer stop()
	begun := false
	for {
		f, err := k.conn.ReadFrameLimit(wire.MaxHandshake)
		if err != nil {
			return wire.Admit{}, err
		}
		switch f.Kind {
		case wire.KindPing:
		case wire.KindWait:
			m, err := wire.DecodeWait(f.Body)
			if err != nil {
				return wire.Admit{}, fmt.Errorf("%w: %w", ErrNotThroughline, err)
			}
			if n.opt.OnWait != nil {
				n.opt.OnWait(m.Who)
			}
			if !begun {
				begun = true
				_ = k.stream.SetDeadline(time.Time{})
				k.stream.live.Store(true)
				go k.pingUntil(waiting, n.opt.Intervals.Ping)
			}
		default:
			return as[wire.Admit](f, nil)
		}
	}
}

// pingUntil says that this laptop goes on waiting, until ctx ends.
func (k *knock) pingUntil(ctx context.Context, every time.Duration) {
	tick := time.NewTicker(every)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			if k.conn.Write(wire.Ping{}) != nil {
				return
			}
		}
	}
}

// hello is what this laptop says of itself to those who may know.
func (n *Node) hello(door wire.Door) wire.Hello {
	m := wire.Hello{
		Version: wire.Version, Session: n.session, Door: door, Instance: n.instance,
		App: n.opt.App, Name: n.opt.Name, Color: n.opt.Color, Function: n.opt.Function, Role: n.opt.Role, Listen: uint16(n.port),
	}
	if _, port, err := net.SplitHostPort(n.gossipAddr()); err == nil {
		if p, err := strconv.ParseUint(port, 10, 16); err == nil {
			m.Gossip = uint16(p)
		}
	}
	return m
}
