package beacon_test

import (
	"context"
	"crypto/rand"
	"encoding/binary"
	"net"
	"net/netip"
	"os"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"throughline.app/sync/beacon"
	"throughline.app/sync/wire"
)

const patience = 30 * time.Second

var plan = beacon.Announcement{Session: wire.SessionID{1, 2, 3}, Port: 4717, Print: [8]byte{9}, Laptops: 12, Title: "BrightFibre · Winter", Host: "Zoë"}

func TestWhatIsWrittenIsRead(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := beacon.Message{
			Kind:     beacon.Kind(rapid.IntRange(1, 3).Draw(t, "kind")),
			Instance: rapid.Uint64().Draw(t, "instance"),
		}
		if m.Kind != beacon.Ask {
			copy(m.Session[:], rapid.SliceOfN(rapid.Byte(), 16, 16).Draw(t, "session"))
		}
		if m.Kind == beacon.Here {
			m.Port, m.Laptops = rapid.Uint16Min(1).Draw(t, "port"), rapid.Uint8Min(1).Draw(t, "laptops")
			m.Host, m.Title = rapid.String().Draw(t, "host"), rapid.String().Draw(t, "title")
		}
		raw := m.Append(nil)
		require.LessOrEqual(t, len(raw), beacon.MaxSize)
		got, err := beacon.Decode(raw)
		require.NoError(t, err)
		require.LessOrEqual(t, len(got.Host), beacon.MaxHost)
		require.LessOrEqual(t, len(got.Title), beacon.MaxTitle)
		require.Equal(t, raw, got.Append(nil))
		require.Equal(t, m.Session, got.Session)
		_, err = beacon.Decode(append(raw, 0))
		require.Error(t, err, "nothing may follow")
		_, err = beacon.Decode(raw[:len(raw)-1])
		require.Error(t, err, "nothing may be missing")
	})
}

func TestTextsThatMisleadAreRefused(t *testing.T) {
	for _, bad := range []string{"line\nline", "\u202egnp.exe", " padded", "\xff", "zero\u200bwidth"} {
		m := beacon.Message{Kind: beacon.Here, Announcement: plan}
		m.Title = strings.Repeat("x", len(bad))
		raw := m.Append(nil)
		copy(raw[len(raw)-len(bad):], bad)
		_, err := beacon.Decode(raw)
		require.Error(t, err, "%q", bad)
	}
}

func FuzzDecode(f *testing.F) {
	for _, k := range []beacon.Kind{beacon.Here, beacon.Ask, beacon.Gone} {
		f.Add(beacon.Message{Kind: k, Instance: 7, Announcement: plan}.Append(nil))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		m, err := beacon.Decode(raw)
		if err == nil {
			require.Equal(t, raw, m.Append(nil), "there is one way to write a beacon")
		}
	})
}

// A hall is a network of memory. What multicast drops is not heard by anybody.
type hall struct {
	mu          sync.Mutex
	noMulticast bool
	radios      map[netip.Addr]*radio
}

type radio struct {
	hall *hall
	at   netip.AddrPort
	in   chan packet
	done chan struct{}
	once sync.Once
}

type packet struct {
	raw  []byte
	from netip.AddrPort
	by   beacon.Way
}

func (h *hall) open(a beacon.Adapter, port uint16) (beacon.Radio, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	r := &radio{hall: h, at: netip.AddrPortFrom(a.Addr, port), in: make(chan packet, 1024), done: make(chan struct{})}
	if h.radios == nil {
		h.radios = make(map[netip.Addr]*radio)
	}
	h.radios[a.Addr] = r
	return r, nil
}

func (h *hall) send(to netip.Addr, p packet) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if r := h.radios[to]; r != nil {
		select {
		case r.in <- p:
		default:
		}
	}
}

func (r *radio) Shout(raw []byte) (error, error) {
	r.hall.mu.Lock()
	var all []netip.Addr
	for a := range r.hall.radios {
		all = append(all, a)
	}
	quiet := r.hall.noMulticast
	r.hall.mu.Unlock()
	for _, a := range all {
		if !quiet {
			r.hall.send(a, packet{raw, r.at, beacon.Multicast})
		}
		r.hall.send(a, packet{raw, r.at, beacon.Broadcast})
	}
	return nil, nil
}

func (r *radio) Tell(raw []byte, to netip.AddrPort) error {
	r.hall.send(to.Addr(), packet{raw, r.at, beacon.Answer})
	return nil
}

func (r *radio) Hear(f func([]byte, netip.AddrPort, beacon.Way)) {
	for {
		select {
		case <-r.done:
			return
		case p := <-r.in:
			f(p.raw, p.from, p.by)
		}
	}
}

func (r *radio) Close() error {
	r.once.Do(func() { close(r.done) })
	return nil
}

// laptop runs a beacon at an address of the hall until the returned function is called.
func (h *hall) laptop(t *testing.T, addr string, announce ...beacon.Announcement) (*beacon.Beacon, func()) {
	t.Helper()
	a := beacon.Adapter{Index: 1, Name: "hall", Addr: netip.MustParseAddr(addr), Prefix: netip.MustParsePrefix("10.99.0.0/24")}
	b := beacon.New(beacon.Options{
		Open: h.open, Port: 4717,
		List:     func() ([]beacon.Adapter, error) { return []beacon.Adapter{a}, nil },
		Announce: func() []beacon.Announcement { return announce },
	})
	ctx, stop := context.WithCancel(t.Context())
	done := make(chan struct{})
	go func() {
		defer close(done)
		_ = b.Run(ctx)
	}()
	leave := func() { stop(); <-done }
	t.Cleanup(leave)
	return b, leave
}

