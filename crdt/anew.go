package crdt

import (
	"cmp"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"

	"throughline.app/crdt/format"
	"throughline.app/workshop"
)

// A rewriting writes the changes of documents that were left in the next one, each as a change of
// its own that depends on nothing but what the next one began with, the change itself, and those
// before it. So it is the same change, byte for byte, whoever writes it and whenever, and what
// several laptops bring is there once. It is by an actor that is nobody's, so whoever brings it
// vouches for it.
type rewriting struct {
	covered map[string]uint64 // what the next document has taken over by now
	begun   map[string]uint64 // what it began with
	held    map[format.Hash]bool
	first   *workshop.Snapshot // what it began with
	now     *workshop.Snapshot // what it holds by now
	base    *library           // where it began; nil as long as it is not wanted

	to     [parts]*reading // the next document, as far as a change builds on it
	anew   map[format.Hash]images
	there  map[string]bool        // how all that has been taken over is called when written anew
	called map[string]bool        // the first halves of all actors in documents that were left
	names  map[string]format.Hash // changes that were left, by how they are called when written anew
	bring  [parts][]Change

	last *reading // the document at hand

	astray  map[format.Hash]bool // what others have brought in another way
	loose   workshop.Diff        // what is on records that were
	gaps    []gap
	unknown map[string]bool // authors of which it is not known what of theirs a document began with
}

// mostThere bounds of how many changes it is told what they are called anew: more than a workshop has, so
// that nobody counts up to what a member makes up. The authors of fewest come first, everywhere.
const mostThere = 1 << 20

// What is the facilitators' is written apart, since not everybody may bring it.
const (
	anybodys = iota
	led
	parts
)

// images are the changes in the next document that stand for one that was left, and for those
// before it.
type images [parts][]format.Hash

func (i *images) add(o images) {
	for p := range i {
		i[p] = append(i[p], o[p]...)
		sortHashes(i[p])
		i[p] = slices.Compact(i[p])
	}
}

func sortHashes(all []format.Hash) {
	slices.SortFunc(all, func(a, b format.Hash) int { return slices.Compare(a[:], b[:]) })
}

// rewrite returns what of documents that were left is to be written in the next one, which came of
// the changes in next: what anybody may bring, and what belongs to the facilitators. Each of them
// comes after the one that it came out of, if that is among them.
func rewrite(all []*left, next []Change, first, now *workshop.Snapshot, begun, covered map[string]uint64) (w *rewriting, err error) {
	w = &rewriting{
		first: first, now: now, covered: covered, begun: begun, held: map[format.Hash]bool{},
		anew: map[format.Hash]images{}, names: map[string]format.Hash{}, called: map[string]bool{}, astray: map[format.Hash]bool{},
	}
	for _, l := range all {
		for _, c := range l.changes {
			w.called[laptopOf(c.Actor)] = true
		}
	}
	w.there, w.unknown = map[string]bool{}, map[string]bool{}
	left := uint64(mostThere)
	for _, actor := range slices.SortedFunc(maps.Keys(covered), func(a, b string) int {
		return cmp.Or(cmp.Compare(covered[a], covered[b]), cmp.Compare(a, b))
	}) {
		if covered[actor] > left {
			break
		}
		left -= covered[actor]
		for seq := uint64(1); seq <= covered[actor]; seq++ {
			for p := range parts {
				w.there[calledAnew(actor, seq, p)] = true
			}
		}
	}
	for _, c := range next {
		w.held[c.Hash] = true
		w.there[laptopOf(c.Actor)] = true
	}
	for p := range w.to {
		if w.to[p], err = newReading(beginningOf(next)); err != nil {
			return nil, err
		}
	}
	for i, l := range all {
		var before []Change
		for _, o := range all[:i] {
			if o.epoch.ID == l.parent {
				before = o.changes
			}
		}
		if err := w.document(l, before); err != nil {
			return nil, err
		}
	}
	return w, nil
}

// document writes what was left in one document, which came out of the one before.
func (w *rewriting) document(l *left, before []Change) error {
	changes := l.changes
	from, err := newReading(changes)
	if err != nil {
		return err
	}
	began, err := w.beginning(l, before)
	if err != nil {
		return err
	}
	todo := map[int]bool{}
	after := map[string][]int{} // by what they follow
	for i, c := range changes {
		original, known := w.names[laptopOf(c.Actor)]
		switch {
		case c.Seq <= w.begun[c.Actor]:
		case l.epoch.Number > 0 && c.Actor == changes[0].Actor:
			w.anew[c.Hash] = began
		case known && !w.astray[original]: // it has been written anew before
			w.anew[c.Hash] = w.anew[original]
		case !known && w.brought(from.keys[i]): // nothing but what is there
			todo[i] = false
		case known || w.wants(l, c):
			w.astray[c.Hash] = known || w.there[calledAnew(c.Actor, c.Seq, anybodys)] || w.there[calledAnew(c.Actor, c.Seq, led)]
			after[key(from.deps[i])] = append(after[key(from.deps[i])], i)
			todo[i] = true
		default:
			todo[i] = false
		}
		for p := range parts {
			w.names[calledAnew(c.Actor, c.Seq, p)] = c.Hash
		}
	}
	w.last = from
	for at := 0; at < len(changes); {
		i := at
		for _, j := range after[key(from.at)] { // spares taking up another state
			if todo[j] && todo[at] {
				i = j
				break
			}
		}
		writes, left := todo[i]
		delete(todo, i)
		switch {
		case writes:
			if err := w.change(from, i); err != nil {
				return err
			}
		case left:
			w.anew[changes[i].Hash] = w.before(from, i)
			fallthrough
		default:
			at++
		}
	}
	return nil
}

