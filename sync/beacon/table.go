package beacon

import (
	"cmp"
	"net/netip"
	"slices"
	"time"

	"throughline.app/sync/wire"
)

// Bounds of what is remembered. Who is in the table stays in it as long as it is heard: a
// flood of made-up workshops keeps new ones out, and pushes none away.
const (
	MaxWorkshops     = 64
	maxPerSource     = 4                // workshops that one address may tell of
	maxAddresses     = 8                // that one workshop may be told of at
	maxSources       = 256              // counted within a second
	maxFromSource    = 20               // datagrams from one address within a second that are looked at
	maxASecond       = 500              // the same, all addresses together
	Expiry           = 16 * time.Second // three beacons were missed
	minChangeSpacing = 200 * time.Millisecond
)

// A Way is how something was heard.
type Way string

// The ways.
const (
	Multicast Way = "multicast"
	Broadcast Way = "broadcast"
	MDNS      Way = "mdns"
	Answer    Way = "answer" // to a question of this laptop
)

// A Workshop is one that was heard of. All of it is hearsay.
type Workshop struct {
	Session wire.SessionID
	Title   string           // "" unless somebody tells it
	Host    string           // who shares, "" unless told
	Laptops int              // at most 255
	Addrs   []netip.AddrPort // where it answers, the earliest heard first
	By      Way              // how it was heard first
	Heard   time.Time        // last
}

// A speaker is one laptop that tells of one workshop.
type speaker struct {
	at       netip.AddrPort
	instance uint64
	said     Announcement
	first    time.Time
	heard    time.Time
	by       Way
}

// A table is who was heard. It is not safe for concurrent use.
type table struct {
	sessions map[wire.SessionID][]speaker

	second time.Time
	total  int
	from   map[netip.Addr]int
}

// admits counts a datagram and says whether it is looked at.
func (t *table) admits(from netip.Addr, now time.Time) bool {
	if d := now.Sub(t.second); d >= time.Second || d < 0 {
		t.second, t.total, t.from = now, 0, make(map[netip.Addr]int)
	}
	crowd := t.from[from] >= maxFromSource && !from.IsLoopback() // on the loopback many laptops have one address
	if t.total >= maxASecond || crowd || len(t.from) >= maxSources && t.from[from] == 0 {
		return false
	}
	t.total++
	t.from[from]++
	return true
}

// hear takes in a HERE and reports whether that changed what [table.list] gives.
func (t *table) hear(m Message, from netip.Addr, by Way, now time.Time) bool {
	at := netip.AddrPortFrom(from, m.Port)
	known := t.sessions[m.Session]
	for i := range known {
		s := &known[i]
		if s.at == at {
			changed := s.said != m.Announcement
			s.said, s.instance, s.heard = m.Announcement, m.Instance, now
			return changed
		}
	}
	if len(known) >= maxAddresses || known == nil && (len(t.sessions) >= MaxWorkshops || !from.IsLoopback() && t.toldBy(from) >= maxPerSource) {
		return false
	}
	t.sessions[m.Session] = append(known, speaker{at: at, instance: m.Instance, said: m.Announcement, first: now, heard: now, by: by})
	return true
}

func (t *table) toldBy(from netip.Addr) (n int) {
	for _, speakers := range t.sessions {
		if slices.ContainsFunc(speakers, func(s speaker) bool { return s.at.Addr() == from }) {
			n++
		}
	}
	return n
}

// gone forgets what the sender said of a session, and reports whether there was anything.
func (t *table) gone(m Message, from netip.Addr) bool {
	return t.drop(m.Session, func(s speaker) bool { return s.at.Addr() == from && s.instance == m.Instance })
}

// speakers counts the laptops that told of a session since then.
func (t *table) speakers(id wire.SessionID, since time.Time) int {
	n := 0
	for i, s := range t.sessions[id] {
		again := slices.ContainsFunc(t.sessions[id][:i], func(o speaker) bool { return o.instance == s.instance })
		if !again && s.heard.After(since) {
			n++
		}
	}
	return n
}

// expire forgets who was silent for long.
func (t *table) expire(now time.Time) (changed bool) {
	for id := range t.sessions {
		if t.drop(id, func(s speaker) bool { return now.Sub(s.heard) >= Expiry }) {
			changed = true
		}
	}
	return changed
}

func (t *table) drop(id wire.SessionID, which func(speaker) bool) bool {
	before := len(t.sessions[id])
	left := slices.DeleteFunc(t.sessions[id], which)
	if len(left) == 0 {
		delete(t.sessions, id)
	} else {
		t.sessions[id] = left
	}
	return len(left) != before
}

// list gives the workshops, the earliest heard first.
func (t *table) list() []Workshop {
	type dated struct {
		Workshop
		first time.Time
	}
	var all []dated
	for id, speakers := range t.sessions {
		w := dated{Workshop{Session: id, By: speakers[0].by}, speakers[0].first}
		for _, s := range speakers {
			w.Addrs = append(w.Addrs, s.at)
			w.Laptops = max(w.Laptops, int(s.said.Laptops))
			if s.heard.After(w.Heard) {
				w.Heard = s.heard
			}
			if w.Title == "" {
				w.Title = s.said.Title
			}
			if w.Host == "" {
				w.Host = s.said.Host
			}
		}
		all = append(all, w)
	}
	slices.SortFunc(all, func(a, b dated) int {
		return cmp.Or(a.first.Compare(b.first), slices.Compare(a.Session[:], b.Session[:]))
	})
	out := make([]Workshop, len(all))
	for i, w := range all {
		out[i] = w.Workshop
	}
	return out
}
