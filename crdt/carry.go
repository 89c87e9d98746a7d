package crdt

import (
	"slices"

	"throughline.app/crdt/format"
	"throughline.app/workshop"
)

// carried are the changes of the document at hand, which came of mine and holds state, and of those
// before it, that are to be written in the next one, whose changes are in next and
// which holds what is there.
func (d *Document) carried(mine []Change, state *workshop.Snapshot, next []Change, there *workshop.Snapshot, covered map[string]uint64, past map[string][]Change) (*rewriting, []Change, error) {
	first, err := stateOf(beginningOf(next))
	if err != nil {
		return nil, nil, err
	}
	begun := coveredBy(first)
	docs, err := d.leftOnes(mine, state, begun, past)
	if err != nil {
		return nil, nil, err
	}
	w, err := rewrite(docs, next, first, there, begun, covered)
	if err != nil {
		return nil, nil, err
	}
	var all []Change
	for p, ref := range [parts]workshop.Ref{anybodys: {Kind: kindEpoch, ID: epochFirst}, led: {Kind: workshop.KindWorkshop, ID: workshop.MetaID}} {
		if d.mayBring(ref.Key()) {
			all = append(all, w.bring[p]...)
		}
	}
	return w, all, nil
}

// carry writes in the next document what is left behind, change by change, if that can be told.
func (d *Document) carry(s *step, mine []Change, state *workshop.Snapshot, theirs []Change, covered map[string]uint64, past map[string][]Change) (err error) {
	if s.anew, s.carried, err = d.carried(mine, state, theirs, s.state, covered, past); err != nil || len(s.carried) == 0 {
		return err
	}
	if err := s.lib.take(s.carried); err != nil {
		return err
	}
	s.state, err = s.lib.snapshot()
	return err
}

// carryWaiting writes in the next document what waited for it, all but what carry has: in the place
// of the edits themselves. Owner only, with the index of that document at hand.
func (d *Document) carryWaiting(s *step) error {
	if s.anew == nil || d.shadow == nil || d.shadow.broken || !d.mayBring(ofEpoch(epochFirst)) {
		return nil
	}
	for _, c := range d.shadow.made[s.waited:] {
		some, err := s.anew.also(c)
		if err != nil {
			return err
		}
		for _, c := range some {
			parsed, err := format.ParseChange(c.Bytes)
			if err == nil {
				err = s.index.Check(parsed)
			}
			if err != nil {
				return err
			}
			keys := s.index.Add(parsed)
			if err := s.lib.take([]Change{c}); err != nil {
				return err
			}
			diff, err := s.lib.reread(s.state, keys, nil)
			if err != nil {
				return err
			}
			s.state = s.state.With(diff)
			s.carried = append(s.carried, c)
		}
	}
	for _, c := range s.anew.looseOn(s.state.With(fit(s.state, s.left))) {
		s.left.diff = append(s.left.diff, c)
		s.left.born[c.Ref] = true
	}
	if n := len(d.shadow.made); n > 0 {
		s.note = append(s.note, broughtOver(s.state, d.epoch.ID, map[string]uint64{d.shadow.actor: uint64(n)}, coveredBy(s.state))...)
	}
	d.deferred = slices.DeleteFunc(d.deferred, func(e deferred) bool { return e.shadow != nil })
	return nil
}

func ofEpoch(id string) string { return workshop.Ref{Kind: kindEpoch, ID: id}.Key() }

// mayBring reports whether others will take from this laptop what somebody else wrote on a record.
func (d *Document) mayBring(record string) bool {
	return d.opt.MayBring == nil || d.opt.MayBring(record)
}
