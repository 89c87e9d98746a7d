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

// This file is the answering side of the handshake; knock.go is the other.

// MaxUnproved is how many connections may be on the way to a proof at once. Further ones
// are closed at once.
const MaxUnproved = 32

// answerAll takes connections from l until it is closed.
func (n *Node) answerAll(ctx context.Context, l net.Listener) {
	for {
		raw, err := l.Accept()
		if err != nil {
			if ctx.Err() != nil || errors.Is(err, net.ErrClosed) {
				return
			}
			n.log.Warn("accepting a connection", "error", err)
			select { // out of file descriptors, perhaps: do not spin
			case <-ctx.Done():
				return
			case <-time.After(100 * time.Millisecond):
			}
			continue
		}
		select {
		case n.unproved <- struct{}{}:
		default:
			_ = raw.Close()
			n.log.Warn("too many connections without proof", "from", raw.RemoteAddr())
			continue
		}
		n.tasks.Go(func() {
			stop := context.AfterFunc(ctx, func() { _ = raw.Close() })
			s, err := n.answer(ctx, raw)
			stop()
			<-n.unproved
			switch {
			case err == nil && s != nil:
				n.serve(ctx, s)
				return
			case err != nil && !errors.Is(err, errDuplicate):
				n.log.Info("a connection was refused", "from", raw.RemoteAddr().String(), "error", err)
			}
			_ = raw.Close()
		})
	}
}

// answer hears the other side's proof. It returns a session that is in the table, or
// neither session nor error if the other side only asked which session this is.
func (n *Node) answer(ctx context.Context, raw net.Conn) (*Session, error) {
	_ = raw.SetDeadline(time.Now().Add(n.opt.Intervals.Prove))
	server := tls.Server(raw, n.tls)
	if err := server.HandshakeContext(ctx); err != nil {
		return nil, fmt.Errorf("lan: TLS: %w", err)
	}
	stream := &patient{Conn: server, silence: n.opt.Intervals.Silence, write: n.opt.Intervals.Write}
	conn := wire.NewConn(stream)
	ch, peer, err := bindChannel(server, n.me, false)
	if err != nil {
		return nil, err
	}
	if err := conn.Write(wire.Hello{Version: wire.Version, Session: n.session}); err != nil {
		return nil, err
	}
	hello, err := expect[wire.Hello](conn)
	if err != nil {
		return nil, err
	}
	if code, err := n.judge(ctx, conn, raw, hello, ch); err != nil || hello.Door == wire.DoorAsk {
		if err != nil {
			_ = raw.SetDeadline(time.Now().Add(farewellTime))
			_ = conn.Write(wire.Bye{Code: code})
		}
		return nil, err
	}

	s := &Session{
		member: Member{Fingerprint: peer, Name: hello.Name, Color: hello.Color},
		conn:   conn, stream: stream, dialer: peer, instance: hello.Instance,
	}
	if host, _, err := net.SplitHostPort(raw.RemoteAddr().String()); err == nil {
		if hello.Listen != 0 {
			s.member.Addr = net.JoinHostPort(host, strconv.Itoa(int(hello.Listen)))
		}
		if hello.Gossip != 0 {
			s.gossip = net.JoinHostPort(host, strconv.Itoa(int(hello.Gossip)))
		}
	}
	_ = raw.SetDeadline(time.Now().Add(n.opt.Intervals.Prove))
	if code, err := n.mayEnter(s); err != nil {
		_ = conn.Write(wire.Bye{Code: code})
		return nil, err
	}
	key := n.memberKey
	if hello.Door == wire.DoorWords {
		key = n.wordsKey()
	}
	if err := conn.Write(prove(key, hello.Door, roleHost, ch, n.session)); err != nil {
		return nil, err
	}
	if err := conn.Write(n.admission(hello.Door, peer)); err != nil {
		return nil, err
	}
	if !n.enterTable(s) {
		_ = conn.Write(wire.Bye{Code: wire.ByeDuplicate})
		return nil, errDuplicate
	}
	return s, nil
}

// judge reads the proof that hello promises. If it is wrong, judge waits before it says so.
func (n *Node) judge(ctx context.Context, conn *wire.Conn, raw net.Conn, hello wire.Hello, ch channel) (wire.ByeCode, error) {
	switch {
	case hello.Version != wire.Version:
		return wire.ByeVersion, fmt.Errorf("lan: protocol %d: %w", hello.Version, ErrNotThroughline)
	case hello.Door == wire.DoorAsk:
		return 0, nil
	case hello.Session != n.session:
		return wire.ByeSession, ErrNotMember
	case hello.Door != wire.DoorWords && hello.Door != wire.DoorMember:
		return wire.ByeSession, fmt.Errorf("lan: door %d: %w", hello.Door, ErrNotThroughline)
	}
	proof, err := expect[wire.Proof](conn)
	if err != nil {
		return wire.ByeLeaving, err
	}
	if hello.Door == wire.DoorMember {
		if proves(proof, n.memberKey, hello.Door, roleDialer, ch, n.session) {
			return 0, nil
		}
		return wire.ByeSession, n.hesitate(ctx, ErrNotMember)
	}
	from := raw.RemoteAddr().String()
	if host, _, err := net.SplitHostPort(from); err == nil {
		from = host
	}
	key := n.wordsKey()
	code, justShut := n.door.check(from, func() bool {
		return proves(proof, key, hello.Door, roleDialer, ch, n.session)
	})
	if justShut {
		n.log.Warn("the door is shut: too many wrong words")
		n.tell(Event{Kind: Shut})
	}
	switch code {
	case wire.ByeLeaving:
		return 0, nil
	case wire.ByeWrongWords:
		return code, n.hesitate(ctx, ErrWrongWords)
	}
	return code, ErrDoorShut
}

// hesitate returns err after Intervals.WrongWords.
func (n *Node) hesitate(ctx context.Context, err error) error {
	select {
	case <-ctx.Done():
	case <-time.After(n.opt.Intervals.WrongWords):
	}
	return err
}

// admission is what a laptop hears that proved itself: everything, or what a member may
// have missed.
func (n *Node) admission(door wire.Door, to wire.Fingerprint) wire.Admit {
	m := wire.Admit{Workshop: n.workshop.ID, Title: n.workshop.Title, Instance: n.instance, Gossip: n.gossipAddr()}
	if door == wire.DoorWords {
		m.GossipKey = n.gossipKey
	}
	m.Members = append(m.Members, wire.Member{
		Fingerprint: n.me, Name: n.opt.Name, Color: n.opt.Color, Addresses: n.addresses(),
	})
	for _, k := range n.knownMembers() {
		if k.Fingerprint != to && len(m.Members) < wire.MaxMembers {
			m.Members = append(m.Members, wire.Member(k))
		}
	}
	return m
}
