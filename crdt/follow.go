package crdt

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"

	"throughline.app/crdt/format"
	"throughline.app/workshop"
)

// Following reports whether the workshop goes on in a document that this laptop holds and
// has not followed into, because it has changes that are not taken over there: somebody has to call
// [Document.Follow], one laptop after another.
func (d *Document) Following() bool { return d.following.Load() }

// InNext reports whether heads are those of a laptop that is in the next document already,
// as far as it has come here.
func (d *Document) InNext(heads []string) bool {
	in := false
	_ = d.do(context.Background(), theHistory, func() {
		if d.target == nil {
			return
		}
		known := map[string]bool{}
		for _, c := range d.target.changes {
			known[hex.EncodeToString(c.Hash[:])] = true
		}
		in = len(heads) > 0
		for _, h := range heads {
			in = in && known[h]
		}
	})
	return in
}

// Follow goes on in the next document and writes there, as one change, what was written in this
// one and is not taken over yet, by whomever. It does nothing if there is none.
func (d *Document) Follow(ctx context.Context) error {
	done := make(chan error, 1)
	if err := d.do(ctx, theLibrary, func() { d.follow(true, done) }); err != nil {
		return err
	}
	select {
	case err := <-done:
		return err
	case <-d.stopped:
		return ErrClosed
	}
}

// lookRound considers news of other documents, if there are any. Owner only.
func (d *Document) lookRound() {
	if d.due && d.lib != nil {
		d.due = false
		d.consider()
	}
}

// consider looks whether the workshop goes on elsewhere, and follows if nothing is left
// behind. From then on local edits wait, so that no more becomes left behind. Owner only,
// with the library at hand.
func (d *Document) consider() {
	t := d.others.next(d.epoch, d.Actor()[:laptopLen])
	if t == nil {
		return
	}
	d.target, d.frozen = t, true
	done := make(chan error, 1)
	d.follow(false, done)
}

// A step is what following found out.
type step struct {
	next
	gaps []deferred    // of what follows, what cannot be told change by change
	left deferred      // what was written here and is not taken over there
	note workshop.Diff // that it is

	actor   string     // who writes here from then on
	anew    *rewriting // nil if it cannot be told change by change what is left
	carried []Change   // of what was left, written anew there; in state, and in lib
	waited  int        // how many changes of the shadow are among them

	shadow *shadow // for what is written while it waits to be brought along
}

func (d *Document) follow(all bool, done chan<- error) {
	t := d.target
	if t == nil {
		done <- nil
		return
	}
	lib := d.lend()
	changes, theirs, now := d.history.changes, t.changes, d.epoch
	past := maps.Clone(d.past)
	var waiting []Change
	var shown *workshop.Snapshot // with what waits
	if d.shadow != nil && !d.shadow.broken {
		waiting, shown = slices.Clone(d.shadow.made), d.shadow.state
	}
	as := ""
	if !all && d.shadow == nil && d.opt.Journal != nil {
		d.shadows++
		as = nextActor(d.Actor(), fmt.Sprint("shadow ", d.shadows))
	}
	go func() {
		s, err := d.look(lib, t, now, changes, waiting, shown, theirs, past, all)
		if err == nil && len(s.note) > 0 && as != "" {
			s.shadow, err = newShadow(as, changes)
		}
		d.back <- returned{lib: lib, then: func() { done <- d.followed(t, s, all, err) }}
	}()
}

// look takes up the next document and finds out what is left behind; all writes it there, too, and
// what waits for that with it.
func (d *Document) look(lib *library, t *stranger, now Epoch, mine, waiting []Change, shown *workshop.Snapshot, theirs []Change, past map[string][]Change, all bool) (*step, error) {
	s := &step{}
	if err := d.examineNext(t); err != nil {
		return nil, err
	}
	var err error
	if s.lib, err = firstTake(nobody, theirs); err != nil {
		return nil, err
	}
	if s.state, err = s.lib.snapshot(); err != nil {
		return nil, err
	}
	s.actor = freeActor(d.Actor(), theirs[0].Actor, coveredBy(s.state))
	if err = s.lib.as(s.actor); err != nil {
		return nil, err
	}
	if err := d.sameAgreed(now, mine, theirs); err != nil {
		return nil, err
	}
	covered := believed(s.state, d.Actor(), vectorOf(mine)[d.Actor()])
	left := upTo(mine, covered, false)
	if goes := all || len(left) == 0; len(left) > 0 || len(waiting) > 0 {
		state, err := lib.snapshot()
		if err != nil {
			return nil, err
		}
		if len(waiting) > 0 {
			state = shown
		}
		if goes {
			if err := d.carry(s, slices.Concat(mine, waiting), state, theirs, covered, past); err != nil {
				return nil, err
			}
			s.waited = len(waiting)
		}
		if len(left) > 0 || goes {
			if err := d.leftBehind(s, state, now, mine, covered); err != nil {
				return nil, err
			}
		}
	}
	s.past = pastOf(lib, now, vectorOf(mine))
	return s, nil
}

