package lan

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"slices"
	"time"

	"throughline.app/sync/roster"
	"throughline.app/sync/wire"
)

// deputies is how many of those who are let in first may let others in, so that the room
// goes on when its facilitator's laptop is away. The facilitator can appoint others.
const deputies = 3

// Roster is who belongs to the session and what each may do; it grows while the node runs.
// Nobody else changes it but by this node's methods. It is not nil.
func (n *Node) Roster() *roster.Roster { return n.roster }

func (n *Node) mayAdmit(f wire.Fingerprint) bool { return n.roster.May(f, roster.LetIn) }
func (n *Node) mayLead(f wire.Fingerprint) bool  { return n.roster.May(f, roster.Facilitate) }
func (n *Node) belongs(f wire.Fingerprint) bool  { return n.roster.May(f, roster.Enter) }

func (n *Node) isRemoved(f wire.Fingerprint) bool {
	m, known := n.roster.Member(f)
	return known && m.Role == roster.Removed
}

// removals counts those who were put out.
func (n *Node) removals() uint64 {
	count := uint64(0)
	for _, m := range n.roster.Members() {
		if m.Role == roster.Removed {
			count++
		}
	}
	return count
}

// standingOf is what somebody becomes who is let in: what was asked for, if that is one of
// the lesser roles.
func (n *Node) standingOf(a wire.Asker) roster.Standing {
	st := roster.Standing{Role: roster.Participant, Name: a.Name, Function: a.Function}
	switch a.Role {
	case roster.Observer.String():
		st.Role = roster.Observer
	case roster.Wall.String():
		st.Role = roster.Wall
	}
	if st.Role == roster.Participant && n.mayLead(n.me) {
		already := 0
		for _, m := range n.roster.Members() {
			if m.Role == roster.Participant && m.MayAdmit {
				already++
			}
		}
		st.MayAdmit = already < deputies
	}
	return st
}

// admit lets somebody in who was never here. The caller does not hold n.mu.
func (n *Node) admit(a wire.Asker) error {
	f := roster.FingerprintOf(a.Key[:])
	n.admitting.Lock()
	defer n.admitting.Unlock()
	if n.belongs(f) {
		return nil
	}
	if n.isRemoved(f) && !n.mayLead(n.me) {
		return ErrMayNot
	}
	return n.say(func() error {
		return n.roster.Admit(n.opt.Identity.key(), a.Key[:], n.standingOf(a))
	})
}

// say has the roster take in a statement of this laptop, and tells everybody.
func (n *Node) say(statement func() error) error {
	switch err := statement(); {
	case errors.Is(err, roster.ErrMayNot):
		return fmt.Errorf("%w: %w", ErrMayNot, err)
	case err != nil:
		return err
	}
	n.rosterMoved(true)
	return nil
}

// Appoint says what a member is from now on. Errors: [ErrMayNot].
func (n *Node) Appoint(f wire.Fingerprint, role roster.Role, mayAdmit bool) error {
	m, known := n.roster.Member(f)
	if !known || !n.mayLead(n.me) || role <= roster.Removed {
		return ErrMayNot
	}
	st := m.Standing
	st.Role, st.MayAdmit = role, mayAdmit && role == roster.Participant
	if st == m.Standing {
		return nil
	}
	return n.say(func() error { return n.roster.Admit(n.opt.Identity.key(), m.Key, st) })
}

// Remove puts a member out, everywhere and at once, and draws other words and another key,
// so that neither brings them back. Errors: [ErrMayNot].
func (n *Node) Remove(f wire.Fingerprint) error {
	if f == n.me || !n.mayLead(n.me) {
		return ErrMayNot
	}
	return n.say(func() error { return n.roster.Remove(n.opt.Identity.key(), f) })
}

// rosterMoved follows a roster that says something new; mine is whether this laptop said it.
// The caller does not hold n.mu.
func (n *Node) rosterMoved(mine bool) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.rosterVersion++
	if mine {
		n.rosterSaid = n.rosterVersion
	}
	n.rosterDigest = sha256.Sum256(n.roster.Encode())
	for f, k := range n.table {
		if n.isRemoved(f) {
			k.Addresses = nil
			if k.session != nil {
				go n.putOut(k.session)
			}
		} else if k.session != nil && len(k.session.door.Settings) > 0 {
			n.takeDoorLocked(k.session.door) // its author may have been unheard of
		}
	}
	n.renewAfterRemoval()
	n.resign()
	n.judgePetitions()
	n.askVersion++ // others may be those who let people in
	n.spread()
	n.laterSpread()
	n.tell(Event{Kind: RosterMoved})
	n.keepState()
	if n.isRemoved(n.me) {
		n.tell(Event{Kind: Removed})
		select {
		case n.out <- struct{}{}:
		default:
		}
	}
}

