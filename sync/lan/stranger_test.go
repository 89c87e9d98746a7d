package lan_test

import (
	"context"
	"crypto/tls"
	"encoding/binary"
	"fmt"
	"io"
	"net"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"throughline.app/assets/words"
	"throughline.app/sync/lan"
	"throughline.app/sync/wire"
)

func TestDoorCountsWrongTriesPerAddressAndInAll(t *testing.T) {
	now := time.Unix(0, 0)
	d := lan.NewDoor(func() time.Time { return now })
	for range lan.TriesPerAddress {
		code, _ := d.Check("10.0.0.1", false)
		require.Equal(t, wire.ByeWrongWords, code)
	}
	code, _ := d.Check("10.0.0.1", true)
	require.Equal(t, wire.ByeTooMany, code, "even the right words wait")
	for range 100 { // right words are not counted
		code, _ = d.Check("10.0.0.2", true)
		require.Equal(t, wire.ByeLeaving, code)
	}
	now = now.Add(time.Minute)
	code, _ = d.Check("10.0.0.1", true)
	require.Equal(t, wire.ByeLeaving, code, "a minute later the address may try again")

	for i := range lan.TriesPerDoor {
		code, shut := d.Check(fmt.Sprint("10.0.1.", i), false)
		require.Equal(t, wire.ByeWrongWords, code)
		require.Equal(t, i == lan.TriesPerDoor-1, shut, i)
	}
	code, shut := d.Check("10.0.0.9", true)
	require.Equal(t, wire.ByeDoorShut, code)
	require.False(t, shut, "told once")
	now = now.Add(lan.ShutFor - time.Second)
	code, _ = d.Check("10.0.0.9", true)
	require.Equal(t, wire.ByeDoorShut, code)
	d.Open()
	code, _ = d.Check("10.0.0.9", true)
	require.Equal(t, wire.ByeLeaving, code)
	for i := range lan.TriesPerDoor {
		d.Check(fmt.Sprint("10.0.2.", i), false)
	}
	now = now.Add(lan.ShutFor)
	code, _ = d.Check("10.0.0.9", true)
	require.Equal(t, wire.ByeLeaving, code, "it opens by itself")
}

// otherWords are five words that are not those of code.
func otherWords(code string) string {
	all := words.All()
	for _, w := range all {
		if other := fmt.Sprint(w, " ", w, " ", w, " ", w, " ", w); other != code {
			return other
		}
	}
	return ""
}

func TestWrongWordsOpenNothing(t *testing.T) {
	ana := newLaptop(t, "Ana")
	ana.share()
	wrong := otherWords(ana.node.Words())
	join := func(typed string) error {
		mallory := newLaptop(t, "Mallory")
		node, err := lan.Join(t.Context(), mallory.options(), typed, ana.node.Addr())
		if err == nil {
			require.NoError(t, node.Close())
		}
		return err
	}
	_, err := words.Parse("no such words at all")
	require.Error(t, err)
	require.ErrorIs(t, join("no such words at all"), words.ErrUnknown)
	for range lan.TriesPerAddress {
		err := join(wrong)
		require.ErrorIs(t, err, lan.ErrWrongWords)
		require.Contains(t, err.Error(), "the words do not open this workshop")
	}
	require.ErrorIs(t, join(ana.node.Words()), lan.ErrDoorShut, "this address has tried too often")
	require.Empty(t, ana.node.Members())
	ana.node.OpenDoor()
	require.NoError(t, join(ana.node.Words()))
}

func TestWrongWordsAreAnsweredLate(t *testing.T) {
	ana := newLaptop(t, "Ana")
	o := ana.options()
	o.Intervals.WrongWords = 300 * time.Millisecond
	node, err := lan.Share(o, lan.Workshop{ID: "w"})
	require.NoError(t, err)
	ana.run(node)
	mallory := newLaptop(t, "Mallory")
	began := time.Now()
	_, err = lan.Join(t.Context(), mallory.options(), otherWords(node.Words()), node.Addr())
	require.ErrorIs(t, err, lan.ErrWrongWords)
	require.GreaterOrEqual(t, time.Since(began), 300*time.Millisecond)
}

// closesSoon requires that the other side closes conn, and returns what it said before.
func closesSoon(t *testing.T, conn net.Conn, within time.Duration) []byte {
	t.Helper()
	require.NoError(t, conn.SetReadDeadline(time.Now().Add(within)))
	said, err := io.ReadAll(conn)
	if timeout, ok := err.(net.Error); ok {
		require.False(t, timeout.Timeout(), "still open")
	}
	return said
}

