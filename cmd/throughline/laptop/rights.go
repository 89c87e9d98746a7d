package laptop

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"

	"throughline.app/crdt"
	"throughline.app/crdt/format"
	"throughline.app/storage"
	"throughline.app/sync/lan"
	"throughline.app/sync/replica"
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
	room   *Room
	book   *vouch.Book
	roster atomic.Pointer[roster.Roster]
	hub    atomic.Pointer[replica.Hub] // nil without the network
	due    chan struct{}               // room for 1: what is here may lack a voucher

	mu      sync.Mutex
	came    map[string][]vouch.Note // by sender: with the whole workshop that is being read
	whole   []vouch.Head            // of the whole workshop that was read last
	refused []Refused               // the latest last
}

var _ crdt.Gatekeeper = (*rights)(nil)

func newRights(r *Room, stored []storage.Voucher) *rights {
	t := &rights{room: r, book: vouch.NewBook(r.id, r.laptop.key), due: make(chan struct{}, 1), came: map[string][]vouch.Note{}}
	for _, v := range stored {
		actor, err := hex.DecodeString(v.Actor)
		if err != nil || len(v.Hash) != 32 || len(v.Bytes) != vouch.SignatureLen {
			continue
		}
		h := vouch.Head{Actor: string(actor), Seq: v.Seq, Hash: [32]byte(v.Hash)}
		t.book.Note(h, vouch.Voucher{By: string(v.Signer), Signature: [vouch.SignatureLen]byte(v.Bytes)}, true)
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
		t.book.SetRoster(r)
	}
	t.moved()
}

// moved has run look whether what is here lacks a voucher now.
func (t *rights) moved() {
	select {
	case t.due <- struct{}{}:
	default:
	}
}

// run vouches for what is here, whenever that may be needed, until ctx ends: for what was
// written before the workshop was shared, what came in a file, and what was had of somebody
// before they lost the right to write.
func (t *rights) run(ctx context.Context) error {
	select {
	case <-t.room.doc.Ready():
	case <-ctx.Done():
		return nil
	}
	t.vouch()
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-t.due:
			t.vouch()
		}
	}
}

func (t *rights) vouch() {
	tips := headsOf(t.room.doc.Tips())
	t.book.Taken(tips)
	signed := t.book.Vouch(tips)
	t.keep(signed)
	if hub := t.hub.Load(); hub != nil && len(signed) > 0 {
		hub.Vouch()
	}
}

// keep has the disk keep vouchers for these changes that it does not have.
func (t *rights) keep(heads []vouch.Head) {
	var rows []storage.Voucher
	for _, k := range t.book.Unkept(heads) {
		rows = append(rows, storage.Voucher{
			Actor: hex.EncodeToString([]byte(k.Actor)), Seq: k.Seq, Hash: k.Hash[:], Signer: []byte(k.By), Bytes: k.Signature[:],
		})
	}
	t.room.laptop.store.PutVouchers(t.room.id, rows)
}

// made hears of changes that the document has taken in, before they are on their way to the
// disk, signs those of this laptop, and sends all on.
func (t *rights) made(changes []crdt.Change, origin workshop.Origin) {
	heads := headsOf(changes)
	if origin != workshop.Remote {
		for _, h := range heads {
			t.book.Sign(h)
		}
	}
	t.book.Taken(heads)
	t.keep(heads)
	if hub := t.hub.Load(); hub != nil {
		hub.Announce(t.sealed(changes, heads), "")
	}
}

// Whole implements [crdt.Gatekeeper].
func (t *rights) Whole(from string, changes []*format.Change) error {
	t.mu.Lock()
	notes := t.came[from]
	t.mu.Unlock()
	type place struct {
		actor string
		seq   uint64
	}
	by := make(map[place][]vouch.Voucher, len(notes))
	for _, n := range notes {
		at := place{n.Actor, n.Seq}
		by[at] = append(by[at], n.Voucher)
	}
	arrivals := make([]vouch.Arrival, len(changes))
	heads := make([]vouch.Head, len(changes))
	tips := map[string]vouch.Head{}
	for i, c := range changes {
		h := headOf(c)
		heads[i], tips[h.Actor] = h, h
		arrivals[i] = vouch.Arrival{Head: h, By: by[place{h.Actor, h.Seq}]}
	}
	if err := t.judge(from, arrivals); err != nil {
		return err
	}
	if from == theFile && t.roster.Load() != nil {
		// Whoever opens a file vouches for what nobody else does.
		var last []vouch.Head
		for _, h := range tips {
			last = append(last, h)
		}
		if len(t.book.Vouch(last)) > 0 {
			if err := t.judge(from, arrivals); err != nil {
				return err
			}
		}
	}
	t.mu.Lock()
	t.whole = heads
	t.mu.Unlock()
	return nil
}

// judge has the book look at changes that came together.
func (t *rights) judge(from string, arrivals []vouch.Arrival) error {
	if err := t.book.Judge(printOf(from), arrivals); err != nil {
		return t.refuse(from, err)
	}
	return nil
}

// May implements [crdt.Gatekeeper].
func (t *rights) May(from string, c *format.Change, records []string) error {
	err := t.book.May(headOf(c), printOf(from), slices.ContainsFunc(records, ledBy))
	if err != nil {
		return t.refuse(from, err)
	}
	return nil
}

// refuse notes whose change was not taken, and says whether its sender is to blame.
func (t *rights) refuse(from string, err error) error {
	var why *vouch.Refusal
	if !errors.As(err, &why) {
		return err
	}
	if from == theFile {
		return fmt.Errorf("%w: %w", ErrMayNotBring, err)
	}
	t.note(why)
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
	t.keep(heads)
	t.moved()
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

// headOf is what the book knows of a change.
func headOf(c *format.Change) vouch.Head {
	actor, _ := hex.DecodeString(string(c.Actor)) // it was read from bytes
	h := vouch.Head{Actor: string(actor), Seq: c.Seq, Hash: c.Hash, Deps: make([][32]byte, len(c.Deps))}
	for i, d := range c.Deps {
		h.Deps[i] = d
	}
	return h
}

// headsOf reads the heads of changes of the document.
func headsOf(changes []crdt.Change) []vouch.Head {
	heads := make([]vouch.Head, 0, len(changes))
	for _, c := range changes {
		if read, err := format.ReadHead(c.Bytes); err == nil { // it has passed the gate before
			heads = append(heads, headOf(read))
		}
	}
	return heads
}

// printOf reads the ID of a member; zero for anything else.
func printOf(id string) (f wire.Fingerprint) {
	if raw, err := hex.DecodeString(id); err == nil && len(raw) == len(f) {
		copy(f[:], raw)
	}
	return f
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
