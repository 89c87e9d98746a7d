package lan

import (
	"context"
	"errors"
	"net"
	"net/netip"
	"slices"
	"sync"
	"syscall"
	"time"

	"throughline.app/sync/wire"
)

// What a search costs the network at most.
const (
	SearchAtOnce  = 64                     // connections under way
	SearchConnect = 400 * time.Millisecond // for one
	SearchMost    = 4                      // networks of 254 addresses each
)

// A Sweep is what a search of the network came upon.
type Sweep struct {
	Found    []Place
	Answered []netip.Addr // that answered in any way, if only by refusing; those of Found included
}

// A Place is where a session is shared.
type Place struct {
	Addr    string // host:port
	Session wire.SessionID
}

// Search knocks once, with door 3, at [DefaultPort] of every address beside those of this
// laptop: for each of own, an address with the length of its network, the 254 of its /24,
// or fewer in a smaller network. It is what a network's guard takes for a scan: only a
// person's click may begin it. On the loopback it knocks at that one address.
// Progress, which may be nil, is told from one goroutine at a time.
func Search(ctx context.Context, opt Options, own []netip.Prefix, progress func(done, total int)) (Sweep, error) {
	type target struct{ from, to netip.Addr }
	var targets []target
	for _, p := range own[:min(len(own), SearchMost)] {
		for _, to := range beside(p) {
			if !slices.ContainsFunc(own, func(o netip.Prefix) bool { return o.Addr() == to && !to.IsLoopback() }) {
				targets = append(targets, target{p.Addr(), to})
			}
		}
	}
	var (
		mu    sync.Mutex
		sweep Sweep
		done  int
		all   sync.WaitGroup
		slots = make(chan struct{}, SearchAtOnce) // a token per connection under way
	)
	for _, t := range targets {
		select {
		case slots <- struct{}{}:
		case <-ctx.Done():
		}
		if ctx.Err() != nil {
			break
		}
		all.Go(func() {
			defer func() { <-slots }()
			place, answered := look(ctx, opt, t.from, t.to)
			mu.Lock()
			defer mu.Unlock()
			if answered {
				sweep.Answered = append(sweep.Answered, t.to)
			}
			if place.Addr != "" {
				sweep.Found = append(sweep.Found, place)
			}
			if done++; progress != nil {
				progress(done, len(targets))
			}
		})
	}
	all.Wait()
	slices.SortFunc(sweep.Answered, netip.Addr.Compare)
	return sweep, ctx.Err()
}

// beside lists the addresses of the /24 around p, or of p's network if that is smaller,
// without its first and last.
func beside(p netip.Prefix) []netip.Addr {
	own := p.Addr()
	if own.IsLoopback() {
		return []netip.Addr{own}
	}
	if !own.Is4() || p.Bits() > 30 {
		return nil
	}
	network := netip.PrefixFrom(own, max(24, p.Bits())).Masked()
	var all []netip.Addr
	for a := network.Addr().Next(); network.Contains(a.Next()); a = a.Next() {
		if a != own {
			all = append(all, a)
		}
	}
	return all
}

// look knocks at one address. The place is empty if nothing is shared there.
func look(ctx context.Context, opt Options, from, to netip.Addr) (p Place, answered bool) {
	opt = opt.withDefaults()
	n := &Node{opt: opt, me: opt.Identity.fingerprint, tls: opt.Identity.tlsConfig(), log: opt.Log}
	n.opt.Intervals.Dial = SearchConnect
	if n.opt.Dial == nil {
		n.opt.Dial = (&net.Dialer{LocalAddr: &net.TCPAddr{IP: from.AsSlice()}}).DialContext
	}
	dial := n.opt.Dial
	n.opt.Dial = func(ctx context.Context, network, addr string) (net.Conn, error) {
		conn, err := dial(ctx, network, addr)
		answered = err == nil || errors.Is(err, syscall.ECONNREFUSED)
		return conn, err
	}
	addr := netip.AddrPortFrom(to, DefaultPort).String()
	session, err := n.ask(ctx, addr)
	if err != nil {
		return Place{}, answered
	}
	return Place{Addr: addr, Session: session}, true
}
