package laptop

import (
	"context"
	"encoding/hex"
	"errors"
	"sync"
	"sync/atomic"

	"throughline.app/cmd/throughline/vouched"
	"throughline.app/crdt"
	"throughline.app/storage"
	"throughline.app/sync/lan"
	"throughline.app/sync/roster"
	"throughline.app/sync/vouch"
	"throughline.app/sync/wire"
	"throughline.app/workshop"
)

var (
	// ErrWatching says that the person at this laptop only watches this workshop.
	ErrWatching = errors.New("who watches changes nothing")
	// ErrFacilitators says that only facilitators change this.
	ErrFacilitators = errors.New("only facilitators change this")
	// ErrMayNotBring says that a file holds what the person at this laptop may not bring in.
	ErrMayNotBring = errors.New("the file holds what others did not sign")
)

// theFile is who sends what comes in a file.
const theFile = "a file"

// ledBy reports whether a record is one that only facilitators change: what the workshop is
// called, the method that it follows, what its colours mean; and that it goes on in a fresh document.
func ledBy(record string) bool {
	return record == workshop.Ref{Kind: workshop.KindWorkshop, ID: workshop.MetaID}.Key() || record == crdt.EpochRecord
}

// rights are who may change the workshop and who vouches for what was changed. A workshop that
// was never shared, or is open without the network, has no roster: nobody else is there.
type rights struct {
	*vouched.Document
	room   *Room
	roster atomic.Pointer[roster.Roster]

	mu      sync.Mutex
	refused []Refused // the latest last
	waits   bool      // see [Refused]
}

func newRights(r *Room, stored []storage.Voucher) *rights {
	t := &rights{room: r}
	t.Document = vouched.New(vouched.Options{
		Book: vouch.NewBook(r.id, r.laptop.key), Led: ledBy, Keep: t.keep, Refused: t.tell, Forked: t.forked,
		Owns:   func(from string) bool { return from == theFile && t.roster.Load() != nil },
		Loaded: func(from string, err error) { r.net.refusedWhole(from, err) },
	})
	for _, v := range stored {
		actor, err := hex.DecodeString(v.Actor)
		if err != nil || len(v.Hash) != 32 || len(v.Bytes) != vouch.SignatureLen {
			continue
		}
		h := vouch.Head{Actor: string(actor), Seq: v.Seq, Hash: [32]byte(v.Hash)}
		t.Book.Note(h, vouch.Voucher{By: string(v.Signer), Signature: [vouch.SignatureLen]byte(v.Bytes)}, true)
	}
	return t
}

// recall judges by the roster of the session that the workshop was in last, until the network
// knows more.
func (t *rights) recall(ctx context.Context) {
	raw, err := t.room.laptop.store.Session(ctx, t.room.id)
	if err != nil || len(raw) == 0 {
		return
	}
	state, err := lan.ParseState(raw)
	if err != nil {
		return // the network says so
	}
	r, err := roster.Open(state.Session, t.room.id, state.Roster)
	if err != nil {
		t.room.log.Warn("who may do what cannot be read", "err", err)
		return
	}
	t.follow(r)
}

// follow judges by a roster from now on.
func (t *rights) follow(r *roster.Roster) {
	if t.roster.Swap(r) != r {
		t.Book.SetRoster(r)
	}
	t.Look()
}

// keep has the disk keep vouchers.
func (t *rights) keep(all []vouch.Kept, done func(error)) {
	var rows []storage.Voucher
	for _, k := range all {
		rows = append(rows, storage.Voucher{
			Actor: hex.EncodeToString([]byte(k.Actor)), Seq: k.Seq, Hash: k.Hash[:], Signer: []byte(k.By), Bytes: k.Signature[:],
		})
	}
	t.room.laptop.store.PutVouchers(t.room.id, rows, done)
}

// tell notes whose change was not taken. What a file holds is the matter of who opens it.
func (t *rights) tell(from string, why *vouch.Refusal) error {
	if from == theFile {
		return ErrMayNotBring
	}
	t.note(why)
	return nil
}

// forked notes who signed two changes with one number.
func (t *rights) forked(f vouch.Fork) {
	t.note(&vouch.Refusal{Why: vouch.ErrForked, Author: f.Author, From: f.Author})
}

// mayApply reports whether the person at this laptop may do op now.
func (t *rights) mayApply(op workshop.Op) error {
	r := t.roster.Load()
	if r == nil || r.May(t.me(), roster.Facilitate) {
		return nil
	}
	if !r.May(t.me(), roster.Write) {
		return ErrWatching
	}
	diff, err := op.Plan(t.room.Snapshot())
	if err != nil {
		return nil // the document says so
	}
	for _, c := range diff {
		if ledBy(c.Ref.Key()) {
			return ErrFacilitators
		}
	}
	return nil
}

// mayBring reports whether others will take from this laptop what somebody else wrote on a record.
func (t *rights) mayBring(record string) bool {
	if ledBy(record) {
		return t.may(t.me(), roster.Facilitate)
	}
	return t.may(t.me(), roster.Write)
}

func (t *rights) me() wire.Fingerprint { return t.room.laptop.identity.Fingerprint() }

// may reports whether somebody has a right now; where there is no roster everybody has.
func (t *rights) may(who wire.Fingerprint, act roster.Act) bool {
	r := t.roster.Load()
	return r == nil || r.May(who, act)
}

// nameOf is what a laptop is called: by the roster, else by what it said. It is asked on the
// document's goroutine and must not ask the document.
func (t *rights) nameOf(f wire.Fingerprint) string {
	if r := t.roster.Load(); r != nil {
		if m, known := r.Member(f); known && m.Name != "" {
			return m.Name
		}
	}
	if n := t.room.net; n != nil {
		return n.nameOf(f)
	}
	return ""
}
