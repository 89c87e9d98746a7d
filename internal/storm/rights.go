package storm

import (
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"sync"

	"throughline.app/cmd/throughline/vouched"
	"throughline.app/crdt"
	"throughline.app/sync/roster"
	"throughline.app/sync/vouch"
	"throughline.app/sync/wire"
	"throughline.app/workshop"
)

// workshopID is what all signatures are for.
const workshopID = "storm"

// An identity is a laptop's key and what follows from it.
type identity struct {
	private ed25519.PrivateKey
	public  ed25519.PublicKey
	print   wire.Fingerprint
}

var identities = sync.OnceValue(func() (all [16]identity) {
	for n := range all {
		seed := sha256.Sum256(fmt.Appendf(nil, "laptop %d", n))
		i := identity{private: ed25519.NewKeyFromSeed(seed[:])}
		i.public = i.private.Public().(ed25519.PublicKey)
		i.print = roster.FingerprintOf(i.public)
		all[n] = i
	}
	return all
})

func identityOf(n int) identity { return identities()[n] }

func fingerprint(n int) string {
	print := identityOf(n).print
	return hex.EncodeToString(print[:])
}

// rights are who may change the workshop and who vouches for what was changed, as one run of
// a laptop knows it.
type rights struct {
	*vouched.Document
	l      *laptop
	r      *run
	roster *roster.Roster
}

func newRights(l *laptop, r *run) (*rights, error) {
	known, err := roster.Open(l.room.session, workshopID, l.disk.roster)
	if err != nil {
		return nil, err
	}
	t := &rights{l: l, r: r, roster: known}
	t.Document = vouched.New(vouched.Options{
		Book: vouch.NewBook(workshopID, identityOf(l.n).private), Led: led,
		Keep: r.journal.vouchers,
		Refused: func(_ string, why *vouch.Refusal) error {
			l.room.noteRefusal(l.n, why)
			return nil
		},
		Forked: func(f vouch.Fork) { l.room.forked(l.n, f) },
	})
	for _, k := range l.disk.stored() {
		t.Book.Note(k.Head, k.Voucher, true)
	}
	t.Book.SetRoster(known)
	known.OnChange(t.moved)
	return t, nil
}

// moved keeps the roster, tells it on, and shows those out who do not belong any more.
func (t *rights) moved() {
	encoded := t.roster.Encode()
	t.l.disk.keepRoster(encoded)
	t.Look()
	t.r.mu.Lock()
	defer t.r.mu.Unlock()
	for n, k := range t.r.links {
		if t.out(n) {
			k.end.end(politely)
		} else {
			t.tell(k.end, n)
		}
	}
}

// tell sends what this laptop knows of who may do what: sync/lan does so beside the session.
func (t *rights) tell(end *End, to int) {
	room := t.l.room
	if to == room.liar.n {
		return
	}
	encoded := t.roster.Encode()
	select {
	case end.out <- parcel{frame: wire.Frame{Kind: wire.KindPing, Body: make([]byte, len(encoded))}, sent: now(), arrived: func() {
		if there, _ := room.running(room.laptops[to]); there != nil {
			if _, err := there.rights.roster.Take(encoded); err != nil {
				room.fail("laptop %d does not take the roster of %d: %v", to, t.l.n, err)
			}
		}
	}}:
	default: // the next connection tells it
	}
}

// out reports whether a laptop does not belong to the room.
func (t *rights) out(n int) bool { return !t.roster.May(identityOf(n).print, roster.Enter) }

// mayWrite reports whether the person at this laptop may change things, as far as it knows.
func (t *rights) mayWrite(diff workshop.Diff) bool {
	me := identityOf(t.l.n).print
	if t.roster.May(me, roster.Facilitate) {
		return true
	}
	return t.roster.May(me, roster.Write) && !slices.ContainsFunc(diff, func(c workshop.Change) bool { return led(c.Ref.Key()) })
}

// led reports whether a record is one that only facilitators change.
func led(record string) bool {
	return record == workshop.Ref{Kind: workshop.KindWorkshop, ID: workshop.MetaID}.Key() || record == crdt.EpochRecord
}
