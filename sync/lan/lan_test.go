package lan_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/netip"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"throughline.app/sync/lan"
	"throughline.app/sync/replica"
	"throughline.app/sync/replica/replicatest"
)

const patience = 2 * time.Minute

// quick makes everything that waits wait less, and stretching cheap.
func quick(o lan.Options) lan.Options {
	o.Intervals = lan.Intervals{
		WrongWords: 10 * time.Millisecond, Rejoin: 50 * time.Millisecond,
		Ping: 100 * time.Millisecond, Silence: 10 * time.Second, Prove: 20 * time.Second, Dial: 20 * time.Second,
	}
	o.Stretch = lan.Stretch{Passes: 1, KiB: 64, Lanes: 1}
	if o.Bind == "" {
		o.Bind = "127.0.0.1:0"
	}
	return o
}

// A cable can be pulled: then every connection over it breaks, and none can be made.
type cable struct {
	mu    sync.Mutex
	cut   bool
	conns map[net.Conn]bool
}

func (c *cable) dial(ctx context.Context, network, address string) (net.Conn, error) {
	conn, err := (&net.Dialer{}).DialContext(ctx, network, address)
	if err != nil {
		return nil, err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.cut {
		_ = conn.Close()
		return nil, fmt.Errorf("no route to %s", address)
	}
	if c.conns == nil {
		c.conns = map[net.Conn]bool{}
	}
	c.conns[conn] = true
	return conn, nil
}

func (c *cable) set(cut bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.cut = cut
	if cut {
		for conn := range c.conns {
			_ = conn.Close()
		}
		c.conns = nil
	}
}

// laptop is a node with a document behind it.
type laptop struct {
	t      testing.TB
	name   string
	key    []byte
	cable  *cable
	doc    *replicatest.Document
	hub    *replica.Hub
	node   *lan.Node
	events chan lan.Event
	stop   func()
	ended  func() error // waits for Run

	mu    sync.Mutex
	state []byte
}

// standing is a clock that stands still, so that what a door counts by the minute does not
// depend on how fast the machine is.
func standing() time.Time { return time.Unix(1_800_000_000, 0) }

func options(t testing.TB, name string, key []byte, c *cable) lan.Options {
	id, err := lan.LoadIdentity(key)
	require.NoError(t, err)
	o := lan.Options{Identity: id, Name: name, Color: "red", App: "test", Now: standing, Log: slog.New(slog.NewTextHandler(t.Output(), nil)).With("at", name)}
	if c != nil {
		o.Dial = c.dial
	}
	return quick(o)
}

var actors struct {
	sync.Mutex
	n int
}

func newLaptop(t testing.TB, name string) *laptop {
	key, err := lan.NewDeviceKey()
	require.NoError(t, err)
	actors.Lock()
	actors.n++
	actor := fmt.Sprintf("%06x", actors.n)
	actors.Unlock()
	return &laptop{t: t, name: name, key: key, cable: &cable{}, doc: replicatest.New(actor)}
}

func (l *laptop) options() lan.Options { return options(l.t, l.name, l.key, l.cable) }

func (l *laptop) share() {
	node, err := lan.Share(l.options(), lan.Workshop{ID: "w1", Title: "Fibre"})
	require.NoError(l.t, err)
	l.run(node)
}

func (l *laptop) join(words, addr string) {
	node, err := lan.Join(l.t.Context(), l.options(), words, addr)
	require.NoError(l.t, err)
	l.run(node)
}

func (l *laptop) resume() {
	l.mu.Lock()
	state, err := lan.ParseState(l.state)
	l.mu.Unlock()
	require.NoError(l.t, err)
	node, err := lan.Resume(l.options(), state)
	require.NoError(l.t, err)
	l.run(node)
}

func (l *laptop) run(node *lan.Node) {
	l.node = node
	l.hub = replica.NewHub(l.doc, replica.Options{HaveEvery: 200 * time.Millisecond})
	l.doc.OnChange = func(c replica.Chunk, origin string) { l.hub.Announce([]replica.Chunk{c}, origin) }
	events := make(chan lan.Event, 1000)
	l.events = events
	node.OnEvent(func(e lan.Event) {
		if e.Kind <= lan.Shut { // who comes and goes; how the door stands is asked for
			events <- e
		}
	})
	node.OnState(func(s lan.State) {
		b, err := s.Marshal()
		require.NoError(l.t, err)
		l.mu.Lock()
		l.state = b
		l.mu.Unlock()
	})
	node.OnSession(func(ctx context.Context, s *lan.Session) error {
		m := s.Member()
		return l.hub.Serve(ctx, replica.Peer{ID: lan.Hex(m.Fingerprint), Name: m.Name}, s)
	})
	ctx, cancel := context.WithCancel(context.Background())
	var done sync.WaitGroup
	done.Go(func() { _ = l.hub.Run(ctx) })
	ran := make(chan error, 1)
	done.Go(func() { ran <- node.Run(ctx) })
	l.ended = sync.OnceValue(func() error { return <-ran })
	l.stop = sync.OnceFunc(func() {
		cancel()
		done.Wait()
		if err := l.ended(); !errors.Is(err, lan.ErrRemoved) {
			require.NoError(l.t, err)
		}
	})
	l.t.Cleanup(l.stop)
}

// await waits until ok.
func await(t *testing.T, what string, ok func() bool) {
	t.Helper()
	require.Eventually(t, ok, patience, 2*time.Millisecond, what)
}

func names(l *laptop) []string {
	var out []string
	for _, m := range l.node.Members() {
		out = append(out, m.Name)
	}
	slices.Sort(out)
	return out
}

func allMeet(t *testing.T, laptops ...*laptop) {
	t.Helper()
	await(t, "everyone sees everyone", func() bool {
		for _, l := range laptops {
			if len(l.node.Members()) != len(laptops)-1 {
				return false
			}
		}
		return true
	})
}

func allEqual(t *testing.T, changes int, laptops ...*laptop) {
	t.Helper()
	await(t, "all hold the same", func() bool {
		for _, l := range laptops {
			if l.doc.Len() != changes || !slices.Equal(l.doc.Heads(), laptops[0].doc.Heads()) {
				return false
			}
		}
		return true
	})
}

func TestFourLaptopsMeetByWordsAndHoldTheSame(t *testing.T) {
	ana := newLaptop(t, "Ana")
	for i := range 300 {
		ana.doc.Write(fmt.Sprint("before ", i))
	}
	ana.share()
	require.Len(t, strings.Fields(ana.node.Words()), 5)
	laptops := []*laptop{ana}
	for _, name := range []string{"Ben", "Cleo", "Dov"} {
		l := newLaptop(t, name)
		l.join(strings.ToUpper(ana.node.Words()), ana.node.Addr())
		require.Equal(t, lan.Workshop{ID: "w1", Title: "Fibre"}, l.node.Workshop())
		laptops = append(laptops, l)
	}
	allMeet(t, laptops...)
	require.Equal(t, []string{"Ana", "Ben", "Dov"}, names(laptops[2]))
	allEqual(t, 300, laptops...)
	for i := range 100 {
		laptops[i%4].doc.Write(fmt.Sprint("together ", i))
	}
	allEqual(t, 400, laptops...)
	// Who is told of first is a matter of luck; that each is told of, and how, is not.
	told := map[string]lan.Member{}
	for range 3 {
		e := <-ana.events
		require.Equal(t, lan.Here, e.Kind)
		told[e.Member.Name] = e.Member
	}
	for _, l := range laptops[1:] {
		require.Equal(t, "red", told[l.name].Color, l.name)
		require.Equal(t, l.node.Addr(), told[l.name].Addr, l.name)
	}
}

func TestACutCableHealsWithNoButton(t *testing.T) {
	ana, ben := newLaptop(t, "Ana"), newLaptop(t, "Ben")
	ana.share()
	ben.join(ana.node.Words(), ana.node.Addr())
	allMeet(t, ana, ben)
	ana.doc.Write("one")
	allEqual(t, 1, ana, ben)

	ana.cable.set(true)
	ben.cable.set(true)
	await(t, "both notice", func() bool { return len(ana.node.Members())+len(ben.node.Members()) == 0 })
	for i := range 50 {
		ana.doc.Write(fmt.Sprint("a", i))
		ben.doc.Write(fmt.Sprint("b", i))
	}
	ana.cable.set(false)
	ben.cable.set(false)
	allEqual(t, 101, ana, ben)
	allMeet(t, ana, ben)
}

func TestARestartedLaptopGoesBackByItsState(t *testing.T) {
	ana, ben, cleo := newLaptop(t, "Ana"), newLaptop(t, "Ben"), newLaptop(t, "Cleo")
	ana.share()
	words := ana.node.Words()
	ben.join(words, ana.node.Addr())
	cleo.join(words, ana.node.Addr())
	allMeet(t, ana, ben, cleo)

	// The facilitator goes for good: the others stay together, and let newcomers in.
	ana.stop()
	await(t, "Ana is gone", func() bool {
		return slices.Equal(names(ben), []string{"Cleo"}) && slices.Equal(names(cleo), []string{"Ben"})
	})
	dov := newLaptop(t, "Dov")
	dov.join(words, cleo.node.Addr())
	allMeet(t, ben, cleo, dov)
	require.Equal(t, words, dov.node.Words())

	// A participant restarts and needs no words.
	ben.stop()
	await(t, "Ben is gone", func() bool { return slices.Equal(names(cleo), []string{"Dov"}) })
	ben.resume()
	allMeet(t, ben, cleo, dov)
	dov.doc.Write("hello Ben")
	allEqual(t, 1, ben, cleo, dov)

	// And so does the facilitator, who had met neither Dov nor Ben's new process.
	ana.resume()
	require.Equal(t, words, ana.node.Words())
	allMeet(t, ana, ben, cleo, dov)
	allEqual(t, 1, ana, ben, cleo, dov)
}

func TestBothDiallingLeavesExactlyOneSession(t *testing.T) {
	ana, ben := newLaptop(t, "Ana"), newLaptop(t, "Ben")
	ana.share()
	ben.join(ana.node.Words(), ana.node.Addr())
	allMeet(t, ana, ben)
	for range 10 { // both know each other: whenever both lose the cable both dial
		ana.cable.set(true)
		ben.cable.set(true)
		await(t, "both notice", func() bool { return len(ana.node.Members())+len(ben.node.Members()) == 0 })
		ana.cable.set(false)
		ben.cable.set(false)
		allMeet(t, ana, ben)
		await(t, "one session each", func() bool { return len(ana.hub.InStep()) == 1 && len(ben.hub.InStep()) == 1 })
	}
	ana.stop()
	ben.stop()
	for _, l := range []*laptop{ana, ben} { // whichever connection stayed: told once per cut
		close(l.events)
		var kinds []lan.EventKind
		for e := range l.events {
			kinds = append(kinds, e.Kind)
		}
		for i, k := range kinds {
			require.Equal(t, i%2 == 1, k == lan.Gone, "%s heard %v", l.name, kinds)
		}
	}
}

func TestEventsAlternate(t *testing.T) {
	ana, ben := newLaptop(t, "Ana"), newLaptop(t, "Ben")
	ana.share()
	ben.join(ana.node.Words(), ana.node.Addr())
	for range 3 {
		require.Equal(t, lan.Here, (<-ana.events).Kind)
		ben.stop()
		require.Equal(t, lan.Gone, (<-ana.events).Kind)
		ben.resume()
	}
}

func TestALaptopThatMovedListensWhereItIsNow(t *testing.T) {
	ana, ben := newLaptop(t, "Ana"), newLaptop(t, "Ben")
	ben.share()
	var mu sync.Mutex
	at := "127.0.0.1"
	o := ana.options()
	o.Bind = ""
	o.Intervals.Addresses = 10 * time.Millisecond
	o.Addresses = func() ([]netip.Addr, error) {
		mu.Lock()
		defer mu.Unlock()
		return []netip.Addr{netip.MustParseAddr(at)}, nil
	}
	node, err := lan.Join(t.Context(), o, ben.node.Words(), ben.node.Addr())
	require.NoError(t, err)
	ended := make(chan error, 1)
	go func() { ended <- node.Run(t.Context()) }()
	require.Equal(t, lan.Here, (<-ben.events).Kind)
	mu.Lock()
	at = "127.0.0.2"
	mu.Unlock()
	require.ErrorIs(t, <-ended, lan.ErrMoved)
	require.Equal(t, lan.Gone, (<-ben.events).Kind)

	node, err = lan.Resume(o, node.State())
	require.NoError(t, err)
	ana.run(node)
	allMeet(t, ana, ben)
	host, _, err := net.SplitHostPort(ana.node.Addr())
	require.NoError(t, err)
	require.Equal(t, "127.0.0.2", host)
}

func TestTheRealStretchingLetsIn(t *testing.T) {
	ana, ben := newLaptop(t, "Ana"), newLaptop(t, "Ben")
	a, b := ana.options(), ben.options()
	a.Stretch, b.Stretch = lan.Stretch{}, lan.Stretch{}
	node, err := lan.Share(a, lan.Workshop{ID: "w1"})
	require.NoError(t, err)
	ana.run(node)
	began := time.Now()
	joined, err := lan.Join(t.Context(), b, node.Words(), node.Addr())
	require.NoError(t, err)
	t.Logf("joined after %v", time.Since(began))
	ben.run(joined)
	allMeet(t, ana, ben)
}
