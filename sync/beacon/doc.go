// Package beacon finds the workshops of a room without anybody typing an address: laptops
// that share say so on every local network they are on, and laptops that look for one ask.
//
// It speaks on each adapter by itself, by multicast and by directed broadcast, so that it
// works with several adapters, with no default route, and where a switch drops multicast.
// It knows adapters, datagrams of at most [MaxSize] bytes and who was heard when. It refuses
// to know what a workshop is or who may enter: whatever is heard is a hint where to knock,
// written by anybody, and proves nothing. It keeps strictly to Options.Bind: bound to the
// loopback it neither sends to nor hears another interface.
//
//	b := beacon.New(beacon.Options{Bind: "127.0.0.1", Announce: announce, OnChange: show})
//	group.Go(func() error { return b.Run(ctx) })
//	b.Ask()
//	for _, w := range b.Found() { … }
package beacon