func TestWhatIsNotOurProtocolIsClosed(t *testing.T) {
	ana := newLaptop(t, "Ana")
	ana.share()
	for name, first := range map[string]string{
		"HTTP":   "GET / HTTP/1.1\r\nHost: x\r\n\r\n",
		"frames": "\x00\x00\x00\x05\x01abcd",
		"zeros":  "\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00",
	} {
		conn, err := net.Dial("tcp", ana.node.Addr())
		require.NoError(t, err)
		_, err = io.WriteString(conn, first)
		require.NoError(t, err)
		closesSoon(t, conn, 20*time.Second)
		_ = conn.Close()
		require.Empty(t, ana.node.Members(), name)
	}
	// TLS, but another protocol within it, and TLS without a certificate.
	id := strangerIdentity(t)
	for name, change := range map[string]func(*tls.Config){
		"another protocol": func(c *tls.Config) { c.NextProtos = []string{"h2"} },
		"no protocol":      func(c *tls.Config) { c.NextProtos = nil; c.VerifyConnection = nil },
		"no certificate":   func(c *tls.Config) { c.Certificates = nil },
		"TLS 1.2":          func(c *tls.Config) { c.MinVersion, c.MaxVersion = tls.VersionTLS12, tls.VersionTLS12 },
	} {
		cfg := id.TLSConfig()
		change(cfg)
		conn, err := tls.Dial("tcp", ana.node.Addr(), cfg)
		if err == nil { // in TLS 1.3 the client hears of a refusal only when it reads
			_, err = wire.ReadFrame(conn)
			_ = conn.Close()
		}
		require.Error(t, err, name)
	}
}

func TestTheOtherSideIsNotThroughline(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	defer l.Close()
	go func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			_, _ = io.WriteString(conn, "HTTP/1.1 400 Bad Request\r\n\r\n")
			_ = conn.Close()
		}
	}()
	code := otherWords("")
	_, err = lan.Join(t.Context(), newLaptop(t, "Ben").options(), code, l.Addr().String())
	require.ErrorIs(t, err, lan.ErrNotThroughline)

	gone, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	require.NoError(t, gone.Close())
	_, err = lan.Join(t.Context(), newLaptop(t, "Ben").options(), code, gone.Addr().String())
	require.ErrorIs(t, err, lan.ErrUnreachable)
}

func strangerIdentity(t *testing.T) lan.Identity {
	key, err := lan.NewDeviceKey()
	require.NoError(t, err)
	id, err := lan.LoadIdentity(key)
	require.NoError(t, err)
	return id
}

// shareWith shares with other intervals.
func shareWith(t *testing.T, change func(*lan.Options)) *laptop {
	ana := newLaptop(t, "Ana")
	o := ana.options()
	change(&o)
	node, err := lan.Share(o, lan.Workshop{ID: "w"})
	require.NoError(t, err)
	ana.run(node)
	return ana
}

func TestHalfOpenConnectionsAreClosedAfterTheTimeToProve(t *testing.T) {
	ana := shareWith(t, func(o *lan.Options) { o.Intervals.Prove = time.Second })
	conn, err := net.Dial("tcp", ana.node.Addr()) // not even TLS
	require.NoError(t, err)
	defer conn.Close()
	closesSoon(t, conn, 20*time.Second)

	secure, err := tls.Dial("tcp", ana.node.Addr(), strangerIdentity(t).TLSConfig()) // no HELLO
	require.NoError(t, err)
	defer secure.Close()
	f, err := wire.ReadFrame(secure)
	require.NoError(t, err)
	hello, err := wire.DecodeHello(f.Body)
	require.NoError(t, err)
	require.Empty(t, hello.Name, "strangers learn no name")
	closesSoon(t, secure, 20*time.Second)
}

func TestNoMoreThan32ConnectionsAreUnproved(t *testing.T) {
	ana := shareWith(t, func(o *lan.Options) { o.Intervals.Prove = time.Minute })
	for range lan.MaxUnproved {
		conn, err := tls.Dial("tcp", ana.node.Addr(), strangerIdentity(t).TLSConfig())
		require.NoError(t, err)
		defer conn.Close()
		_, err = wire.ReadFrame(conn) // it is being served
		require.NoError(t, err)
	}
	extra, err := net.Dial("tcp", ana.node.Addr())
	require.NoError(t, err)
	defer extra.Close()
	require.Empty(t, closesSoon(t, extra, 20*time.Second))
}

