package ui

import (
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"throughline.app/workshop"
)

// queue stands for Fyne's queue of functions for the main goroutine.
type queue struct {
	mu   sync.Mutex
	jobs []func()
	ever int
}

func (q *queue) do(f func()) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.jobs = append(q.jobs, f)
	q.ever++
}

func (q *queue) turn() {
	q.mu.Lock()
	jobs := q.jobs
	q.jobs = nil
	q.mu.Unlock()
	for _, f := range jobs {
		f()
	}
}

// clock is a time that only moves when told, with what waits for it.
type clock struct {
	mu    sync.Mutex
	now   time.Time
	waits []func()
}

func (c *clock) Now() time.Time { c.mu.Lock(); defer c.mu.Unlock(); return c.now }

func (c *clock) after(_ time.Duration, f func()) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.waits = append(c.waits, f)
}

func (c *clock) pass(d time.Duration) {
	c.mu.Lock()
	c.now = c.now.Add(d)
	waits := c.waits
	c.waits = nil
	c.mu.Unlock()
	for _, f := range waits {
		f()
	}
}

func rename(s *workshop.Snapshot, note, text string) (*workshop.Snapshot, workshop.Diff) {
	ref := workshop.NoteID(note).Ref()
	d := workshop.Diff{{Ref: ref, Field: workshop.FieldText, Before: s.Field(ref, workshop.FieldText), After: text}}
	return s.With(d), d
}

func TestBurstsCoalesce(t *testing.T) {
	q, c := &queue{}, &clock{now: time.Unix(1000, 0)}
	line := &mainline{do: q.do, after: c.after, now: c.Now}
	var shown []news
	f := &feed{post: line.Post, show: func(n news) { shown = append(shown, n) }}

	s := &workshop.Snapshot{}
	first := s
	var last *workshop.Snapshot
	for i := range 1000 {
		next, d := rename(s, fmt.Sprintf("n%d", i%100), fmt.Sprintf("text %d", i))
		s, last = next, next
		f.Update(workshop.Update{Snapshot: next, Diff: d, Origin: workshop.Remote, At: int64(i)})
		f.Status()
		if i%250 == 249 {
			q.turn()
			c.pass(frame)
			q.turn()
		}
	}
	c.pass(frame)
	q.turn()

	require.LessOrEqual(t, q.ever, 5, "turns of the main goroutine")
	require.Same(t, last, shown[len(shown)-1].update.Snapshot)
	seen := first
	for _, n := range shown {
		require.True(t, n.status)
		seen = seen.With(n.update.Diff)
		require.True(t, seen.Equal(n.update.Snapshot), "the diffs lead to the snapshot that comes with them")
	}
	require.Equal(t, int64(999), shown[len(shown)-1].update.At)
}

func TestAWholeCountsForAllAfterIt(t *testing.T) {
	q := &queue{}
	var shown []news
	f := &feed{post: q.do, show: func(n news) { shown = append(shown, n) }}
	s, d := rename(&workshop.Snapshot{}, "a", "one")
	f.Update(workshop.Update{Snapshot: s, Diff: d, Origin: workshop.Local})
	f.Update(workshop.Update{Snapshot: s, Origin: workshop.Load})
	s2, d2 := rename(s, "a", "two")
	f.Update(workshop.Update{Snapshot: s2, Diff: d2, Origin: workshop.Remote})
	q.turn()
	require.Len(t, shown, 1)
	require.Equal(t, workshop.Load, shown[0].update.Origin)
	require.Nil(t, shown[0].update.Diff)
	require.Same(t, s2, shown[0].update.Snapshot)

	f.Update(workshop.Update{Snapshot: s2, Diff: d2, Origin: workshop.Local})
	q.turn()
	require.Equal(t, workshop.Local, shown[1].update.Origin, "the next one is told for itself")
}

func TestAClosedFeedIsSilent(t *testing.T) {
	q := &queue{}
	f := &feed{post: q.do, show: func(news) { t.Fatal("shown") }}
	f.Others()
	f.Close()
	q.turn()
}

func TestTurnsAreAFrameApart(t *testing.T) {
	q, c := &queue{}, &clock{now: time.Unix(1000, 0)}
	line := &mainline{do: q.do, after: c.after, now: c.Now}
	ran := 0
	line.Post(func() { ran++ })
	q.turn()
	line.Post(func() { ran++ })
	line.Post(func() { ran++ })
	q.turn()
	require.Equal(t, 1, ran, "too early for a second turn")
	c.pass(frame)
	q.turn()
	require.Equal(t, 3, ran)
	require.Equal(t, 2, q.ever)
}

func TestManyAtOnceLoseNothing(t *testing.T) {
	q, c := &queue{}, &clock{now: time.Unix(1000, 0)}
	line := &mainline{do: q.do, after: c.after, now: c.Now}
	ran := 0
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			for range 500 {
				line.Post(func() { ran++ })
			}
		})
	}
	all.Wait()
	for range 10 {
		q.turn()
		c.pass(frame)
	}
	require.Equal(t, 4000, ran)
}
