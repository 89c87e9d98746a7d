package wire_test

import (
	"bytes"
	"encoding/binary"
	"encoding/hex"
	"flag"
	"fmt"
	"io"
	"math"
	"net"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"throughline.app/sync/wire"
)

var update = flag.Bool("update", false, "write testdata/vectors.txt anew")

func fill(n int, from byte) []byte {
	b := make([]byte, n)
	for i := range b {
		b[i] = from + byte(i)
	}
	return b
}

// vectors is one message of each kind, small enough to check by eye.
func vectors() []wire.Message {
	hello := wire.Hello{Version: 2, Door: wire.DoorWords, Instance: 0x0102030405060708, App: "0.1", Name: "Zoë", Color: "#f5c542", Function: "Billing", Role: "observer", Listen: 4717, Gossip: 300}
	copy(hello.Session[:], fill(16, 0xa0))
	proof := wire.Proof{}
	copy(proof.MAC[:], fill(32, 0))
	admit := wire.Admit{Workshop: "w1", Title: "Fibre", GossipKey: fill(32, 0x40), Instance: 9, Gossip: "127.0.0.1:300",
		Members: []wire.Member{{Name: "Zoë", Color: "red", Addresses: []string{"127.0.0.1:4717"}}, {}}}
	answer := wire.Batch{Answer: true, Chunks: []wire.Chunk{{Bytes: []byte("change")}}}
	snapshot := wire.Snapshot{Total: wire.SnapshotPart + 3, Offset: wire.SnapshotPart, Part: []byte("end")}
	copy(snapshot.Sum[:], fill(32, 0x60))
	sum := [32]byte(fill(32, 0x20))
	setting := wire.Setting{What: wire.WhatMode, Number: 300, After: 1, Value: []byte{2, 60}, Left: 59}
	copy(setting.Author[:], fill(32, 0x10))
	copy(setting.Signature[:], fill(64, 0x50))
	words := wire.Setting{What: wire.WhatWords, Number: 1, Value: []byte("a b c d e")}
	return []wire.Message{
		hello, proof, admit,
		wire.Have{Heads: []string{"\x01\x02", "\x03"}, Vector: map[string]uint64{"b": 300, "a": 1}, Near: []string{"12345678", "9"}},
		wire.Want{Vector: map[string]uint64{"a": 1}}, wire.Want{All: true, Vector: map[string]uint64{}},
		wire.Batch{Chunks: []wire.Chunk{{Actor: "a", Seq: 2, Bytes: []byte("change")}}}, answer,
		snapshot,
		wire.Presence{Canvas: "c", X: 1.5, Y: -2, Editing: "n", Selection: []string{"n", "m"}, Name: "Zoë", Color: "red"},
		wire.Presence{Canvas: "c", X: 1.5, Y: -2, Selection: []string{"n"}, Name: "Zoë", Color: "red",
			Lifted: []string{"n"}, DX: 40, DY: -8, View: wire.Box{X: -16, Y: -16, W: 1280, H: 720}},
		wire.Presence{Canvas: "c", X: 1.5, Y: -2, Name: "Zoë", Color: "red", View: wire.Box{W: 1280, H: 720},
			Call: 4_000_000_000, Follows: "ana", Last: 300, Trail: []wire.Point{{X: 1, Y: 2}, {X: -3.5, Y: 4}}},
		wire.Presence{Canvas: "c", X: 1.5, Y: -2, Name: "Zoë", Color: "red", Watches: true, Moments: true},
		wire.Ping{}, wire.Bye{Code: wire.ByeWrongWords, Reason: "no"},
		wire.WantBlob{Sum: sum, Offset: wire.BlobPart},
		wire.Blob{Sum: sum, Total: wire.BlobPart + 3, Offset: wire.BlobPart, Part: []byte("end")},
		wire.NoBlob{Sum: sum},
		wire.Vouch{Notes: []byte("signed")},
		wire.Moment{Number: 300, Instruction: "Two ideas each", Length: 300_000, Left: 277_000, Running: true,
			Key: [32]byte(fill(32, 0x10)), Signature: [64]byte(fill(64, 0x80)), Age: 1500},
		wire.Roster{Digest: sum, Statements: []byte("signed")}, wire.Roster{Digest: sum}, wire.Doorway{Settings: []wire.Setting{setting, words}}, wire.Doorway{},
		wire.Wait{Who: []string{"Zoë", "Ana"}}, wire.Wait{},
		wire.Ask{Askers: []wire.Asker{{Key: sum, Name: "Ben", Color: "red", Function: "Sales", Role: "wall"}}}, wire.Ask{},
		wire.Answer{Fingerprint: sum},
	}
}

