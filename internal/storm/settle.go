package storm

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"testing/synctest"
	"time"

	"throughline.app/crdt"
)

// settle waits until all are equal, and checks what must hold then.
func (r *room) settle(report *Report) {
	// All but a few are equal within [Soon] and [SoonLossy]; who is not has had the bad luck of
	// one packet being lost five times. A picture that nobody had is asked for again after up
	// to 16 seconds, and parts of several come one after the other.
	const within, withPictures = 60 * time.Second, time.Minute
	for _, l := range r.laptops {
		if l.starts > 0 {
			r.start(l)
		}
	}
	synctest.Wait()
	var here []*laptop
	for _, l := range r.laptops {
		if r.removed(l) {
			r.stop(l, false, politely)
		}
	}
	for _, l := range r.laptops {
		if l.run != nil {
			here = append(here, l)
			l.safe = append(l.safe, l.notes...)
			r.promise(l.n, l.doc.Have())
		}
	}
	healed := time.Now()
	if report.Healed = r.awaitEqual(here, within); r.failed() {
		return
	}
	if r.plan.Lossy {
		r.net.setLoss(0.2)
		for i, l := range here {
			l.edit(r.plan.Seed + uint64(i))
		}
		if report.Lossy = r.awaitEqual(here, within); r.failed() {
			return
		}
		r.net.setLoss(0)
	}
	for len(r.pictures) > 0 && time.Since(healed) < withPictures && r.lackPictures(here) {
		r.until(time.Now().Add(time.Second))
	}
	r.check(here, report)
}

// removed reports whether anybody who is here knows that a laptop was removed.
func (r *room) removed(l *laptop) bool {
	return slices.ContainsFunc(r.laptops, func(by *laptop) bool { return by.run != nil && by.rights.out(l.n) })
}

// awaitEqual waits until all hold the same, and says how long that took.
func (r *room) awaitEqual(here []*laptop, most time.Duration) time.Duration {
	since := time.Now()
	for !r.equal(here) {
		if time.Since(since) > most {
			r.failUnequal(here)
			break
		}
		r.until(time.Now().Add(100 * time.Millisecond))
	}
	return time.Since(since)
}

func (r *room) lackPictures(here []*laptop) bool {
	return slices.ContainsFunc(here, func(l *laptop) bool { return slices.ContainsFunc(r.pictures, l.album.lacks) })
}

// equal reports whether all hold the same.
func (r *room) equal(here []*laptop) bool {
	heads := here[0].doc.Heads()
	for _, l := range here[1:] {
		if !slices.Equal(heads, l.doc.Heads()) {
			return false
		}
	}
	return true
}

func (r *room) failUnequal(here []*laptop) {
	all := map[string]uint64{}
	for _, l := range here {
		for actor, seq := range l.doc.Have() {
			all[actor] = max(all[actor], seq)
		}
	}
	for _, l := range here {
		have, lacks := l.doc.Have(), ""
		for _, actor := range slices.Sorted(maps.Keys(all)) {
			if have[actor] < all[actor] {
				lacks += fmt.Sprintf(" %s: %d of %d", actor[:6], have[actor], all[actor])
			}
		}
		l.run.mu.Lock()
		links := slices.Sorted(maps.Keys(l.links))
		l.run.mu.Unlock()
		r.fail("not equal: laptop %d (actor %s) has links %v and lacks%s; in step %v", l.n, l.doc.Actor()[:6], links, lacks, l.hub.InStep())
	}
}

// check checks what must hold of laptops that are equal.
func (r *room) check(here []*laptop, report *Report) {
	if len(r.pictures) > 0 && slices.ContainsFunc(r.laptops, func(l *laptop) bool { return l.gone || l.starts > 0 && l.run == nil }) {
		r.pictures = nil // one that left may have been the only one to have them
	}
	first := here[0]
	report.Heads, report.Epoch = first.doc.Heads(), first.doc.Epoch().Number
	have := first.doc.Have()
	for _, seq := range have {
		report.Held += int(seq)
	}
	for _, l := range here {
		for _, id := range l.safe {
			if first.doc.Snapshot().Notes.Get(id) == nil {
				r.fail("lost: note %s, which laptop %d had saved", id, l.n)
			}
		}
		for actor, seq := range r.promised[l.n] {
			if have[actor] < seq {
				r.fail("lost: of %s there are %d, and laptop %d had %d for good", actor[:6], have[actor], l.n, seq)
			}
		}
		if d := first.doc.Snapshot().Differences(l.doc.Snapshot(), 3); !d.Empty() {
			r.fail("laptops 0 and %d hold the same and show different things: %v", l.n, d)
		}
		for _, sum := range r.pictures {
			if l.album.lacks(sum) {
				r.fail("laptop %d lacks a picture", l.n)
			}
		}
	}
	if changes, err := first.doc.Since(nil, 1<<30); err != nil || slices.ContainsFunc(changes, func(c crdt.Change) bool { return r.liar.forged[c.Hash] }) {
		r.fail("a forged change was taken (%v)", err)
	}
	r.claimed(first)
	one := here[int(r.plan.Seed%uint64(len(here)))]
	one.run.verify(one)
	r.reopen(one)
	for pair, n := range r.accused {
		if pair[1] != r.liar.id() {
			r.fail("laptop %s named an honest one, %s, %d times", pair[0][:6], pair[1][:6], n)
		}
	}
}

// reopen saves a laptop's document and opens it elsewhere.
func (r *room) reopen(l *laptop) {
	raw, _, heads, err := l.doc.Save(l.ctx)
	if err != nil {
		r.fail("laptop %d does not save: %v", l.n, err)
		return
	}
	shown, read, err := crdt.ReadDocument(raw)
	if err != nil || fmt.Sprint(heads) != fmt.Sprint(read) {
		r.fail("what laptop %d saved is not read: %v, heads %v, not %v", l.n, err, read, heads)
		return
	}
	if d := l.doc.Snapshot().Differences(shown, 3); !d.Empty() {
		r.fail("what laptop %d saved reads as something else: %v", l.n, d)
	}
	actor := fmt.Sprintf("%032x", 1)
	doc, err := crdt.Open(crdt.Options{Actor: actor, Collect: func() {}}, crdt.Saved{Document: raw})
	if err != nil {
		r.fail("what laptop %d saved does not open: %v", l.n, err)
		return
	}
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- doc.Run(ctx) }()
	diff, err := doc.Verify(ctx)
	if err != nil || !diff.Empty() {
		r.fail("what laptop %d saved is not what the library makes of it: %v %v", l.n, err, diff)
	}
	if d := l.doc.Snapshot().Differences(doc.Snapshot(), 3); !d.Empty() {
		r.fail("what laptop %d saved opens as something else: %v", l.n, d)
	}
	cancel()
	if err := <-ended; !errors.Is(err, context.Canceled) {
		r.fail("a reopened document ends: %v", err)
	}
}
