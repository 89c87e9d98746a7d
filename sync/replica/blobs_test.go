package replica_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"net"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"throughline.app/sync/replica"
	"throughline.app/sync/wire"
)

// album keeps blobs in memory. One that lies gives other bytes than it is asked for.
type album struct {
	mu      sync.Mutex
	all     map[replica.Sum][]byte
	lies    bool
	arrived chan replica.Sum // cap 16
}

func newAlbum(blobs ...[]byte) *album {
	a := &album{all: map[replica.Sum][]byte{}, arrived: make(chan replica.Sum, 16)}
	for _, b := range blobs {
		a.all[sha256.Sum256(b)] = b
	}
	return a
}

func (a *album) Blob(_ context.Context, sum replica.Sum) ([]byte, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.lies {
		return bytes.Repeat([]byte("lie"), 40_000), nil
	}
	if b := a.all[sum]; b != nil {
		return b, nil
	}
	return nil, errors.New("not here")
}

func (a *album) Arrived(_ context.Context, sum replica.Sum, b []byte) {
	a.mu.Lock()
	a.all[sum] = b
	a.mu.Unlock()
	a.arrived <- sum
}

func (a *album) wait(t *testing.T, want []byte) {
	t.Helper()
	select {
	case sum := <-a.arrived:
		require.Equal(t, sha256.Sum256(want), sum)
		a.mu.Lock()
		defer a.mu.Unlock()
		require.True(t, bytes.Equal(want, a.all[sum]))
	case <-time.After(patience):
		require.FailNow(t, "the blob did not arrive")
	}
}

func withAlbum(t *testing.T, n int, a *album) *laptop {
	return newLaptop(t, n, replica.Options{Blobs: a})
}

func blob(n int) []byte {
	b := make([]byte, n)
	for i := range b {
		b[i] = byte(i * i >> 3)
	}
	return b
}

func TestABlobIsFetchedInPartsAndPassedOn(t *testing.T) {
	for _, size := range []int{1, wire.BlobPart, wire.BlobPart + 1, wire.MaxBlob} {
		picture := blob(size)
		sum := sha256.Sum256(picture)
		author, second, third := newAlbum(picture), newAlbum(), newAlbum()
		a, b, c := withAlbum(t, 0, author), withAlbum(t, 1, second), withAlbum(t, 2, third)
		b.hub.Fetch(sum)
		c.hub.Fetch(sum)
		away := connect(a, b, 0)
		second.wait(t, picture)
		away()
		t.Cleanup(connect(b, c, 0)) // the author is gone
		third.wait(t, picture)
		require.Empty(t, c.hub.Fetching())
	}
}

func TestABlobIsAskedForAgainUntilSomebodyHasIt(t *testing.T) {
	picture := blob(100_000)
	sum := sha256.Sum256(picture)
	first, last := newAlbum(), newAlbum()
	a, c := withAlbum(t, 0, first), withAlbum(t, 2, last)
	cut := connect(a, c, 0)
	c.hub.Fetch(sum)
	a.doc.Write("news")
	waitEqual(t, 1, a, c) // by now a has said that it has none
	first.mu.Lock()
	first.all[sum] = picture
	first.mu.Unlock()
	last.wait(t, picture)
	cut()
}

func TestWhoSendsAnotherPictureIsPassedOver(t *testing.T) {
	picture := blob(200_000)
	liar, honest, asker := newAlbum(), newAlbum(picture), newAlbum()
	liar.lies = true
	a, b, c := withAlbum(t, 0, liar), withAlbum(t, 1, honest), withAlbum(t, 2, asker)
	t.Cleanup(connect(a, c, 0))
	c.hub.Fetch(sha256.Sum256(picture))
	a.doc.Write("still connected")
	waitEqual(t, 1, a, c)
	t.Cleanup(connect(b, c, 0))
	asker.wait(t, picture)
	a.doc.Write("and still")
	waitEqual(t, 2, a, b, c)
}

func TestPartsThatNobodyAskedForAreThrownAway(t *testing.T) {
	keeps := newAlbum()
	l := withAlbum(t, 0, keeps)
	left, right := net.Pipe()
	served := make(chan error, 1)
	go func() {
		served <- l.hub.Serve(t.Context(), replica.Peer{ID: "ff", Name: "stranger"}, wire.NewConn(left))
	}()
	conn := wire.NewConn(right)
	go func() { // what it says is of no interest here
		for {
			if _, err := conn.ReadFrame(); err != nil {
				return
			}
		}
	}()
	picture := blob(10)
	require.NoError(t, conn.Write(wire.Blob{Sum: sha256.Sum256(picture), Total: 10, Part: picture}))
	require.NoError(t, conn.Write(wire.NoBlob{}))
	require.NoError(t, conn.Write(wire.WantBlob{Offset: wire.BlobPart}))
	require.NoError(t, conn.WriteFrame(wire.Frame{Kind: wire.KindBlob, Body: []byte{1}}))
	require.ErrorIs(t, <-served, wire.ErrMalformed)
	require.Empty(t, keeps.all)
}

func TestChangesPassPicturesOnTheWay(t *testing.T) {
	var all [][]byte
	var sums []replica.Sum
	for i := range 20 {
		b := blob(wire.MaxBlob - i)
		all, sums = append(all, b), append(sums, sha256.Sum256(b))
	}
	from, to := newAlbum(all...), newAlbum()
	to.arrived = make(chan replica.Sum, len(all))
	a, b := withAlbum(t, 0, from), withAlbum(t, 1, to)
	t.Cleanup(connect(a, b, 0))
	b.hub.Fetch(sums...)
	for range 50 {
		a.doc.Write("news")
	}
	waitEqual(t, 50, a, b)
	require.NotEmpty(t, b.hub.Fetching(), "fifty changes came before forty megabytes")
}