func TestKnownAnswers(t *testing.T) {
	var lines []string
	for _, m := range vectors() {
		var out bytes.Buffer
		require.NoError(t, wire.Write(&out, m))
		lines = append(lines, fmt.Sprintf("%s %s", m.Kind(), hex.EncodeToString(out.Bytes())))

		f, err := wire.ReadFrame(&out)
		require.NoError(t, err)
		back, err := wire.Decode(f)
		require.NoError(t, err)
		again, err := wire.Encode(back)
		require.NoError(t, err)
		require.True(t, bytes.Equal(f.Body, again.Body))
	}
	got := strings.Join(lines, "\n") + "\n"
	if *update {
		require.NoError(t, os.WriteFile("testdata/vectors.txt", []byte(got), 0o644))
	}
	want, err := os.ReadFile("testdata/vectors.txt")
	require.NoError(t, err)
	require.Equal(t, string(want), got, "the bytes on the wire changed: that needs a new version")
}

func TestEveryCutOrLengthenedVectorIsRefused(t *testing.T) {
	for _, m := range vectors() {
		f, err := wire.Encode(m)
		require.NoError(t, err)
		for n := range f.Body {
			if p, ok := m.(wire.Presence); ok && n == len(asBefore(p)) {
				continue // what a laptop of before sends
			}
			require.ErrorIs(t, wire.Check(wire.Frame{Kind: f.Kind, Body: f.Body[:n]}), wire.ErrMalformed, "%s cut at %d", f.Kind, n)
		}
		require.ErrorIs(t, wire.Check(wire.Frame{Kind: f.Kind, Body: append(bytes.Clone(f.Body), 0)}), wire.ErrMalformed)
	}
}

// asBefore is a PRESENCE without the fields that were added to it.
func asBefore(p wire.Presence) []byte {
	p.Lifted, p.DX, p.DY, p.View = nil, 0, 0, wire.Box{}
	p.Call, p.Follows, p.Last, p.Trail = 0, "", 0, nil
	p.Watches, p.Moments = false, false
	return p.Body(nil)
}

func TestPresenceOfALaterVersionIsReadAsFarAsItIsKnown(t *testing.T) {
	p := wire.Presence{Canvas: "c", Lifted: []string{"n"}, DX: 1, View: wire.Box{W: 10, H: 10}, Call: 7, Last: 1, Trail: []wire.Point{{X: 1}}, Moments: true}
	body, at := p.Body(nil), len(asBefore(p))
	later := append(bytes.Clone(body), "something new"...)
	_, err := wire.DecodePresence(later)
	require.ErrorIs(t, err, wire.ErrMalformed, "version 3 has nothing behind its fields")
	later[at] = 4
	got, err := wire.DecodePresence(later)
	require.NoError(t, err)
	require.Equal(t, p, got)
	later[at] = 0
	_, err = wire.DecodePresence(later)
	require.ErrorIs(t, err, wire.ErrMalformed)
	p.View.W = -1
	_, err = wire.DecodePresence(p.Body(nil))
	require.ErrorIs(t, err, wire.ErrMalformed)
	p.View.W, p.DX = 1, math.Inf(1)
	_, err = wire.DecodePresence(p.Body(nil))
	require.ErrorIs(t, err, wire.ErrMalformed)
}

func TestALaserIsBounded(t *testing.T) {
	good := wire.Presence{Canvas: "c", Call: 1, Last: wire.MaxTrail, Trail: make([]wire.Point, wire.MaxTrail)}
	_, err := wire.DecodePresence(good.Body(nil))
	require.NoError(t, err)
	for name, spoil := range map[string]func(*wire.Presence){
		"too many points": func(p *wire.Presence) { p.Trail, p.Last = make([]wire.Point, wire.MaxTrail+1), 100 },
		"fewer than told": func(p *wire.Presence) { p.Last = 3 },
		"a number beyond": func(p *wire.Presence) { p.Last = wire.MaxTrailLast + 1 },
		"no number":       func(p *wire.Presence) { p.Trail[2].X = math.NaN() },
		"no place":        func(p *wire.Presence) { p.Trail[2].Y = math.Inf(-1) },
		"a long name":     func(p *wire.Presence) { p.Name = strings.Repeat("a", 4096) },
	} {
		bad := good
		bad.Trail = append([]wire.Point(nil), good.Trail...)
		spoil(&bad)
		_, err := wire.DecodePresence(bad.Body(nil))
		require.Error(t, err, name)
	}
}

