package crdt

import (
	"context"
	"errors"
	"maps"
	"slices"

	"throughline.app/crdt/format"
	"throughline.app/workshop"
)

// Merged says what a merged document brought.
type Merged struct {
	Taken  int                // changes that were not here
	Before *workshop.Snapshot // the workshop without them
	Moved  []workshop.Ref     // records that are not what they were, each once
	// Authors holds, by record, the actor whose change altered it last.
	Authors map[workshop.Ref]string
}

// mergeAtOnce is how many changes of a merged document are handed over together: between
// them the hand and the others have their turn.
const mergeAtOnce = 1_000

// Merge takes in what a saved document from elsewhere, such as a file, holds and is not
// here. Like a batch from a member it comes as changes that passed the gate one by one,
// is published with Origin Remote, kept in the journal, and told to those registered with
// [Document.OnChanges]. Merging again alters nothing. A document that holds nothing yet
// takes up the whole as [Document.LoadSnapshot] does; it is not told on then. Progress is
// told what part is done, 0 to 1, on the calling goroutine; it may be nil.
//
// Errors: [ErrRefused] with the reason and from, [ErrUnexamined] and [ErrUnrelated], when
// nothing was taken in; [ErrClosed] and that of ctx, when what was taken so far stays: every change is
// good by itself, and the next Merge brings the rest. A document of another epoch of this workshop
// is brought together with it as [Document.Follow] does.
func (d *Document) Merge(ctx context.Context, from string, saved []byte, progress func(float64)) (Merged, error) {
	index, changes, err := d.rebuild(from, saved)
	if err != nil {
		return Merged{}, err
	}
	if err := mayWhole(d.opt.Keeper, from, changes); err != nil {
		return Merged{}, err
	}
	type standing struct {
		shown        *workshop.Snapshot
		empty, known bool
		missing      []arrival
		root         string // the actor that began the document
		epoch        Epoch
		covered      map[string]uint64
		past         map[string][]Change
	}
	look := make(chan standing, 1)
	err = d.do(ctx, theLibrary, func() {
		s := standing{shown: d.shown.Load(), empty: d.index.Changes() == 0}
		s.epoch, s.covered, s.past = d.epoch, maps.Clone(d.others.covered), maps.Clone(d.past)
		if !s.empty {
			s.root = d.history.changes[0].Actor
		}
		for _, c := range changes {
			if d.index.Has(c.Hash) {
				s.known = true
				continue
			}
			s.missing = append(s.missing, arrival{c, from})
		}
		look <- s
	})
	if err != nil {
		return Merged{}, err
	}
	s := <-look
	m := Merged{Before: s.shown, Authors: map[workshop.Ref]string{}}
	switch {
	case s.empty:
		switch err := d.takeWhole(ctx, from, index, changes); {
		case errors.Is(err, ErrNotEmpty): // the others were quicker
			return d.Merge(ctx, from, saved, progress)
		case err != nil:
			return m, err
		}
		m.whole(d.Snapshot(), changes)
		return m, nil
	case !s.known:
		return d.mergeEpochs(ctx, from, saved, other{index, changes}, m, s.root, s.epoch, s.covered, s.past)
	}
	if len(s.missing) > 0 {
		if err := d.examine(ctx, from, index, changes); err != nil {
			return m, err
		}
	}
	var diff workshop.Diff
	authors := map[string]string{}
	done := 0
	for some := range slices.Chunk(s.missing, mergeAtOnce) {
		got, err := d.take(ctx, batch{from: from, authors: authors, keeper: d.opt.Keeper}, some)
		m.Taken += got.Taken
		diff = append(diff, got.Diff...)
		if err != nil {
			return m, err
		}
		if done += len(some); progress != nil {
			progress(float64(done) / float64(len(s.missing)))
		}
	}
	m.Moved = workshop.Diff(nil).Squash(diff).Refs()
	for _, ref := range m.Moved {
		m.Authors[ref] = authors[ref.Key()]
	}
	return m, nil
}

// whole fills in that everything came.
func (m *Merged) whole(s *workshop.Snapshot, changes []*format.Change) {
	m.Taken = len(changes)
	s.Fields(func(ref workshop.Ref, _, _ string) bool {
		if n := len(m.Moved); n == 0 || m.Moved[n-1] != ref {
			m.Moved = append(m.Moved, ref)
		}
		return true
	})
}
