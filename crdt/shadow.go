package crdt

import (
	"fmt"
	"strconv"

	"throughline.app/crdt/format"
	"throughline.app/workshop"
)

// A shadow writes what waits for the next document where it was made, for the disk alone: so
// that a crash meanwhile loses nothing. Its changes are an actor's that writes nothing else, on the
// document as it is meanwhile. Nobody else hears of them, and they are in neither the
// library nor the index. What is written in the next document says that it has taken them
// over. If a start finds them and nothing says so, they are changes of the document like others.
type shadow struct {
	lib   *library
	state *workshop.Snapshot // what lib holds
	actor string
	made  []Change

	broken bool // the library failed: what waits from then on is written when the waiting is over
}

// newShadow is a shadow on the document that came of changes. It costs as much as opening that.
func newShadow(actor string, changes []Change) (*shadow, error) {
	lib, err := firstTake(actor, changes)
	if err != nil {
		return nil, err
	}
	state, err := lib.snapshot()
	return &shadow{lib: lib, state: state, actor: actor}, err
}

// take takes in what the document has taken in.
func (s *shadow) take(b *batch) error {
	if err := s.lib.take(b.changes); err != nil {
		return err
	}
	diff, err := s.lib.reread(s.state, b.keys, nil)
	if err == nil {
		s.state = s.state.With(diff)
	}
	return err
}

// write makes one change of an edit that waits.
func (s *shadow) write(e deferred, d *Document) (Change, error) {
	diff := fit(s.state, e)
	if diff.Empty() {
		return Change{}, nil
	}
	for _, group := range byRecord(diff) {
		if err := s.lib.write(group[0].Ref, group); err != nil {
			return Change{}, err
		}
	}
	raw, err := s.lib.commit(d.opt.Now())
	if err != nil {
		return Change{}, err
	}
	c, err := format.ParseChange(raw)
	if err != nil {
		return Change{}, fmt.Errorf("crdt: read own change: %w", err)
	}
	s.state = s.state.With(diff)
	s.made = append(s.made, changeOf(c))
	return changeOf(c), nil
}

// keepWaiting has the disk keep the edits that wait for the next document. Owner only.
func (d *Document) keepWaiting() {
	if !d.frozen || d.shadow == nil || d.shadow.broken || d.opt.Journal == nil {
		return
	}
	for i := range d.deferred {
		e := &d.deferred[i]
		if e.shadow != nil {
			continue
		}
		c, err := d.shadow.write(*e, d)
		if err != nil {
			d.shadowBroke(err)
			return
		}
		if e.shadow = &c; c.Seq > 0 {
			d.unsaved.Add(1)
			d.opt.Journal.Append([]Change{c}, func(err error) { d.stored([]Change{c}, err) })
		}
		d.settled(1) // the change stands for it from here on
	}
}

// shadowBroke notes that the library failed a shadow.
func (d *Document) shadowBroke(err error) {
	d.opt.Log.Error("crdt: what waits for the next document is not on the disk", "err", err)
	d.shadow.broken = true
}

// noteShadows has each edit that waits say, where it is written next, that its shadow is taken over
// there. Of the epoch with the id, in a document that is in state.
func (d *Document) noteShadows(state *workshop.Snapshot, id string) {
	ref := workshop.Ref{Kind: kindEpoch, ID: state.Field(nowRef, fieldParent)}
	for i := range d.deferred {
		e := &d.deferred[i]
		if e.shadow == nil || e.shadow.Seq == 0 {
			continue
		}
		n := strconv.FormatUint(e.shadow.Seq, 10)
		c := workshop.Change{Ref: ref, Field: fieldCovered + e.shadow.Actor + "." + n, After: n}
		if id != ref.ID {
			c.After += " " + id
		}
		e.diff = append(e.diff[:len(e.diff):len(e.diff)], c)
		e.born[ref] = true
	}
}

// thaw ends the waiting where it began: what waited becomes part of the document at hand. Owner
// only, with the library at hand.
func (d *Document) thaw() {
	s := d.shadow
	d.keepWaiting()
	d.target, d.frozen, d.shadow = nil, false, nil
	d.following.Store(false)
	if s != nil && len(s.made) > 0 {
		b := batch{from: thisLaptop}
		var all []arrival
		for _, c := range s.made {
			if parsed, err := format.ParseChange(c.Bytes); err == nil {
				all = append(all, arrival{parsed, thisLaptop})
			}
		}
		gate(d.index, &d.pending, all, &b)
		before := d.shown.Load()
		diff, err := d.lib.takeAndRead(before, &b)
		if err != nil {
			_ = d.restore(err) // which logs it
			return
		}
		rest := d.deferred[:0]
		for _, e := range d.deferred {
			if e.shadow == nil {
				rest = append(rest, e)
			}
		}
		d.deferred = rest
		if !diff.Empty() {
			d.publish(before.With(diff), diff, workshop.Load)
		}
		d.keep(b.changes, workshop.Local)
	}
	d.writeDeferred(nil).keep(d)
}
