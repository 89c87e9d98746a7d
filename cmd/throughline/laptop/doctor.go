package laptop

import (
	"context"
	"errors"
	"net"
	"net/netip"
	"os"
	"slices"
	"strings"
	"sync"
	"syscall"
	"time"

	"throughline.app/sync/beacon"
	"throughline.app/sync/lan"
	"throughline.app/sync/roster"
)

// A Diagnosis is what this laptop can tell of its network without knocking at anybody's
// door but the router's, on the loopback not even there, and at those of its own workshop.
type Diagnosis struct {
	Verdict  Verdict
	Loopback bool            // bound to this laptop itself
	Adapters []beacon.Report // where the beacon speaks
	Listen   error           // nil if laptops could knock here
	Found    []Sighting      // the workshops heard of
	Others   int             // other addresses heard since it was asked, those of Found included
	Router   netip.Addr      // not valid where there is none
	Answers  bool            // Router does
	Here     int             // others that are connected to this laptop's open workshops
	Known    int             // all that these workshops know of

	// Of one workshop: see [Room.Diagnose].
	Slowest time.Duration // until somebody who is here answered; 0 nobody did
	Changes int           // that the workshop consists of
	Unsaved int           // of them, not on the disk yet
}

// A Sighting is when a workshop was heard of.
type Sighting struct {
	FoundWorkshop
	After time.Duration // since the question
}

// A Verdict is a Diagnosis in a word.
type Verdict string

// The verdicts, from good to bad.
const (
	Sees      Verdict = "sees"      // other laptops are heard or connected
	Alone     Verdict = "alone"     // nobody else is heard, and nothing says why
	Apart     Verdict = "apart"     // the router answers, nobody else: laptops may be kept apart
	Firewall  Verdict = "firewall"  // not even this laptop's own beacons come back
	Deaf      Verdict = "deaf"      // this laptop cannot listen
	NoNetwork Verdict = "nonetwork" // it has no address
)

// doctorListens is how long the doctor waits for somebody; after hushed with one heard it
// waits no more.
const (
	doctorListens = 2500 * time.Millisecond
	doctorHushed  = 1100 * time.Millisecond
	routerWaits   = 700 * time.Millisecond
)

// Diagnose looks at the network for at most three seconds. Errors: ctx's.
func (l *Laptop) Diagnose(ctx context.Context) (Diagnosis, error) {
	begun := time.Now()
	b := l.watch()
	b.Ask()
	d := Diagnosis{}
	adapters, err := beacon.Adapters(l.opt.Bind)
	if err != nil {
		return d, err
	}
	var asked sync.WaitGroup
	for _, a := range adapters {
		d.Loopback = d.Loopback || a.Loopback
	}
	if len(adapters) == 0 {
		d.Verdict = NoNetwork
		return d, nil
	}
	if !d.Loopback {
		asked.Go(func() { d.Router, d.Answers = l.askRouter(ctx, adapters) })
	}
	d.Listen = l.tryListening(adapters[0])
	d.Found = l.sight(ctx, b, begun)
	asked.Wait()
	d.Adapters, d.Others = b.Report(begun)
	d.Here, d.Known = l.connected()
	d.Verdict = d.judge()
	return d, ctx.Err()
}

// sight listens for workshops.
func (l *Laptop) sight(ctx context.Context, b *beacon.Beacon, begun time.Time) []Sighting {
	first := make(map[string]time.Duration) // by address
	look := time.NewTicker(5 * time.Millisecond)
	defer look.Stop()
	for {
		since := time.Since(begun)
		found := slices.DeleteFunc(l.Found(), func(f FoundWorkshop) bool { return f.heard.Before(begun) })
		for _, f := range found {
			if _, old := first[f.Addrs[0]]; !old {
				first[f.Addrs[0]] = since
			}
		}
		enough := len(found) > 0 && since > doctorHushed
		if _, others := b.Report(begun); others > 0 && since > doctorHushed {
			enough = true
		}
		if enough || since > doctorListens || ctx.Err() != nil {
			var all []Sighting
			for _, f := range found {
				all = append(all, Sighting{f, first[f.Addrs[0]]})
			}
			return all
		}
		select {
		case <-ctx.Done():
		case <-look.C:
		}
	}
}

// tryListening opens and closes a port, as sharing would.
func (l *Laptop) tryListening(a beacon.Adapter) error {
	c, err := net.Listen("tcp", netip.AddrPortFrom(a.Addr, 0).String())
	if err != nil {
		return err
	}
	return c.Close()
}

