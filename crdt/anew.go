package crdt

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
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
			w.called[c.Actor[:laptopLen]] = true
		}
	}
	w.there, w.unknown = map[string]bool{}, map[string]bool{}
	for actor, n := range covered {
		for seq := uint64(1); seq <= n; seq++ {
			for p := range parts {
				w.there[calledAnew(actor, seq, p)] = true
			}
		}
	}
	for _, c := range next {
		w.held[c.Hash] = true
		w.there[c.Actor[:laptopLen]] = true
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
		original, known := w.names[c.Actor[:laptopLen]]
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
		_, known := w.names[actor[:laptopLen]]
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

// write writes what a change has altered on top of what stands for those before it, and returns what
// stands for all of them. Made are the records that it has made.
func (w *rewriting) write(c Change, at int64, on images, diff workshop.Diff, made map[workshop.Ref]bool) (images, error) {
	stands := on
	for p := range parts {
		var some []workshop.Change
		for _, d := range diff {
			if (d.Ref.Kind == workshop.KindWorkshop) == (p == led) {
				some = append(some, d)
			}
		}
		if len(some) == 0 {
			continue
		}
		heads := on[anybodys]
		if p == led {
			heads = slices.Concat(on[anybodys], on[led])
		}
		var rest []workshop.Change
		for _, group := range byRecord(some) {
			if ref := group[0].Ref; !made[ref] || exists(w.first, ref) {
				rest = append(rest, group...)
				continue
			}
			born, err := w.born(c, at, p, group)
			if err != nil {
				return stands, err
			}
			heads = slices.Concat(heads, born)
			stands[p] = slices.Concat(stands[p], born)
		}
		if len(rest) == 0 {
			continue
		}
		written, loose, ok, err := w.to[p].write(calledAnew(c.Actor, c.Seq, p), heads, rest, made, at)
		if err != nil {
			return stands, err
		}
		if c.Seq > w.covered[c.Actor] && !w.astray[c.Hash] {
			w.loose = append(w.loose, loose...)
		}
		if ok, err = w.take(c, p, written, ok, true); err != nil {
			return stands, err
		}
		if ok {
			stands[p] = []format.Hash{written.Hash}
		}
	}
	return stands, nil
}

// take takes in what a change is in the next document, if it is there or to be brought. Here says that
// the library of that part has made it.
func (w *rewriting) take(c Change, p int, written Change, altered, here bool) (bool, error) {
	switch {
	case !altered:
		return false, nil
	case w.held[written.Hash]:
	case c.Seq <= w.covered[c.Actor] || w.astray[c.Hash]: // somebody has brought it in another way
		if here {
			w.to[p].reset()
		}
		w.astray[c.Hash] = true
		return false, nil
	default:
		w.bring[p] = append(w.bring[p], written)
		w.held[written.Hash] = true
	}
	if _, known := w.to[p].place[written.Hash]; known {
		return true, nil
	}
	for q := range w.to {
		if err := w.to[q].add(written, here && p == q); err != nil {
			return false, err
		}
	}
	return true, nil
}

// born writes a record that was made: on nothing but what the next document began with, and as if nobody
// in particular had made it. So it is the same by whatever way it comes, and never made twice, each with
// what others write on it.
func (w *rewriting) born(c Change, at int64, p int, group []workshop.Change) ([]format.Hash, error) {
	ref := group[0].Ref
	if w.base == nil {
		var err error
		if w.base, err = firstTake(nobody, w.to[p].changes[:w.to[p].beginning()]); err != nil {
			return nil, err
		}
	}
	doc, err := w.base.doc.Fork()
	if err != nil {
		return nil, fmt.Errorf("crdt: write anew: %w", err)
	}
	r := *w.to[p]
	if r.lib, err = newLibrary(doc, nobody); err != nil {
		return nil, err
	}
	r.at = []format.Hash{r.changes[r.beginning()-1].Hash}
	sum := sha256.Sum256([]byte("throughline made anew\n" + ref.Key()))
	written, _, ok, err := r.write(hex.EncodeToString(sum[:laptopLen/2]), nil, group, map[workshop.Ref]bool{ref: true}, at)
	if err != nil || !w.held[written.Hash] && exists(w.now, ref) { // it is there in another way
		return nil, err
	}
	if ok, err = w.take(c, p, written, ok, false); !ok || err != nil {
		return nil, err
	}
	return []format.Hash{written.Hash}, nil
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

// calledAnew is the first half of the actor of a change that is written anew; nobody's laptop. It stays
// the same through all documents.
func calledAnew(actor string, seq uint64, part int) string {
	if actor[laptopLen:laptopLen+len(markAnew)] == markAnew {
		return actor[:laptopLen]
	}
	sum := sha256.Sum256(fmt.Appendf(nil, "throughline written anew\n%s %d %d", actor, seq, part))
	return hex.EncodeToString(sum[:laptopLen/2])
}

// markAnew follows that half; hex.
const markAnew = "616e6577"

// key is hashes as the key of a map.
func key(hashes []format.Hash) string {
	var b []byte
	for _, h := range hashes {
		b = append(b, h[:]...)
	}
	return string(b)
}
