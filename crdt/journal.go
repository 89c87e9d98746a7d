package crdt

import (
	"sync"

	"throughline.app/workshop"
)

// refused holds changes that the journal could not keep, until they are offered again
// together with the next ones.
type refused struct {
	mu      sync.Mutex
	changes []Change
}

func (r *refused) put(changes []Change) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.changes = append(r.changes, changes...)
}

func (r *refused) take() []Change {
	r.mu.Lock()
	defer r.mu.Unlock()
	changes := r.changes
	r.changes = nil
	return changes
}

// Unsaved is how many changes are not on the disk yet.
func (d *Document) Unsaved() int { return int(d.unsaved.Load()) }

// keep sends changes on their way: to the history for peers, to whoever registered, and
// to the journal. Owner only.
func (d *Document) keep(changes []Change, origin workshop.Origin) {
	if len(changes) == 0 {
		return
	}
	d.history.add(changes...)
	d.journal(changes, origin)
}

// journal is keep for changes that are not the document's own.
func (d *Document) journal(changes []Change, origin workshop.Origin) {
	if len(changes) == 0 {
		return
	}
	d.hooks.mu.Lock()
	all := d.hooks.changes
	d.hooks.mu.Unlock()
	if d.opt.Journal != nil {
		d.unsaved.Add(int64(len(changes)))
	}
	if origin != workshop.Load {
		for _, f := range all {
			f(changes, origin)
		}
	}
	if d.opt.Journal != nil {
		batch := append(d.refused.take(), changes...)
		d.opt.Journal.Append(batch, func(err error) { d.stored(batch, err) })
	}
}

func (d *Document) stored(batch []Change, err error) {
	if err != nil {
		d.opt.Log.Error("crdt: the journal refused changes", "changes", len(batch), "err", err)
		d.refused.put(batch)
		return
	}
	d.settled(len(batch))
}

// settled takes n off the unsaved and tells when none are left.
func (d *Document) settled(n int) {
	if n == 0 || d.unsaved.Add(-int64(n)) != 0 {
		return
	}
	d.hooks.mu.Lock()
	all := d.hooks.saved
	d.hooks.mu.Unlock()
	for _, f := range all {
		f()
	}
}
