package vouched

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"

	"throughline.app/crdt"
	"throughline.app/crdt/format"
	"throughline.app/sync/replica"
	"throughline.app/sync/vouch"
	"throughline.app/sync/wire"
)

// Options of a [Document]. Book and Led are needed.
type Options struct {
	Book *vouch.Book
	// Led reports whether a record is one that only facilitators change.
	Led func(record string) bool
	// Keep has vouchers stored, and done told what became of it. It must not wait. Nil keeps none.
	Keep func(some []vouch.Kept, done func(error))
	// Refused is told, on the document's goroutine among others, whose change was not taken; it
	// must not ask the document. An error of its own stands in place of the verdict. Nil tells
	// nobody.
	Refused func(from string, why *vouch.Refusal) error
	// Owns reports whether the person at this laptop vouches for what nobody else does of a
	// whole workshop of that sender: a file's. Nil vouches for none.
	Owns func(from string) bool
	// Forked is told of who signed two changes with one number, once an actor; it must not ask
	// the document. Nil is not told.
	Forked func(vouch.Fork)
	// Loaded is told what became of a whole workshop of a member. Nil is not told.
	Loaded func(from string, err error)
}

// A Document is a workshop's document as the replica protocol sees it. Its methods are safe
// for concurrent use; those of [replica.Document] and Run need SetDocument before.
type Document struct {
	Options
	doc *crdt.Document
	hub atomic.Pointer[replica.Hub] // nil without the network
	due chan struct{}               // room for 1: what is here may lack a voucher

	mu    sync.Mutex
	came  map[string][]vouch.Note // by sender: with the whole workshop that is being read
	whole []vouch.Head            // of the whole workshop that was read last
	forks map[string]vouch.Fork   // by actor
	left  map[string]string       // of those in a document that was left, the epoch in which they were found
	again []vouch.Kept            // that the disk did not take, in order
}

var (
	_ replica.Document = (*Document)(nil)
	_ replica.Comparer = (*Document)(nil)
	_ crdt.Gatekeeper  = (*Document)(nil)
)

// New returns a Document without the document itself, which asks it from the first change on.
func New(o Options) *Document {
	if o.Keep == nil {
		o.Keep = func(_ []vouch.Kept, done func(error)) { done(nil) }
	}
	if o.Refused == nil {
		o.Refused = func(string, *vouch.Refusal) error { return nil }
	}
	if o.Owns == nil {
		o.Owns = func(string) bool { return false }
	}
	if o.Forked == nil {
		o.Forked = func(vouch.Fork) {}
	}
	if o.Loaded == nil {
		o.Loaded = func(string, error) {}
	}
	return &Document{Options: o, due: make(chan struct{}, 1), came: map[string][]vouch.Note{}, forks: map[string]vouch.Fork{}, left: map[string]string{}}
}

// SetDocument says what is put before the others; once.
func (d *Document) SetDocument(doc *crdt.Document) { d.doc = doc }

// SetHub says where changes and vouchers are announced; once.
func (d *Document) SetHub(h *replica.Hub) { d.hub.Store(h) }

// Heads implements [replica.Document].
func (d *Document) Heads() []string { return d.doc.Heads() }

// Have implements [replica.Document].
func (d *Document) Have() map[string]uint64 { return d.doc.Have() }

// fullAnswer bounds an answer when a shorter one would hold nothing that anybody vouches for.
const fullAnswer = wire.MaxChange * 7 / 8

// Since implements [replica.Document].
func (d *Document) Since(have map[string]uint64, most int) ([][]byte, error) {
	for {
		changes, err := d.doc.Since(have, most)
		if err != nil || len(changes) == 0 {
			return nil, err
		}
		some := d.sealed(changes, headsOf(changes))
		if len(some) > 0 || most >= fullAnswer {
			out := make([][]byte, len(some))
			for i, c := range some {
				out[i] = c.Bytes
			}
			return out, nil
		}
		most = fullAnswer
	}
}

// Receive implements [replica.Document].
func (d *Document) Receive(ctx context.Context, from string, sealed [][]byte) error {
	raw := make([][]byte, len(sealed))
	parsed := make([]*format.Change, len(sealed))
	arrivals := make([]vouch.Arrival, len(sealed))
	whole := true
	for i, s := range sealed {
		change, by, err := vouch.Unseal(s)
		if err != nil {
			return fmt.Errorf("%w: %w", replica.ErrRefused, err)
		}
		c, err := format.ParseChange(change)
		if err != nil {
			whole = false
			c, err = format.ReadHead(change)
		}
		if err != nil {
			return fmt.Errorf("%w: %w", replica.ErrRefused, err)
		}
		raw[i], parsed[i], arrivals[i] = change, c, vouch.Arrival{Head: headOf(c), By: by}
	}
	if err := d.judge(from, arrivals); err != nil {
		return judged(err)
	}
	var err error
	if whole {
		_, err = d.doc.ReceiveParsed(ctx, from, parsed)
	} else { // the document says what is wrong with which, and takes the others
		_, err = d.doc.Receive(ctx, from, raw)
	}
	return judged(err)
}

// Snapshot implements [replica.Document]. There is none while the last change of some author is
// one that others would not take from here, as when a broken disk has lost who vouched for it: the
// others are then given what they do take, by Since.
func (d *Document) Snapshot(ctx context.Context) ([]byte, error) {
	tips := headsOf(d.doc.Tips())
	if send, _ := d.Book.Send(tips); len(send) < len(tips) {
		return nil, nil
	}
	saved, _, _, err := d.doc.Save(ctx)
	if err != nil || len(saved) == 0 {
		return nil, err
	}
	return append(vouch.EncodeNotes(d.Book.Notes()), saved...), nil
}

// LoadSnapshot implements [replica.Document].
func (d *Document) LoadSnapshot(ctx context.Context, from string, whole []byte) error {
	notes, saved, err := vouch.DecodeNotes(whole)
	if err != nil {
		return fmt.Errorf("%w: %w", replica.ErrRefused, err)
	}
	over := d.Arrive(from, notes)
	err = d.doc.LoadSnapshot(ctx, from, saved)
	over()
	if errors.Is(err, crdt.ErrNotEmpty) {
		return nil // something arrived meanwhile; HAVE and WANT fetch the rest
	}
	if err == nil {
		d.TookWhole()
	}
	d.Loaded(from, err)
	return judged(err)
}

// judged says in the words of the replica protocol what the document thought of received
// bytes.
func judged(err error) error {
	switch {
	case errors.Is(err, crdt.ErrRefused):
		return fmt.Errorf("%w: %w", replica.ErrRefused, err)
	case errors.Is(err, crdt.ErrMissing):
		return fmt.Errorf("%w: %w", replica.ErrMissing, err)
	}
	return err
}

// sealed are changes as the replica protocol sends them. Those of one's own and those that
// others sent take the same way: who is known to hold them is left out. What others would
// not take yet is left out, too.
func (d *Document) sealed(changes []crdt.Change, heads []vouch.Head) []replica.Chunk {
	if len(heads) != len(changes) {
		return nil
	}
	send, vouchers := d.Book.Send(heads)
	out := make([]replica.Chunk, len(send))
	for i, at := range send {
		c := changes[at]
		out[i] = replica.Chunk{Actor: c.Actor, Seq: c.Seq, Bytes: vouch.Seal(c.Bytes, vouchers[i])}
	}
	return out
}
