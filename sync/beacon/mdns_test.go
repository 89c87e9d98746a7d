package beacon_test

import (
	"context"
	"crypto/rand"
	"net/netip"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"throughline.app/sync/beacon"
	"throughline.app/sync/wire"
)

var table = netip.MustParseAddr("10.0.4.17")

func TestABeaconTravelsWholeByMulticastDNS(t *testing.T) {
	for _, k := range []beacon.Kind{beacon.Here, beacon.Gone} {
		raw := beacon.Message{Kind: k, Instance: 7, Announcement: plan}.Append(nil)
		packet, err := beacon.MDNSPacket(raw, table)
		require.NoError(t, err)
		got, asked := beacon.ReadMDNS(packet)
		require.Equal(t, [][]byte{raw}, got)
		require.False(t, asked)
	}
	packet, err := beacon.MDNSPacket(beacon.Message{Kind: beacon.Ask, Instance: 7}.Append(nil), table)
	require.NoError(t, err)
	got, asked := beacon.ReadMDNS(packet)
	require.Empty(t, got)
	require.True(t, asked)
}

func FuzzReadMDNS(f *testing.F) {
	for _, k := range []beacon.Kind{beacon.Here, beacon.Ask, beacon.Gone} {
		packet, err := beacon.MDNSPacket(beacon.Message{Kind: k, Instance: 7, Announcement: plan}.Append(nil), table)
		require.NoError(f, err)
		f.Add(packet)
	}
	f.Fuzz(func(t *testing.T, packet []byte) {
		beacons, _ := beacon.ReadMDNS(packet)
		require.LessOrEqual(t, len(beacons), 8)
		for _, b := range beacons {
			require.LessOrEqual(t, len(b), beacon.MaxSize)
		}
	})
}

// Two laptops that do not share the port of the beacon itself, as where a network drops its
// group and broadcasts, hear each other all the same: by asking, and by being told.
func TestMulticastDNSIsAFurtherVoice(t *testing.T) {
	list, err := beacon.Adapters("127.0.0.1")
	require.NoError(t, err)
	probe, err := beacon.OpenRadio(list[0], 0)
	require.NoError(t, err)
	speaks := beacon.SpeaksMDNS(probe)
	require.NoError(t, probe.Close())
	if !speaks {
		t.Skip("another program keeps port 5353 to itself")
	}
	shared := plan
	_, _ = rand.Read(shared.Session[:]) // another room of this machine may be heard too
	heard := make(chan struct{}, 1)
	a := beacon.New(beacon.Options{Bind: "127.0.0.1", Port: freePort(t), Announce: func() []beacon.Announcement { return []beacon.Announcement{shared} }})
	b := beacon.New(beacon.Options{Bind: "127.0.0.1", Port: freePort(t), OnChange: func() {
		select {
		case heard <- struct{}{}:
		default:
		}
	}})
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 2)
	go func() { ended <- a.Run(ctx) }()
	go func() { ended <- b.Run(ctx) }()
	t.Cleanup(func() { cancel(); <-ended; <-ended })
	b.Ask()
	late := time.After(60 * time.Second)
	for {
		if w, ok := heardOf(b, shared.Session); ok {
			require.Equal(t, beacon.MDNS, w.By)
			require.Equal(t, shared.Title, w.Title)
			require.Equal(t, []netip.AddrPort{netip.AddrPortFrom(netip.MustParseAddr("127.0.0.1"), shared.Port)}, w.Addrs)
			return
		}
		select {
		case <-heard:
		case <-late:
			require.Fail(t, "nothing was heard")
		}
	}
}

func heardOf(b *beacon.Beacon, id wire.SessionID) (beacon.Workshop, bool) {
	for _, w := range b.Found() {
		if w.Session == id {
			return w, true
		}
	}
	return beacon.Workshop{}, false
}