// putOut ends the session of somebody who was removed: it gets the roster that says so, which
// it can check, and hears nothing else any more.
func (n *Node) putOut(s *Session) {
	_ = s.stream.SetWriteDeadline(time.Now().Add(farewellTime))
	s.stream.live.Store(false)
	n.mu.Lock()
	m := n.wholeRoster()
	n.mu.Unlock()
	_ = s.conn.Write(m)
	s.leave(wire.ByeRemoved)
}

// renewAfterRemoval draws other words and another key if somebody was put out since the last
// ones were drawn, and it is for this laptop to do: it put somebody out, or drew those. So
// two who each put somebody out at the same time come to secrets that neither of those
// knows. The caller holds n.mu.
func (n *Node) renewAfterRemoval() {
	gone := n.removals()
	key, words := n.settings[wire.WhatKey], n.settings[wire.WhatWords]
	if gone == 0 || !n.mayLead(n.me) || key.After >= gone && words.After >= gone {
		return
	}
	own := roster.FingerprintOf(key.Author[:]) == n.me || slices.ContainsFunc(n.roster.Members(), func(m roster.Member) bool {
		return m.Role == roster.Removed && m.By == n.me
	})
	if !own {
		return
	}
	values, err := n.drawAll()
	if err == nil {
		err = n.setLocked(values)
	}
	if err != nil {
		n.log.Error("words and key could not be renewed", "error", err)
	}
}

// resign signs what of the door was signed by somebody who may not lead any more, so that
// newcomers believe it. The first facilitator who is here does that. The caller holds n.mu.
func (n *Node) resign() {
	if n.roster.Root() != n.me {
		return
	}
	values := make(map[wire.What][]byte)
	for what, s := range n.settings {
		if s.Number > 0 && !n.mayLead(roster.FingerprintOf(s.Author[:])) {
			values[wire.What(what)] = s.Value
		}
	}
	if v, ok := values[wire.WhatMode]; ok {
		if d := n.doorNow(); d.Mode == Open && !d.Until.IsZero() {
			v = modeValue(Open, d.Until.Sub(n.opt.Now()))
		} else if d.Mode == AskMe {
			v = modeValue(AskMe, 0)
		}
		values[wire.WhatMode] = v
	}
	if len(values) > 0 {
		if err := n.setLocked(values); err != nil {
			n.log.Error("the door could not be signed anew", "error", err)
		}
	}
}

// rosterTold is what is known of what the other end of a session holds. Guarded by Node.mu.
type rosterTold struct {
	whole  uint64   // version of the roster that was told whole
	digest uint64   // version of which the digest was told
	theirs [32]byte // the digest that it told
	at     uint64   // when this laptop held that version; 0 if none was told
}

// wholeRoster is called with n.mu held.
func (n *Node) wholeRoster() wire.Roster {
	return wire.Roster{Digest: n.rosterDigest, Statements: n.roster.Encode()}
}

// rosterNews is what the member at s is told of the roster. What this laptop said itself goes
// out at once and whole, of the rest only the digest a moment later: where all are connected to
// all, everybody has it by then, and who has not says so by another digest. The caller
// holds n.mu.
func (n *Node) rosterNews(s *Session) []wire.Message {
	t := &s.roster
	differs := t.at == n.rosterVersion && t.theirs != n.rosterDigest
	switch {
	case t.whole < n.rosterSaid, differs && t.whole < n.rosterVersion:
		t.whole, t.digest = n.rosterVersion, n.rosterVersion
		return []wire.Message{n.wholeRoster()}
	case t.digest < n.rosterDue:
		t.digest = n.rosterDue
		return []wire.Message{wire.Roster{Digest: n.rosterDigest}}
	}
	return nil
}

// laterSpread has the digest told in a moment. The caller holds n.mu.
func (n *Node) laterSpread() {
	time.AfterFunc(n.jitter(n.opt.Intervals.Rejoin/4), func() {
		n.mu.Lock()
		defer n.mu.Unlock()
		n.rosterDue = n.rosterVersion
		n.spread()
	})
}

// takeRoster takes in what the member at s holds. Errors: those of [roster.Roster.Take];
// the member passes on what is not signed.
func (n *Node) takeRoster(s *Session, m wire.Roster) error {
	news := 0
	if len(m.Statements) > 0 {
		var err error
		if news, err = n.roster.Take(m.Statements); err != nil {
			return fmt.Errorf("lan: %s: %w", s.member.Name, err)
		}
	}
	if news > 0 {
		n.rosterMoved(false)
	}
	n.mu.Lock()
	defer n.mu.Unlock()
	s.roster.theirs, s.roster.at = m.Digest, n.rosterVersion
	if m.Digest != n.rosterDigest {
		s.wake()
	}
	return nil
}
