package lan

import (
	"context"
	"crypto/sha256"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"strconv"
	"sync"
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
		proved := sync.OnceFunc(func() { <-n.unproved })
		n.tasks.Go(func() {
			stop := context.AfterFunc(ctx, func() { _ = raw.Close() })
			s, err := n.answer(ctx, raw, proved)
			stop()
			proved()
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
// neither session nor error if the other side only asked which session this is. Proved is
// called when the other side is no stranger any more.
func (n *Node) answer(ctx context.Context, raw net.Conn, proved func()) (*Session, error) {
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
	refuse := func(code wire.ByeCode, err error) error {
		_ = raw.SetDeadline(time.Now().Add(farewellTime))
		_ = conn.Write(wire.Bye{Code: code})
		return err
	}
	code, key, err := n.judge(ctx, conn, raw, hello, ch)
	switch {
	case err != nil:
		return nil, refuse(code, err)
	case hello.Door == wire.DoorAsk:
		return nil, nil
	}

	s := n.newSession(Member{Fingerprint: peer, Name: hello.Name, Color: hello.Color}, conn, stream, peer, hello.Instance)
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
		return nil, refuse(code, err)
	}
	if err := conn.Write(prove(key, hello.Door, roleHost, ch, n.session)); err != nil {
		return nil, err
	}
	if hello.Door == wire.DoorWords && !n.belongs(peer) {
		proved()
		asker := wire.Asker{Name: hello.Name, Color: hello.Color, Function: hello.Function, Role: hello.Role}
		copy(asker.Key[:], publicKey(server))
		if code, err := n.letThrough(ctx, s, asker, raw); err != nil {
			return nil, refuse(code, err)
		}
		s.stream.live.Store(false)
		_ = raw.SetDeadline(time.Now().Add(n.opt.Intervals.Prove))
	}
	if err := conn.Write(n.admission(hello.Door, s)); err != nil {
		return nil, err
	}
	if !n.enterTable(s) {
		_ = conn.Write(wire.Bye{Code: wire.ByeDuplicate})
		return nil, errDuplicate
	}
	return s, nil
}

// letThrough lets somebody in who is new and knows the words, after whoever has to be asked
// was asked.
func (n *Node) letThrough(ctx context.Context, s *Session, asker wire.Asker, raw net.Conn) (wire.ByeCode, error) {
	if n.Doorway().Mode != Open || !n.mayAdmit(n.me) {
		p, code, err := n.petitionAt(asker, hostOf(raw))
		if err == nil {
			code, err = n.await(ctx, s, p)
		}
		if err != nil {
			return code, err
		}
	}
	if err := n.admit(asker); err != nil {
		return wire.ByeRefused, err
	}
	return 0, nil
}

// hostOf is the IP address that conn comes from.
func hostOf(conn net.Conn) string {
	from := conn.RemoteAddr().String()
	if host, _, err := net.SplitHostPort(from); err == nil {
		return host
	}
	return from
}

// judge reads the proof that hello promises, and returns the key that it was made with. If
// it is wrong, judge waits before it says so.
func (n *Node) judge(ctx context.Context, conn *wire.Conn, raw net.Conn, hello wire.Hello, ch channel) (wire.ByeCode, []byte, error) {
	out := n.isRemoved(ch.dialer)
	switch {
	case hello.Version != wire.Version:
		return wire.ByeVersion, nil, fmt.Errorf("lan: protocol %d: %w", hello.Version, ErrNotThroughline)
	case hello.Door == wire.DoorAsk:
		return 0, nil, nil
	case hello.Session != n.session:
		return wire.ByeSession, nil, ErrNotMember
	case hello.Door == wire.DoorMember:
		return n.judgeMember(ctx, conn, ch)
	case hello.Door != wire.DoorWords:
		return wire.ByeSession, nil, fmt.Errorf("lan: door %d: %w", hello.Door, ErrNotThroughline)
	case out:
		return wire.ByeRemoved, nil, ErrRemoved
	case !n.belongs(ch.dialer) && n.Doorway().Mode == Closed:
		return wire.ByeClosed, nil, ErrClosed // nobody gets to guess
	}
	proof, err := expect[wire.Proof](conn)
	if err != nil {
		return wire.ByeLeaving, nil, err
	}
	key := n.sec.Load().wordsKey()
	code, justShut := n.door.check(hostOf(raw), func() bool {
		return proves(proof, key, hello.Door, roleDialer, ch, n.session)
	})
	if justShut {
		n.log.Warn("the door is shut: too many wrong words")
		n.mu.Lock()
		n.askersMoved() // whoever leads hears of it
		n.mu.Unlock()
		n.tell(Event{Kind: Shut})
	}
	switch code {
	case wire.ByeLeaving:
		return 0, key, nil
	case wire.ByeWrongWords:
		return code, nil, n.hesitate(ctx, ErrWrongWords)
	}
	return code, nil, ErrDoorShut
}

// judgeMember is judge at the door of members: who proves a key of the session, of now or of
// before, and is in the roster. The roster that they bring is taken in first: it says who let
// them in. Who was removed is told so by the roster, which they can check.
func (n *Node) judgeMember(ctx context.Context, conn *wire.Conn, ch channel) (wire.ByeCode, []byte, error) {
	proof, err := expect[wire.Proof](conn)
	if err != nil {
		return wire.ByeLeaving, nil, err
	}
	key := n.memberKeyOf(proof, ch)
	if key == nil {
		return wire.ByeSession, nil, n.hesitate(ctx, ErrNotMember)
	}
	theirs, err := expect[wire.Roster](conn)
	if err != nil {
		return wire.ByeLeaving, nil, err
	}
	news, err := n.roster.Take(theirs.Statements)
	if err != nil {
		return wire.ByeRefused, nil, fmt.Errorf("lan: %w", err)
	}
	if news > 0 {
		n.rosterMoved(false)
	}
	switch {
	case n.isRemoved(ch.dialer):
		n.mu.Lock()
		m := n.wholeRoster()
		n.mu.Unlock()
		_ = conn.Write(m)
		return wire.ByeRemoved, nil, ErrRemoved
	case !n.belongs(ch.dialer):
		return wire.ByeSession, nil, n.hesitate(ctx, ErrNotMember)
	}
	return 0, key, nil
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
func (n *Node) admission(door wire.Door, s *Session) wire.Admit {
	n.mu.Lock()
	version := n.rosterVersion
	n.mu.Unlock()
	m := wire.Admit{
		Workshop: n.workshop.ID, Title: n.workshop.Title, Instance: n.instance, Gossip: n.gossipAddr(),
		Roster: n.roster.EncodeUpTo(wire.MaxAdmitRoster),
	}
	if sha256.Sum256(m.Roster) == sha256.Sum256(n.roster.Encode()) { // nothing was left out
		s.roster.whole, s.roster.digest = version, version
	}
	if door == wire.DoorWords {
		m.GossipKey = n.sec.Load().gossipKey
	}
	m.Members = append(m.Members, wire.Member{
		Fingerprint: n.me, Name: n.opt.Name, Color: n.opt.Color, Addresses: n.addresses(),
	})
	for _, k := range n.knownMembers() {
		if k.Fingerprint != s.member.Fingerprint && len(m.Members) < wire.MaxMembers {
			m.Members = append(m.Members, wire.Member(k))
		}
	}
	return m
}