// examineNext asks the Examiner about it, as about any whole workshop from others.
func (d *Document) examineNext(t *stranger) error {
	if d.opt.Examiner == nil {
		return nil
	}
	var raw []byte
	for _, c := range t.changes {
		raw = append(raw, c.Bytes...)
	}
	heads, err := d.opt.Examiner.Examine(context.Background(), raw)
	if err == nil && !sameHeads(t.index, heads) {
		err = ErrRefused
	}
	return err
}

// sameAgreed checks that the next document began with just what was agreed, where it came out
// of this one and this laptop holds all that it began from.
func (d *Document) sameAgreed(now Epoch, mine, theirs []Change) error {
	first, err := stateOf(upTo(theirs, map[string]uint64{theirs[0].Actor: math.MaxUint64}, true))
	if err != nil {
		return err
	}
	if coveredBy(first)[d.Actor()] > vectorOf(mine)[d.Actor()] {
		return fmt.Errorf("crdt: follow: %w: it says to have taken over what was never written", ErrRefused)
	}
	if first.Field(nowRef, fieldParent) != now.ID {
		return nil
	}
	if d.claimsOther(first, now.ID, mine) {
		return nil // what was agreed is not the same everywhere, which is why it began
	}
	cut, held := coveredIn(first, now.ID), vectorOf(mine)
	for actor, n := range cut {
		if held[actor] < n {
			return nil
		}
	}
	base, err := stateOf(upTo(mine, cut, true))
	if err != nil {
		return err
	}
	if odd := withoutEpochs(base.Differences(first, math.MaxInt)); len(odd) > 0 {
		return fmt.Errorf("crdt: follow: %w: it began with %d other values than were agreed", ErrRefused, len(odd))
	}
	return nil
}

// leftBehind fills in what was written in the document of the epoch at, which holds state and
// came of the changes in mine, and is not taken over in s.state. Where it was carried there change by change
// only that is left which was taken over by its numbers alone.
func (d *Document) leftBehind(s *step, state *workshop.Snapshot, at Epoch, mine []Change, covered map[string]uint64) error {
	if covered[mine[0].Actor] == 0 && d.common(state, covered) == "" {
		return fmt.Errorf("crdt: follow: %w: %w", ErrRefused, ErrUnrelated)
	}
	s.note = broughtOver(s.state, at.ID, vectorOf(mine), covered)
	taken := map[string]bool{} // what this one has taken over itself comes along with what it holds
	eachCovered(state, func(id, _ string, _ uint64) { taken[id] = true })
	for _, id := range sortedKeys(taken) {
		s.note = append(s.note, broughtOver(s.state, id, coveredIn(state, id), covered)...)
	}
	if s.anew == nil {
		return nil
	}
	s.note = slices.DeleteFunc(s.note, func(c workshop.Change) bool {
		actor, _, _ := strings.Cut(strings.TrimPrefix(c.Field, fieldCovered), ".")
		return s.anew.unknown[actor]
	})
	now := s.state
	for _, g := range s.anew.gaps {
		e := g.on(now)
		e.diff = slices.DeleteFunc(e.diff, func(c workshop.Change) bool { return c.Ref.Kind != kindEpoch && !d.mayBring(c.Ref.Key()) })
		now = now.With(e.diff)
		s.gaps = append(s.gaps, e)
	}
	s.left = deferred{diff: s.anew.looseOn(now), born: map[workshop.Ref]bool{}}
	s.left.bringWhole(state, s.state)
	s.left.diff = slices.DeleteFunc(s.left.diff, func(c workshop.Change) bool { return !d.mayBring(c.Ref.Key()) })
	for _, ref := range s.left.diff.Refs() {
		s.left.born[ref] = !exists(s.state, ref)
	}
	return nil
}

