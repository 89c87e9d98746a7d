package replica_test

import (
	"context"
	"fmt"
	"net"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"throughline.app/sync/replica"
	"throughline.app/sync/replica/replicatest"
	"throughline.app/sync/wire"
)

// A guest announces together what came together, as the document of a workshop does, and counts
// what it is sent.
type guest struct {
	*replicatest.Document
	hub *replica.Hub

	mu       sync.Mutex // one batch at a time
	received int
	news     []replica.Chunk
}

func (g *guest) Receive(ctx context.Context, from string, chunks [][]byte) error {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.received += len(chunks)
	g.news = nil
	err := g.Document.Receive(ctx, from, chunks)
	g.hub.Announce(g.news, "")
	return err
}

func TestPeopleWhoWereApartAreSentEachChangeOnce(t *testing.T) {
	const people, each = 6, 40
	var all []*guest
	var laptops []*laptop
	for i := range people {
		g := &guest{Document: replicatest.New(fmt.Sprintf("%02x", i+1))}
		g.hub = replica.NewHub(g, replica.Options{HaveEvery: time.Hour}) // no repair
		all, laptops = append(all, g), append(laptops, &laptop{doc: g.Document})
	}
	first := all[0].Write("what all begin with")
	for i, g := range all {
		if i > 0 {
			require.NoError(t, g.Document.Receive(t.Context(), "", [][]byte{first.Bytes}))
		}
		g.OnChange = func(c replica.Chunk, _ string) { g.news = append(g.news, c) }
		for n := range each {
			g.Write(fmt.Sprint(i, n))
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	var ends sync.WaitGroup
	defer func() { cancel(); ends.Wait() }()
	for i, a := range all {
		for _, b := range all[:i] {
			left, right := net.Pipe()
			ends.Go(func() { _ = a.hub.Serve(ctx, replica.Peer{ID: b.Actor}, wire.NewConn(left)) })
			ends.Go(func() { _ = b.hub.Serve(ctx, replica.Peer{ID: a.Actor}, wire.NewConn(right)) })
		}
	}
	waitEqual(t, 1+people*each, laptops...)
	for i, g := range all {
		g.mu.Lock()
		require.Equal(t, (people-1)*each, g.received, "laptop %d", i)
		g.mu.Unlock()
	}
}

// mute takes what is sent to it, and answers no question.
type mute struct{ replica.Pipe }

func (m mute) WriteFrame(f wire.Frame) error {
	if f.Kind == wire.KindBatch {
		return nil
	}
	return m.Pipe.WriteFrame(f)
}

func TestWhoDoesNotAnswerIsNotWaitedForLong(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var all []*laptop
		for i := range 3 {
			all = append(all, newLaptop(t, i, replica.Options{HaveEvery: 2 * time.Second}))
		}
		asker, silent, other := all[0], all[1], all[2]
		asker.doc.Write("its own")
		for n := range 100 {
			c := silent.doc.Write(fmt.Sprint(n))
			require.NoError(t, other.doc.Receive(t.Context(), "", [][]byte{c.Bytes}))
		}
		ctx, cancel := context.WithCancel(t.Context())
		var ends sync.WaitGroup
		defer func() { cancel(); ends.Wait() }()
		serve := func(a, b *laptop, pipe replica.Pipe) {
			ends.Go(func() { _ = a.hub.Serve(ctx, replica.Peer{ID: b.doc.Actor}, pipe) })
		}
		began := time.Now()
		left, right := net.Pipe()
		serve(asker, silent, wire.NewConn(left))
		serve(silent, asker, mute{wire.NewConn(right)})
		synctest.Wait() // it has been asked
		left, right = net.Pipe()
		serve(asker, other, wire.NewConn(left))
		serve(other, asker, wire.NewConn(right))
		for changed := asker.doc.Changed(); asker.doc.Len() < 101; changed = asker.doc.Changed() {
			<-changed
		}
		require.Less(t, time.Since(began), 4*time.Second) // of virtual time; ten would be waited for one alone
	})
}
