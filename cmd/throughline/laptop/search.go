package laptop

import (
	"bufio"
	"context"
	"encoding/hex"
	"errors"
	"net"
	"net/netip"
	"os"
	"slices"
	"strings"

	"throughline.app/sync/beacon"
	"throughline.app/sync/lan"
)

var (
	// ErrNobodyShares says that others answer on this network, and none shares.
	ErrNobodyShares = errors.New("nobody shares a workshop on this network")
	// ErrApart says that the router answers and nobody else: the network keeps laptops apart.
	ErrApart = errors.New("only the router answers on this network")
	// ErrSilence says that nobody answers at all.
	ErrSilence = errors.New("nobody answers on this network")
)

// Search knocks once at every address of this laptop's networks; see [lan.Search]. What it
// comes upon is in Found. A person must have asked for it. Errors: [ErrNobodyShares],
// [ErrApart], [ErrSilence], [lan.ErrNoNetwork], ctx's.
func (l *Laptop) Search(ctx context.Context, progress func(done, total int)) error {
	adapters, err := beacon.Adapters(l.opt.Bind)
	if err != nil {
		return err
	}
	if len(adapters) == 0 {
		return lan.ErrNoNetwork
	}
	var own []netip.Prefix
	for _, a := range adapters {
		own = append(own, netip.PrefixFrom(a.Addr, a.Prefix.Bits()))
	}
	opt := l.lanOptions(ctx)
	sweep, err := lan.Search(ctx, opt, own, progress)
	if err != nil {
		return err
	}
	l.finding.mu.Lock()
	l.finding.swept = sweep.Found
	l.finding.mu.Unlock()
	l.foundChanged()
	return verdict(sweep, gateways(adapters))
}

// verdict says what a search without success means, nil if there was success.
func verdict(sweep lan.Sweep, routers []netip.Addr) error {
	others := slices.DeleteFunc(slices.Clone(sweep.Answered), func(a netip.Addr) bool { return slices.Contains(routers, a) })
	switch {
	case len(sweep.Found) > 0:
		return nil
	case len(others) > 0:
		return ErrNobodyShares
	case len(sweep.Answered) > 0:
		return ErrApart
	}
	return ErrSilence
}

// gateways lists what may be the routers of the networks: what the system says where it
// says it in a file, and else what is likely. Where no route leads out there is none: what
// has the first address of a switch is a laptop.
func gateways(adapters []beacon.Adapter) []netip.Addr {
	if f, err := os.Open("/proc/net/route"); err == nil {
		defer f.Close()
		return routersIn(bufio.NewScanner(f), adapters)
	}
	return likelyRouters(adapters, outward())
}

// outward is the address that this laptop would speak from to anywhere else; not valid
// where no route leads out. Nothing is sent.
func outward() netip.Addr {
	c, err := net.Dial("udp4", "192.0.2.1:9") // an address for examples
	if err != nil {
		return netip.Addr{}
	}
	defer c.Close()
	if at, ok := c.LocalAddr().(*net.UDPAddr); ok {
		return at.AddrPort().Addr().Unmap()
	}
	return netip.Addr{}
}

// likelyRouters are the first and the last address of the network that leads out, but for
// this laptop's own.
func likelyRouters(adapters []beacon.Adapter, outward netip.Addr) []netip.Addr {
	var all []netip.Addr
	for _, a := range adapters {
		if a.Loopback || a.Addr != outward || !a.Broadcast.IsValid() {
			continue
		}
		for _, r := range []netip.Addr{a.Prefix.Masked().Addr().Next(), a.Broadcast.Prev()} {
			if r != a.Addr {
				all = append(all, r)
			}
		}
	}
	return all
}

// routersIn reads Linux' table of routes.
func routersIn(table *bufio.Scanner, adapters []beacon.Adapter) []netip.Addr {
	var all []netip.Addr
	for table.Scan() {
		f := strings.Fields(table.Text())
		if len(f) < 8 || f[1] != "00000000" || f[7] != "00000000" {
			continue
		}
		raw, err := hex.DecodeString(f[2])
		if err != nil || len(raw) != 4 {
			continue
		}
		router := netip.AddrFrom4([4]byte{raw[3], raw[2], raw[1], raw[0]}) // the kernel's number, on a little-endian machine
		if slices.ContainsFunc(adapters, func(a beacon.Adapter) bool { return a.Prefix.Contains(router) }) {
			all = append(all, router)
		}
	}
	return all
}
