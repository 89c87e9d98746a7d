package crdt

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"throughline.app/crdt/format"
	"throughline.app/workshop"
)

// Received says what became of a batch of changes.
type Received struct {
	Taken   int               // changes taken in, those that had waited for them included
	Waiting int               // changes of the batch that are kept until what they build on arrives
	Notes   []workshop.NoteID // that are not what they were, each once
	Diff    workshop.Diff     // what was altered
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
	if len(arrivals) == 0 {
		return Received{}, errors.Join(refusals...)
	}
	got, err := d.take(ctx, batch{from: from, keeper: d.opt.Keeper}, arrivals)
	return got, errors.Join(append(refusals, err)...)
}

// ReceiveParsed is Receive for changes that [format.ParseChange] has read.
func (d *Document) ReceiveParsed(ctx context.Context, from string, changes []*format.Change) (Received, error) {
	if len(changes) == 0 {
		return Received{}, nil
	}
	arrivals := make([]arrival, len(changes))
	for i, c := range changes {
		arrivals[i] = arrival{c, from}
	}
	return d.take(ctx, batch{from: from, keeper: d.opt.Keeper}, arrivals)
}

// take hands arrivals to the owner and waits for what becomes of them.
func (d *Document) take(ctx context.Context, b batch, arrivals []arrival) (Received, error) {
	done := make(chan outcome, 1)
	if err := d.do(ctx, theLibrary, func() { d.receive(b, arrivals, done) }); err != nil {
		return Received{}, err
	}
	select {
	case o := <-done:
		return o.got, o.err
	case <-d.stopped:
		return Received{}, ErrClosed
	case <-ctx.Done():
		return Received{}, ctx.Err()
	}
}

// An outcome is what Receive answers.
type outcome struct {
	got Received
	err error
}

func refusal(from string, err error) error {
	return fmt.Errorf("crdt: change from %s: %w: %w", from, ErrRefused, err)
}

// A batch is what has passed the gate and is now to be handed to the library.
type batch struct {
	changes []Change
	keys    []format.Key
	values  map[format.Key]string // of those keys, what the library need not be asked for
	from    string
	errs    []error
	lacking int // changes without something they build on
	dropped int // of them, those that there was no room for
	keeper  Gatekeeper
	late    []lateRefusal
	own     bool // this laptop has made them

	authors map[string]string // by record key, the actor that altered it last; not kept if nil
}

// take takes a change that has passed into the index, and notes what it is on.
func (b *batch) take(x *format.Index, c *format.Change) {
	if b.values == nil {
		b.values = map[format.Key]string{}
	}
	keys := x.AddValues(c, b.values)
	b.keys = append(b.keys, keys...)
	if b.authors != nil {
		for _, k := range keys {
			b.authors[k.Record] = string(c.Actor)
		}
	}
	b.changes = append(b.changes, changeOf(c))
}

// makers are the authors of the batch, each once.
func (b *batch) makers() []workshop.Maker {
	var all []workshop.Maker
	for i := len(b.changes) - 1; i >= 0 && len(all) < mostMakers; i-- { // an author's last change comes last
		c := &b.changes[i]
		if !slices.ContainsFunc(all, func(m workshop.Maker) bool { return m.Actor == c.Actor }) {
			all = append(all, workshop.Maker{Actor: c.Actor, Seq: c.Seq, Hash: c.Hash, From: b.from})
		}
	}
	return all
}

// mostMakers is how many authors an update names: more are a crowd.
const mostMakers = 8

// A lateRefusal is of a change that had waited, and of who sent it: not of whoever sent what
// set it free.
type lateRefusal struct {
	from string
	err  error
}

// refuse notes that a change is not taken, for whoever sent it.
func (b *batch) refuse(a arrival, err error) {
	if a.from == b.from {
		b.errs = append(b.errs, err)
	} else {
		b.late = append(b.late, lateRefusal{a.from, err})
	}
}

