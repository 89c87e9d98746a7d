package lan

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"sync"

	"throughline.app/sync/wire"
)

// Run lets newcomers in, keeps a session to every member, and looks for those who are gone,
// until ctx ends. Then it says goodbye, closes everything and returns nil. It can be called
// once. It also ends with [ErrRemoved] when somebody put this laptop out and, if Options.Bind
// is empty, with [ErrMoved] when this laptop's addresses change: [Resume] with the last
// [State] then listens where the laptop is now.
func (n *Node) Run(ctx context.Context) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	told := make(chan struct{})
	go func() {
		defer close(told)
		n.news.deliver()
	}()
	n.keepState()

	gossip, err := n.startGossip(ctx)
	if err != nil {
		n.log.Warn("no membership hints; members are still dialled", "error", err)
	}
	n.mu.Lock()
	n.running = true
	n.mu.Unlock()
	go n.sec.Load().wordsKey() // stretched by the time that somebody knocks; nobody waits for it at the end
	n.tasks.Go(func() { n.watchDoor(ctx.Done()) })
	for _, l := range n.listeners {
		n.tasks.Go(func() { n.answerAll(ctx, l) })
	}
	n.tasks.Go(func() { n.redial(ctx) })
	n.tasks.Go(func() { n.ping(ctx) })
	if s := n.first; s != nil {
		n.first = nil
		n.tasks.Go(func() {
			if !n.enterTable(s) {
				s.leave(wire.ByeDuplicate)
				return
			}
			n.serve(ctx, s)
		})
	}

	ended := n.watch(ctx)
	cancel()
	_ = closeAll(n.listeners)
	if gossip != nil {
		gossip.stop()
	}
	n.tasks.Wait()
	n.news.close()
	<-told
	return ended
}

// watch returns why the node cannot go on: [ErrMoved] or [ErrRemoved], or nil when ctx ends.
func (n *Node) watch(ctx context.Context) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	moved := make(chan error, 1)
	go func() { moved <- n.watchAddresses(ctx) }()
	select {
	case err := <-moved:
		return err
	case <-n.out:
		return fmt.Errorf("lan: %w", ErrRemoved)
	}
}

// serve runs the handler of a session that is in the table, until either ends it.
func (n *Node) serve(ctx context.Context, s *Session) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	s.stream.begin()
	if s.gossip != "" {
		select {
		case n.meet <- s.gossip:
		default:
		}
	}
	var telling sync.WaitGroup
	telling.Go(func() { n.keepTold(ctx, s) })
	work, end := context.WithCancel(context.WithoutCancel(ctx)) // the handler's: it does not close what goodbye is said on
	defer end()
	parted := make(chan struct{})
	stop := context.AfterFunc(ctx, func() {
		defer close(parted)
		defer end()
		s.hurry()
		telling.Wait() // what was said last is told before goodbye
		s.leave(wire.ByeLeaving)
	})

	handler := n.onSession
	if handler == nil {
		handler = drain
	}
	err := handler(work, s)
	if !stop() {
		<-parted
	}
	cancel()
	_ = s.Close()
	telling.Wait()
	n.leaveTable(s)
	if err != nil && ctx.Err() == nil && !errors.Is(err, io.EOF) {
		n.log.Info("a session ended", "member", s.member.Name, "error", err)
	}
}

func drain(_ context.Context, s *Session) error {
	for {
		if _, err := s.ReadFrame(); err != nil {
			return err
		}
	}
}

// here lists members with a session, by fingerprint. The caller holds n.mu.
func (n *Node) here() []Member {
	var out []Member
	for _, k := range n.table {
		if k.session != nil {
			out = append(out, k.session.member)
		}
	}
	slices.SortFunc(out, func(a, b Member) int { return bytes.Compare(a.Fingerprint[:], b.Fingerprint[:]) })
	return out
}

func (n *Node) tell(e Event) {
	n.news.put(func() {
		if n.onEvent != nil {
			n.onEvent(e)
		}
	})
}

func (n *Node) keepState() {
	n.news.put(func() {
		if n.onState != nil {
			n.onState(n.State())
		}
	})
}

// A mailbox hands calls to one goroutine, in order. Putting never blocks, and it is
// unbounded: it holds one entry per coming or going of a member.
type mailbox struct {
	more chan struct{} // cap 1

	mu     sync.Mutex
	calls  []func()
	closed bool
}

func (m *mailbox) put(call func()) {
	m.mu.Lock()
	m.calls = append(m.calls, call)
	m.mu.Unlock()
	m.wake()
}

func (m *mailbox) wake() {
	select {
	case m.more <- struct{}{}:
	default:
	}
}

// close lets deliver return once everything is delivered.
func (m *mailbox) close() {
	m.mu.Lock()
	m.closed = true
	m.mu.Unlock()
	m.wake()
}

func (m *mailbox) deliver() {
	for range m.more {
		for {
			m.mu.Lock()
			calls, closed := m.calls, m.closed
			m.calls = nil
			m.mu.Unlock()
			for _, call := range calls {
				call()
			}
			if len(calls) == 0 {
				if closed {
					return
				}
				break
			}
		}
	}
}
