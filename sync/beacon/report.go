package beacon

import (
	"cmp"
	"slices"
	"time"
)

// A Report is how the beacon fares on one adapter, for a person who wonders.
type Report struct {
	Adapter
	Open           bool  // its sockets could be opened
	SentMulticast  error // what the system said to the last one, nil if it went out
	SentBroadcast  error
	BackMulticast  bool // this laptop's own beacon came back
	BackBroadcast  bool
	HeardMulticast bool // another laptop's came
	HeardBroadcast bool
	HeardAnswer    bool // to this laptop's question
	HeardMDNS      bool // by the further voice, see [MDNS]
}

// Report tells how each adapter has fared since then, by name, and how many other addresses
// were heard since (256 at most are counted). A network can begin to keep laptops apart at any
// time, so what was heard once says little.
func (b *Beacon) Report(since time.Time) (adapters []Report, others int) {
	list, _ := b.opt.List()
	b.mu.Lock()
	defer b.mu.Unlock()
	lately := func(at time.Time) bool { return !at.IsZero() && !at.Before(since) }
	for _, a := range list {
		r := Report{Adapter: a}
		if s := b.radios[a]; s != nil {
			r.Open = true
			r.SentMulticast, r.SentBroadcast = s.sentMulticast, s.sentBroadcast
			r.BackMulticast, r.BackBroadcast = lately(s.back[Multicast]), lately(s.back[Broadcast])
			r.HeardMulticast, r.HeardBroadcast = lately(s.heard[Multicast]), lately(s.heard[Broadcast])
			r.HeardAnswer, r.HeardMDNS = lately(s.heard[Answer]), lately(s.heard[MDNS])
		}
		adapters = append(adapters, r)
	}
	slices.SortFunc(adapters, func(a, b Report) int {
		return cmp.Or(cmp.Compare(a.Name, b.Name), a.Addr.Compare(b.Addr))
	})
	for _, at := range b.others {
		if lately(at) {
			others++
		}
	}
	return adapters, others
}
