package replica_test

import (
	"context"
	"encoding/hex"
	"fmt"
	"net"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"throughline.app/sync/replica"
	"throughline.app/sync/wire"
)

// TestMadeUpNamesArePassedOnByNobody: what a member calls a change is good enough to save a repetition,
// and nobody else hears of it unless the document holds such a change.
func TestMadeUpNamesArePassedOnByNobody(t *testing.T) {
	a, c := newLaptop(t, 0, replica.Options{}), newLaptop(t, 1, replica.Options{})
	a.doc.Write("here")
	held, err := a.doc.Since(nil, 1<<20)
	require.NoError(t, err)
	fresh := c.doc.Write("new")
	author, err := hex.DecodeString(fresh.Actor)
	require.NoError(t, err)

	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	member := func(id string) *wire.Conn {
		left, right := net.Pipe()
		done := make(chan struct{})
		go func() {
			defer close(done)
			_ = a.hub.Serve(ctx, replica.Peer{ID: id, Name: id}, wire.NewConn(left))
		}()
		t.Cleanup(func() { cancel(); <-done })
		return wire.NewConn(right)
	}
	liar, other := member("aa"), member("bb")
	go func() { // it reads nothing of what it hears
		for {
			if _, err := liar.ReadFrame(); err != nil {
				return
			}
		}
	}()
	heard := make(chan wire.Chunk, 1_000)
	go func() {
		defer close(heard)
		for {
			f, err := other.ReadFrame()
			if err != nil {
				return
			}
			if m, err := wire.DecodeBatch(f.Body); f.Kind == wire.KindBatch && err == nil {
				for _, one := range m.Chunks {
					heard <- one
				}
			}
		}
	}()
	require.NoError(t, other.Write(wire.Have{}))
	require.Eventually(t, func() bool { return len(a.hub.InStep()) == 1 }, patience, time.Millisecond)
	require.NoError(t, liar.Write(wire.Have{}))
	for i := range 50 {
		require.NoError(t, liar.Write(wire.Batch{Chunks: []wire.Chunk{{Actor: fmt.Sprintf("made up %08d", i), Seq: 1, Bytes: held[0]}}}))
	}
	require.NoError(t, liar.Write(wire.Batch{Chunks: []wire.Chunk{{Actor: string(author), Seq: fresh.Seq, Bytes: fresh.Bytes}}}))
	for one := range heard {
		require.NotContains(t, one.Actor, "made up")
		if one.Actor == string(author) {
			return
		}
	}
	require.Fail(t, "the session ended")
}