// beginning returns what stands for all that a document began with. Where the one before is not as
// far here, the rest of that is a gap.
func (w *rewriting) beginning(l *left, before []Change) (began images, err error) {
	if !l.needed {
		for _, c := range upTo(before, l.before, true) {
			began.add(w.anew[c.Hash])
		}
		return began, nil
	}
	some := upTo(before, l.before, true)
	for _, c := range some {
		began.add(w.anew[c.Hash])
	}
	had := vectorOf(before)
	g := gap{cover: map[string]map[string]uint64{}}
	eachCovered(l.began, func(id, actor string, n uint64) {
		_, known := w.names[laptopOf(actor)]
		if (id == l.parent || l.apart) && actor != id && !known {
			if had[actor] < n && w.covered[actor] < n {
				if g.cover[id] == nil {
					g.cover[id] = map[string]uint64{}
				}
				g.cover[id][actor] = max(g.cover[id][actor], n)
			}
		}
	})
	switch {
	case len(g.cover) == 0:
		return began, nil
	case len(before) == 0: // nobody can tell here; somebody else will
		for _, actors := range g.cover {
			for actor := range actors {
				w.unknown[actor] = true
			}
		}
		w.unknown[l.changes[0].Actor] = true
		return began, nil
	}
	base, err := stateOf(some)
	if err != nil {
		return began, err
	}
	g.diff = withoutEpochs(base.Differences(l.began, math.MaxInt))
	w.gaps = append(w.gaps, g)
	return began, nil
}

// brought reports whether a change, which is on these keys, says what it has brought along, and all of that
// has been taken over in the next document, too.
func (w *rewriting) brought(keys []format.Key) bool {
	some := false
	for _, k := range keys {
		rest, ok := strings.CutPrefix(k.Field, fieldCovered)
		actor, number, later := strings.Cut(rest, ".")
		n, err := strconv.ParseUint(number, 10, 64)
		if !ok || !later || err != nil || !strings.HasPrefix(k.Record, epochPrefix) {
			continue
		}
		if some = true; w.covered[actor] < n {
			return false
		}
	}
	return some
}

// wants reports whether a change is to be written anew. Of a document before the one at hand it is if
// others began with it, or have brought it along; what its author has written in another way is there
// as that.
func (w *rewriting) wants(l *left, c Change) bool {
	return l.asked == nil || c.Seq <= l.asked[c.Actor] || w.called[calledAnew(c.Actor, c.Seq, anybodys)] || w.called[calledAnew(c.Actor, c.Seq, led)]
}

// before is what stands for all that a change builds on.
func (w *rewriting) before(from *reading, i int) (on images) {
	for _, h := range from.deps[i] {
		on.add(w.anew[h])
	}
	return on
}

// change writes one change anew.
func (w *rewriting) change(from *reading, i int) error {
	c := from.changes[i]
	diff, err := from.step(i)
	if err != nil {
		return err
	}
	w.anew[c.Hash], err = w.write(c, from.heads[i].Time, w.before(from, i), diff, from.made[i])
	return err
}

// also writes one more change of the document at hand, and returns what that is in the next one.
func (w *rewriting) also(c Change) ([]Change, error) {
	if err := w.last.add(c, false); err != nil {
		return nil, err
	}
	w.bring = [parts][]Change{}
	if err := w.change(w.last, len(w.last.changes)-1); err != nil {
		return nil, err
	}
	return slices.Concat(w.bring[:]...), nil
}

// looseOn is what is loose, on top of s.
func (w *rewriting) looseOn(s *workshop.Snapshot) workshop.Diff {
	now, all := s, workshop.Diff(nil)
	for _, c := range w.loose {
		some := fit(now, deferred{diff: workshop.Diff{c}})
		now, all = now.With(some), all.Squash(some)
	}
	w.loose = nil
	return all
}

// key is hashes as the key of a map.
func key(hashes []format.Hash) string {
	var b []byte
	for _, h := range hashes {
		b = append(b, h[:]...)
	}
	return string(b)
}
