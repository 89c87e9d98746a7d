package crdt

import (
	"errors"
	"maps"
	"slices"
	"strconv"
	"strings"

	"throughline.app/crdt/format"
)

// maxStrangers bounds the documents of other epochs that are looked at beside the own one, but for
// those that are on this laptop's disk.
const maxStrangers = 8

// A stranger is another document of this workshop, or what pretends to be one, as far as its
// changes have come: it shares none with the own one.
type stranger struct {
	epoch   Epoch // what it says it is, once it is whole
	whole   bool
	index   *format.Index
	changes []Change
	given   bool // up: it is not followed, and its changes are only counted
	vector  map[string]uint64
	news    bool // of which epoch it is, or what it has taken over
}

// strangers are the documents beside the own one, and what the own one has taken over of
// earlier epochs.
type strangers struct {
	all     []*stranger
	root    format.Hash // in divert: of the own one, while it is not in the index yet
	covered map[string]uint64
}

// addTo adds to vector what need not be sent here, besides what the document holds, which is h.
func (s *strangers) addTo(vector map[string]uint64, h *history) {
	s.addCovered(vector, h)
	for _, o := range s.all {
		for actor, n := range o.vector {
			vector[actor] = max(vector[actor], n)
		}
	}
}

// addCovered adds what has been taken over of earlier epochs. Who has written in the document has not
// written there: what somebody says of them must not keep from here what they go on to write.
func (s *strangers) addCovered(vector map[string]uint64, h *history) {
	for actor, n := range s.covered {
		if _, here := h.index[actor]; !here {
			vector[actor] = max(vector[actor], n)
		}
	}
}

// divert takes out of arrivals what belongs to a document beside the one of index, and
// what has been taken over of an earlier one. It returns the rest, and what strangers took in.
func (s *strangers) divert(index *format.Index, p *pending, arrivals []arrival, b *batch) (rest []arrival, taken []Change) {
	if len(s.all) == 0 && len(s.covered) == 0 && !slices.ContainsFunc(arrivals, func(a arrival) bool { return len(a.change.Deps) == 0 }) {
		return arrivals, nil
	}
	s.root = format.Hash{}
	for again := true; again; {
		again = false
		now := arrivals
		arrivals = nil
		for i := 0; i < len(now); i++ {
			a := now[i]
			if s.covered[string(a.change.Actor)] >= a.change.Seq && !within(index, a.change) {
				continue
			}
			o, err := s.of(index, a)
			if err == nil && o == nil {
				arrivals = append(arrivals, a)
				continue
			}
			if err == nil {
				err = o.index.Check(a.change)
			}
			if err == nil {
				if err := may(b.keeper, o.index, a); err != nil {
					b.refuse(a, err)
					continue
				}
			}
			switch {
			case err == nil:
				c := o.add(a.change)
				if !o.given {
					taken = append(taken, c)
				}
				now = append(now, p.release(a.change.Hash)...)
				again = true
			case errors.Is(err, format.ErrDuplicate):
			case errors.Is(err, format.ErrForked):
				b.refuse(a, forked(b.keeper, o.index, a, err))
			case errors.Is(err, format.ErrMissingDeps):
				if lacks, ok := lacking(o.index, a.change); !ok || !p.add(a, lacks) {
					b.dropped++
				}
				b.lacking++
			default:
				b.refuse(a, refusal(a.from, err))
			}
		}
	}
	return arrivals, taken
}

// within reports whether a change builds on the document of index. If its number has been taken over of
// an earlier one all the same, its author has used an actor in two epochs, which nobody does whose
// program is as it should be: both count.
func within(index *format.Index, c *format.Change) bool {
	return slices.ContainsFunc(c.Deps, index.Has)
}

// of returns the stranger that a change belongs to, nil if it is not known to belong to one.
func (s *strangers) of(index *format.Index, a arrival) (*stranger, error) {
	c := a.change
	if len(c.Deps) == 0 {
		switch {
		case index.Changes() > 0 && index.Has(c.Hash), index.Changes() == 0 && s.root == c.Hash:
			return nil, nil
		case index.Changes() == 0 && s.root == (format.Hash{}):
			if index.Check(c) == nil {
				s.root = c.Hash // the first to come is one's own
			}
			return nil, nil
		}
		for _, o := range s.all {
			if o.index.Has(c.Hash) {
				return o, nil
			}
		}
		if c.Seq != 1 || len(s.all) >= maxStrangers && a.from != thisLaptop && !s.forget() {
			return nil, errors.New("it begins a workshop of its own")
		}
		o := &stranger{index: format.NewIndex(), vector: map[string]uint64{}}
		s.all = append(s.all, o)
		return o, nil
	}
	for _, o := range s.all {
		for _, h := range c.Deps {
			if o.index.Has(h) {
				return o, nil
			}
		}
	}
	return nil, nil
}

// forget makes room by dropping a document that is not followed, or has not come whole.
func (s *strangers) forget() bool {
	at := slices.IndexFunc(s.all, func(o *stranger) bool { return o.given })
	if at < 0 {
		at = slices.IndexFunc(s.all, func(o *stranger) bool { return !o.whole })
	}
	if at < 0 {
		return false
	}
	s.without(s.all[at])
	return true
}

// add takes in a change that has been checked.
func (o *stranger) add(c *format.Change) Change {
	change := changeOf(c)
	for _, k := range o.index.Add(c) {
		o.news = o.news || strings.HasPrefix(k.Record, epochPrefix)
		number, ok := strings.CutPrefix(k.Field, fieldNumber)
		if n, err := strconv.Atoi(number); ok && err == nil && k.Record == EpochRecord && !o.whole {
			o.whole, o.epoch = true, Epoch{n, string(c.Actor)}
		}
	}
	o.vector[change.Actor] = max(o.vector[change.Actor], change.Seq)
	if !o.given {
		o.changes = append(o.changes, change)
	}
	return change
}

// giveUp stops following a document; its changes are known from now on, and not kept.
func (o *stranger) giveUp() { o.given, o.changes = true, nil }

// next returns the whole document that the workshop is to go on in, nil for the own one. One in
// which this laptop has written comes first, the earliest of them: after a start that finds
// all of them in the journal, it is where this laptop was.
func (s *strangers) next(now Epoch, laptop string) *stranger {
	var best *stranger
	mine := false
	for _, o := range s.all {
		if !o.whole || o.given || !o.epoch.after(now) {
			continue
		}
		own := o.writtenBy(laptop)
		switch {
		case best == nil, own && !mine, own == mine && own == best.epoch.after(o.epoch):
			best, mine = o, own
		}
	}
	for _, o := range s.all {
		if o.whole && o != best && (!mine || !o.epoch.after(now)) {
			o.giveUp()
		}
	}
	return best
}

// writtenBy reports whether a laptop has written in it, under any of its actors.
func (o *stranger) writtenBy(laptop string) bool {
	for actor := range o.vector {
		if strings.HasPrefix(actor, laptop) {
			return true
		}
	}
	return false
}

// news reports whether there is something to look at.
func (s *strangers) news() bool {
	some := false
	for _, o := range s.all {
		some = some || o.news && o.whole && !o.given
		o.news = o.news && !o.whole
	}
	return some
}

// without removes a document that has become the own one.
func (s *strangers) without(o *stranger) {
	for i, other := range s.all {
		if other == o {
			s.all = append(s.all[:i:i], s.all[i+1:]...)
			return
		}
	}
}

func (s *strangers) covers(covered map[string]uint64) { s.covered = maps.Clone(covered) }
