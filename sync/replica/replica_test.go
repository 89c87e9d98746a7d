package replica_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"throughline.app/sync/replica"
	"throughline.app/sync/replica/replicatest"
	"throughline.app/sync/wire"
)

const patience = 60 * time.Second // never reached when all is well

// laptop is a document with its hub.
type laptop struct {
	doc  *replicatest.Document
	hub  *replica.Hub
	rest func() // ends the Hub's Run, and waits for it
}

type failer interface {
	Fatalf(string, ...any)
	Cleanup(func())
}

func newLaptop(t failer, n int, options replica.Options) *laptop {
	if options.HaveEvery == 0 {
		options.HaveEvery = 40 * time.Millisecond
	}
	l := &laptop{doc: replicatest.New(fmt.Sprintf("%02x", n+1))}
	l.hub = replica.NewHub(l.doc, options)
	l.doc.OnChange = func(c replica.Chunk, origin string) { l.hub.Announce([]replica.Chunk{c}, origin) }
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan struct{})
	go func() { defer close(done); _ = l.hub.Run(ctx) }()
	l.rest = func() { cancel(); <-done }
	t.Cleanup(l.rest)
	return l
}

// lossy drops one of every frames written, at random, of whatever kind.
type lossy struct {
	replica.Pipe
	every int64 // 0: none
	mu    sync.Mutex
	rand  *rand.Rand
}

func (l *lossy) WriteFrame(f wire.Frame) error {
	l.mu.Lock()
	drop := l.every > 0 && l.rand.Int64N(l.every) == 0
	l.mu.Unlock()
	if drop {
		return nil
	}
	return l.Pipe.WriteFrame(f)
}

// connect joins two laptops until cut is called; cut waits for both ends.
func connect(a, b *laptop, lossEvery int64) (cut func()) {
	left, right := net.Pipe()
	ctx, cancel := context.WithCancel(context.Background())
	var ends sync.WaitGroup
	serve := func(l *laptop, peer *laptop, c net.Conn) {
		ends.Go(func() {
			pipe := &lossy{Pipe: wire.NewConn(c), every: lossEvery, rand: rand.New(rand.NewPCG(1, uint64(lossEvery)))}
			_ = l.hub.Serve(ctx, replica.Peer{ID: peer.doc.Actor, Name: "laptop " + peer.doc.Actor}, pipe)
		})
	}
	serve(a, b, left)
	serve(b, a, right)
	return func() { cancel(); ends.Wait() }
}

// waitEqual waits until all hold n changes with equal heads.
func waitEqual(t failer, n int, laptops ...*laptop) {
	deadline := time.After(patience)
	for {
		changed := make([]<-chan struct{}, len(laptops))
		equal := true
		for i, l := range laptops {
			changed[i] = l.doc.Changed()
			equal = equal && l.doc.Len() == n && slices.Equal(l.doc.Heads(), laptops[0].doc.Heads())
		}
		if equal {
			return
		}
		for i, l := range laptops {
			if l.doc.Len() == n {
				continue
			}
			select {
			case <-changed[i]:
			case <-deadline:
				t.Fatalf("laptop %d holds %d of %d changes", i, l.doc.Len(), n)
			}
			break
		}
	}
}

func TestAnEmptyLaptopGetsTheSavedDocumentAndThenNews(t *testing.T) {
	a, b := newLaptop(t, 0, replica.Options{}), newLaptop(t, 1, replica.Options{})
	for i := range 5000 {
		a.doc.Write(fmt.Sprint("note ", i, strings.Repeat("x", 100))) // several snapshot parts
	}
	defer connect(a, b, 0)()
	waitEqual(t, 5000, a, b)
	a.doc.Write("from a")
	waitEqual(t, 5001, a, b)
	b.doc.Write("from b")
	waitEqual(t, 5002, a, b)
}

