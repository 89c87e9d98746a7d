package ui

import (
	"sync"
	"time"
)

// frame is the least time between two turns of the main goroutine that we ask for.
const frame = 16 * time.Millisecond

// A mainline brings what happens on other goroutines to the main one. However much is
// posted, at most one turn is queued at a time and turns are [frame] apart, so that a burst
// from the network cannot keep the pointer waiting. Post is safe from any goroutine.
type mainline struct {
	do    func(func())                // queues a function on the main goroutine: fyne.Do
	after func(time.Duration, func()) // runs a function later, on any goroutine
	now   func() time.Time

	mu     sync.Mutex
	over   bool // the main goroutine no longer takes anything
	jobs   []func()
	queued bool
	last   time.Time
}

// End drops what is posted from now on, and what still waits: the window is gone.
func (m *mainline) End() {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.over, m.jobs = true, nil
}

// Post runs job on the main goroutine, after the jobs posted before it.
func (m *mainline) Post(job func()) {
	m.mu.Lock()
	if m.over {
		m.mu.Unlock()
		return
	}
	m.jobs = append(m.jobs, job)
	if m.queued {
		m.mu.Unlock()
		return
	}
	m.queued = true
	wait := frame - m.now().Sub(m.last)
	m.mu.Unlock()
	if wait <= 0 {
		m.do(m.turn)
		return
	}
	m.after(wait, func() { m.do(m.turn) })
}

func (m *mainline) turn() {
	m.mu.Lock()
	jobs := m.jobs
	m.jobs, m.queued, m.last = nil, false, m.now()
	m.mu.Unlock()
	for _, job := range jobs {
		job()
	}
}
