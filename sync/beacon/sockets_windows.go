package beacon

import (
	"net/netip"
	"syscall"
)

// A place is where an ear is opened.
type place struct {
	addr netip.Addr
	way  Way
}

// earPlaces lists where the adapter is listened at: at its own address, which hears both
// the group joined there and its network's broadcast; others cannot be bound to here.
func earPlaces(a Adapter) []place { return []place{{a.Addr, Multicast}} }

// mdnsPlace is where multicast DNS is heard: see earPlaces.
func mdnsPlace(a Adapter) netip.Addr { return a.Addr }

// allowSharing lets several programs of this laptop hear the same port.
func allowSharing(_, _ string, conn syscall.RawConn) error {
	var failed error
	err := conn.Control(func(fd uintptr) {
		failed = syscall.SetsockoptInt(syscall.Handle(fd), syscall.SOL_SOCKET, syscall.SO_REUSEADDR, 1)
	})
	if err != nil {
		return err
	}
	return failed
}
