package crdt

import (
	"fmt"

	"throughline.app/crdt/format"
)

// A Gatekeeper decides who may change the document. It is asked of changes from elsewhere
// only, after they have passed the gate. Its methods must be quick and must not call back into
// the Document.
type Gatekeeper interface {
	// Whole is told of all changes of a document from elsewhere, in an order in which they
	// can be taken in, before May is asked. An error keeps the document out.
	Whole(from string, changes []*format.Change) error

	// May is asked of each change that is not here, in the order in which they are taken
	// in. Records are the keys of the records that it is on. An error that wraps ErrRefused says
	// that who sent it is at fault, one that wraps ErrMissing that it may be taken another time.
	May(from string, c *format.Change, records []string) error

	// Passable returns the positions of those of the changes, all of them about to be taken, that
	// others would take from here. What May let pass because of a later change that then did
	// not pass itself is not among them.
	Passable(changes []Change) []int

	// Forked is told of a change whose number stands for another one here, the one called
	// mine. It returns why the change is not taken, as May does.
	Forked(from string, c *format.Change, mine format.Hash) error
}

// may asks the gatekeeper, if there is one. The change has just passed x.Check.
func may(keeper Gatekeeper, x *format.Index, a arrival) error {
	if keeper == nil || a.from == thisLaptop {
		return nil
	}
	records := x.Records(a.change)
	if len(a.change.Deps) == 0 {
		// What begins a document, the first or the next, is on the record that says so, whether it
		// names it or not: else anybody who may write could hand a newcomer a workshop of their own.
		records = append(records, EpochRecord)
	}
	if err := keeper.May(a.from, a.change, records); err != nil {
		return fmt.Errorf("crdt: change from %s: %w", a.from, err)
	}
	return nil
}

// forked asks the gatekeeper about a change whose number stands for another one here.
func forked(keeper Gatekeeper, x *format.Index, a arrival, err error) error {
	mine, here := x.Numbered(a.change.Actor, a.change.Seq)
	if keeper == nil || a.from == thisLaptop || !here {
		return refusal(a.from, err)
	}
	return fmt.Errorf("crdt: change from %s: %w", a.from, keeper.Forked(a.from, a.change, mine))
}

// leaveOut takes back what has passed the gate and others would not take from here: the index is made
// again without. That is the work of somebody who signed a change that is none, or that they had no
// right to, and not those before it.
func (d *Document) leaveOut(b *batch) error {
	if b.keeper == nil || b.from == thisLaptop || len(b.changes) == 0 {
		return nil
	}
	left := b.keeper.Passable(b.changes)
	if len(left) == len(b.changes) {
		return nil
	}
	index, err := indexOf(d.history.changes)
	if err != nil {
		return err
	}
	all := b.changes
	b.changes, b.keys, b.values = nil, nil, nil
	for _, i := range left {
		c, err := format.ParseChange(all[i].Bytes)
		if err == nil {
			err = index.Check(c)
		}
		if err != nil {
			return fmt.Errorf("crdt: take back: %w", err)
		}
		b.take(index, c)
	}
	d.index = index
	b.errs = append(b.errs, fmt.Errorf("crdt: %d changes from %s: %w: others would not take them", len(all)-len(left), b.from, ErrMissing))
	return nil
}

// mayWhole asks the gatekeeper of all changes of a document from elsewhere.
func mayWhole(keeper Gatekeeper, from string, changes []*format.Change) error {
	if keeper == nil {
		return nil
	}
	if err := keeper.Whole(from, changes); err != nil {
		return fmt.Errorf("crdt: workshop from %s: %w", from, err)
	}
	return nil
}

// mayAll asks the gatekeeper of each change of a whole document, for one that is empty.
func mayAll(keeper Gatekeeper, from string, changes []*format.Change) error {
	if keeper == nil {
		return nil
	}
	x := format.NewIndex()
	for _, c := range changes {
		if err := x.Check(c); err != nil {
			return refusal(from, err)
		}
		if err := may(keeper, x, arrival{c, from}); err != nil {
			return err
		}
		x.Add(c)
	}
	return nil
}

// Tips returns the last change of each actor. It waits for what is being read or written;
// nil once the document is closed.
func (d *Document) Tips() []Change {
	var out []Change
	d.ask(func() {
		last := make([]int, len(d.history.have))
		for i := range d.history.changes {
			last[d.history.actors[i]] = i
		}
		for _, i := range last {
			out = append(out, d.history.changes[i])
		}
	})
	return out
}

// Find returns the changes with these numbers, by actor, that are here. It waits as Tips does.
func (d *Document) Find(wanted map[string][]uint64) []Change {
	var out []Change
	d.ask(func() {
		for _, c := range d.history.changes {
			for _, seq := range wanted[c.Actor] {
				if c.Seq == seq {
					out = append(out, c)
				}
			}
		}
	})
	return out
}
