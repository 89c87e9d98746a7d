package lan

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/netip"
	"slices"
	"strconv"
	"time"
)

// A place is where everything of a Node listens.
type place struct {
	hosts []netip.Addr // at least one
	port  int
	fixed bool // the port was asked for
}

// parseBind reads Options.Bind; if it is empty addresses says where to listen. Without a
// port in it, it is preferred, or any other.
func parseBind(bind string, addresses func() ([]netip.Addr, error), preferred int) (place, error) {
	if bind == "" {
		hosts, err := addresses()
		return place{hosts: hosts, port: preferred}, err
	}
	if ip, err := netip.ParseAddr(bind); err == nil {
		return place{hosts: []netip.Addr{ip}, port: preferred}, nil
	}
	at, err := netip.ParseAddrPort(bind)
	if err != nil {
		return place{}, fmt.Errorf("lan: %q is neither an IP address nor IP:port", bind)
	}
	return place{hosts: []netip.Addr{at.Addr()}, port: int(at.Port()), fixed: at.Port() != 0}, nil
}

// privateAddrs returns this laptop's IPv4 addresses on local networks: private and
// link-local ones, never the loopback or a public one.
func privateAddrs() ([]netip.Addr, error) {
	addrs, err := net.InterfaceAddrs()
	if err != nil {
		return nil, fmt.Errorf("lan: listing addresses: %w", err)
	}
	var private, linkLocal []netip.Addr
	for _, a := range addrs {
		prefix, err := netip.ParsePrefix(a.String())
		if err != nil || !prefix.Addr().Is4() {
			continue
		}
		switch ip := prefix.Addr(); {
		case ip.IsPrivate():
			private = append(private, ip)
		case ip.IsLinkLocalUnicast():
			linkLocal = append(linkLocal, ip)
		}
	}
	if all := append(private, linkLocal...); len(all) > 0 {
		return all, nil
	}
	return nil, fmt.Errorf("lan: %w", ErrNoNetwork)
}

// listen opens one TCP listener per host, all at the same port.
func listen(at place) ([]net.Listener, error) {
	first, err := listenAt(at.hosts[0], at.port)
	if err != nil && !at.fixed && at.port != 0 {
		first, err = listenAt(at.hosts[0], 0)
	}
	if err != nil {
		return nil, fmt.Errorf("lan: listening: %w", err)
	}
	listeners := []net.Listener{first}
	port := first.Addr().(*net.TCPAddr).Port
	for _, host := range at.hosts[1:] {
		if l, err := listenAt(host, port); err == nil {
			listeners = append(listeners, l)
		}
	}
	return listeners, nil
}

func listenAt(host netip.Addr, port int) (net.Listener, error) {
	return net.Listen("tcp", netip.AddrPortFrom(host, uint16(port)).String())
}

func closeAll(listeners []net.Listener) error {
	var errs []error
	for _, l := range listeners {
		errs = append(errs, l.Close())
	}
	return errors.Join(errs...)
}

// watchAddresses returns ErrMoved once the addresses that n listens on are not those of this
// laptop any more, or nil when ctx ends. With an explicit Bind it only waits.
func (n *Node) watchAddresses(ctx context.Context) error {
	if n.opt.Bind != "" {
		<-ctx.Done()
		return nil
	}
	ticker := time.NewTicker(n.opt.Intervals.Addresses)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-ticker.C:
			now, err := n.opt.Addresses()
			if err != nil || !slices.Equal(now, n.place.hosts) {
				return fmt.Errorf("lan: %w", ErrMoved)
			}
		}
	}
}

// withPort returns a typed address as host:port.
func withPort(typed string) string {
	if _, _, err := net.SplitHostPort(typed); err == nil {
		return typed
	}
	return net.JoinHostPort(typed, strconv.Itoa(DefaultPort))
}

// allowedNets are the networks that membership packets may name and come from: the
// loopback if host is on it, else the network of host. Nil if that is not known.
func allowedNets(host netip.Addr) []net.IPNet {
	if host.IsLoopback() {
		_, v4, _ := net.ParseCIDR("127.0.0.0/8")
		_, v6, _ := net.ParseCIDR("::1/128")
		return []net.IPNet{*v4, *v6}
	}
	addrs, err := net.InterfaceAddrs()
	if err != nil {
		return nil
	}
	for _, a := range addrs {
		if n, ok := a.(*net.IPNet); ok && n.IP.Equal(host.AsSlice()) {
			return []net.IPNet{{IP: n.IP.Mask(n.Mask), Mask: n.Mask}}
		}
	}
	return nil
}
