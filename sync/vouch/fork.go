package vouch

import (
	"throughline.app/sync/roster"
	"throughline.app/sync/wire"
)

// A Fork is what proves that somebody signed two changes of which one can be true: no laptop
// that runs this program as it is numbers two changes alike.
type Fork struct {
	Author wire.Fingerprint
	Actor  string // raw
	// Claims are two signatures of the author. They prove it to everybody if they are for the
	// same number; else to those who hold the changes, of which neither follows the other.
	Claims [2]Claim
}

// A Claim is an author's signature for a change.
type Claim struct {
	Seq       uint64
	Hash      [32]byte
	Signature [SignatureLen]byte
}

// Fork looks for the signatures of an author on two rows of its changes that differ from the first
// on, one that is in the document and one that is not. It reports false if one of them has none, so
// that nobody is proven to have made both.
func (b *Book) Fork(mine, theirs []Head) (f Fork, ok bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for i, row := range [][]Head{mine, theirs} {
		c, who, signed := b.claim(row)
		if !signed || i == 1 && who != f.Author {
			return Fork{}, false
		}
		f.Author, f.Actor, f.Claims[i] = who, row[0].Actor, c
	}
	return f, true
}

// claim is the author's first good signature on a row of changes.
func (b *Book) claim(row []Head) (Claim, wire.Fingerprint, bool) {
	for _, h := range row {
		for _, e := range b.actors[h.Actor].at(h.Seq, h.Hash) {
			if b.check(h.Actor, e) == good && len(h.Actor) >= roster.PrefixLen && string(e.who[:roster.PrefixLen]) == h.Actor[:roster.PrefixLen] {
				return Claim{h.Seq, h.Hash, e.sig}, e.who, true
			}
		}
	}
	return Claim{}, wire.Fingerprint{}, false
}

// Signed reports whether the author of an actor, as far as they are known here, has signed for a
// change.
func (b *Book) Signed(h Head, signature []byte) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.roster == nil || len(h.Actor) < roster.PrefixLen {
		return false
	}
	for _, m := range b.roster.ByPrefix(h.Actor[:roster.PrefixLen]) {
		if roster.Verify(m.Key, b.workshop, roster.Mark{Actor: h.Actor, Seq: h.Seq, Hash: h.Hash}, signature) {
			return true
		}
	}
	return false
}
