package crdt

import (
	"maps"
	"math"
	"slices"

	"throughline.app/workshop"
)

// A left is a document that a workshop has left, or is about to.
type left struct {
	changes []Change
	epoch   Epoch
	parent  string            // id of the document that it came out of
	apart   bool              // that one is not here, and parent is one further back
	before  map[string]uint64 // what it began with of that
	began   *workshop.Snapshot
	needed  bool              // the next document does not know what it began with
	asked   map[string]uint64 // what those that came out of it began with; nil for the one at hand
}

func newLeft(changes []Change) (*left, error) {
	began, err := stateOf(beginningOf(changes))
	if err != nil {
		return nil, err
	}
	l := &left{changes: changes, epoch: epochOf(began), parent: began.Field(nowRef, fieldParent), began: began}
	l.before = coveredIn(began, l.parent)
	return l, nil
}

// beginningOf are the changes that a document began with.
func beginningOf(changes []Change) []Change {
	return upTo(changes, map[string]uint64{changes[0].Actor: math.MaxUint64}, true)
}

// leftOnes are the documents of which the next one, which began with what begun says, may lack
// something that is in the one at hand, which came of the changes in mine and holds state: that one
// last. Where one that lies between is not here any more, or not as far as others had it, only what was
// written since is told change by change: see bringWhole for what was new before.
func (d *Document) leftOnes(mine []Change, state *workshop.Snapshot, begun map[string]uint64, past map[string][]Change) ([]*left, error) {
	last, err := newLeft(mine)
	if err != nil {
		return nil, err
	}
	known := map[string]*left{last.epoch.ID: last}
	learn := func(id string) (*left, error) {
		if known[id] != nil || id == "" {
			return known[id], nil
		}
		changes := past[id]
		if changes == nil {
			changes = d.archived(id)
		}
		if len(changes) == 0 {
			return nil, nil
		}
		l, err := newLeft(changes)
		known[id] = l
		return l, err
	}
	reached := func(l *left) (bool, error) {
		for range maxStrangers {
			if begun[l.changes[0].Actor] > 0 {
				return true, nil
			}
			before, err := learn(l.parent)
			if before == nil || err != nil {
				return false, err
			}
			had := vectorOf(before.changes)
			for actor, n := range l.before {
				if had[actor] < n {
					return false, nil
				}
			}
			l = before
		}
		return false, nil
	}
	if _, err := reached(last); err != nil {
		return nil, err
	}
	needed := maps.Clone(known)
	// What others have brought along here may be here as it was written, too.
	more := map[string]bool{}
	eachCovered(state, func(id, actor string, n uint64) {
		more[id] = more[id] || n > begun[actor]
	})
	for _, id := range sortedKeys(more) {
		if !more[id] {
			continue
		}
		l, err := learn(id)
		if err != nil {
			return nil, err
		}
		if l == nil {
			continue
		}
		if ok, err := reached(l); err != nil {
			return nil, err
		} else if !ok && needed[id] == nil {
			delete(known, id)
		}
	}
	for l := last; l != nil && begun[l.changes[0].Actor] == 0; l = known[l.parent] {
		l.needed = true
		if known[l.parent] == nil {
			further := map[string]bool{}
			eachCovered(l.began, func(id, _ string, _ uint64) { further[id] = true })
			for _, id := range sortedKeys(further) {
				if _, err := learn(id); err != nil {
					return nil, err
				}
			}
			l.findParent(known)
		}
	}
	for _, l := range known {
		if l != last && l.asked == nil {
			l.asked = map[string]uint64{}
		}
		if before := known[l.parent]; before != nil {
			if before.asked == nil {
				before.asked = map[string]uint64{}
			}
			for actor, n := range l.before {
				before.asked[actor] = max(before.asked[actor], n)
			}
		}
	}
	delete(known, last.epoch.ID)
	all := slices.Collect(maps.Values(known))
	slices.SortFunc(all, func(a, b *left) int { // as workshops go on, from the one to the other
		if a.epoch.after(b.epoch) {
			return 1
		}
		return -1
	})
	return append(all, last), nil
}

// findParent looks for a document further back in the place of one that is not known.
func (l *left) findParent(known map[string]*left) {
	l.apart = true
	var best *left
	for _, o := range known {
		if l.epoch.after(o.epoch) && (best == nil || o.epoch.after(best.epoch)) && len(coveredIn(l.began, o.epoch.ID)) > 0 {
			best = o
		}
	}
	if best != nil {
		l.parent, l.before = best.epoch.ID, coveredIn(l.began, best.epoch.ID)
	}
}

// A gap is what a document began with that cannot be told change by change.
type gap struct {
	diff  workshop.Diff
	cover map[string]map[string]uint64 // what came of, by epoch and actor
}

// on fits what is in a gap to s, with the note that it is taken over. Texts are brought so that what
// they say and what stands there is said once.
func (g gap) on(s *workshop.Snapshot) deferred {
	e := deferred{born: map[workshop.Ref]bool{}}
	for _, c := range g.diff {
		if !exists(s, c.Ref) {
			continue // see bringWhole
		}
		if workshop.IsText(c.Ref.Kind, c.Field) {
			c.Before = s.Field(c.Ref, c.Field)
			if c.After = union(c.Before, c.After); workshop.CheckText(c.After) != nil {
				continue
			}
		}
		if !workshop.IsText(c.Ref.Kind, c.Field) && s.Field(c.Ref, c.Field) != c.Before {
			continue // what is there is later
		}
		e.diff = append(e.diff, c)
	}
	for _, id := range sortedKeys(g.cover) {
		for _, c := range broughtOver(s, id, g.cover[id], coveredBy(s)) {
			e.diff = append(e.diff, c)
			e.born[c.Ref] = true
		}
	}
	return e
}