// A build that knows only version 1 passes over what version 2 added: its reader stops
// after the view.
func TestACallAndATrailComeBehindWhatBuildsOfBeforeRead(t *testing.T) {
	p := wire.Presence{Canvas: "c", Lifted: []string{"n"}, View: wire.Box{W: 10, H: 10}, Call: 7, Last: 1, Trail: []wire.Point{{X: 1}}}
	plain := p
	plain.Call, plain.Last, plain.Trail = 0, 0, nil
	whole, before := p.Body(nil), plain.Body(nil)
	before[len(asBefore(p))] = 2
	require.True(t, bytes.HasPrefix(whole, before))
	p.Moments = true
	whole[len(asBefore(p))] = 3
	require.True(t, bytes.HasPrefix(p.Body(nil), whole), "and one of version 2 what version 3 added")
}

func TestATimerThatCannotBeIsRefused(t *testing.T) {
	good := wire.Moment{Number: 1, Length: 60_000, Left: 60_000, Running: true}
	_, err := wire.DecodeMoment(good.Body(nil))
	require.NoError(t, err)
	for name, spoil := range map[string]func(*wire.Moment){
		"no number":         func(m *wire.Moment) { m.Number = 0 },
		"a number beyond":   func(m *wire.Moment) { m.Number = wire.MaxMoment + 1 },
		"more left":         func(m *wire.Moment) { m.Left++ },
		"longer than a day": func(m *wire.Moment) { m.Length = wire.MaxTimer + 1 },
		"none that runs":    func(m *wire.Moment) { m.Length, m.Left = 0, 0 },
		"a long story":      func(m *wire.Moment) { m.Instruction = strings.Repeat("a", wire.MaxInstruction+1) },
		"no text":           func(m *wire.Moment) { m.Instruction = "\xff" },
		"an endless age":    func(m *wire.Moment) { m.Age = math.MaxUint64 },
	} {
		bad := good
		spoil(&bad)
		_, err := wire.DecodeMoment(bad.Body(nil))
		require.Error(t, err, name)
	}
}

func FuzzPresence(f *testing.F) {
	for _, m := range vectors() {
		if p, ok := m.(wire.Presence); ok {
			f.Add(p.Body(nil))
		}
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		p, err := wire.DecodePresence(body)
		if err != nil {
			return
		}
		again, err := wire.DecodePresence(p.Body(nil))
		require.NoError(t, err)
		require.Equal(t, p, again)
		for _, v := range p.Trail {
			require.False(t, math.IsNaN(v.X-v.X+v.Y-v.Y), "finite")
		}
	})
}

func TestFramesOverTheLimitAreRefusedBeforeTheirBodyIsRead(t *testing.T) {
	for name, head := range map[string][]byte{
		"too long":      {0x7f, 0xff, 0xff, 0xff, byte(wire.KindBatch)},
		"one too long":  binary.BigEndian.AppendUint32(nil, wire.MaxFrame+1),
		"as HTTP sends": []byte("GET / HTTP/1.1\r\n"),
	} {
		r := bytes.NewReader(append(head, byte(wire.KindBatch)))
		_, err := wire.ReadFrame(r)
		require.ErrorIs(t, err, wire.ErrTooLarge, name)
	}
	_, err := wire.ReadFrameLimit(bytes.NewReader([]byte{0, 1, 0, 1, byte(wire.KindHello)}), wire.MaxHandshake)
	require.ErrorIs(t, err, wire.ErrTooLarge)
	for _, head := range [][]byte{{0, 0, 0, 0, 1}, {0, 0, 0, 1, 0}, {0, 0, 0, 1, 99}} {
		_, err := wire.ReadFrame(bytes.NewReader(head))
		require.ErrorIs(t, err, wire.ErrMalformed)
	}
	_, err = wire.ReadFrame(bytes.NewReader(nil))
	require.Equal(t, io.EOF, err)
	_, err = wire.ReadFrame(bytes.NewReader([]byte{0, 0, 0, 9, byte(wire.KindBye), 1}))
	require.ErrorIs(t, err, io.ErrUnexpectedEOF)
}

func TestTheGreatestChangeFitsAFrame(t *testing.T) {
	full := wire.Batch{
		Chunks: []wire.Chunk{{Actor: string(fill(wire.MaxActor, 1)), Seq: 1 << 62, Bytes: make([]byte, wire.MaxChange)}},
	}
	_, err := wire.Encode(full)
	require.NoError(t, err)
	full.Chunks[0].Bytes = make([]byte, wire.MaxChange+1)
	_, err = wire.Encode(full)
	require.ErrorIs(t, err, wire.ErrTooLarge)
}

