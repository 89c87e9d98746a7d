package beacon

import "net/netip"

// MDNSPacket and ReadMDNS are the further voice without its sockets.
func MDNSPacket(beacon []byte, at netip.Addr) ([]byte, error) {
	m, err := Decode(beacon)
	if err != nil {
		return nil, err
	}
	return mdnsPacket(m, beacon, at)
}

func ReadMDNS(packet []byte) (beacons [][]byte, asked bool) { return readMDNS(packet) }

// SpeaksMDNS reports whether the adapter's port for multicast DNS can be had.
func SpeaksMDNS(r Radio) bool { return r.(*radio).mdns != nil }

// OpenRadio opens the laptop's own sockets.
func OpenRadio(a Adapter, port uint16) (Radio, error) { return openRadio(a, port) }