func TestBothSidesLackSomething(t *testing.T) {
	a, b := newLaptop(t, 0, replica.Options{}), newLaptop(t, 1, replica.Options{})
	for i := range 3000 {
		a.doc.Write(fmt.Sprint("a", i))
		b.doc.Write(fmt.Sprint("b", i))
	}
	defer connect(a, b, 0)()
	waitEqual(t, 6000, a, b)
	require.Eventually(t, func() bool {
		steps := a.hub.InStep()
		return len(steps) == 1 && steps[0].Equal && steps[0].Behind == 0 && steps[0].Ahead == 0
	}, patience, time.Millisecond)
}

func TestNewsIsPassedOnToThoseItsAuthorDoesNotReach(t *testing.T) {
	chain := []*laptop{}
	for i := range 4 {
		chain = append(chain, newLaptop(t, i, replica.Options{HaveEvery: time.Hour})) // no repair: forwarding alone
		if i > 0 {
			defer connect(chain[i-1], chain[i], 0)()
		}
	}
	for i, l := range chain {
		require.Eventually(t, func() bool { return len(l.hub.InStep()) == 1+min(i, 1)*min(3-i, 1) }, patience, time.Millisecond)
	}
	for i := range 50 {
		chain[i%4].doc.Write(fmt.Sprint(i))
		waitEqual(t, i+1, chain...)
	}
}

// counting counts the BATCH frames that go out.
type counting struct {
	replica.Pipe
	batches *atomic.Int64
}

func (c counting) WriteFrame(f wire.Frame) error {
	if f.Kind == wire.KindBatch {
		c.batches.Add(1)
	}
	return c.Pipe.WriteFrame(f)
}

func TestNothingIsSentBackToWhoBroughtIt(t *testing.T) {
	// No repair: an answer does not say whose each change is, and a HAVE amid the burst asks for one.
	a, b := newLaptop(t, 0, replica.Options{HaveEvery: time.Hour}), newLaptop(t, 1, replica.Options{HaveEvery: time.Hour})
	b.doc.OnChange = func(c replica.Chunk, _ string) { b.hub.Announce([]replica.Chunk{c}, "") } // origin untold
	left, right := net.Pipe()
	var fromB atomic.Int64
	var ends sync.WaitGroup
	ends.Go(func() { _ = a.hub.Serve(context.Background(), replica.Peer{ID: "b"}, wire.NewConn(left)) })
	ends.Go(func() {
		_ = b.hub.Serve(context.Background(), replica.Peer{ID: "a"}, counting{wire.NewConn(right), &fromB})
	})
	met := func(l *laptop) bool { s := l.hub.InStep(); return len(s) == 1 && s[0].Equal }
	require.Eventually(t, func() bool { return met(a) && met(b) }, patience, time.Millisecond)
	for i := range 100 {
		a.doc.Write(fmt.Sprint(i))
	}
	waitEqual(t, 100, a, b)
	b.doc.Write("after all that b has to send")
	waitEqual(t, 101, a, b)
	require.EqualValues(t, 1, fromB.Load())
	_ = left.Close()
	ends.Wait()
}

// TestRunLeavesTheLastWordToTheSessions: who leaves tells its last news on sessions that are open
// until goodbye has been said, however soon the rest of the laptop stops.
func TestRunLeavesTheLastWordToTheSessions(t *testing.T) {
	a, b := newLaptop(t, 0, replica.Options{}), newLaptop(t, 1, replica.Options{})
	defer connect(a, b, 0)()
	a.doc.Write("first")
	waitEqual(t, 1, a, b)
	a.rest()
	a.doc.Write("last")
	waitEqual(t, 2, a, b)
}

func TestDroppedFramesAreRepaired(t *testing.T) {
	a, b := newLaptop(t, 0, replica.Options{}), newLaptop(t, 1, replica.Options{})
	defer connect(a, b, 3)()
	for i := range 200 {
		a.doc.Write(fmt.Sprint("a", i))
		b.doc.Write(fmt.Sprint("b", i))
	}
	waitEqual(t, 400, a, b)
}