func TestCountsThatLieAreRefusedWithoutReservingRoom(t *testing.T) {
	huge := binary.AppendUvarint(nil, 1<<40)
	many := binary.AppendUvarint(nil, wire.MaxActors)
	for name, f := range map[string]wire.Frame{
		"heads":         {Kind: wire.KindHave, Body: huge},
		"actors":        {Kind: wire.KindHave, Body: append([]byte{0}, huge...)},
		"actors absent": {Kind: wire.KindHave, Body: append([]byte{0}, many...)},
		"chunks":        {Kind: wire.KindBatch, Body: append([]byte{wire.BatchVersion, 0}, huge...)},
		"flags":         {Kind: wire.KindBatch, Body: []byte{wire.BatchVersion, 0x80, 0}},
		"padded":        {Kind: wire.KindHave, Body: []byte{0x80, 0x00, 0x00}},
		"unsorted":      {Kind: wire.KindHave, Body: []byte{0, 2, 1, 'b', 1, 1, 'a', 1}},
		"twice":         {Kind: wire.KindHave, Body: []byte{0, 2, 1, 'a', 1, 1, 'a', 2}},
		"no such kind":  {Kind: 77},
		"NaN":           {Kind: wire.KindPresence, Body: append([]byte{0, 0x7f, 0xf8, 0, 0, 0, 0, 0, 0}, make([]byte, 12)...)},
		"blob's end":    {Kind: wire.KindBlob, Body: append(fill(32, 0), 5, 5, 0)},
		"blob's part":   {Kind: wire.KindBlob, Body: append(fill(32, 0), 5, 0, 4, 1, 2, 3, 4)},
		"no part's":     {Kind: wire.KindWantBlob, Body: append(fill(32, 0), 7)},
		"not UTF-8":     {Kind: wire.KindBye, Body: []byte{0, 1, 0xff}},
	} {
		allocated := testing.AllocsPerRun(1, func() {
			err := wire.Check(f)
			if err == nil {
				t.Errorf("%s: accepted", name)
			}
		})
		require.Less(t, allocated, 30.0, name)
	}
}

func TestVectorsRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		raw := rapid.Custom(func(t *rapid.T) string {
			return string(rapid.SliceOfN(rapid.Byte(), 1, wire.MaxActor).Draw(t, "raw"))
		})
		have := wire.Have{Vector: rapid.MapOfN(raw, rapid.Uint64Range(1, 1<<62), 0, 40).Draw(t, "vector")}
		f, err := wire.Encode(have)
		require.NoError(t, err)
		back, err := wire.DecodeHave(f.Body)
		require.NoError(t, err)
		require.Equal(t, have.Vector, back.Vector)
	})
}

func TestConnCarriesFramesBothWays(t *testing.T) {
	a, b := net.Pipe()
	left, right := wire.NewConn(a), wire.NewConn(b)
	go func() { _ = left.Write(wire.Bye{Code: wire.ByeLeaving, Reason: "lunch"}) }()
	f, err := right.ReadFrame()
	require.NoError(t, err)
	bye, err := wire.DecodeBye(f.Body)
	require.NoError(t, err)
	require.Equal(t, "lunch", bye.Reason)
	require.NoError(t, left.Close())
	_, err = right.ReadFrame()
	require.Equal(t, io.EOF, err)
}

// FuzzDecode: whatever is accepted encodes to the very bytes it was read from, so that no
// two encodings mean the same.
func FuzzDecode(f *testing.F) {
	for _, m := range vectors() {
		var out bytes.Buffer
		if err := wire.Write(&out, m); err != nil {
			f.Fatal(err)
		}
		f.Add(out.Bytes())
	}
	f.Fuzz(func(t *testing.T, in []byte) {
		frame, err := wire.ReadFrame(bytes.NewReader(in))
		if err != nil {
			return
		}
		m, err := wire.Decode(frame)
		if err != nil {
			return
		}
		if bye, ok := m.(wire.Bye); ok && bye.Code == wire.ByeLeaving {
			return // codes of later versions read as this one
		}
		again, err := wire.Encode(m)
		if err != nil {
			t.Fatalf("decoded but cannot be encoded: %v", err)
		}
		if !bytes.Equal(frame.Body, again.Body) {
			t.Fatalf("%s: %x encodes as %x", frame.Kind, frame.Body, again.Body)
		}
	})
}
