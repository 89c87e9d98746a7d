package lan

import (
	"bytes"
	"fmt"
	"net/netip"
	"slices"
	"sort"

	"throughline.app/sync/wire"
)

// known is what the table holds of one other laptop.
type known struct {
	KnownMember
	session *Session // nil: not here
	dialing bool
	wait    int // looks to let pass before the next try
	failed  int // tries in a row
	// unsaid is who is gone without anybody having been told, because a try is under way
	// that may well be the reason: the other side keeps the new connection of two.
	unsaid *Member
}

// prefer tells which of two sessions with the same member stays, and gives the same answer
// on both sides: a restarted process replaces what is left of its predecessor; of two that
// the same side dialled the newer stays, because that side has lost the other; of two
// dialled from different sides the one that the lower fingerprint dialled.
func (n *Node) prefer(newer, older *Session) bool {
	if newer.instance != older.instance || newer.dialer == older.dialer {
		return true
	}
	peer := newer.member.Fingerprint
	lower := n.me
	if bytes.Compare(peer[:], lower[:]) < 0 {
		lower = peer
	}
	return newer.dialer == lower
}

// mayEnter tells, before anything is told to it, whether s would enter the table.
func (n *Node) mayEnter(s *Session) (wire.ByeCode, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	here := 0
	for _, k := range n.table {
		if k.session != nil {
			here++
		}
	}
	k := n.table[s.member.Fingerprint]
	switch {
	case n.isRemoved(s.member.Fingerprint):
		return wire.ByeRemoved, ErrRemoved
	case k != nil && k.session != nil && !n.prefer(s, k.session):
		return wire.ByeDuplicate, errDuplicate
	case (k == nil || k.session == nil) && here >= wire.MaxMembers-1:
		return wire.ByeFull, fmt.Errorf("lan: %s: %w", s.member.Name, ErrFull)
	}
	return 0, nil
}

// enterTable makes s the session of its member, in the place of one that is less
// preferred. It reports whether s stays.
func (n *Node) enterTable(s *Session) bool {
	n.mu.Lock()
	k := n.entry(s.member.Fingerprint)
	old := k.session
	if n.isRemoved(s.member.Fingerprint) || old != nil && !n.prefer(s, old) {
		n.mu.Unlock()
		return false
	}
	k.session, k.failed, k.wait = s, 0, 0
	k.Name, k.Color = s.member.Name, s.member.Color
	if s.member.Addr != "" {
		k.Addresses = putFirst(k.Addresses, s.member.Addr)
	} else if len(k.Addresses) > 0 {
		s.member.Addr = k.Addresses[0]
	}
	changed := true
	switch {
	case old != nil:
		changed = old.member != s.member
	case k.unsaid != nil:
		changed = *k.unsaid != s.member
	}
	k.unsaid = nil
	if changed { // told under the lock, so that events come in the order of what happened
		n.tell(Event{Here, s.member})
		n.keepState()
	}
	n.mu.Unlock()

	if old != nil {
		_ = old.Close()
	}
	if changed {
		n.log.Info("a member is here", "member", s.member.Name, "id", Hex(s.member.Fingerprint)[:8], "addr", s.member.Addr)
	}
	return true
}

// leaveTable forgets s, if it is still its member's session.
func (n *Node) leaveTable(s *Session) {
	n.mu.Lock()
	defer n.mu.Unlock()
	k := n.table[s.member.Fingerprint]
	if k == nil || k.session != s {
		return
	}
	k.session = nil
	if k.dialing {
		k.unsaid = &s.member
		return
	}
	n.tellGone(s.member)
}

// tellGone is called with n.mu held.
func (n *Node) tellGone(m Member) {
	n.log.Info("a member is gone", "member", m.Name, "id", Hex(m.Fingerprint)[:8])
	n.tell(Event{Gone, m})
}

// entry returns the row of f, made if there is none. The caller holds n.mu.
func (n *Node) entry(f wire.Fingerprint) *known {
	k := n.table[f]
	if k == nil {
		k = &known{KnownMember: KnownMember{Fingerprint: f}}
		n.table[f] = k
		n.prune(f)
	}
	return k
}

// prune keeps the table to twice MaxMembers: of those who are not here, the one who failed
// most often goes first. The caller holds n.mu.
func (n *Node) prune(keep wire.Fingerprint) {
	for len(n.table) > 2*wire.MaxMembers {
		var worst *known
		for f, k := range n.table {
			if k.session == nil && !k.dialing && f != keep && (worst == nil || k.failed > worst.failed) {
				worst = k
			}
		}
		if worst == nil {
			return
		}
		delete(n.table, worst.Fingerprint)
	}
}

// learn takes in that a member may be at addresses. It reports whether that is new.
func (n *Node) learn(m wire.Member) bool {
	if m.Fingerprint == n.me || n.isRemoved(m.Fingerprint) {
		return false
	}
	n.mu.Lock()
	defer n.mu.Unlock()
	k := n.entry(m.Fingerprint)
	if k.Name == "" {
		k.Name, k.Color = m.Name, m.Color
	}
	news := false
	for i := len(m.Addresses) - 1; i >= 0; i-- {
		if a := m.Addresses[i]; n.usable(a) && (len(k.Addresses) == 0 || k.Addresses[0] != a) {
			news = news || !slices.Contains(k.Addresses, a)
			if k.session == nil {
				k.Addresses = putFirst(k.Addresses, a)
			} else if !slices.Contains(k.Addresses, a) && len(k.Addresses) < wire.MaxAddresses {
				k.Addresses = append(k.Addresses, a)
			}
		}
	}
	return news
}

// usable tells whether this laptop may dial a: from the loopback nothing but the loopback,
// from elsewhere anything but.
func (n *Node) usable(a string) bool {
	at, err := netip.ParseAddrPort(a)
	return err == nil && len(a) <= wire.MaxAddress && at.Port() != 0 && !at.Addr().IsUnspecified() &&
		!at.Addr().IsMulticast() && at.Addr().IsLoopback() == n.place.hosts[0].IsLoopback()
}

func putFirst(list []string, a string) []string {
	out := []string{a}
	for _, other := range list {
		if other != a && len(out) < wire.MaxAddresses {
			out = append(out, other)
		}
	}
	return out
}

// knownMembers returns a copy of the table's members that have an address, those who are
// here first, then by fingerprint.
func (n *Node) knownMembers() []KnownMember {
	n.mu.Lock()
	defer n.mu.Unlock()
	var rows []*known
	for _, k := range n.table {
		if len(k.Addresses) > 0 {
			rows = append(rows, k)
		}
	}
	sort.Slice(rows, func(i, j int) bool {
		if here := rows[i].session != nil; here != (rows[j].session != nil) {
			return here
		}
		return bytes.Compare(rows[i].Fingerprint[:], rows[j].Fingerprint[:]) < 0
	})
	out := make([]KnownMember, len(rows))
	for i, k := range rows {
		out[i] = k.KnownMember
		out[i].Addresses = slices.Clone(k.Addresses)
	}
	return out
}
