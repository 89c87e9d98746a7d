package laptop_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"throughline.app/cmd/throughline/laptop"
	"throughline.app/workshop"
)

func openEpochs(t *testing.T, dir string, at int) *laptop.Laptop {
	t.Helper()
	l, err := laptop.Open(laptop.Options{Data: dir, Bind: "127.0.0.1", EpochAt: at})
	require.NoError(t, err)
	t.Cleanup(func() { l.Close() })
	return l
}

// A room that has moved everything again and again, in few changes: loading is what grows.
func TestAFreshDocumentBeginsWhereLoadingTakesLong(t *testing.T) {
	start := func() *laptop.Laptop {
		l, err := laptop.Open(laptop.Options{Data: t.TempDir(), Bind: "127.0.0.1", EpochLoading: 4 * time.Millisecond})
		require.NoError(t, err)
		t.Cleanup(func() { l.Close() })
		return l
	}
	ra := create(t, start())
	rb := join(t, start(), share(t, ra))
	for i := range 20 {
		require.NoError(t, write(ra, fmt.Sprint("note ", i)))
	}
	for x := range 300 {
		op := workshop.MoveNotes{}
		for _, n := range ra.Snapshot().Notes.All() {
			to := n.Place
			to.At.X = float64(x)
			op.Moves = append(op.Moves, workshop.Move{Note: n.ID, To: to})
		}
		_, err := ra.Apply(op)
		require.NoError(t, err)
	}
	require.Eventually(t, func() bool {
		n := laptop.Epoch(ra) // more than one, if the first began while everything was still being moved
		return n > 0 && laptop.Epoch(rb) == n && slices.Equal(ra.Heads(), rb.Heads())
	}, time.Minute, 10*time.Millisecond)
	require.Equal(t, texts(ra), texts(rb))
}

// Three laptops in a room that has written much: it goes on in a fresh document, and one
// that was away comes after, with what it has written meanwhile.
func TestARoomGoesOnInAFreshDocument(t *testing.T) {
	dirA, dirC := t.TempDir(), t.TempDir()
	a, b, c := openEpochs(t, dirA, 50), openEpochs(t, t.TempDir(), 50), openEpochs(t, dirC, 50)
	ra := create(t, a)
	inv := share(t, ra)
	rb, rc := join(t, b, inv), join(t, c, inv)
	require.NoError(t, write(rc, "before"))
	reads(t, ra, "before")
	id := ra.ID()
	require.NoError(t, rc.Close())
	away, err := c.Open(t.Context(), id, laptop.Quiet) // c is away, and writes
	require.NoError(t, err)
	require.NoError(t, write(away, "while away"))
	require.NoError(t, away.Close())

	for i := range 60 {
		require.NoError(t, write(ra, fmt.Sprint("note ", i)))
	}
	require.Eventually(t, func() bool { return laptop.Epoch(ra) == 1 && laptop.Epoch(rb) == 1 }, time.Minute, 10*time.Millisecond)
	require.Less(t, laptop.Changes(rb), 50)
	require.NoError(t, write(rb, "after"))
	reads(t, ra, "after")

	rc, err = c.Open(t.Context(), id, laptop.Networked)
	require.NoError(t, err)
	require.Eventually(t, func() bool {
		return slices.Contains(texts(ra), "while away") && slices.Equal(ra.Heads(), rb.Heads()) && slices.Equal(ra.Heads(), rc.Heads())
	}, time.Minute, 10*time.Millisecond)
	for _, r := range []*laptop.Room{ra, rb, rc} {
		require.Len(t, texts(r), 63)
	}
	heads, all := ra.Heads(), texts(ra)
	for _, dir := range []string{dirA, dirC} { // and it is on the disk
		l := map[string]*laptop.Laptop{dirA: a, dirC: c}[dir]
		require.NoError(t, l.Close())
		again := openEpochs(t, dir, 50)
		r, err := again.Open(t.Context(), id, laptop.Quiet)
		require.NoError(t, err)
		require.NoError(t, r.Load(t.Context()))
		require.Equal(t, heads, r.Heads())
		require.Equal(t, all, texts(r))
		require.Equal(t, 1, laptop.Epoch(r))
		require.NotEmpty(t, laptop.Past(r, "0"), "the document before is kept")
		listed, err := again.Workshops(t.Context())
		require.NoError(t, err)
		require.Len(t, listed, 1)
	}
}
