package crdt_test

import (
	"context"
	"crypto/sha256"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"throughline.app/crdt"
	"throughline.app/workshop"
)

// An elder is a laptop whose workshop goes through epochs, with its disk.
type elder struct {
	*crdt.Document
	t    tb
	name string
	disk journal
	stop func()
	took crdt.Saved
	had  map[string]uint64

	starts int
	signed bool // whether claims are believed

	mu   sync.Mutex
	past map[string]crdt.Past
}

func newElder(t tb, name string) *elder {
	e := &elder{t: t, name: name, past: map[string]crdt.Past{}}
	e.start()
	return e
}

func (e *elder) start() {
	e.took.Changes = e.disk.beyond(e.had)
	e.starts++
	d, err := crdt.Open(crdt.Options{Actor: e.newActor(), Journal: &e.disk, Now: clock, Past: e.archive, Signed: func(string, uint64, [32]byte, []byte) bool { return e.signed }}, e.took)
	require.NoError(e.t, err)
	d.OnEpoch(func(p crdt.Past) {
		e.mu.Lock()
		defer e.mu.Unlock()
		e.past[p.Epoch.ID] = p
	})
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		_ = d.Run(ctx)
	}()
	e.Document = d
	e.stop = sync.OnceFunc(func() { cancel(); <-ended })
	e.t.Cleanup(e.stop)
	<-d.Ready()
	e.quiet()
}

func (e *elder) archive(id string) []byte {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.past[id].Saved
}

// restart ends the program and starts it, with the document stored or all of it in the journal.
func (e *elder) restart(compact bool) {
	if compact {
		raw, vector, _, err := e.Save(context.Background())
		require.NoError(e.t, err)
		e.took.Document, e.had = raw, vector
		e.mu.Lock()
		for _, p := range e.past { // as storage does: what is archived is no longer in the journal
			for actor, n := range p.Vector {
				e.had[actor] = max(e.had[actor], n)
			}
		}
		e.mu.Unlock()
	}
	e.stop()
	e.start()
}

// kill ends the program without a word, and starts it from what is on the disk.
func (e *elder) kill() {
	e.quiet()
	e.disk.mu.Lock()
	held := slices.Clone(e.disk.changes)
	e.disk.mu.Unlock()
	e.stop()
	e.disk.mu.Lock()
	e.disk.changes = held
	e.disk.mu.Unlock()
	e.start()
}

// give brings to what e has and it lacks, and reports whether that was anything.
func (e *elder) give(to *elder) (news bool) {
	for {
		before := to.Have()
		changes, err := e.Since(before, 64<<10)
		require.NoError(e.t, err)
		if len(changes) == 0 {
			return news
		}
		_, err = to.Receive(context.Background(), e.name, bytesOf(changes))
		if err != nil {
			require.ErrorIs(e.t, err, crdt.ErrMissing)
			require.NotErrorIs(e.t, err, crdt.ErrRefused)
		}
		to.quiet()
		if maps.Equal(before, to.Have()) {
			return news
		}
		news = true
	}
}

// newActor is fresh at each start, and the same when a test is repeated.
func (e *elder) newActor() string {
	sum := sha256.Sum256([]byte(e.name))
	return fmt.Sprintf("%x%016x", sum[:8], e.starts)
}

// quiet waits until nothing is going on behind.
func (e *elder) quiet() {
	_, _, err := e.View(context.Background())
	require.NoError(e.t, err)
}

// settleElders connects all until nobody has anything to give, and one after another follows.
func settleElders(t tb, all []*elder) {
	for round := 0; ; round++ {
		require.Less(t, round, 200, "they do not come together")
		news := false
		for _, a := range all {
			for _, b := range all {
				if a != b {
					news = a.give(b) || news
				}
			}
		}
		for _, a := range all {
			if !news && a.Following() {
				require.NoError(t, a.Follow(context.Background()))
				news = true
			}
		}
		if !news {
			return
		}
	}
}