func TestAFullQueueIsRepaired(t *testing.T) {
	a, b := newLaptop(t, 0, replica.Options{Queue: 1}), newLaptop(t, 1, replica.Options{Queue: 1})
	defer connect(a, b, 0)()
	for i := range 500 {
		a.doc.Write(fmt.Sprint("a", i))
	}
	waitEqual(t, 500, a, b)
}

func TestRefusedBytesCloseTheSessionAndChangeNothing(t *testing.T) {
	a := newLaptop(t, 0, replica.Options{})
	a.doc.Write("mine")
	for name, bad := range map[string]wire.Message{
		"a damaged change":      wire.Batch{Chunks: []wire.Chunk{{Actor: "z", Seq: 1, Bytes: []byte("no change")}}},
		"a handshake's message": wire.Hello{Version: 1},
		"admission":             wire.Admit{},
	} {
		left, right := net.Pipe()
		served := make(chan error, 1)
		go func() {
			served <- a.hub.Serve(context.Background(), replica.Peer{ID: "ff", Name: "Mallory"}, wire.NewConn(left))
		}()
		peer := wire.NewConn(right)
		_, err := peer.ReadFrame() // its HAVE
		require.NoError(t, err)
		require.NoError(t, peer.Write(bad))
		err = <-served
		require.True(t, errors.Is(err, replica.ErrRefused) || errors.Is(err, wire.ErrMalformed), "%s: %v", name, err)
		require.Equal(t, 1, a.doc.Len())
	}
}

func TestASnapshotWithAnotherHashIsRefused(t *testing.T) {
	b := newLaptop(t, 1, replica.Options{})
	left, right := net.Pipe()
	served := make(chan error, 1)
	go func() {
		served <- b.hub.Serve(context.Background(), replica.Peer{ID: "ff", Name: "Mallory"}, wire.NewConn(left))
	}()
	peer := wire.NewConn(right)
	go func() {
		_ = peer.Write(wire.Have{Heads: []string{"h"}, Vector: map[string]uint64{"z": 3}})
	}()
	for {
		f, err := peer.ReadFrame()
		require.NoError(t, err)
		if f.Kind == wire.KindWant {
			want, err := wire.DecodeWant(f.Body)
			require.NoError(t, err)
			require.True(t, want.All)
			break
		}
	}
	go func() {
		_ = peer.Write(wire.Snapshot{Total: 3, Part: []byte("abc")})
		for {
			if _, err := peer.ReadFrame(); err != nil {
				return
			}
		}
	}()
	require.ErrorIs(t, <-served, replica.ErrRefused)
	require.Zero(t, b.doc.Len())
}

// picky takes no whole document from one member for some time.
type picky struct {
	*replicatest.Document
	not   string
	times atomic.Int64
}

func (p *picky) LoadSnapshot(ctx context.Context, from string, saved []byte) error {
	if from == p.not && p.times.Add(-1) >= 0 {
		return replica.ErrMissing
	}
	return p.Document.LoadSnapshot(ctx, from, saved)
}

func TestASnapshotThatIsOfNoUseYetIsAskedForAgain(t *testing.T) {
	a := newLaptop(t, 0, replica.Options{})
	a.doc.Write("a whole workshop")
	b := &picky{Document: replicatest.New("02"), not: a.doc.Actor}
	b.times.Store(2)
	hub := replica.NewHub(b, replica.Options{HaveEvery: 20 * time.Millisecond})
	ctx, cancel := context.WithCancel(t.Context())
	left, right := net.Pipe()
	var all sync.WaitGroup
	all.Go(func() { _ = hub.Run(ctx) })
	ended := make(chan error, 2)
	all.Go(func() { ended <- hub.Serve(ctx, replica.Peer{ID: a.doc.Actor, Name: "a"}, wire.NewConn(right)) })
	all.Go(func() { ended <- a.hub.Serve(ctx, replica.Peer{ID: "02", Name: "b"}, wire.NewConn(left)) })
	require.Eventually(t, func() bool { return b.Len() == 1 }, patience, time.Millisecond)
	require.Empty(t, ended, "the session stayed")
	cancel()
	all.Wait()
}

