package roster

import (
	"crypto/ed25519"
	"slices"
)

// Craft makes a statement as a program would that keeps to no rules: by any right of the
// roster, with any number, over any claims. Choose says which of n to take.
func (r *Roster) Craft(private ed25519.PrivateKey, who ed25519.PublicKey, as Standing, choose func(n int) int) []byte {
	r.mu.Lock()
	defer r.mu.Unlock()
	var ids []id
	for i := range r.all {
		ids = append(ids, i)
	}
	slices.SortFunc(ids, func(a, b id) int { return slices.Compare(a[:], b[:]) })
	s := &Statement{issuer: key(private.Public().(ed25519.PublicKey)), subject: key(who), standing: as, seq: 1}
	if n := choose(len(ids) + 1); n < len(ids) {
		s.under = ids[n]
	}
	if n := choose(len(ids) + 1); n < len(ids) {
		s.prev, s.seq = ids[n], r.all[ids[n]].seq+1
	}
	if n := choose(len(ids) + 1); n < len(ids) {
		s.over = []over{{claim: ids[n]}}
	}
	s.seal(private, r.context)
	out := append(append([]byte{encodingVersion}, r.root[:]...), r.nonce[:]...)
	return append(s.body(out), s.signature[:]...)
}
