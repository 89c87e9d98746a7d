package crdt

import (
	"bytes"
	"context"
	"errors"
	"fmt"

	"throughline.app/crdt/format"
	"throughline.app/workshop"
)

// Received says what became of a batch of changes.
type Received struct {
	Taken   int               // changes taken in, those that had waited for them included
	Waiting int               // changes of the batch that are kept until what they build on arrives
	Notes   []workshop.NoteID // that are not what they were, each once
}

// Receive takes in changes that a member sent, one raw chunk each, in any order; what is
// here already is skipped. Each chunk becomes the document's and must not be altered.
// What they change is published at once, as one Diff.
//
// One refused chunk does not keep the others out. Errors, joined: [ErrRefused] with the
// reason and from, [ErrMissing] if changes of the batch are kept or dropped for want of
// earlier ones, [ErrClosed], and that of ctx.
func (d *Document) Receive(ctx context.Context, from string, chunks [][]byte) (Received, error) {
	arrivals := make([]arrival, 0, len(chunks))
	var refusals []error
	for _, raw := range chunks {
		c, err := format.ParseChange(raw)
		if err != nil {
			refusals = append(refusals, refusal(from, err))
			continue
		}
		arrivals = append(arrivals, arrival{c, from})
	}
	var got Received
	if len(arrivals) > 0 {
		var err error
		if stop := d.do(ctx, theLibrary, func() { got, err = d.receive(arrivals) }); stop != nil {
			return Received{}, stop
		}
		if err != nil {
			refusals = append(refusals, err)
		}
	}
	return got, errors.Join(refusals...)
}

func refusal(from string, err error) error {
	return fmt.Errorf("crdt: change from %s: %w: %w", from, ErrRefused, err)
}

// A batch is what has passed the gate and is now to be handed to the library.
type batch struct {
	changes []Change
	keys    []format.Key
	linear  bool // each change follows everything before it
	errs    []error
	lacking int // changes without something they build on
	dropped int // of them, those that there was no room for
}

// gate judges changes, takes those that pass into the index, and with each those that
// waited for it.
func gate(x *format.Index, p *pending, arrivals []arrival, b *batch) {
	for len(arrivals) > 0 {
		a := arrivals[0]
		arrivals = arrivals[1:]
		err := x.Check(a.change)
		switch {
		case err == nil:
			b.keys = append(b.keys, x.Add(a.change)...)
			b.changes = append(b.changes, changeOf(a.change))
			if freed := p.release(a.change.Hash); len(freed) > 0 {
				arrivals = append(freed, arrivals...)
			}
		case errors.Is(err, format.ErrDuplicate):
		case errors.Is(err, format.ErrMissingDeps):
			lacks, ok := lacking(x, a.change)
			if !ok {
				b.errs = append(b.errs, refusal(a.from, err))
				continue
			}
			b.lacking++
			if !p.add(a, lacks) {
				b.dropped++
			}
		default:
			b.errs = append(b.errs, refusal(a.from, err))
		}
	}
}

// lacking names a change that c builds on and that is not here.
func lacking(x *format.Index, c *format.Change) (format.Hash, bool) {
	for _, h := range c.Deps {
		if !x.Has(h) {
			return h, true
		}
	}
	return format.Hash{}, false
}

// receive is Receive on the owner's goroutine.
func (d *Document) receive(arrivals []arrival) (Received, error) {
	var b batch
	gate(d.index, &d.pending, arrivals, &b)
	got := Received{Taken: len(b.changes)}
	for _, a := range arrivals {
		if d.pending.here[a.change.Hash] {
			got.Waiting++
		}
	}
	if got.Waiting > 0 || b.dropped > 0 {
		b.errs = append(b.errs, fmt.Errorf("crdt: %d changes from %s: %w", got.Waiting+b.dropped, arrivals[0].from, ErrMissing))
	}
	if len(b.changes) == 0 {
		return got, errors.Join(b.errs...)
	}
	if err := d.lib.take(b.changes); err != nil {
		return Received{}, errors.Join(append(b.errs, d.resume(err))...)
	}
	now := d.shown.Load()
	diff, err := d.lib.reread(now, b.keys)
	if err != nil {
		return got, errors.Join(append(b.errs, err)...)
	}
	if !diff.Empty() {
		d.publish(now.With(diff), diff, workshop.Remote)
	}
	d.keep(b.changes, workshop.Remote)
	got.Notes = diff.Notes()
	return got, errors.Join(b.errs...)
}

// take hands changes that have passed the gate to the library, in one call.
func (l *library) take(changes []Change) error {
	raw := changes[0].Bytes
	if len(changes) > 1 {
		parts := make([][]byte, len(changes))
		for i, c := range changes {
			parts[i] = c.Bytes
		}
		raw = bytes.Join(parts, nil)
	}
	if err := l.doc.LoadIncremental(raw); err != nil {
		return fmt.Errorf("crdt: take in %d changes: %w", len(changes), err)
	}
	return nil
}
