package crdt_test

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"throughline.app/crdt"
	"throughline.app/workshop"
)

// Batches of the size that tests have should take both ways.
func TestMain(m *testing.M) {
	crdt.SetLendAbove(5)
	os.Exit(m.Run())
}

// tb is what tests, benchmarks and properties have in common.
type tb interface {
	require.TestingT
	Helper()
	Cleanup(func())
}

// A journal keeps what is appended; held, it is a disk that does not answer.
type journal struct {
	mu      sync.Mutex
	changes []crdt.Change
	held    bool
	waiting []func()
}

func (j *journal) Append(changes []crdt.Change, done func(error)) {
	j.mu.Lock()
	defer j.mu.Unlock()
	write := func() {
		j.changes = append(j.changes, changes...)
		go done(nil)
	}
	if j.held {
		j.waiting = append(j.waiting, write)
		return
	}
	write()
}

// flush writes what waits to the disk.
func (j *journal) flush() {
	j.mu.Lock()
	defer j.mu.Unlock()
	for _, write := range j.waiting {
		write()
	}
	j.waiting = nil
}

// crash loses what waits.
func (j *journal) crash() {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.waiting = nil
}

func (j *journal) stored() [][]byte { return j.beyond(nil) }

// beyond returns what is on the disk and not contained in vector.
func (j *journal) beyond(vector map[string]uint64) [][]byte {
	j.mu.Lock()
	defer j.mu.Unlock()
	var out [][]byte
	for _, c := range j.changes {
		if c.Seq > vector[c.Actor] {
			out = append(out, c.Bytes)
		}
	}
	return out
}

var actors atomic.Int64

// actor returns one that no other test of this run has.
func actor() string { return actorOf(0, actors.Add(1)) }

// actorOf returns the n-th actor of a world, in no order that anybody could rely on.
func actorOf(world uint64, n int64) string {
	sum := sha256.Sum256(fmt.Appendf(nil, "%d %d", world, n))
	return hex.EncodeToString(sum[:16])
}

var clock = func() time.Time { return time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC) }

// open opens a workshop and runs it until the test ends or stop is called.
func open(t tb, j crdt.Journal, saved crdt.Saved) (d *crdt.Document, stop func()) {
	t.Helper()
	return openAs(t, actor(), j, saved)
}

// openAs is open for an actor.
func openAs(t tb, actor string, j crdt.Journal, saved crdt.Saved) (d *crdt.Document, stop func()) {
	t.Helper()
	d, err := crdt.Open(crdt.Options{Actor: actor, Journal: j, Now: clock}, saved)
	require.NoError(t, err)
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- d.Run(ctx) }()
	var once sync.Once
	stop = func() {
		once.Do(func() {
			cancel()
			require.ErrorIs(t, <-ended, context.Canceled)
		})
	}
	t.Cleanup(stop)
	return d, stop
}

func apply(t tb, d *crdt.Document, op workshop.Op) workshop.Diff {
	t.Helper()
	diff, err := d.Apply(op)
	require.NoError(t, err)
	return diff
}

// begin gives a document a title, a canvas and n notes.
func begin(t tb, d *crdt.Document, n int) {
	t.Helper()
	apply(t, d, workshop.Begin{Title: "Tariffs", Method: "lifecycle"})
	apply(t, d, canvas)
	for i := range n {
		apply(t, d, workshop.AddNotes{Notes: []workshop.Note{note(i)}})
	}
}

var canvas = workshop.AddCanvas{
	Canvas: workshop.Canvas{ID: "c1", Title: "Today", Kind: "lifecycle/canvas"},
	Stages: []workshop.Stage{{ID: "s1", Name: "Buy", Order: "1"}, {ID: "s2", Name: "Use", Order: "2"}},
	Lanes:  []workshop.Lane{{ID: "l1", Key: "does", Name: "Does", Order: "1"}},
}

func note(i int) workshop.Note {
	return workshop.Note{
		ID:    workshop.NoteID(fmt.Sprintf("note%08d", i)),
		Place: place(float64(i%40)*112, float64(i/40)*64),
		Text:  fmt.Sprintf("Customer %d waits for the engineer, twice", i),
		Color: workshop.Yellow, Author: "p1", Kind: "pain", Order: fmt.Sprintf("%04d1", i),
	}
}

func place(x, y float64) workshop.Place {
	return workshop.Place{Canvas: "c1", Region: workshop.Region{Stage: "s1", Lane: "l1"}, At: workshop.Point{X: x, Y: y}}
}

func bytesOf(changes []crdt.Change) [][]byte {
	var out [][]byte
	for _, c := range changes {
		out = append(out, c.Bytes)
	}
	return out
}

// pull brings to what from has and to lacks, and reports whether that was anything.
func pull(t tb, from, to *crdt.Document) (news bool) {
	t.Helper()
	for ; ; news = true {
		changes, err := from.Since(to.Have(), 64<<10)
		require.NoError(t, err)
		if len(changes) == 0 {
			return news
		}
		_, err = to.Receive(context.Background(), "a colleague", bytesOf(changes))
		require.NoError(t, err)
	}
}

// pullAll brings everybody what anybody has. It takes as many rounds as there is news: what
// somebody pulls may set free what waited for it there, and nobody else may hold that.
func pullAll(t tb, all ...*crdt.Document) {
	t.Helper()
	for news := true; news; {
		news = false
		for _, from := range all {
			for _, to := range all {
				news = pull(t, from, to) || news
			}
		}
	}
}

// sound checks that what is shown is what the library holds.
func sound(t tb, d *crdt.Document) {
	t.Helper()
	diff, err := d.Verify(context.Background())
	require.NoError(t, err)
	require.Empty(t, diff)
}

func TestApplyAndReceive(t *testing.T) {
	a, _ := open(t, nil, crdt.Saved{})
	b, _ := open(t, nil, crdt.Saved{})
	begin(t, a, 30)
	pull(t, a, b)
	sound(t, a)
	sound(t, b)
	require.Equal(t, a.Heads(), b.Heads())
	require.Empty(t, a.Snapshot().Differences(b.Snapshot(), 10))

	var updates []workshop.Update
	b.Subscribe(func(u workshop.Update) { updates = append(updates, u) })
	to := place(500, 20)
	before := a.Snapshot().Notes.Get(note(3).ID).Place
	apply(t, a, workshop.MoveNotes{Moves: []workshop.Move{{Note: note(3).ID, To: to}}})
	pull(t, a, b)
	require.Len(t, updates, 1)
	require.Equal(t, workshop.Remote, updates[0].Origin)
	require.Equal(t, workshop.Diff{{Ref: note(3).ID.Ref(), Field: "place", Before: before.String(), After: to.String()}}, updates[0].Diff)
	require.Equal(t, to, b.Snapshot().Notes.Get(note(3).ID).Place)

	again, err := a.Apply(workshop.MoveNotes{Moves: []workshop.Move{{Note: note(3).ID, To: to}}})
	require.NoError(t, err)
	require.Empty(t, again)
	sound(t, b)
}