func found(b *beacon.Beacon, n int) func() bool {
	return func() bool { return len(b.Found()) == n }
}

func TestAWorkshopIsFoundAndGoesWithItsLaptop(t *testing.T) {
	for _, quiet := range []bool{false, true} {
		h := &hall{noMulticast: quiet}
		_, leave := h.laptop(t, "10.99.0.1", plan)
		seeker, _ := h.laptop(t, "10.99.0.2")
		seeker.Ask()
		require.Eventually(t, found(seeker, 1), patience, time.Millisecond)
		w := seeker.Found()[0]
		require.Equal(t, plan.Session, w.Session)
		require.Equal(t, "BrightFibre · Winter", w.Title)
		require.Equal(t, 12, w.Laptops)
		require.Equal(t, []netip.AddrPort{netip.MustParseAddrPort("10.99.0.1:4717")}, w.Addrs)
		leave()
		require.Eventually(t, found(seeker, 0), patience, time.Millisecond, "it says goodbye")
	}
}

func TestJunkAndMadeUpWorkshopsCrowdNobodyOut(t *testing.T) {
	h := &hall{}
	h.laptop(t, "10.99.0.1", plan)
	seeker, _ := h.laptop(t, "10.99.0.2")
	seeker.Ask()
	require.Eventually(t, found(seeker, 1), patience, time.Millisecond)
	for i := range 20000 {
		fake := plan
		binary.BigEndian.PutUint64(fake.Session[8:], uint64(i))
		from := netip.AddrPortFrom(netip.AddrFrom4([4]byte{10, 99, 0, byte(3 + i%200)}), 99)
		h.send(netip.MustParseAddr("10.99.0.2"), packet{beacon.Message{Kind: beacon.Here, Instance: uint64(i), Announcement: fake}.Append(nil), from, beacon.Broadcast})
		h.send(netip.MustParseAddr("10.99.0.2"), packet{[]byte("junk"), from, beacon.Broadcast})
	}
	w := seeker.Found()
	require.LessOrEqual(t, len(w), beacon.MaxWorkshops)
	require.Equal(t, plan.Session, w[0].Session, "the one that was here first stays")
}

func TestFromAnotherNetworkNothingIsHeard(t *testing.T) {
	h := &hall{}
	seeker, _ := h.laptop(t, "10.99.0.2")
	seeker.Ask()
	require.Eventually(t, func() bool { h.mu.Lock(); defer h.mu.Unlock(); return len(h.radios) == 1 }, patience, time.Millisecond)
	for _, from := range []string{"192.0.2.1:9", "10.99.0.1:9"} {
		h.send(netip.MustParseAddr("10.99.0.2"), packet{beacon.Message{Kind: beacon.Here, Announcement: plan}.Append(nil), netip.MustParseAddrPort(from), beacon.Multicast})
	}
	require.Eventually(t, found(seeker, 1), patience, time.Millisecond)
	require.Len(t, seeker.Found()[0].Addrs, 1)
}

func TestLoopbackStaysOnTheLoopback(t *testing.T) {
	list, err := beacon.Adapters("127.0.0.1:0")
	require.NoError(t, err)
	require.Len(t, list, 1)
	require.True(t, list[0].Loopback)
	require.Equal(t, netip.MustParseAddr("127.0.0.1"), list[0].Addr)
	none, err := beacon.Adapters("::1")
	require.NoError(t, err)
	require.Empty(t, none)
	_, err = beacon.Adapters("nowhere")
	require.Error(t, err)
}

var ports atomic.Int32 // that were looked at

// freePort is a UDP port that nothing has open at any address, below those that systems hand
// out by themselves: one of those may be anybody's a moment later.
func freePort(t *testing.T) uint16 {
	for range 1000 {
		port := 20_000 + (os.Getpid()*7+int(ports.Add(1)))%10_000
		c, err := net.ListenUDP("udp4", &net.UDPAddr{Port: port})
		if err == nil {
			require.NoError(t, c.Close())
			return uint16(port)
		}
	}
	t.Fatal("no port is free")
	return 0
}

func TestTwoProgramsOfOneLaptopFindEachOtherOnTheLoopback(t *testing.T) {
	port := freePort(t)
	run := func(announce ...beacon.Announcement) *beacon.Beacon {
		b := beacon.New(beacon.Options{Bind: "127.0.0.1", Port: port, Announce: func() []beacon.Announcement { return announce }})
		done := make(chan struct{})
		go func() {
			defer close(done)
			_ = b.Run(t.Context())
		}()
		t.Cleanup(func() { <-done })
		return b
	}
	shared := plan
	_, _ = rand.Read(shared.Session[:]) // other rooms of this machine are heard too, by multicast DNS
	run(shared)
	seeker := run()
	seeker.Ask()
	require.Eventually(t, func() bool { _, ok := heardOf(seeker, shared.Session); return ok }, patience, time.Millisecond)
	require.Eventually(t, func() bool {
		adapters, others := seeker.Report(time.Time{})
		return len(adapters) == 1 && adapters[0].Open && (adapters[0].BackBroadcast || adapters[0].BackMulticast) && others == 1
	}, patience, time.Millisecond)
	adapters, others := seeker.Report(time.Now().Add(time.Hour))
	require.Zero(t, others, "what was heard before does not count")
	require.False(t, adapters[0].BackBroadcast || adapters[0].BackMulticast || adapters[0].HeardBroadcast || adapters[0].HeardMulticast)
}
