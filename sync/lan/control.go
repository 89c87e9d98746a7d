package lan

import (
	"bytes"
	"context"
	"fmt"

	"throughline.app/sync/roster"
	"throughline.app/sync/wire"
)

// This file is what members tell each other about the door and the roster, beside what the
// session's handler reads and writes.

// A read is what ReadFrame returned.
type read struct {
	frame wire.Frame
	err   error
}

func (r read) why() error {
	if r.err != nil {
		return r.err
	}
	return fmt.Errorf("it said %s: %w", r.frame.Kind, wire.ErrMalformed)
}

// wake has the session tell what is new.
func (s *Session) wake() {
	select {
	case s.due <- struct{}{}:
	default:
	}
}

// spread has every session tell what is new. The caller holds n.mu.
func (n *Node) spread() {
	for _, k := range n.table {
		if k.session != nil {
			k.session.wake()
		}
	}
}

// keepTold tells the member at s how the door stands and who is in the roster, whenever
// that is new, until ctx ends, and once more then: what somebody says as the last thing
// before they leave is told as well. States are told, not steps: what changes quickly is
// told once. It sends signs of life, too.
func (n *Node) keepTold(ctx context.Context, s *Session) {
	told := &toldOf{}
	s.wake()
	for {
		select {
		case <-ctx.Done():
			_ = n.tellNews(s, told)
			return
		case <-s.due:
		}
		if s.quiet.Swap(false) {
			if s.WriteFrame(wire.Frame{Kind: wire.KindPing}) != nil {
				return
			}
			s.wrote.Store(false)
		}
		if n.tellNews(s, told) != nil {
			return
		}
	}
}

// toldOf is which version of door and askers a member was told last.
type toldOf struct{ door, ask uint64 }

// tellNews tells the member at s what is new since told. It returns what writing does.
func (n *Node) tellNews(s *Session, told *toldOf) error {
	var out []wire.Message
	n.mu.Lock()
	out = append(out, n.rosterNews(s)...)
	if told.door != n.doorVersion {
		told.door = n.doorVersion
		out = append(out, n.doorMessage())
	}
	if n.mayAdmit(s.member.Fingerprint) && told.ask != n.askVersion {
		told.ask = n.askVersion
		out = append(out, n.askMessage(s))
	}
	for _, a := range s.answers {
		out = append(out, a)
	}
	s.answers = nil
	n.mu.Unlock()
	for _, m := range out {
		f, err := wire.Encode(m)
		if err != nil {
			n.log.Error("what is to be told cannot be written", "error", err)
			continue
		}
		if err := s.WriteFrame(f); err != nil {
			return err
		}
	}
	return nil
}

// askMessage is who waits here, as the member at s is told: if the door is open, one of those
// who may admit is enough, unless that takes too long. The caller holds n.mu.
func (n *Node) askMessage(s *Session) wire.Ask {
	m := wire.Ask{Tried: n.door.isShut()}
	one := n.doorNow().Mode == Open && n.admitter() != s.member.Fingerprint
	for _, p := range n.petitions {
		if !one || p.urgent {
			m.Askers = append(m.Askers, p.asker)
		}
	}
	return m
}

// admitter is who lets people in while the door is open: of those who are here and may,
// one who leads, else the first by fingerprint. The caller holds n.mu.
func (n *Node) admitter() (first wire.Fingerprint) {
	for f, k := range n.table {
		switch {
		case k.session == nil || !n.mayAdmit(f):
		case first == wire.Fingerprint{}, n.mayLead(f) && !n.mayLead(first),
			n.mayLead(f) == n.mayLead(first) && bytes.Compare(f[:], first[:]) < 0:
			first = f
		}
	}
	return first
}

// admitAll lets in who asks at the door of others while it is open.
func (n *Node) admitAll(askers []wire.Asker) {
	if !n.mayAdmit(n.me) || n.Doorway().Mode != Open {
		return
	}
	for _, a := range askers {
		if f := roster.FingerprintOf(a.Key[:]); f == n.me || n.isRemoved(f) {
			continue
		}
		if err := n.admit(a); err != nil {
			n.log.Warn("somebody could not be let in", "name", a.Name, "error", err)
		}
	}
}

// heard takes in a frame that is no business of the handler. It reports whether f was one.
func (n *Node) heard(s *Session, f wire.Frame) (bool, error) {
	switch f.Kind {
	case wire.KindRoster:
		m, err := wire.DecodeRoster(f.Body)
		if err == nil {
			err = n.takeRoster(s, m)
		}
		return true, err
	case wire.KindDoor:
		m, err := wire.DecodeDoorway(f.Body)
		if err == nil {
			n.takeDoor(s, m)
		}
		return true, err
	case wire.KindAsk:
		m, err := wire.DecodeAsk(f.Body)
		if err == nil {
			n.mu.Lock()
			s.asks = m.Askers
			shut := m.Tried && !s.tried
			s.tried = m.Tried
			if shut {
				n.tell(Event{Kind: Shut, Member: s.member})
			}
			n.tell(Event{Kind: Asking})
			n.mu.Unlock()
			n.admitAll(m.Askers)
		}
		return true, err
	case wire.KindAnswer:
		m, err := wire.DecodeAnswer(f.Body)
		if err == nil {
			n.mu.Lock()
			if n.mayAdmit(s.member.Fingerprint) {
				n.turnAway(m.Fingerprint)
			}
			n.mu.Unlock()
		}
		return true, err
	}
	return false, nil
}
