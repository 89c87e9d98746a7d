package crdt

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"strconv"

	"github.com/automerge/automerge-go"

	"throughline.app/crdt/format"
	"throughline.app/workshop"
)

// A Past is a document that a workshop has left behind.
type Past struct {
	Epoch  Epoch
	Saved  []byte            // as [Document.Save] would give it
	Heads  []string          // of it
	Vector map[string]uint64 // of it
}

// Changes is how many changes the document holds that the library has to load.
func (d *Document) Changes() int {
	n := 0
	_ = d.do(context.Background(), theHistory, func() { n = len(d.history.changes) })
	return n
}

// Epoch is which document of the workshop this is.
func (d *Document) Epoch() Epoch {
	var now Epoch
	_ = d.do(context.Background(), theHistory, func() { now = d.epoch })
	return now
}

// Founder is the actor that began the first document of the workshop, "" as long as there is none.
func (d *Document) Founder() string {
	founder := ""
	_ = d.do(context.Background(), theHistory, func() {
		if len(d.history.changes) > 0 {
			founder = d.history.changes[0].Actor
		}
		if kept := d.shown.Load().Field(nowRef, fieldFounder); kept != "" {
			founder = kept
		}
	})
	return founder
}

// Fold begins the next epoch: a document of the same state without the history, which the
// others will follow into, see [Document.Follow]. It is for one laptop, at a moment at which all hold
// the same; what others have written that is not here yet comes after. Local edits go on.
//
// Claims are why it begins, if an author has made two changes with one number: see [Claim].
//
// Errors: [ErrBusy] if another epoch is being followed; [ErrClosed] and that of ctx; the
// library's, when all stays as it was.
func (d *Document) Fold(ctx context.Context, claims ...Claim) error {
	done := make(chan error, 1)
	err := d.do(ctx, theLibrary, func() {
		if d.target != nil || d.index.Changes() == 0 {
			done <- fmt.Errorf("crdt: begin an epoch: %w", ErrBusy)
			return
		}
		lib := d.lend()
		changes, now := d.history.changes, d.epoch
		actor := freeActor(d.Actor(), now.ID, d.others.covered)
		go func() {
			f, err := d.fold(lib, now, changes, actor, claims)
			d.back <- returned{lib: lib, then: func() { done <- d.folded(f, actor, err) }}
		}()
	})
	if err != nil {
		return err
	}
	select {
	case err := <-done:
		return err
	case <-d.stopped:
		return ErrClosed
	}
}

// A next is a document that is to take the place of the one at hand.
type next struct {
	lib     *library
	index   *format.Index
	changes []Change
	state   *workshop.Snapshot
	past    Past
}

func (d *Document) fold(lib *library, now Epoch, changes []Change, actor string, claims []Claim) (*next, error) {
	s, err := lib.snapshot()
	if err != nil {
		return nil, err
	}
	founder := s.Field(nowRef, fieldFounder)
	if founder == "" {
		founder = changes[0].Actor
	}
	vector := vectorOf(changes)
	s = s.With(withoutFalse(s, vector))
	diff := append(takenOver(s, now.ID, vector), claimed(s, now.ID, claims)...)
	state := s.With(diff)
	said := whatItSays(state)
	n := 0
	for _, c := range said { // who follows must find what is new at the end
		if c.Ref != nowRef {
			said[n] = c
			n++
		}
	}
	said = append(said[:n],
		workshop.Change{Ref: nowRef, Field: fieldFounder, After: founder},
		workshop.Change{Ref: nowRef, Field: fieldParent, After: now.ID},
		workshop.Change{Ref: nowRef, Field: fieldNumber + strconv.Itoa(now.Number+1), After: actor})
	fresh, err := newLibrary(automerge.New(), actor)
	if err != nil {
		return nil, err
	}
	scratch := &Document{opt: d.opt, lib: fresh, index: format.NewIndex()}
	f := &next{lib: fresh, index: scratch.index, past: pastOf(lib, now, vector)}
	if f.changes, err = scratch.write(said); err != nil {
		return nil, err
	}
	if f.state, err = fresh.snapshot(); err != nil {
		return nil, err
	}
	if odd := withoutEpochs(s.Differences(f.state, 1)); len(odd) > 0 {
		return nil, fmt.Errorf("crdt: begin an epoch: a field of a %s would not be the same", odd[0].Ref.Kind)
	}
	return f, nil
}

func pastOf(lib *library, e Epoch, vector map[string]uint64) Past {
	return Past{Epoch: e, Saved: lib.doc.Save(), Heads: headsOf(lib.doc), Vector: vector}
}

// folded takes the place of the document with the next one that was begun here.
func (d *Document) folded(f *next, actor string, err error) error {
	if err != nil {
		d.writeDeferred(nil).keep(d)
		return err
	}
	d.opt.Log.Info("crdt: an epoch begins", "number", epochOf(f.state).Number, "is", actor, "was", d.epoch.ID)
	// The actor of the beginning writes nothing else, so that all can tell what that was.
	writes := freeActor(actor, actor, coveredBy(f.state))
	if err := f.lib.as(writes); err != nil {
		d.writeDeferred(nil).keep(d)
		return err
	}
	d.become(f, writes, nil, f.changes)
	return nil
}

// become replaces the document by next. Taken are its changes that others have as well, began
// those that were made here just now and are to be told; on top of them comes what waits.
func (d *Document) become(f *next, actor string, taken, began []Change) {
	old := d.history.changes
	if d.past == nil {
		d.past = map[string][]Change{}
	}
	d.past[f.past.Epoch.ID] = old
	d.lib, d.index, d.history, d.lastSave = f.lib, f.index, history{}, nil
	d.history.add(taken...)
	d.target, d.frozen, d.shadow = nil, false, nil
	d.actor.Store(&actor)
	d.keep(began, workshop.Local)
	mine := d.writeDeferred(f.state)
	d.publish(mine.shown, nil, workshop.Load)
	d.learn(mine.shown)
	mine.keep(d)
	d.due = true // there may be a later one
	d.hooks.mu.Lock()
	all := d.hooks.epoch
	d.hooks.mu.Unlock()
	for _, h := range all {
		h(f.past)
	}
	go runtime.GC() // for the library's memory of the document before
}

// learn reads in s which epoch the document is, and what it has taken over. Owner only.
func (d *Document) learn(s *workshop.Snapshot) {
	d.epoch = epochOf(s)
	d.others.covers(coveredBy(s))
	d.pending.forget(d.others.covered)
}

// OnEpoch registers f for when the workshop goes on in another document; f gets the one that was
// left, to be kept as an archive. It is called by the owner; see [Document.Subscribe].
func (d *Document) OnEpoch(f func(Past)) {
	d.hooks.mu.Lock()
	defer d.hooks.mu.Unlock()
	d.hooks.epoch = append(d.hooks.epoch, f)
}

// ErrBusy is wrapped when an epoch is to begin while another one is being followed.
var ErrBusy = errors.New("the workshop is just going on in another document")
