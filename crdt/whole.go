package crdt

import (
	"context"
	"errors"
	"fmt"

	"github.com/automerge/automerge-go"

	"throughline.app/crdt/format"
	"throughline.app/workshop"
)

// LoadSnapshot takes up a whole workshop that a member sent, as [Document.Save] gave it
// there. It is for a document that holds nothing yet; the changes in it go to the journal
// like any others. Half a second for 5,000 notes, during which edits go on.
//
// Errors: [ErrNotEmpty]; [ErrRefused] with the reason and from, and nothing was taken in;
// [ErrHarmful] with it; [ErrUnexamined]; [ErrClosed], and that of ctx.
func (d *Document) LoadSnapshot(ctx context.Context, from string, saved []byte) error {
	index, changes, err := d.rebuild(from, saved)
	if err != nil {
		return err
	}
	if err := mayWhole(d.opt.Keeper, from, changes); err != nil {
		return err
	}
	return d.takeWhole(ctx, from, index, changes)
}

// takeWhole is LoadSnapshot from the point on at which the document is rebuilt.
func (d *Document) takeWhole(ctx context.Context, from string, index *format.Index, changes []*format.Change) error {
	l, err := d.readWhole(ctx, from, index, changes)
	if err != nil {
		return err
	}
	stop := d.do(ctx, theLibrary, func() {
		if d.index.Changes() > 0 {
			err = fmt.Errorf("crdt: load a workshop from %s: %w", from, ErrNotEmpty)
			return
		}
		taken := l.history.changes
		d.lib, d.index, d.history = l.lib, l.index, history{}
		d.learn(l.base)
		d.publish(l.base, nil, workshop.Load)
		d.keep(taken, workshop.Load)
		if waited := d.pending.drain(); len(waited) > 0 {
			done := make(chan outcome, 1)
			d.receive(batch{from: waited[0].from, keeper: d.opt.Keeper}, waited, done)
			go d.log(done)
		}
	})
	d.opt.Collect() // for the library's memory of the document before, and of the whole
	if stop != nil {
		return stop
	}
	return err
}

// log waits for an outcome that nobody else does.
func (d *Document) log(done <-chan outcome) {
	select {
	case o := <-done:
		if o.err != nil {
			d.opt.Log.Warn("crdt: changes that came before the workshop", "err", o.err)
		}
	case <-d.stopped:
	}
}

// readWhole has the library take up a member's document. What format lets through is
// rebuilt as single changes, and they alone go to the library, elsewhere first: what else
// such a document says, about the order of texts and about which values stand, could be
// made up.
func (d *Document) readWhole(ctx context.Context, from string, index *format.Index, changes []*format.Change) (*loaded, error) {
	err := d.examine(ctx, from, index, changes)
	if err != nil {
		return nil, err
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if err := mayAll(d.opt.Keeper, from, changes); err != nil {
		return nil, err
	}
	l := &loaded{index: index}
	for _, c := range changes {
		l.history.add(changeOf(c))
	}
	if l.lib, err = firstTake(d.opt.Actor, l.history.changes); err != nil {
		return nil, refusal(from, err)
	}
	if l.base, err = l.lib.snapshot(); err != nil {
		return nil, err
	}
	return l, nil
}

// rebuild reads a document from elsewhere as the changes that it was saved from.
func (d *Document) rebuild(from string, saved []byte) (*format.Index, []*format.Change, error) {
	doc, err := format.ReadDocument(saved, d.opt.Peer)
	if err != nil {
		return nil, nil, refusal(from, err)
	}
	if len(doc.Behind) > 0 {
		return nil, nil, refusal(from, errors.New("there are changes behind the document"))
	}
	changes, err := doc.Changes()
	if err != nil {
		return nil, nil, refusal(from, err)
	}
	return doc.Index, changes, nil
}

// firstTake hands a whole workshop to a new library.
func firstTake(actor string, changes []Change) (*library, error) {
	lib, err := newLibrary(automerge.New(), actor)
	if err != nil || len(changes) == 0 {
		return lib, err
	}
	return lib, lib.take(changes)
}