// bringWhole has those records of state come along whole that next lacks. No record is ever removed:
// they came of a change that was taken over by its number, and of which its author had made
// another. What others have written on them since must not be lost with it.
func (e *deferred) bringWhole(state, next *workshop.Snapshot) {
	lacks := map[workshop.Ref]bool{}
	var whole workshop.Diff
	state.Fields(func(ref workshop.Ref, field, value string) bool {
		lack, seen := lacks[ref]
		if !seen {
			lack = ref.Kind != kindEpoch && exists(state, ref) && !exists(next, ref)
			lacks[ref] = lack
		}
		if lack {
			whole = append(whole, workshop.Change{Ref: ref, Field: field, After: value})
		}
		return true
	})
	if len(whole) > 0 {
		e.diff = append(slices.DeleteFunc(e.diff, func(c workshop.Change) bool { return lacks[c.Ref] }), whole...)
	}
}

// common is an earlier epoch that both this document and one that has taken over covered came
// out of, "" if there is none.
func (d *Document) common(state *workshop.Snapshot, covered map[string]uint64) string {
	found := ""
	eachCovered(state, func(id, actor string, _ uint64) {
		if covered[actor] > 0 {
			found = max(found, id)
		}
	})
	return found
}

// archived is an earlier document out of the archive; nil if it is not there.
func (d *Document) archived(id string) []Change {
	if d.opt.Past == nil {
		return nil
	}
	saved := d.opt.Past(id)
	if len(saved) == 0 {
		return nil
	}
	_, changes, err := d.rebuild(thisLaptop, saved)
	if err != nil {
		d.opt.Log.Warn("crdt: the archive of an earlier epoch cannot be read", "err", err)
		return nil
	}
	var out []Change
	for _, c := range changes {
		out = append(out, changeOf(c))
	}
	return out
}

// coveredIn is what state has taken over of one earlier epoch.
func coveredIn(state *workshop.Snapshot, of string) map[string]uint64 {
	v := map[string]uint64{}
	eachCovered(state, func(id, actor string, n uint64) {
		if id == of {
			v[actor] = max(v[actor], n)
		}
	})
	return v
}

func (d *Document) followed(t *stranger, s *step, all bool, err error) error {
	if err != nil {
		d.opt.Log.Warn("crdt: the document in which the workshop is said to go on is not followed", "err", err)
		if !errors.Is(err, ErrUnexamined) { // else again when there is news of it
			t.giveUp()
		}
		d.thaw()
		return err
	}
	if len(s.note) > 0 && !all {
		d.following.Store(true)
		if s.shadow != nil {
			d.shadow = s.shadow
		}
		d.keepWaiting()
		return nil
	}
	s.index = t.index
	for _, c := range s.carried {
		parsed, wrong := format.ParseChange(c.Bytes)
		if wrong == nil {
			wrong = s.index.Check(parsed)
		}
		if wrong != nil {
			return d.cannotGoOn(t, wrong)
		}
		s.index.Add(parsed)
	}
	if err := d.carryWaiting(s); err != nil {
		return d.cannotGoOn(t, err)
	}
	d.following.Store(false)
	d.opt.Log.Info("crdt: the workshop goes on in another document", "from", d.epoch.Number, "was", d.epoch.ID, "to", t.epoch.Number, "is", t.epoch.ID, "fields", len(s.left.diff), "carried", len(s.carried), "covers", len(s.note))
	d.others.without(t)
	var mine []deferred
	if len(s.note) > 0 && d.mayBring(s.note[0].Ref.Key()) {
		// One change, so that what is taken over and that it is are never apart.
		now := s.state
		for _, e := range s.gaps {
			now = now.With(fit(now, e))
		}
		last := deferred{diff: append(fit(now, s.left), s.note...), born: map[workshop.Ref]bool{}}
		for _, c := range last.diff {
			last.born[c.Ref] = true
		}
		mine = append(slices.Clone(s.gaps), last)
		d.unsaved.Add(int64(len(mine)))
	}
	d.noteShadows(s.state, d.epoch.ID)
	d.deferred = append(mine, d.deferred...)
	d.become(&s.next, s.actor, t.changes, s.carried)
	return nil
}

// cannotGoOn notes that what was carried to the next document, which was made of changes that have
// passed the gate, does not pass. The index of that document is spoiled.
func (d *Document) cannotGoOn(t *stranger, err error) error {
	d.opt.Log.Error("crdt: what was carried to the next document does not pass", "err", err)
	t.giveUp()
	d.thaw()
	return fmt.Errorf("crdt: follow: %w", err)
}