func sameElders(t tb, all []*elder, words []string) {
	first := all[0]
	text := everyText(first.Snapshot())
	for _, w := range words {
		require.Contains(t, text, w, "written and lost")
	}
	for _, e := range all {
		require.Equal(t, first.Epoch(), e.Epoch(), e.name)
		require.Equal(t, first.Heads(), e.Heads(), e.name)
		require.Empty(t, first.Snapshot().Differences(e.Snapshot(), 10))
		sound(t, e.Document)
	}
}

func everyText(s *workshop.Snapshot) string {
	var b strings.Builder
	s.Fields(func(ref workshop.Ref, field, value string) bool {
		if ref.Kind == workshop.KindNote && field == workshop.FieldText {
			b.WriteString(value + "\n")
		}
		return true
	})
	return b.String()
}

func TestAnEpochIsFollowedByAll(t *testing.T) {
	a, b, c := newElder(t, "a"), newElder(t, "b"), newElder(t, "c")
	begin(t, a.Document, 30)
	a.give(b)
	a.give(c)
	for i := range 200 {
		apply(t, a.Document, workshop.MoveNotes{Moves: []workshop.Move{{Note: note(i % 30).ID, To: place(float64(i), 3)}}})
	}
	a.give(b) // c has missed it
	apply(t, c.Document, workshop.AddNotes{Notes: []workshop.Note{{ID: "late00000001", Text: "from afar", Color: workshop.Blue, Place: place(1, 2)}}})
	before := a.Snapshot()
	require.Greater(t, a.Changes(), 200)
	require.NoError(t, a.Fold(t.Context()))
	require.Less(t, a.Changes(), 5)
	require.Equal(t, 1, a.Epoch().Number)
	for _, d := range before.Differences(a.Snapshot(), 1_000) {
		require.EqualValues(t, "epoch", d.Ref.Kind)
	}
	apply(t, a.Document, workshop.Recolor{Notes: []workshop.NoteID{note(1).ID}, Color: workshop.Blue})
	a.give(b)
	require.Eventually(t, func() bool { return b.Epoch() == a.Epoch() }, patience, tick)
	require.Equal(t, a.Heads(), b.Heads())
	require.False(t, b.Following())

	a.give(c)
	require.Eventually(t, c.Following, patience, tick)
	apply(t, c.Document, workshop.EditText{Note: note(2).ID, Base: note(2).Text, Text: note(2).Text + " meanwhile"})
	require.Contains(t, c.Snapshot().Notes.Get(note(2).ID).Text, "meanwhile")
	settleElders(t, []*elder{a, b, c})
	sameElders(t, []*elder{a, b, c}, []string{"from afar", "meanwhile"})
	require.Equal(t, workshop.Blue, c.Snapshot().Notes.Get(note(1).ID).Color)
	require.Equal(t, a.past["0"].Heads, b.past["0"].Heads)
}

// What is typed while a laptop waits to go on is shown, but is in no document yet: whoever
// stores or compares what belongs to the heads must not get it, or a laptop that dies then would
// show for good what it does not hold.
func TestWhatWaitsForTheNextEpochIsNoPartOfAState(t *testing.T) {
	a, b := newElder(t, "a"), newElder(t, "b")
	begin(t, a.Document, 3)
	a.give(b)
	apply(t, b.Document, workshop.Recolor{Notes: []workshop.NoteID{note(1).ID}, Color: workshop.Blue})
	require.NoError(t, a.Fold(t.Context()))
	a.give(b)
	require.Eventually(t, b.Following, patience, tick)
	b.quiet()
	before, heads := b.State()
	apply(t, b.Document, workshop.Recolor{Notes: []workshop.NoteID{note(2).ID}, Color: workshop.Green})
	require.Equal(t, workshop.Green, b.Snapshot().Notes.Get(note(2).ID).Color)
	s, again := b.State()
	require.Equal(t, heads, again)
	require.Empty(t, before.Differences(s, 3))
	sound(t, b.Document)

	raw, vector, _, err := b.Save(t.Context())
	require.NoError(t, err)
	view, viewed, err := b.View(t.Context())
	require.NoError(t, err)
	require.Equal(t, heads, viewed)
	d, _ := open(t, nil, crdt.Saved{Document: raw, View: view, ViewHeads: viewed, Changes: b.disk.beyond(vector)})
	<-d.Ready()
	sound(t, d)

	settleElders(t, []*elder{a, b})
	sameElders(t, []*elder{a, b}, nil)
	require.Equal(t, workshop.Green, a.Snapshot().Notes.Get(note(2).ID).Color)
}

