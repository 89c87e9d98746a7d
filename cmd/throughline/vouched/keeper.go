package vouched

import (
	"encoding/hex"
	"errors"
	"fmt"
	"slices"

	"throughline.app/crdt"
	"throughline.app/crdt/format"
	"throughline.app/sync/vouch"
	"throughline.app/sync/wire"
)

// Arrive notes what came with a whole workshop, until the returned function is called.
func (d *Document) Arrive(from string, notes []vouch.Note) (over func()) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.came[from] = notes
	return func() {
		d.mu.Lock()
		defer d.mu.Unlock()
		delete(d.came, from)
	}
}

// TookWhole hears that the document has taken up the whole workshop that Whole was told of.
func (d *Document) TookWhole() {
	d.mu.Lock()
	heads := d.whole
	d.whole = nil
	d.mu.Unlock()
	d.Book.Taken(heads)
	d.keep(heads)
	d.Look()
}

// Whole implements [crdt.Gatekeeper].
func (d *Document) Whole(from string, changes []*format.Change) error {
	d.mu.Lock()
	notes := d.came[from]
	d.mu.Unlock()
	arrivals := arrivalsOf(changes, notes)
	heads := make([]vouch.Head, len(changes))
	tips := map[string]vouch.Head{}
	for i, a := range arrivals {
		heads[i], tips[a.Actor] = a.Head, a.Head
	}
	if err := d.judge(from, arrivals); err != nil {
		return err
	}
	if d.Owns(from) {
		var last []vouch.Head
		for _, h := range tips {
			last = append(last, h)
		}
		if len(d.Book.Vouch(last)) > 0 {
			if err := d.judge(from, arrivals); err != nil {
				return err
			}
		}
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	d.whole = heads
	return nil
}

// arrivalsOf puts the changes of a whole workshop together with what came with it.
func arrivalsOf(changes []*format.Change, notes []vouch.Note) []vouch.Arrival {
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
	for i, c := range changes {
		h := headOf(c)
		arrivals[i] = vouch.Arrival{Head: h, By: by[place{h.Actor, h.Seq}]}
	}
	return arrivals
}

// judge has the book look at changes that came together.
func (d *Document) judge(from string, arrivals []vouch.Arrival) error {
	if err := d.Book.Judge(PrintOf(from), arrivals); err != nil {
		return d.refuse(from, err)
	}
	return nil
}

// May implements [crdt.Gatekeeper].
func (d *Document) May(from string, c *format.Change, records []string) error {
	err := d.Book.May(head(string(c.Actor), c.Seq, c.Hash, nil), PrintOf(from), slices.ContainsFunc(records, d.Led))
	if err != nil {
		return d.refuse(from, err)
	}
	return nil
}

// Passable implements [crdt.Gatekeeper].
func (d *Document) Passable(changes []crdt.Change) []int {
	send, _ := d.Book.Send(headsOf(changes))
	return send
}

// refuse tells whose change was not taken, and says whether its sender is to blame.
func (d *Document) refuse(from string, err error) error {
	var why *vouch.Refusal
	if !errors.As(err, &why) {
		return err
	}
	if errors.Is(err, vouch.ErrForgotten) { // nobody did anything wrong
		return fmt.Errorf("%w: %w", crdt.ErrMissing, err)
	}
	if own := d.Refused(from, why); own != nil {
		return fmt.Errorf("%w: %w", own, err)
	}
	if why.Blamed() {
		return fmt.Errorf("%w: %w", crdt.ErrRefused, err)
	}
	return fmt.Errorf("%w: %w", crdt.ErrMissing, err)
}

// PrintOf reads the ID of a member; zero for anything else.
func PrintOf(id string) (f wire.Fingerprint) {
	if raw, err := hex.DecodeString(id); err == nil && len(raw) == len(f) {
		copy(f[:], raw)
	}
	return f
}

// headOf is what the book knows of a change.
func headOf(c *format.Change) vouch.Head { return head(string(c.Actor), c.Seq, c.Hash, c.Deps) }

func head(actor string, seq uint64, hash [32]byte, deps []format.Hash) vouch.Head {
	raw, _ := hex.DecodeString(actor) // it was read from bytes
	h := vouch.Head{Actor: string(raw), Seq: seq, Hash: hash, Deps: make([][32]byte, len(deps))}
	for i, d := range deps {
		h.Deps[i] = d
	}
	return h
}

// headsOf are the heads of changes of the document.
func headsOf(changes []crdt.Change) []vouch.Head {
	heads := make([]vouch.Head, 0, len(changes))
	for _, c := range changes {
		if c.Deps == nil { // of a saved document, or the first change
			read, err := format.ReadHead(c.Bytes)
			if err != nil { // it has passed the gate before
				continue
			}
			c.Deps = read.Deps
		}
		heads = append(heads, head(c.Actor, c.Seq, c.Hash, c.Deps))
	}
	return heads
}