// gate judges changes, takes those that pass into the index, and with each those that
// waited for it.
func gate(x *format.Index, p *pending, arrivals []arrival, b *batch) {
	for len(arrivals) > 0 {
		a := arrivals[0]
		arrivals = arrivals[1:]
		err := x.Check(a.change)
		if err == nil {
			if err := may(b.keeper, x, a); err != nil {
				b.refuse(a, err)
				continue
			}
		}
		switch {
		case err == nil:
			b.take(x, a.change)
			if freed := p.release(a.change.Hash); len(freed) > 0 {
				arrivals = append(freed, arrivals...)
			}
		case errors.Is(err, format.ErrDuplicate):
		case errors.Is(err, format.ErrForked):
			b.refuse(a, forked(b.keeper, x, a, err))
		case errors.Is(err, format.ErrMissingDeps):
			lacks, ok := lacking(x, a.change)
			if !ok {
				b.refuse(a, refusal(a.from, err))
				continue
			}
			b.lacking++
			if !p.add(a, lacks) {
				b.dropped++
			}
		default:
			b.refuse(a, refusal(a.from, err))
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

// lendAbove is the number of changes in a batch from which the library is lent out for
// them, so that the hand does not wait: one takes about 30 µs, two hundred half a frame.
var lendAbove = 200

// receive is Receive for the owner. The answer goes to done, which has room.
func (d *Document) receive(b batch, arrivals []arrival, done chan<- outcome) {
	sent := arrivals
	arrivals, strange := d.others.divert(d.index, &d.pending, arrivals, &b)
	gate(d.index, &d.pending, arrivals, &b)
	if err := d.leaveOut(&b); err != nil {
		done <- outcome{Received{}, errors.Join(append(b.errs, err, d.restore(err))...)}
		return
	}
	for _, r := range b.late {
		if errors.Is(r.err, ErrRefused) {
			d.opt.Log.Warn("crdt: refused what a member had sent before", "id", r.from, "err", r.err)
		} else { // it is nobody's fault, as after a removal
			d.opt.Log.Debug("crdt: a change that had waited cannot be taken yet", "err", r.err)
		}
	}
	got := Received{Taken: len(b.changes) + len(strange)}
	d.journal(strange, workshop.Remote)
	d.due = d.due || d.others.news()
	for _, a := range sent {
		if d.pending.here[a.change.Hash] {
			got.Waiting++
		}
	}
	if n := got.Waiting + b.dropped; n > 0 {
		b.errs = append(b.errs, fmt.Errorf("crdt: %d changes from %s: %w", n, b.from, ErrMissing))
	}
	if len(b.changes) == 0 {
		done <- outcome{got, errors.Join(b.errs...)}
		return
	}
	now := d.shown.Load()
	if len(b.changes) < lendAbove {
		diff, err := d.lib.takeAndRead(now, &b)
		done <- d.received(now, diff, err, got, &b)
		return
	}
	lib := d.lend()
	d.taking = true
	go func() {
		diff, err := lib.takeAndRead(now, &b)
		d.back <- returned{lib: lib, then: func() {
			d.taking = false
			done <- d.received(now, diff, err, got, &b)
		}}
	}()
}

func (l *library) takeAndRead(now *workshop.Snapshot, b *batch) (workshop.Diff, error) {
	if err := l.take(b.changes); err != nil {
		return nil, err
	}
	return l.reread(now, b.keys, b.values)
}

// received publishes what a batch has altered since the snapshot called before, with the
// edits made meanwhile on top. Owner only, with the library at hand.
func (d *Document) received(before *workshop.Snapshot, diff workshop.Diff, err error, got Received, b *batch) outcome {
	if err != nil {
		err = refusal(b.from, d.restore(err))
		if len(d.deferred) > 0 && !d.frozen {
			mine := d.writeDeferred(d.shown.Load())
			d.publish(mine.shown, nil, workshop.Load)
			mine.keep(d)
		}
		return outcome{Received{}, errors.Join(append(b.errs, err)...)}
	}
	if d.shadow != nil {
		if err := d.shadow.take(b); err != nil {
			d.shadowBroke(err)
		}
	}
	mine := written{shown: before.With(diff)}
	if len(d.deferred) > 0 && !d.frozen {
		mine = d.writeDeferred(mine.shown)
		diff = since(d.shown.Load(), mine.shown, diff)
	} else if now := d.shown.Load(); now != before { // what waits for the next epoch stays shown
		mine.shown = now.With(diff)
		diff = since(now, mine.shown, diff)
	}
	if !diff.Empty() {
		d.publish(mine.shown, diff, workshop.Remote, b.makers()...)
	}
	if slices.ContainsFunc(b.keys, func(k format.Key) bool { return strings.HasPrefix(k.Record, epochPrefix) }) {
		d.learn(mine.shown)
	}
	origin := workshop.Remote
	if b.own {
		origin = workshop.Local // so that it is vouched for
	}
	d.keep(b.changes, origin)
	mine.keep(d)
	got.Notes, got.Diff = diff.Notes(), diff
	return outcome{got, errors.Join(b.errs...)}
}

// since is the Diff from what is shown to next, which differ at most in the fields of
// touched.
func since(shown, next *workshop.Snapshot, touched workshop.Diff) workshop.Diff {
	var d workshop.Diff
	for _, c := range touched {
		if before, after := shown.Field(c.Ref, c.Field), next.Field(c.Ref, c.Field); before != after {
			d = append(d, workshop.Change{Ref: c.Ref, Field: c.Field, Before: before, After: after})
		}
	}
	return d
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
