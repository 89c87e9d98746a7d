package vouch

import (
	"throughline.app/sync/roster"
	"throughline.app/sync/wire"
)

// Whose says who vouches for a change in its author's place: out of a file, from before the
// workshop was shared, or because its author may not write any more. It reports false where the
// author does, and where nobody is known to.
func (b *Book) Whose(h Head) (through wire.Fingerprint, ok bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	p := b.actors[h.Actor]
	if p == nil || b.roster == nil {
		return through, false
	}
	at, _ := p.find(h.Seq, "", [32]byte{})
	for _, e := range p.entries[at:] {
		if e.seq == h.Seq && e.hash != h.Hash || e.state != good || !b.roster.May(e.who, roster.Write) {
			continue
		}
		if len(h.Actor) >= roster.PrefixLen && string(e.who[:roster.PrefixLen]) == h.Actor[:roster.PrefixLen] {
			return wire.Fingerprint{}, false
		}
		if !ok {
			through, ok = e.who, true
		}
	}
	return through, ok
}