func TestAMemberThatPromisesAndNeverAnswersHoldsNobodyUp(t *testing.T) {
	a, b := newLaptop(t, 0, replica.Options{}), newLaptop(t, 1, replica.Options{HaveEvery: 20 * time.Millisecond})
	b.doc.Write("b holds something, so it pulls by vector")
	left, right := net.Pipe()
	go func() {
		_ = b.hub.Serve(context.Background(), replica.Peer{ID: "ff", Name: "Mute"}, wire.NewConn(left))
	}()
	mute := wire.NewConn(right)
	asked := make(chan struct{})
	go func() {
		go func() { _ = mute.Write(wire.Have{Heads: []string{"h"}, Vector: map[string]uint64{"z": 3}}) }()
		for {
			f, err := mute.ReadFrame()
			if err != nil {
				return
			}
			if f.Kind == wire.KindWant {
				close(asked)
				break
			}
		}
		for {
			if _, err := mute.ReadFrame(); err != nil {
				return
			}
		}
	}()
	<-asked
	a.doc.Write("a's")
	defer connect(a, b, 0)()
	waitEqual(t, 2, a, b)
	require.NoError(t, mute.Close())
}

func TestPresenceReachesEveryoneAndOnlyTheNewestWaits(t *testing.T) {
	heard := make(chan string, 100)
	a := newLaptop(t, 0, replica.Options{})
	b := newLaptop(t, 1, replica.Options{OnPresence: func(from replica.Peer, body []byte) {
		m, err := wire.DecodePresence(body)
		if err == nil {
			heard <- from.ID + " " + m.Canvas
		}
	}})
	defer connect(a, b, 0)()
	require.Eventually(t, func() bool { return len(a.hub.InStep()) == 1 }, patience, time.Millisecond)
	for i := range 50 {
		require.NoError(t, a.hub.SendPresence(wire.Presence{Canvas: fmt.Sprint(i)}.Body(nil)))
	}
	require.Error(t, a.hub.SendPresence([]byte("nonsense")))
	got, last := 0, ""
	for last != "01 49" {
		select {
		case last = <-heard:
			got++
		case <-time.After(patience):
			t.Fatal("the newest position never came")
		}
	}
	require.LessOrEqual(t, got, 50)
}

// TestRandomCutsEndEqual: laptops write while cables are cut and plugged at random, frames
// get lost, and when all cables are in, everyone holds everything.
func TestRandomCutsEndEqual(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(2, 4).Draw(t, "laptops")
		loss := rapid.SampledFrom([]int64{0, 0, 2, 5}).Draw(t, "loss")
		laptops := make([]*laptop, n)
		for i := range laptops {
			laptops[i] = newLaptop(t, i, replica.Options{HaveEvery: 8 * time.Millisecond, Queue: rapid.IntRange(1, 8).Draw(t, "queue")})
		}
		cables := map[[2]int]func(){}
		written := 0
		for range rapid.IntRange(1, 60).Draw(t, "steps") {
			i, j := rapid.IntRange(0, n-1).Draw(t, "i"), rapid.IntRange(0, n-1).Draw(t, "j")
			if i == j {
				laptops[i].doc.Write(fmt.Sprint(written))
				written++
				continue
			}
			pair := [2]int{min(i, j), max(i, j)}
			if cut := cables[pair]; cut != nil {
				cut()
				delete(cables, pair)
			} else {
				cables[pair] = connect(laptops[i], laptops[j], loss)
			}
		}
		for i := 1; i < n; i++ {
			if pair := [2]int{i - 1, i}; cables[pair] == nil {
				cables[pair] = connect(laptops[i-1], laptops[i], loss)
			}
		}
		waitEqual(t, written, laptops...)
		for _, cut := range cables {
			cut()
		}
	})
}

