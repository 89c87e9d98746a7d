package beacon

import (
	"cmp"
	"slices"
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
	HeardMDNS      bool // by the further voice, see [MDNS]
}

// Report tells how each adapter fares since it was opened, by name, and how many other
// addresses were heard since Run began (256 at most are counted).
func (b *Beacon) Report() (adapters []Report, others int) {
	list, _ := b.opt.List()
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, a := range list {
		r := Report{Adapter: a}
		if s := b.radios[a]; s != nil {
			r.Open = true
			r.SentMulticast, r.SentBroadcast = s.sentMulticast, s.sentBroadcast
			r.BackMulticast, r.BackBroadcast = s.backMulticast, s.backBroadcast
			r.HeardMulticast, r.HeardBroadcast, r.HeardMDNS = s.heard[Multicast], s.heard[Broadcast], s.heard[MDNS]
		}
		adapters = append(adapters, r)
	}
	slices.SortFunc(adapters, func(a, b Report) int {
		return cmp.Or(cmp.Compare(a.Name, b.Name), a.Addr.Compare(b.Addr))
	})
	return adapters, len(b.others)
}