// askRouter knocks at the router's usual doors: being refused is an answer too.
func (l *Laptop) askRouter(ctx context.Context, adapters []beacon.Adapter) (netip.Addr, bool) {
	ctx, cancel := context.WithTimeout(ctx, routerWaits)
	defer cancel()
	routers := gateways(adapters)
	if len(routers) == 0 {
		return netip.Addr{}, false
	}
	answered := make(chan netip.Addr, 3*len(routers)) // written once by each knock
	var all sync.WaitGroup
	for _, r := range routers {
		for _, port := range []uint16{53, 80, 443} {
			all.Go(func() {
				conn, err := (&net.Dialer{}).DialContext(ctx, "tcp", netip.AddrPortFrom(r, port).String())
				if err == nil {
					_ = conn.Close()
				}
				if err == nil || errors.Is(err, syscall.ECONNREFUSED) {
					answered <- r
				}
			})
		}
	}
	all.Wait()
	select {
	case r := <-answered:
		return r, true
	default:
	}
	for _, r := range routers {
		if neighbour(r) {
			return r, true
		}
	}
	return routers[0], false
}

// neighbour says whether the system knows the hardware address of ip, which it asked for a
// moment ago. Only Linux tells in a file.
func neighbour(ip netip.Addr) bool {
	raw, err := os.ReadFile("/proc/net/arp")
	if err != nil {
		return false
	}
	for line := range strings.Lines(string(raw)) {
		if f := strings.Fields(line); len(f) > 3 && f[0] == ip.String() {
			return f[2] == "0x2"
		}
	}
	return false
}

// connected counts the laptops of the open workshops.
func (l *Laptop) connected() (here, known int) {
	l.mu.Lock()
	rooms := make([]*Room, 0, len(l.rooms))
	for _, r := range l.rooms {
		rooms = append(rooms, r)
	}
	l.mu.Unlock()
	for _, r := range rooms {
		if r.net == nil {
			continue
		}
		for _, m := range r.net.members() {
			if m.Role == roster.Removed.String() {
				continue
			}
			known++
			if m.Here {
				here++
			}
		}
	}
	return here, known
}

// judge makes a word of the rest.
func (d Diagnosis) judge() Verdict {
	open, back := false, false
	for _, a := range d.Adapters {
		open = open || a.Open
		back = back || a.BackMulticast || a.BackBroadcast
	}
	switch {
	case d.Listen != nil || !open:
		return Deaf
	case d.Others > 0 || d.Here > 0 || len(d.Found) > 0:
		return Sees
	case !back:
		return Firewall
	case d.Answers:
		return Apart
	}
	return Alone
}

// judgeSearch makes the verdict of a search with its error part of a Diagnosis.
func (d *Diagnosis) judgeSearch(err error) {
	switch {
	case err == nil, errors.Is(err, ErrNobodyShares):
		d.Verdict = Sees
	case errors.Is(err, ErrApart):
		d.Verdict = Apart
	case errors.Is(err, ErrSilence):
		d.Verdict = Alone
	case errors.Is(err, lan.ErrNoNetwork):
		d.Verdict = NoNetwork
	}
}

// DiagnoseAndSearch is Diagnose with a search of the network after it; see [Laptop.Search].
func (l *Laptop) DiagnoseAndSearch(ctx context.Context, progress func(done, total int)) (Diagnosis, error) {
	d, err := l.Diagnose(ctx)
	if err != nil || d.Verdict == NoNetwork {
		return d, err
	}
	failed := l.Search(ctx, progress)
	if len(d.Found) == 0 {
		for _, f := range l.Found() {
			d.Found = append(d.Found, Sighting{FoundWorkshop: f})
		}
	}
	if d.Others == 0 && d.Here == 0 {
		d.judgeSearch(failed)
	}
	return d, ctx.Err()
}

// answerWaits is how long the doctor waits for members to answer.
const answerWaits = 2 * time.Second

// Diagnose is that of the laptop; it also tells how this workshop stands.
func (r *Room) Diagnose(ctx context.Context) (Diagnosis, error) {
	var slowest time.Duration
	var asked sync.WaitGroup
	if r.net != nil {
		asked.Go(func() { slowest = r.net.slowestAnswer(ctx) })
	}
	d, err := r.laptop.Diagnose(ctx)
	asked.Wait()
	d.Slowest, d.Unsaved = slowest, r.doc.Unsaved()
	select {
	case <-r.doc.Ready():
		d.Changes = r.doc.Changes()
	default: // it is being loaded
	}
	return d, err
}

// slowestAnswer has those who are here answer.
func (n *network) slowestAnswer(ctx context.Context) time.Duration {
	n.mu.Lock()
	node := n.node
	n.mu.Unlock()
	if node == nil {
		return 0
	}
	ctx, cancel := context.WithTimeout(ctx, answerWaits)
	defer cancel()
	return node.SlowestAnswer(ctx)
}