// TestInAFullMeshEachChangeGoesOnceToEach: nobody passes on what its author sends anyway.
func TestInAFullMeshEachChangeGoesOnceToEach(t *testing.T) {
	const n = 5
	var laptops []*laptop
	for i := range n {
		laptops = append(laptops, newLaptop(t, i, replica.Options{}))
	}
	var sent atomic.Int64
	ctx, cancel := context.WithCancel(context.Background())
	var ends sync.WaitGroup
	for i, a := range laptops {
		for _, b := range laptops[:i] {
			left, right := net.Pipe()
			ends.Go(func() {
				_ = a.hub.Serve(ctx, replica.Peer{ID: b.doc.Actor}, counting{wire.NewConn(left), &sent})
			})
			ends.Go(func() {
				_ = b.hub.Serve(ctx, replica.Peer{ID: a.doc.Actor}, counting{wire.NewConn(right), &sent})
			})
		}
	}
	// Until everyone has told everyone whom it is connected to, changes are passed on.
	for round := 0; ; round++ {
		before := sent.Load()
		laptops[round%n].doc.Write(fmt.Sprint(round))
		waitEqual(t, round+1, laptops...)
		require.Eventually(t, func() bool {
			for _, l := range laptops {
				for _, s := range l.hub.InStep() {
					if !s.Equal {
						return false
					}
				}
			}
			return true
		}, patience, time.Millisecond)
		if sent.Load()-before == n-1 {
			break
		}
		require.Less(t, round, 100, "changes are still passed on to those who have them")
	}
	cancel()
	ends.Wait()
}

// TestTheMomentGoesToThoseWhoReadIt: a build of before would end the connection over a
// MOMENT, and says so by saying nothing.
func TestTheMomentGoesToThoseWhoReadIt(t *testing.T) {
	var age atomic.Uint64
	a := newLaptop(t, 0, replica.Options{Moment: func() (wire.Moment, bool) {
		return wire.Moment{Number: 1, Age: age.Add(1)}, true
	}})
	heard := make(chan wire.Moment, 1000)
	b := newLaptop(t, 1, replica.Options{OnMoment: func(from replica.Peer, body []byte) error {
		m, err := wire.DecodeMoment(body)
		heard <- m
		return err
	}})
	defer connect(a, b, 0)()
	require.Eventually(t, func() bool { return len(a.hub.InStep()) == 1 }, patience, time.Millisecond)
	a.hub.TellMoment("")
	require.NoError(t, b.hub.SendPresence(wire.Presence{Canvas: "c"}.Body(nil)))
	require.Zero(t, age.Load(), "b has not said that it reads one")
	require.NoError(t, b.hub.SendPresence(wire.Presence{Canvas: "c", Moments: true}.Body(nil)))
	next := func() wire.Moment {
		select {
		case m := <-heard:
			return m
		case <-time.After(patience):
			t.Fatal("no moment came")
		}
		return wire.Moment{}
	}
	first := next()
	a.hub.TellMoment("")
	require.Greater(t, next().Age, first.Age, "made when it leaves")

	// Whoever comes later is told what was sent last, and an answer that is refused ends it.
	refused := make(chan struct{}, 1000)
	c := newLaptop(t, 2, replica.Options{OnMoment: func(replica.Peer, []byte) error {
		refused <- struct{}{}
		return errors.New("forged")
	}})
	require.NoError(t, c.hub.SendPresence(wire.Presence{Moments: true}.Body(nil)))
	defer connect(a, c, 0)()
	select {
	case <-refused:
	case <-time.After(patience):
		t.Fatal("no moment came")
	}
	require.Eventually(t, func() bool { return len(a.hub.InStep()) == 1 && len(c.hub.InStep()) == 0 }, patience, time.Millisecond)
}