func TestOversizedFramesAreRefusedBeforeAndAfterTheProof(t *testing.T) {
	ana := newLaptop(t, "Ana")
	ana.share()
	conn, err := tls.Dial("tcp", ana.node.Addr(), strangerIdentity(t).TLSConfig())
	require.NoError(t, err)
	defer conn.Close()
	_, err = wire.ReadFrame(conn)
	require.NoError(t, err)
	_, err = conn.Write(append(binary.BigEndian.AppendUint32(nil, wire.MaxHandshake+1), byte(wire.KindHello)))
	require.NoError(t, err)
	closesSoon(t, conn, 20*time.Second)

	ben := newLaptop(t, "Ben")
	node, err := lan.Join(t.Context(), ben.options(), ana.node.Words(), ana.node.Addr())
	require.NoError(t, err)
	node.OnSession(func(_ context.Context, s *lan.Session) error {
		_ = s.WriteFrame(wire.Frame{Kind: wire.KindBatch, Body: make([]byte, 100)}) // no batch
		for {
			if _, err := s.ReadFrame(); err != nil {
				return err
			}
		}
	})
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan struct{})
	go func() { defer close(done); _ = node.Run(ctx) }()
	require.Equal(t, lan.Here, (<-ana.events).Kind)
	require.Equal(t, lan.Gone, (<-ana.events).Kind)
	require.Zero(t, ana.doc.Len())
	cancel()
	<-done
}

func TestAMemberOfAnotherSessionIsNoMemberHere(t *testing.T) {
	ana, zoe := newLaptop(t, "Ana"), newLaptop(t, "Zoe")
	ana.share()
	zoe.share()
	state := ana.node.State()
	state.GossipKey = make([]byte, wire.GossipKeyLen) // right session, wrong key
	mallory := newLaptop(t, "Mallory")
	node, err := lan.Resume(mallory.options(), lan.State{
		Session: state.Session, GossipKey: state.GossipKey, Words: state.Words, Roster: state.Roster, Workshop: state.Workshop,
		Known: []lan.KnownMember{
			{Fingerprint: ana.node.Fingerprint(), Name: "Ana", Addresses: []string{ana.node.Addr()}},
			{Fingerprint: zoe.node.Fingerprint(), Name: "Zoe", Addresses: []string{zoe.node.Addr()}},
		},
	})
	require.NoError(t, err)
	mallory.run(node)
	never := time.After(time.Second)
	select {
	case e := <-ana.events:
		t.Fatalf("%+v", e)
	case e := <-zoe.events:
		t.Fatalf("%+v", e)
	case <-never:
	}
	require.Empty(t, node.Members())
}

func TestJoiningOneselfIsRefused(t *testing.T) {
	ana := newLaptop(t, "Ana")
	ana.share()
	_, err := lan.Join(t.Context(), ana.options(), ana.node.Words(), ana.node.Addr())
	require.ErrorIs(t, err, lan.ErrSelf)
}

func TestASilentMemberIsGone(t *testing.T) {
	ana := shareWith(t, func(o *lan.Options) { o.Intervals.Silence = 300 * time.Millisecond })
	ben := newLaptop(t, "Ben")
	o := ben.options()
	o.Intervals.Ping = time.Hour
	node, err := lan.Join(t.Context(), o, ana.node.Words(), ana.node.Addr())
	require.NoError(t, err)
	node.OnSession(func(ctx context.Context, s *lan.Session) error { <-ctx.Done(); return nil })
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan struct{})
	go func() { defer close(done); _ = node.Run(ctx) }()
	require.Equal(t, lan.Here, (<-ana.events).Kind)
	require.Equal(t, lan.Gone, (<-ana.events).Kind)
	cancel()
	<-done
}

func TestStateOfAnotherVersionIsRefused(t *testing.T) {
	for _, stored := range []string{"", "{}", `{"Version":9}`, `{"Version":1,"GossipKey":"AAAA","Words":"x"}`} {
		_, err := lan.ParseState([]byte(stored))
		require.Error(t, err, stored)
	}
}

func TestBindIsKept(t *testing.T) {
	id := strangerIdentity(t)
	for _, bad := range []string{"localhost", "127.0.0.1:x", "127.0.0.1:99999", "1.2.3"} {
		_, err := lan.Share(quick(lan.Options{Identity: id, Bind: bad}), lan.Workshop{})
		require.Error(t, err, bad)
	}
	a, err := lan.Share(quick(lan.Options{Identity: id, Bind: "127.0.0.1"}), lan.Workshop{})
	require.NoError(t, err)
	defer a.Close()
	b, err := lan.Share(quick(lan.Options{Identity: id, Bind: "127.0.0.1"}), lan.Workshop{})
	require.NoError(t, err, "the usual port is taken: another will do")
	defer b.Close()
	require.NotEqual(t, a.Addr(), b.Addr())
	_, err = lan.Share(quick(lan.Options{Identity: id, Bind: a.Addr()}), lan.Workshop{})
	require.Error(t, err, "a port that was asked for is not replaced")
}