// Who is killed while what they write waits for the next epoch loses none of it, and it comes once,
// however often they are killed, before and after they have gone on.
func TestAKillWhileWaitingForTheNextEpochLosesNothing(t *testing.T) {
	for trial := range 20 {
		a, b, c := newElder(t, "a"), newElder(t, "b"), newElder(t, "c")
		begin(t, a.Document, 3)
		a.give(b)
		a.give(c)
		var words []string
		writes := func(e *elder) {
			words = append(words, written(len(words)))
			n := e.Snapshot().Notes.Get(note(len(words) % 3).ID)
			apply(t, e.Document, workshop.EditText{Note: n.ID, Base: n.Text, Text: n.Text + words[len(words)-1]})
			m := note(10 + len(words))
			words = append(words, written(len(words)))
			m.Text = words[len(words)-1]
			apply(t, e.Document, workshop.AddNotes{Notes: []workshop.Note{m}})
		}
		writes(b)
		require.NoError(t, a.Fold(t.Context()))
		writes(a)
		a.give(b)
		require.True(t, b.Following())
		writes(b)
		writes(c)
		c.give(b) // who is in the document before as well, and writes on it
		theirs := b.Snapshot().Notes.Get(note(10 + len(words) - 1).ID)
		words = append(words, written(len(words)))
		apply(t, b.Document, workshop.EditText{Note: theirs.ID, Base: theirs.Text, Text: theirs.Text + words[len(words)-1]})
		writes(b)
		saved := func() bool { return b.Unsaved() == 0 }
		require.Eventually(t, saved, patience, tick, "it is said to be saved while it waits")
		all := everyText(b.Snapshot())
		kill := func(on int) {
			if trial>>on&1 > 0 {
				b.kill()
			}
		}
		kill(0)
		for _, w := range words {
			if strings.Contains(all, w) {
				require.Contains(t, everyText(b.Snapshot()), w)
			}
		}
		a.give(b)
		if trial%5 > 2 {
			writes(b)
			kill(1)
		}
		require.NoError(t, b.Follow(t.Context()))
		kill(2)
		kill(3)
		settleElders(t, []*elder{a, b, c})
		kill(4)
		settleElders(t, []*elder{a, b, c})
		sameElders(t, []*elder{a, b, c}, words)
		for _, w := range words {
			require.Equal(t, 1, strings.Count(everyText(a.Snapshot()), w), "written once")
		}
		a.stop()
		b.stop()
		c.stop()
	}
}

