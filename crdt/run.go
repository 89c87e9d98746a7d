package crdt

import (
	"context"
	"errors"

	"throughline.app/workshop"
)

// A deferred is a local edit that is shown but not yet written, because the library was
// busy when it was made.
type deferred struct {
	diff workshop.Diff
	born map[workshop.Ref]bool // records that it made, as far as was shown

	shadow *Change // once it is on its way to the disk while it waits; of number 0 if it comes to nothing
}

// A returned is the library coming back from whoever had it.
type returned struct {
	lib    *library
	loaded *loaded // when it comes from the loader
	err    error   // the loader's: there is no library
	then   func()  // what the owner does with it, instead of writing the deferred edits
}

// Run lets others use the document until ctx ends; start it once. It begins by loading what was
// saved. When it ends, every local edit that was shown has been handed to the journal.
//
// Errors: [*DamagedError] if the saved document cannot be read; otherwise that of ctx.
func (d *Document) Run(ctx context.Context) error {
	if !d.running.CompareAndSwap(false, true) {
		return errors.New("crdt: Run was called twice")
	}
	defer close(d.stopped)
	go func() {
		l, err := d.load()
		d.back <- returned{loaded: l, err: err}
	}()
	d.turn <- struct{}{}
	for {
		select {
		case r := <-d.back:
			<-d.turn
			if err := d.takeBack(r); err != nil {
				return err
			}
			d.turn <- struct{}{}
		case <-ctx.Done():
			<-d.turn // for good
			for len(d.deferred) > 0 && d.lib == nil {
				if err := d.takeBack(<-d.back); err != nil {
					return err
				}
			}
			if d.frozen && d.lib != nil { // they are written where they were made
				d.thaw()
			}
			return ctx.Err()
		}
	}
}

// whole reports whether the history and the index are there and hold all that is shown:
// neither a batch half taken in nor edits that wait for the library.
func (d *Document) whole() bool {
	return d.index != nil && !d.taking && (len(d.deferred) == 0 || d.frozen)
}

// takeBack makes the library the owner's again: first what was edited meanwhile is
// written, then those who waited are served.
func (d *Document) takeBack(r returned) error {
	if r.err != nil {
		d.opt.Log.Error("crdt: the saved document does not load", "err", r.err, "unwritten", len(d.deferred))
		return r.err
	}
	switch {
	case r.loaded != nil:
		d.lib = r.loaded.lib
		d.adopt(r.loaded)
	case r.then != nil:
		d.lib = r.lib
		r.then()
	default:
		d.lib = r.lib
		if !d.frozen {
			d.writeDeferred(nil).keep(d)
		}
	}
	d.lookRound()
	waiting := d.waiting
	d.waiting = nil
	for i, c := range waiting {
		if d.lib == nil { // lent again
			d.waiting = append(d.waiting, waiting[i:]...)
			break
		}
		c.run()
		d.lookRound()
	}
	return nil
}

// adopt takes over what the loader read, and puts the edits made meanwhile on top.
func (d *Document) adopt(l *loaded) {
	d.index, d.history, d.pending, d.others = l.index, l.history, l.pending, l.others
	d.saved, d.opened, d.early, d.first = nil, nil, nil, nil
	done := d.writeDeferred(l.base)
	if done.shown != nil {
		d.publish(done.shown, nil, workshop.Load)
	}
	done.keep(d)
	d.learn(d.shown.Load())
	d.due = true
	close(d.ready)
}

// written is what became of the deferred edits.
type written struct {
	shown   *workshop.Snapshot // the base with them, nil without one
	changes []Change
	edits   int
	err     error // of the library
}

// writeDeferred writes the deferred edits in order, each as a change of its own. They are
// fitted to base, which is what the document holds; without one they fit already.
func (d *Document) writeDeferred(base *workshop.Snapshot) written {
	done := written{shown: base}
	for _, e := range d.deferred {
		if e.shadow == nil {
			done.edits++
		}
	}
	for _, e := range d.deferred {
		diff := e.diff
		if base != nil {
			diff = fit(done.shown, e)
			done.shown = done.shown.With(diff)
		}
		made, err := d.write(diff)
		if err != nil {
			done.err = err
			break
		}
		done.changes = append(done.changes, made...)
	}
	d.deferred = nil
	return done
}

// keep sends what was written on its way.
func (w written) keep(d *Document) {
	d.keep(w.changes, workshop.Local)
	d.settled(w.edits)
	if w.err != nil {
		_ = d.restore(w.err) // which logs it
	}
}

// fit is the edit as it is on top of s, which is not what the person saw: single values
// are set, texts are merged, and records that are no longer there are left alone.
func fit(s *workshop.Snapshot, e deferred) workshop.Diff {
	var d workshop.Diff
	for _, c := range e.diff {
		if !e.born[c.Ref] && !exists(s, c.Ref) {
			continue
		}
		now := s.Field(c.Ref, c.Field)
		after := c.After
		if workshop.IsText(c.Ref.Kind, c.Field) {
			after = workshop.MergeText(c.Before, c.After, now)
			if workshop.CheckText(after) != nil {
				after = now
			}
		}
		if after != now {
			d = append(d, workshop.Change{Ref: c.Ref, Field: c.Field, Before: now, After: after})
		}
	}
	return d
}

// exists reports whether the record has come into being in s.
func exists(s *workshop.Snapshot, ref workshop.Ref) bool {
	switch ref.Kind {
	case workshop.KindCanvas:
		return s.Canvases.Get(workshop.CanvasID(ref.ID)) != nil
	case workshop.KindStage:
		return s.Stages.Get(workshop.StageID(ref.ID)) != nil
	case workshop.KindLane:
		return s.Lanes.Get(workshop.LaneID(ref.ID)) != nil
	case workshop.KindNote:
		return s.Notes.Get(workshop.NoteID(ref.ID)) != nil
	case workshop.KindCategory:
		return s.Categories.Get(workshop.CategoryID(ref.ID)) != nil
	case workshop.KindPerson:
		return s.People.Get(workshop.PersonID(ref.ID)) != nil
	case workshop.KindComment:
		return s.Comments.Get(workshop.CommentID(ref.ID)) != nil
	case workshop.KindLink:
		return s.Links.Get(workshop.LinkID(ref.ID)) != nil
	case workshop.KindIssue:
		return s.Issues.Get(workshop.IssueID(ref.ID)) != nil
	case workshop.KindCell, workshop.KindFinding, workshop.KindPoll, workshop.KindAnswer:
		return s.Has(ref)
	}
	return true
}
