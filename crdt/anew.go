package crdt

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

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

	to     [parts]*reading // the next document, as far as a change builds on it
	anew   map[format.Hash]images
	there  map[string]bool        // how all that has been taken over is called when written anew
	called map[string]bool        // the first halves of all actors in documents that were left
	names  map[string]format.Hash // changes that were left, by how they are called when written anew
	bring  [parts][]Change

	last *reading // the document at hand

	astray map[format.Hash]bool // what others have brought in another way
	loose  workshop.Diff        // what is on records that were
	gaps   []gap
}

// A gap is what a document began with that cannot be told change by change.
type gap struct {
	diff  workshop.Diff
	cover map[string]map[string]uint64 // what came of, by epoch and actor
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

// A left is a document that a workshop has left, or is about to.
type left struct {
	changes []Change
	epoch   Epoch
	parent  string            // id of the document that it came out of
	apart   bool              // that one is not here, and parent is one further back
	before  map[string]uint64 // what it began with of that
	began   *workshop.Snapshot
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

// rewrite returns what of documents that were left is to be written in the next one, which came of
// the changes in next: what anybody may bring, and what belongs to the facilitators. Each of them
// comes after the one that it came out of, if that is among them.
func rewrite(all []*left, next []Change, begun, covered map[string]uint64) (w *rewriting, err error) {
	w = &rewriting{
		covered: covered, begun: begun, held: map[format.Hash]bool{},
		anew: map[format.Hash]images{}, names: map[string]format.Hash{}, called: map[string]bool{}, astray: map[format.Hash]bool{},
	}
	for _, l := range all {
		for _, c := range l.changes {
			w.called[c.Actor[:laptopLen]] = true
		}
	}
	w.there = map[string]bool{}
	for actor, n := range covered {
		for seq := uint64(1); seq <= n; seq++ {
			for p := range parts {
				w.there[calledAnew(actor, seq, p)] = true
			}
		}
	}
	for _, c := range next {
		w.held[c.Hash] = true
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
			w.astray[c.Hash] = known || w.there[c.Actor[:laptopLen]]
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
	if l.epoch.Number == 0 || w.begun[l.changes[0].Actor] > 0 {
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
	if len(g.cover) == 0 || len(before) == 0 {
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
		written, loose, ok, err := w.to[p].write(calledAnew(c.Actor, c.Seq, p), heads, some, made, at)
		brought := c.Seq <= w.covered[c.Actor] || w.astray[c.Hash] // by somebody, in this way or another
		if !brought {
			w.loose = append(w.loose, loose...)
		}
		switch {
		case err != nil:
			return stands, err
		case !ok:
			continue
		case w.held[written.Hash]:
		case brought:
			w.to[p].reset()
			w.astray[c.Hash] = true
			continue
		default:
			w.bring[p] = append(w.bring[p], written)
		}
		for q := range w.to {
			if err := w.to[q].add(written, p == q); err != nil {
				return stands, err
			}
		}
		stands[p] = []format.Hash{written.Hash}
	}
	return stands, nil
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
		e.diff = append(e.diff, c)
	}
	for _, id := range sortedKeys(g.cover) {
		for _, c := range broughtOver(s, id, g.cover[id]) {
			e.diff = append(e.diff, c)
			e.born[c.Ref] = true
		}
	}
	return e
}

// calledAnew is the first half of the actor of a change that is written anew; nobody's laptop.
func calledAnew(actor string, seq uint64, part int) string {
	sum := sha256.Sum256(fmt.Appendf(nil, "throughline written anew\n%s %d %d", actor, seq, part))
	return hex.EncodeToString(sum[:laptopLen/2])
}

// key is hashes as the key of a map.
func key(hashes []format.Hash) string {
	var b []byte
	for _, h := range hashes {
		b = append(b, h[:]...)
	}
	return string(b)
}

// A reading is a document as it was at any of its heads.
type reading struct {
	changes []Change
	heads   []*format.Change
	deps    [][]format.Hash
	keys    [][]format.Key          // that each is on
	made    []map[workshop.Ref]bool // records that each makes
	place   map[format.Hash]int

	index *format.Index
	lib   *library // at those heads
	at    []format.Hash
	in    []bool
}

func newReading(changes []Change) (*reading, error) {
	r := &reading{place: map[format.Hash]int{}, index: format.NewIndex()}
	for _, c := range changes {
		if err := r.add(c, false); err != nil {
			return nil, err
		}
	}
	return r, nil
}

// add takes in one more change. Here says that the library has made it just now.
func (r *reading) add(c Change, here bool) error {
	parsed, err := format.ParseChange(c.Bytes)
	if err == nil {
		err = r.index.Check(parsed)
	}
	if err != nil {
		return fmt.Errorf("crdt: write anew: %w", err)
	}
	keys := r.index.Add(parsed)
	made := map[workshop.Ref]bool{}
	for _, k := range keys {
		if ref, ok := workshop.ParseKey(k.Record); ok && k.Field == "" {
			made[ref] = true
		}
	}
	deps := slices.Clone(parsed.Deps)
	sortHashes(deps)
	r.place[c.Hash] = len(r.changes)
	r.changes, r.heads, r.deps = append(r.changes, c), append(r.heads, parsed), append(r.deps, deps)
	r.keys, r.made, r.in = append(r.keys, keys), append(r.made, made), append(r.in, here)
	if here {
		r.at = []format.Hash{c.Hash}
	}
	return nil
}

// reset forgets where it stands.
func (r *reading) reset() {
	r.lib, r.at = nil, nil
	clear(r.in)
}

// goTo has the library stand where some changes, and all before them, have been taken in.
func (r *reading) goTo(heads []format.Hash) error {
	if r.lib != nil && slices.Equal(r.at, heads) {
		return nil
	}
	want := make([]bool, len(r.changes))
	for todo := slices.Clone(heads); len(todo) > 0; {
		i, known := r.place[todo[len(todo)-1]]
		todo = todo[:len(todo)-1]
		if known && !want[i] {
			want[i] = true
			todo = append(todo, r.deps[i]...)
		}
	}
	for i := range want {
		if r.in[i] && !want[i] {
			r.reset()
			break
		}
	}
	var more []Change
	for i, c := range r.changes {
		if want[i] && !r.in[i] {
			more = append(more, c)
		}
	}
	if err := r.take(more); err != nil {
		return err
	}
	r.in, r.at = want, slices.Clone(heads)
	return nil
}

func (r *reading) take(more []Change) (err error) {
	if r.lib == nil {
		r.lib, err = firstTake(nobody, more)
		return err
	}
	clear(r.lib.records)
	if len(more) > 0 {
		err = r.lib.take(more)
	}
	return err
}

// nobody is the actor of a library that is only read.
const nobody = "00000000000000000000000000000000"

// step is what one change alters where it was made: of what people write.
func (r *reading) step(i int) (workshop.Diff, error) {
	if err := r.goTo(r.deps[i]); err != nil {
		return nil, err
	}
	var keys []format.Key
	b := workshop.NewBuilder(nil)
	for _, k := range r.keys[i] {
		ref, ok := workshop.ParseKey(k.Record)
		if !ok || ref.Kind == kindEpoch {
			continue
		}
		keys = append(keys, k)
		if k.Field != "" {
			value, err := r.lib.field(k.Record, k.Field)
			if err != nil {
				return nil, err
			}
			b.Set(ref, k.Field, value)
			continue
		}
		fields, err := r.lib.fields(k.Record)
		if err != nil {
			return nil, err
		}
		for name, value := range fields {
			b.Set(ref, name, value)
		}
	}
	if err := r.take(r.changes[i : i+1]); err != nil {
		return nil, err
	}
	r.in[i], r.at = true, []format.Hash{r.changes[i].Hash}
	return r.lib.reread(b.Snapshot(), keys, nil)
}

// write makes a change on top of some of the changes, or of the beginning, by an actor that
// begins with called. It reports false if nothing is altered. Loose is what is on records that are not
// there: their author has made another, or others have brought them in another way.
func (r *reading) write(called string, heads []format.Hash, diff workshop.Diff, made map[workshop.Ref]bool, at int64) (change Change, loose workshop.Diff, altered bool, err error) {
	if len(heads) == 0 {
		heads = []format.Hash{r.changes[r.beginning()-1].Hash}
	}
	sortHashes(heads)
	heads = slices.Compact(heads)
	if err := r.goTo(heads); err != nil {
		return Change{}, nil, false, err
	}
	sum := sha256.New()
	for _, h := range heads {
		sum.Write(h[:])
	}
	var groups [][]workshop.Change
	for _, group := range byRecord(diff) {
		ref := group[0].Ref
		there, err := r.lib.record(ref.Key())
		if err != nil {
			return Change{}, nil, false, err
		}
		if there == nil && !made[ref] {
			loose = append(loose, group...)
			continue
		}
		var some []workshop.Change
		for _, c := range group {
			now, err := r.lib.field(ref.Key(), c.Field)
			if err != nil {
				return Change{}, nil, false, err
			}
			switch text := workshop.IsText(ref.Kind, c.Field); {
			case text && there != nil && made[ref]: // it came in another way, too
				c.After = union(now, c.After)
			case text:
				c.After = rebase(c.Before, c.After, now)
			case there != nil && made[ref] && now != "":
				c.After = now
			}
			if workshop.IsText(ref.Kind, c.Field) && workshop.CheckText(c.After) != nil {
				c.After = now
			}
			if c.After != now {
				some = append(some, c)
				fmt.Fprintf(sum, "%s %s %q\n", ref.Key(), c.Field, c.After)
			}
		}
		if len(some) > 0 {
			groups = append(groups, some)
		}
	}
	if len(groups) == 0 {
		return Change{}, loose, false, nil
	}
	if err := r.lib.as(called + hex.EncodeToString(sum.Sum(nil)[:laptopLen/2])); err != nil {
		return Change{}, nil, false, err
	}
	for _, group := range groups {
		if err := r.lib.write(group[0].Ref, group); err != nil {
			return Change{}, nil, false, err
		}
	}
	raw, err := r.lib.commit(time.UnixMilli(at))
	if err != nil {
		return Change{}, nil, false, err
	}
	c, err := format.ParseChange(raw)
	if err != nil {
		return Change{}, nil, false, fmt.Errorf("crdt: write anew: %w", err)
	}
	return changeOf(c), loose, true, nil
}

// beginning is how many changes the document began with.
func (r *reading) beginning() int {
	n := 0
	for n < len(r.changes) && r.changes[n].Actor == r.changes[0].Actor {
		n++
	}
	return n
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
	for _, l := range known {
		l.findParent(known)
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
	if l.epoch.Number == 0 || known[l.parent] != nil {
		return
	}
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

// carried are the changes of the document at hand, which came of mine and holds state, and of those
// before it, that are to be written in the next one, whose changes are in next.
func (d *Document) carried(mine []Change, state *workshop.Snapshot, next []Change, covered map[string]uint64, past map[string][]Change) (*rewriting, []Change, error) {
	first, err := stateOf(beginningOf(next))
	if err != nil {
		return nil, nil, err
	}
	begun := coveredBy(first)
	docs, err := d.leftOnes(mine, state, begun, past)
	if err != nil {
		return nil, nil, err
	}
	w, err := rewrite(docs, next, begun, covered)
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