// A file from a laptop that is behind, or ahead, of the others.
func TestFilesOfOtherEpochs(t *testing.T) {
	a, b, c := newElder(t, "a"), newElder(t, "b"), newElder(t, "c")
	begin(t, a.Document, 10)
	a.give(b)
	a.give(c)
	add := func(e *elder, id, text string) {
		apply(t, e.Document, workshop.AddNotes{Notes: []workshop.Note{{ID: workshop.NoteID(id), Text: text, Color: workshop.Blue, Place: place(1, 2)}}})
	}
	file := func(e *elder) []byte {
		raw, _, _, err := e.Save(t.Context())
		require.NoError(t, err)
		return raw
	}
	add(b, "frombbbbbbb1", "old edit of b")
	apply(t, b.Document, workshop.EditText{Note: note(1).ID, Base: note(1).Text, Text: note(1).Text + " and b"})
	require.NoError(t, a.Fold(t.Context()))
	apply(t, a.Document, workshop.EditText{Note: note(1).ID, Base: note(1).Text, Text: "a and " + note(1).Text})

	old := file(b)
	m, err := a.Merge(t.Context(), "a file", old, nil) // older into newer
	require.NoError(t, err)
	require.Len(t, m.Moved, 2)
	both := "a and " + note(1).Text + " and b"
	require.Equal(t, both, a.Snapshot().Notes.Get(note(1).ID).Text)
	m, err = a.Merge(t.Context(), "a file", old, nil) // again: nothing
	require.NoError(t, err)
	require.Empty(t, m.Moved)
	require.Zero(t, m.Taken)

	add(c, "fromccccccc1", "old edit of c")
	_, err = c.Merge(t.Context(), "a file", file(a), nil) // newer into older
	require.NoError(t, err)
	_, err = b.Merge(t.Context(), "a file", file(c), nil)
	require.NoError(t, err)
	settleElders(t, []*elder{a, b, c})
	sameElders(t, []*elder{a, b, c}, []string{both, "old edit of b", "old edit of c"})
	require.Equal(t, 12, a.Snapshot().Notes.Len())

	// One that began apart is another workshop, whatever it says of epochs.
	x := newElder(t, "x")
	begin(t, x.Document, 3)
	_, err = a.Merge(t.Context(), "a file", file(x), nil)
	require.ErrorIs(t, err, crdt.ErrUnrelated)
	require.NoError(t, x.Fold(t.Context()))
	_, err = a.Merge(t.Context(), "a file", file(x), nil)
	require.ErrorIs(t, err, crdt.ErrUnrelated)
	require.False(t, x.give(a) && a.Epoch() == x.Epoch())
	sameElders(t, []*elder{a, b, c}, nil)
}

// written is what is written the nth time: one character that occurs nowhere else, since of two
// longer words that are written at once in one place the letters may come to lie among each other.
func written(n int) string { return string(rune(0x4E00 + n)) }

// Random people who write, are cut off, begin epochs, follow, and start again.
func TestEpochsLoseNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var all []*elder
		for i := range 3 {
			all = append(all, newElder(t, fmt.Sprint("laptop ", i)))
		}
		defer func() {
			for _, e := range all {
				e.stop()
			}
		}()
		begin(t, all[0].Document, 3)
		all[0].give(all[1])
		all[0].give(all[2])
		var words []string
		notes := 3
		for range rapid.IntRange(5, 40).Draw(t, "steps") {
			e := all[rapid.IntRange(0, 2).Draw(t, "laptop")]
			switch rapid.IntRange(0, 11).Draw(t, "step") {
			case 0, 1:
				n := note(notes)
				n.Text = written(len(words))
				notes++
				words = append(words, n.Text)
				apply(t, e.Document, workshop.AddNotes{Notes: []workshop.Note{n}})
			case 2, 3:
				n := e.Snapshot().Notes.Get(note(rapid.IntRange(0, notes-1).Draw(t, "note")).ID)
				if n == nil {
					continue
				}
				word := written(len(words))
				at := rapid.SampledFrom([]int{0, len(n.Text)}).Draw(t, "at")
				words = append(words, word)
				apply(t, e.Document, workshop.EditText{Note: n.ID, Base: n.Text, Text: n.Text[:at] + word + n.Text[at:]})
			case 4:
				id := note(rapid.IntRange(0, notes-1).Draw(t, "note")).ID
				if e.Snapshot().Notes.Get(id) != nil {
					apply(t, e.Document, workshop.MoveNotes{Moves: []workshop.Move{{Note: id, To: place(float64(len(words)), 5)}}})
				}
			case 5, 6, 7:
				if to := all[rapid.IntRange(0, 2).Draw(t, "to")]; to != e {
					e.give(to)
				}
			case 8:
				if err := e.Fold(context.Background()); err != nil {
					require.ErrorIs(t, err, crdt.ErrBusy)
				}
			case 9:
				require.NoError(t, e.Follow(context.Background()))
			case 10:
				e.restart(rapid.Bool().Draw(t, "compact"))
			case 11:
				slices.Reverse(all[1:])
			}
		}
		settleElders(t, all)
		sameElders(t, all, words)
		for _, w := range words {
			require.Equal(t, 1, strings.Count(everyText(all[0].Snapshot()), w), "%s is written once", w)
		}
	})
}

const (
	patience = 60 * time.Second // never reached when all is well
	tick     = time.Millisecond
)
