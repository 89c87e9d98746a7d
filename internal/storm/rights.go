package storm

import (
	"context"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"sync"

	"throughline.app/crdt"
	"throughline.app/crdt/format"
	"throughline.app/sync/replica"
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
// a laptop knows it: what the program does around package vouch.
type rights struct {
	l      *laptop
	r      *run
	book   *vouch.Book
	roster *roster.Roster
	due    chan struct{} // cap 1: what is here may lack a voucher

	mu    sync.Mutex
	came  map[string][]vouch.Note // by sender: with the whole workshop that is being read
	whole []vouch.Head            // of the whole workshop that was read last
}

var _ crdt.Gatekeeper = (*rights)(nil)

func newRights(l *laptop, r *run) (*rights, error) {
	me := identityOf(l.n)
	known, err := roster.Open(l.room.session, workshopID, l.disk.roster)
	if err != nil {
		return nil, err
	}
	t := &rights{l: l, r: r, book: vouch.NewBook(workshopID, me.private), roster: known, due: make(chan struct{}, 1), came: map[string][]vouch.Note{}}
	for _, k := range l.disk.stored() {
		t.book.Note(k.Head, k.Voucher, true)
	}
	t.book.SetRoster(known)
	known.OnChange(t.moved)
	return t, nil
}

// run vouches for what is here, whenever that may be needed, until ctx ends.
func (t *rights) run(ctx context.Context) {
	select {
	case <-t.r.doc.Ready():
	case <-ctx.Done():
		return
	}
	t.vouch()
	for {
		select {
		case <-ctx.Done():
			return
		case <-t.due:
			t.vouch()
		}
	}
}

func (t *rights) vouch() {
	tips := headsOf(t.r.doc.Tips())
	t.book.Taken(tips)
	signed := t.book.Vouch(tips)
	t.r.journal.vouchers(t.book.Unkept(signed))
	if len(signed) > 0 {
		t.r.hub.Vouch()
	}
}

// look has run look whether what is here lacks a voucher now.
func (t *rights) look() {
	select {
	case t.due <- struct{}{}:
	default:
	}
}

// moved keeps the roster, tells it on, and shows those out who do not belong any more.
func (t *rights) moved() {
	encoded := t.roster.Encode()
	t.l.disk.keepRoster(encoded)
	t.look()
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

// made signs changes of this laptop that the document has taken in, and sends all on.
func (t *rights) made(changes []crdt.Change, origin workshop.Origin) {
	heads := headsOf(changes)
	if origin != workshop.Remote {
		for _, h := range heads {
			t.book.Sign(h)
		}
	}
	t.book.Taken(heads)
	t.r.journal.vouchers(t.book.Unkept(heads))
	t.r.hub.Announce(t.sealed(changes, heads), "")
}

// Whole implements crdt.Gatekeeper.
func (t *rights) Whole(from string, changes []*format.Change) error {
	t.mu.Lock()
	notes := t.came[from]
	t.mu.Unlock()
	arrivals := make([]vouch.Arrival, len(changes))
	heads := make([]vouch.Head, len(changes))
	for i, c := range changes {
		heads[i] = headOf(c)
		arrivals[i] = vouch.Arrival{Head: heads[i]}
		for _, n := range notes {
			if n.Actor == heads[i].Actor && n.Seq == heads[i].Seq {
				arrivals[i].By = append(arrivals[i].By, n.Voucher)
			}
		}
	}
	if err := t.judge(from, arrivals); err != nil {
		return err
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	t.whole = heads
	return nil
}

func (t *rights) judge(from string, arrivals []vouch.Arrival) error {
	if err := t.book.Judge(printOf(from), arrivals); err != nil {
		return t.refuse(err)
	}
	return nil
}

// May implements crdt.Gatekeeper.
func (t *rights) May(from string, c *format.Change, records []string) error {
	err := t.book.May(headOf(c), printOf(from), slices.ContainsFunc(records, led))
	if err != nil {
		return t.refuse(err)
	}
	return nil
}

// refuse notes whose change was not taken, and says whether its sender is to blame.
func (t *rights) refuse(err error) error {
	var why *vouch.Refusal
	if !errors.As(err, &why) {
		return err
	}
	t.l.room.noteRefusal(t.l.n, why)
	if why.Blamed() {
		return fmt.Errorf("%w: %w", crdt.ErrRefused, err)
	}
	return fmt.Errorf("%w: %w", crdt.ErrMissing, err)
}

// loaded hears that the document has taken up the whole workshop that Whole was told of.
func (t *rights) loaded() {
	t.mu.Lock()
	heads := t.whole
	t.whole = nil
	t.mu.Unlock()
	t.book.Taken(heads)
	t.r.journal.vouchers(t.book.Unkept(heads))
	t.look()
}

// arrive notes what came with a whole workshop, until the returned function is called.
func (t *rights) arrive(from string, notes []vouch.Note) (over func()) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.came[from] = notes
	return func() {
		t.mu.Lock()
		defer t.mu.Unlock()
		delete(t.came, from)
	}
}

// sealed are changes as the replica protocol sends them.
func (t *rights) sealed(changes []crdt.Change, heads []vouch.Head) []replica.Chunk {
	send, vouchers := t.book.Send(heads)
	out := make([]replica.Chunk, len(send))
	for i, at := range send {
		c := changes[at]
		out[i] = replica.Chunk{Actor: c.Actor, Seq: c.Seq, Bytes: vouch.Seal(c.Bytes, vouchers[i])}
	}
	return out
}

// brought is what VOUCH carries.
func (t *rights) brought() []byte {
	if notes := t.book.Brought(); len(notes) > 0 {
		return vouch.EncodeNotes(notes)
	}
	return nil
}

// hear takes in vouchers for changes that are here already.
func (t *rights) hear(_ replica.Peer, body []byte) error {
	notes, rest, err := vouch.DecodeNotes(body)
	if err != nil || len(rest) > 0 {
		return fmt.Errorf("%w: vouchers that are none", wire.ErrMalformed)
	}
	wanted := map[string][]uint64{}
	for _, n := range notes {
		actor := hex.EncodeToString([]byte(n.Actor))
		wanted[actor] = append(wanted[actor], n.Seq)
	}
	heads := headsOf(t.r.doc.Find(wanted))
	for _, h := range heads {
		for _, n := range notes {
			if n.Actor == h.Actor && n.Seq == h.Seq {
				t.book.Note(h, n.Voucher, false)
			}
		}
	}
	t.r.journal.vouchers(t.book.Unkept(heads))
	t.look()
	return nil
}

// headOf is what the book knows of a change.
func headOf(c *format.Change) vouch.Head {
	actor, _ := hex.DecodeString(string(c.Actor)) // it was read from bytes
	h := vouch.Head{Actor: string(actor), Seq: c.Seq, Hash: c.Hash, Deps: make([][32]byte, len(c.Deps))}
	for i, d := range c.Deps {
		h.Deps[i] = d
	}
	return h
}

// headsOf reads the heads of changes of a document.
func headsOf(changes []crdt.Change) []vouch.Head {
	heads := make([]vouch.Head, 0, len(changes))
	for _, c := range changes {
		if read, err := format.ReadHead(c.Bytes); err == nil { // it has passed the gate before
			heads = append(heads, headOf(read))
		}
	}
	return heads
}

func printOf(id string) (f wire.Fingerprint) {
	if raw, err := hex.DecodeString(id); err == nil && len(raw) == len(f) {
		copy(f[:], raw)
	}
	return f
}
