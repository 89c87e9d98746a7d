package beacon

import (
	"fmt"
	"net"
	"net/netip"
)

// An Adapter is one IPv4 address of this laptop on a local network.
type Adapter struct {
	Index     int // of the interface
	Name      string
	Addr      netip.Addr
	Prefix    netip.Prefix // its network
	Broadcast netip.Addr   // not valid where there is none
	Loopback  bool
}

// Adapters lists where the beacon may speak. With bind "" or an unspecified address these
// are the private and link-local IPv4 addresses that are up; else only the one that bind
// ("ADDR" or "ADDR:PORT") names, and none where bind is no IPv4 address.
func Adapters(bind string) ([]Adapter, error) {
	only, err := bound(bind)
	if err != nil {
		return nil, err
	}
	interfaces, err := net.Interfaces()
	if err != nil {
		return nil, fmt.Errorf("beacon: listing adapters: %w", err)
	}
	var out []Adapter
	for _, ifi := range interfaces {
		if ifi.Flags&net.FlagUp == 0 {
			continue
		}
		addrs, err := ifi.Addrs()
		if err != nil {
			continue // it went away meanwhile
		}
		for _, a := range addrs {
			prefix, err := netip.ParsePrefix(a.String())
			if err != nil || !prefix.Addr().Is4() {
				continue
			}
			ip, loop := prefix.Addr(), ifi.Flags&net.FlagLoopback != 0
			switch {
			case only.IsValid() && loop && only.IsLoopback() && prefix.Contains(only):
				ip = only // all of 127.0.0.0/8 is this laptop
			case only.IsValid() && only != ip, !only.IsValid() && !ip.IsPrivate() && !ip.IsLinkLocalUnicast():
				continue
			}
			out = append(out, Adapter{
				Index: ifi.Index, Name: ifi.Name, Addr: ip, Prefix: prefix.Masked(), Broadcast: lastOf(prefix), Loopback: loop,
			})
		}
	}
	return out, nil
}

// bound is the address that bind names, or none.
func bound(bind string) (netip.Addr, error) {
	if bind == "" {
		return netip.Addr{}, nil
	}
	ip, err := netip.ParseAddr(bind)
	if err != nil {
		at, err := netip.ParseAddrPort(bind)
		if err != nil {
			return ip, fmt.Errorf("beacon: %q is neither an IP address nor IP:port", bind)
		}
		ip = at.Addr()
	}
	ip = ip.Unmap()
	if ip.IsUnspecified() {
		return netip.Addr{}, nil
	}
	return ip, nil
}

// lastOf is the directed broadcast address of a network, if it has one.
func lastOf(p netip.Prefix) netip.Addr {
	if p.Bits() > 30 {
		return netip.Addr{}
	}
	b := p.Masked().Addr().As4()
	for i := p.Bits(); i < 32; i++ {
		b[i/8] |= 0x80 >> (i % 8)
	}
	return netip.AddrFrom4(b)
}
