//go:build unix

package beacon

import (
	"net/netip"
	"runtime"
	"syscall"
)

// soReusePort has this value on macOS and the BSDs, the systems where it is needed.
const soReusePort = 0x200

// A place is where an ear is opened.
type place struct {
	addr netip.Addr
	way  Way
}

// earPlaces lists where the adapter is listened at. A socket bound to the group or to the
// broadcast address hears what is sent there and nothing else.
func earPlaces(a Adapter) []place {
	places := []place{{Group, Multicast}}
	if a.Broadcast.IsValid() {
		places = append(places, place{a.Broadcast, Broadcast})
	}
	return places
}

// mdnsPlace is where multicast DNS is heard.
func mdnsPlace(Adapter) netip.Addr { return mdnsGroup }

// allowSharing lets several programs of this laptop hear the same port.
func allowSharing(_, _ string, conn syscall.RawConn) error {
	var failed error
	err := conn.Control(func(fd uintptr) {
		failed = syscall.SetsockoptInt(int(fd), syscall.SOL_SOCKET, syscall.SO_REUSEADDR, 1)
		if failed == nil && runtime.GOOS != "linux" {
			failed = syscall.SetsockoptInt(int(fd), syscall.SOL_SOCKET, soReusePort, 1)
		}
	})
	if err != nil {
		return err
	}
	return failed
}
