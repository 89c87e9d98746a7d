package ui

import (
	"sync"

	"throughline.app/workshop"
)

// News is what happened in a workshop since the screen was last told.
type news struct {
	update   workshop.Update // the latest snapshot, and all diffs as one
	changed  bool            // update holds something
	status   bool            // Status may be another
	pictures [][32]byte      // those that came
	others   bool            // the cursors of the others moved
	moment   bool            // what the room does is another
}

// A feed gathers what a session reports, from any goroutine, until the main goroutine
// comes to take it. However many reports there are, it asks for one turn.
type feed struct {
	post func(func())
	show func(news) // on the main goroutine

	mu      sync.Mutex
	pending news
	diff    workshop.Diff
	asked   bool
	closed  bool
}

// Update gathers one change.
func (f *feed) Update(u workshop.Update) {
	f.gather(func() {
		if u.Origin == workshop.Load || !f.pending.changed {
			f.diff = nil
		}
		loaded := f.pending.changed && f.pending.update.Origin == workshop.Load
		f.diff = append(f.diff, u.Diff...)
		origin := u.Origin
		switch {
		case loaded:
			origin = workshop.Load
		case f.pending.changed && f.pending.update.Origin == workshop.Remote && origin != workshop.Load:
			origin = workshop.Remote
		}
		var by []workshop.Maker
		if f.pending.changed && origin == workshop.Remote {
			by = f.pending.update.By
		}
		f.pending.update = workshop.Update{Snapshot: u.Snapshot, Origin: origin, At: u.At, By: workshop.Makers(by, u.By)}
		f.pending.changed = true
	})
}

// Status notes that the status may be another.
func (f *feed) Status() { f.gather(func() { f.pending.status = true }) }

// Others notes that cursors moved.
func (f *feed) Others() { f.gather(func() { f.pending.others = true }) }

// Moment notes that what the room does is another.
func (f *feed) Moment() { f.gather(func() { f.pending.moment = true }) }

// Picture notes that a picture came.
func (f *feed) Picture(sum [32]byte) {
	f.gather(func() { f.pending.pictures = append(f.pending.pictures, sum) })
}

// Close lets nothing through any more. The main goroutine calls it.
func (f *feed) Close() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.closed = true
}

func (f *feed) gather(note func()) {
	f.mu.Lock()
	note()
	ask := !f.asked
	f.asked = true
	f.mu.Unlock()
	if ask {
		f.post(f.flush)
	}
}

func (f *feed) flush() {
	f.mu.Lock()
	n := f.pending
	if n.changed && n.update.Origin != workshop.Load {
		n.update.Diff = workshop.Diff(nil).Squash(f.diff)
	}
	closed := f.closed
	f.pending, f.diff, f.asked = news{}, nil, false
	f.mu.Unlock()
	if !closed {
		f.show(n)
	}
}
