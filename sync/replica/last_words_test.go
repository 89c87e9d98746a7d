package replica_test

import (
	"context"
	"errors"
	"io"
	"net"
	"runtime"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"throughline.app/sync/replica"
	"throughline.app/sync/wire"
)

// gone is the pipe to a member that has left: nothing can be written any more, and what it said is still
// to be read.
type gone struct {
	said   []wire.Frame
	failed chan struct{} // closed by the first WriteFrame
	closed chan struct{}
}

func (g *gone) WriteFrame(wire.Frame) error {
	select {
	case <-g.failed:
	default:
		close(g.failed)
	}
	return errors.New("broken pipe")
}

func (g *gone) ReadFrame() (wire.Frame, error) {
	<-g.failed
	for range 1_000 { // time enough for whoever would close it now
		runtime.Gosched()
	}
	select {
	case <-g.closed:
		return wire.Frame{}, io.ErrClosedPipe
	default:
	}
	if len(g.said) == 0 {
		return wire.Frame{}, io.EOF
	}
	f := g.said[0]
	g.said = g.said[1:]
	return f, nil
}

func (g *gone) Close() error {
	select {
	case <-g.closed:
	default:
		close(g.closed)
	}
	return nil
}

// TestWhatAMemberSaidBeforeItLeftIsRead: that it does not hear any more is no reason not to listen.
func TestWhatAMemberSaidBeforeItLeftIsRead(t *testing.T) {
	a, b := newLaptop(t, 0, replica.Options{}), newLaptop(t, 1, replica.Options{})
	a.doc.Write("the last word")
	chunks, err := a.doc.Since(nil, 1<<20)
	require.NoError(t, err)
	frame, err := wire.Encode(wire.Batch{Chunks: []wire.Chunk{{Bytes: chunks[0]}}})
	require.NoError(t, err)
	pipe := &gone{said: []wire.Frame{frame}, failed: make(chan struct{}), closed: make(chan struct{})}
	require.NoError(t, b.hub.Serve(context.Background(), replica.Peer{ID: a.doc.Actor}, pipe))
	require.Equal(t, 1, b.doc.Len())
}

// slow is a pipe whose frames leave one by one, when somebody lets them.
type slow struct {
	replica.Pipe
	let chan struct{}
}

func (s *slow) WriteFrame(f wire.Frame) error {
	<-s.let
	return s.Pipe.WriteFrame(f)
}

// TestWhoIsAboutToLeaveCanTellWhatIsOwed: until the last frame is written.
func TestWhoIsAboutToLeaveCanTellWhatIsOwed(t *testing.T) {
	a, b := newLaptop(t, 0, replica.Options{HaveEvery: time.Hour}), newLaptop(t, 1, replica.Options{HaveEvery: time.Hour})
	says, err := wire.Encode(wire.Presence{Moments: true})
	require.NoError(t, err)
	require.NoError(t, b.hub.SendPresence(says.Body))
	left, right := net.Pipe()
	let := make(chan struct{})
	ctx, cancel := context.WithCancel(context.Background())
	var ends sync.WaitGroup
	ends.Go(func() {
		_ = a.hub.Serve(ctx, replica.Peer{ID: b.doc.Actor}, &slow{wire.NewConn(left), let})
	})
	ends.Go(func() { _ = b.hub.Serve(ctx, replica.Peer{ID: a.doc.Actor}, wire.NewConn(right)) })
	defer ends.Wait()
	defer cancel()
	let <- struct{}{} // its first HAVE
	require.Eventually(t, func() bool { return len(a.hub.InStep()) == 1 && !a.hub.Owes() }, patience, time.Millisecond)
	a.doc.Write("one")
	a.doc.Write("two")
	require.True(t, a.hub.Owes())
	let <- struct{}{}
	waitEqual(t, 1, b)
	require.True(t, a.hub.Owes(), "the second")
	close(let)
	waitEqual(t, 2, a, b)
	require.Eventually(t, func() bool { return !a.hub.Owes() }, patience, time.Millisecond)
}
