package lan_test

import (
	"crypto/tls"
	"errors"
	"flag"
	"io"
	"math/rand/v2"
	"net"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/require"

	"throughline.app/sync/lan"
	"throughline.app/sync/wire"
)

var relays = flag.Int("relays", 120, "laptops with the right words that somebody in between tries to make use of")

// A mallory is whom laptops reach in the host's place. He does not know the words.
type mallory struct {
	t    *testing.T
	id   lan.Identity
	host string // where the real host answers

	mu     sync.Mutex
	rnd    *rand.Rand
	proofs []wire.Proof // of those who knocked at him before
}

// tricks are what mallory does with a laptop that came to him instead of to the host.
var tricks = []struct {
	name string
	do   func(m *mallory, in, out net.Conn)
}{
	{"passes every byte on", func(_ *mallory, in, out net.Conn) {
		var both sync.WaitGroup
		both.Go(func() { _, _ = io.Copy(out, in); _ = out.Close() })
		_, _ = io.Copy(in, out)
		_ = in.Close()
		both.Wait()
	}},
	{"plays an earlier proof to the host", func(m *mallory, in, out net.Conn) {
		hello, proof, ok := m.hear(in, out)
		if !ok {
			return
		}
		old := m.another(proof)
		_ = wire.Write(out, hello)
		_ = wire.Write(out, old)
		_, _ = io.Copy(in, out)
	}},
	{"passes on the proof in a name of his own", func(m *mallory, in, out net.Conn) {
		hello, proof, ok := m.hear(in, out)
		if !ok {
			return
		}
		hello.Name, hello.Instance = "Mallory", 7
		_ = wire.Write(out, hello)
		_ = wire.Write(out, proof)
		_, _ = io.Copy(in, out)
	}},
	{"sends the proof back", func(m *mallory, in, out net.Conn) {
		if _, proof, ok := m.hear(in, out); ok {
			m.admit(in, proof)
		}
	}},
	{"sends back another's", func(m *mallory, in, out net.Conn) {
		if _, proof, ok := m.hear(in, out); ok {
			m.admit(in, m.another(proof))
		}
	}},
	{"makes a proof up", func(m *mallory, in, out net.Conn) {
		if _, _, ok := m.hear(in, out); ok {
			m.admit(in, m.made())
		}
	}},
	{"admits without any", func(m *mallory, in, out net.Conn) {
		if _, _, ok := m.hear(in, out); ok {
			_ = wire.Write(in, m.admission())
			_, _ = io.Copy(io.Discard, in)
		}
	}},
}

// hear tells the laptop at in what the host at out said, and takes its proof. Not ok is a
// laptop that only asked.
func (m *mallory) hear(in, out net.Conn) (hello wire.Hello, proof wire.Proof, ok bool) {
	f, err := wire.ReadFrame(out)
	if err != nil || wire.WriteFrame(in, f) != nil {
		return hello, proof, false
	}
	if f, err = wire.ReadFrame(in); err != nil {
		return hello, proof, false
	}
	if hello, err = wire.DecodeHello(f.Body); err != nil || hello.Door == wire.DoorAsk {
		return hello, proof, false
	}
	if f, err = wire.ReadFrame(in); err != nil || f.Kind != wire.KindProof {
		return hello, proof, false
	}
	said, err := wire.Decode(f)
	if err != nil {
		return hello, proof, false
	}
	return hello, said.(wire.Proof), true
}

// another is a proof that somebody gave before; proof is kept.
func (m *mallory) another(proof wire.Proof) wire.Proof {
	m.mu.Lock()
	defer m.mu.Unlock()
	old := proof
	if len(m.proofs) > 0 {
		old = m.proofs[m.rnd.IntN(len(m.proofs))]
	}
	if m.proofs = append(m.proofs, proof); len(m.proofs) > 64 {
		m.proofs = m.proofs[1:]
	}
	return old
}

// made is a proof of nothing.
func (m *mallory) made() (p wire.Proof) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for i := range p.MAC {
		p.MAC[i] = byte(m.rnd.Uint32())
	}
	return p
}

// admission is what a host would say, as well as he can.
func (m *mallory) admission() wire.Admit {
	return wire.Admit{Workshop: "w1", GossipKey: make([]byte, wire.GossipKeyLen), Members: []wire.Member{{Fingerprint: m.id.Fingerprint(), Name: "Ana"}}}
}

func (m *mallory) admit(in net.Conn, proof wire.Proof) {
	_ = wire.Write(in, proof)
	_ = wire.Write(in, m.admission())
	_, _ = io.Copy(io.Discard, in)
}

// listen answers laptops, each with the trick of its number, until the test ends.
func (m *mallory) listen(trick func(m *mallory, in, out net.Conn)) (addr string) {
	l, err := tls.Listen("tcp", "127.0.0.1:0", m.id.TLSConfig())
	require.NoError(m.t, err)
	var all sync.WaitGroup
	m.t.Cleanup(func() { _ = l.Close(); all.Wait() })
	all.Go(func() {
		for {
			in, err := l.Accept()
			if err != nil {
				return
			}
			all.Go(func() {
				defer in.Close()
				out, err := tls.Dial("tcp", m.host, m.id.TLSConfig())
				if err != nil {
					return
				}
				defer out.Close()
				trick(m, in, out)
			})
		}
	})
	return l.Addr().String()
}

// TestNobodyInBetweenComesIn: laptops that know the words reach somebody else in the host's
// place. Proofs are bound to both certificates and to the keys of one connection, so none is of use on
// another; and who cannot prove that he knows the words himself is not believed.
func TestNobodyInBetweenComesIn(t *testing.T) {
	ana := newLaptop(t, "Ana")
	ana.share()
	m := &mallory{t: t, id: strangerIdentity(t), host: ana.node.Addr(), rnd: rand.New(rand.NewPCG(1, 2))}
	var at []string
	for _, k := range tricks {
		at = append(at, m.listen(k.do))
	}
	var admitted, refused, impostors atomic.Int64
	var victims sync.WaitGroup
	slots := make(chan struct{}, lan.TriesPerAddress-1) // so that the door never shuts: it is not the counting that refuses
	for i := range *relays {
		key, err := lan.NewDeviceKey()
		require.NoError(t, err)
		o := options(t, "Ben", key, nil)
		o.Log = nil
		slots <- struct{}{}
		victims.Go(func() {
			defer func() { <-slots }()
			ana.node.OpenDoor()
			node, err := lan.Join(t.Context(), o, ana.node.Words(), at[i%len(at)])
			switch {
			case err == nil:
				admitted.Add(1)
				_ = node.Close()
			case errors.Is(err, lan.ErrWrongWords):
				refused.Add(1)
			case errors.Is(err, lan.ErrImpostor), errors.Is(err, lan.ErrNotThroughline):
				impostors.Add(1)
			default:
				t.Errorf("%s: %v", tricks[i%len(at)].name, err)
			}
		})
	}
	victims.Wait()
	t.Logf("%d laptops by way of somebody: %d proofs refused by the host, %d hosts that were none", *relays, refused.Load(), impostors.Load())
	require.Zero(t, admitted.Load())
	require.EqualValues(t, *relays, refused.Load()+impostors.Load())
	require.Empty(t, ana.node.Members())
	require.Empty(t, ana.events, "nobody was here, not even for a moment")

	ben := newLaptop(t, "Ben")
	ben.join(ana.node.Words(), ana.node.Addr())
	allMeet(t, ana, ben)
}
