package beacon

import (
	"context"
	"crypto/rand"
	"encoding/binary"
	"log/slog"
	"maps"
	"net/netip"
	"slices"
	"sync"
	"time"

	"throughline.app/sync/wire"
)

// Times of the beacon.
const (
	Often     = time.Second // between beacons in the first Beginning
	Seldom    = 5 * time.Second
	Beginning = 10 * time.Second // of something new: a workshop, a question, an adapter

	adaptersEvery = 2 * time.Second

	enough = 2 // other laptops that speak of a workshop: one more need not be often heard
)

// Options of a [Beacon]. The zero value of each stands for its default.
type Options struct {
	// Bind is that of the laptop; see [Adapters].
	Bind string
	// Announce gives what is shared here now. It is called at every beacon and question, must
	// be quick, and must not call the Beacon. Nil announces nothing.
	Announce func() []Announcement
	// OnChange is told, on a goroutine of the Beacon, that Found gives something else now; at
	// most five times a second.
	OnChange func()

	// Port is where beacons are heard. Default: [Port].
	Port uint16
	// List gives the adapters, asked every two seconds. Default: [Adapters] of Bind.
	List func() ([]Adapter, error)
	// Open opens the sockets of one. Default: the laptop's.
	Open func(a Adapter, port uint16) (Radio, error)
	// Now is the clock. Default: time.Now.
	Now func() time.Time
	// Log hears what adapters cannot be used. Default: silence.
	Log *slog.Logger
}

// A Beacon announces and hears workshops. Make it with [New]; its methods are safe for
// concurrent use.
type Beacon struct {
	opt      Options
	instance uint64
	kick     chan struct{} // cap 1: announce and ask now
	changed  chan struct{} // cap 1: Found gives something else

	mu     sync.Mutex
	table  table
	radios map[Adapter]*station
	eager  time.Time // until when Often rules
	asking bool
	said   map[wire.SessionID]bool // announced at the last beacon
	others map[netip.Addr]time.Time
}

// A station is a Radio at work.
type station struct {
	radio Radio
	ended chan struct{} // closed when Hear has returned

	// Under Beacon.mu.
	sentMulticast, sentBroadcast error
	back                         map[Way]time.Time // when this beacon's own datagrams came back last
	heard                        map[Way]time.Time // the same, those of other laptops
}

// New makes a Beacon, which does nothing before [Beacon.Run].
func New(opt Options) *Beacon {
	if opt.Announce == nil {
		opt.Announce = func() []Announcement { return nil }
	}
	if opt.OnChange == nil {
		opt.OnChange = func() {}
	}
	if opt.Port == 0 {
		opt.Port = Port
	}
	if opt.List == nil {
		bind := opt.Bind
		opt.List = func() ([]Adapter, error) { return Adapters(bind) }
	}
	if opt.Open == nil {
		opt.Open = openRadio
	}
	if opt.Now == nil {
		opt.Now = time.Now
	}
	if opt.Log == nil {
		opt.Log = slog.New(slog.DiscardHandler)
	}
	var raw [8]byte
	_, _ = rand.Read(raw[:]) // never fails
	return &Beacon{
		opt: opt, instance: binary.BigEndian.Uint64(raw[:]),
		kick: make(chan struct{}, 1), changed: make(chan struct{}, 1),
		table:  table{sessions: make(map[wire.SessionID][]speaker)},
		radios: make(map[Adapter]*station), said: make(map[wire.SessionID]bool), others: make(map[netip.Addr]time.Time),
	}
}

// Ask asks who shares, now and for the next ten seconds, if Run runs.
func (b *Beacon) Ask() {
	b.mu.Lock()
	b.asking = true
	b.mu.Unlock()
	b.Nudge()
}

// Nudge announces at once what Announce gives now, and often for the next ten seconds.
func (b *Beacon) Nudge() {
	b.mu.Lock()
	b.eager = b.opt.Now().Add(Beginning)
	b.mu.Unlock()
	signal(b.kick)
}

func signal(c chan struct{}) {
	select {
	case c <- struct{}{}:
	default: // told already
	}
}

// Found lists the workshops that are heard of, the earliest first. This laptop's own are
// not among them.
func (b *Beacon) Found() []Workshop {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.table.list()
}

// Run speaks and hears until ctx ends, and then says that everything is gone. Adapters that
// come and go are followed; one that cannot be used is tried again.
func (b *Beacon) Run(ctx context.Context) error {
	defer b.end()
	b.mu.Lock()
	b.eager = b.opt.Now().Add(Beginning)
	b.mu.Unlock()
	var tellers sync.WaitGroup
	defer tellers.Wait()
	tellers.Go(func() { b.tell(ctx) })

	b.follow()
	b.speak()
	spoken, followed := b.opt.Now(), b.opt.Now()
	look := time.NewTimer(Often / 4)
	defer look.Stop()
	for {
		kicked := false
		select {
		case <-ctx.Done():
			return nil
		case <-b.kick:
			kicked = true
		case <-look.C:
		}
		now := b.opt.Now()
		if now.Sub(followed) >= adaptersEvery || kicked {
			followed = now
			kicked = b.follow() || kicked
		}
		b.mu.Lock()
		pause := Seldom
		if now.Before(b.eager) {
			look.Reset(Often / 4)
			if b.asking || !b.heardEnough(now) {
				pause = Often
			}
		} else {
			look.Reset(Often)
			b.asking = false
		}
		if b.table.expire(now) {
			signal(b.changed)
		}
		b.mu.Unlock()
		if kicked || now.Sub(spoken) >= pause {
			spoken = now
			b.speak()
		}
	}
}

// heardEnough reports whether others speak of all that this laptop spoke of last. The caller holds
// b.mu.
func (b *Beacon) heardEnough(now time.Time) bool {
	for id := range b.said {
		if b.table.speakers(id, now.Add(-2*Seldom)) < enough {
			return false
		}
	}
	return true
}

// tell calls OnChange, not more often than it promises.
func (b *Beacon) tell(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-b.changed:
			b.opt.OnChange()
		}
		select {
		case <-ctx.Done():
			return
		case <-time.After(minChangeSpacing):
		}
	}
}

// follow opens the adapters that are new and closes those that are gone. It reports
// whether one was opened.
func (b *Beacon) follow() (opened bool) {
	list, err := b.opt.List()
	if err != nil {
		b.opt.Log.Info("the beacon finds no adapters", "err", err)
		list = nil
	}
	b.mu.Lock()
	var closing []*station
	for a, s := range b.radios {
		if !slices.Contains(list, a) {
			delete(b.radios, a)
			closing = append(closing, s)
		}
	}
	var missing []Adapter
	for _, a := range list {
		if b.radios[a] == nil {
			missing = append(missing, a)
		}
	}
	b.mu.Unlock()
	for _, s := range closing {
		s.close()
	}
	for _, a := range missing {
		radio, err := b.opt.Open(a, b.opt.Port)
		if err != nil {
			b.opt.Log.Info("the beacon cannot use an adapter", "adapter", a.Name, "err", err)
			continue
		}
		s := &station{radio: radio, ended: make(chan struct{}), back: make(map[Way]time.Time), heard: make(map[Way]time.Time)}
		b.mu.Lock()
		b.radios[a] = s
		b.mu.Unlock()
		opened = true
		go func() {
			defer close(s.ended)
			radio.Hear(func(raw []byte, from netip.AddrPort, by Way) { b.hear(a, s, raw, from, by) })
		}()
	}
	return opened
}

func (s *station) close() {
	_ = s.radio.Close()
	<-s.ended
}

// speak announces what is shared, takes back what is not any more, and asks if asked to.
func (b *Beacon) speak() {
	shared := b.opt.Announce()
	b.mu.Lock()
	var out [][]byte
	now := make(map[wire.SessionID]bool)
	for _, a := range shared {
		now[a.Session] = true
		out = append(out, b.message(Here, a))
	}
	for id := range b.said {
		if !now[id] {
			out = append(out, b.message(Gone, Announcement{Session: id}))
		}
	}
	b.said = now
	if b.asking {
		out = append(out, b.message(Ask, Announcement{}))
	}
	stations := b.stations()
	b.mu.Unlock()
	b.shout(stations, out)
}

func (b *Beacon) shout(stations []*station, datagrams [][]byte) {
	for _, s := range stations {
		for _, d := range datagrams {
			m, br := s.radio.Shout(d)
			b.mu.Lock()
			s.sentMulticast, s.sentBroadcast = m, br
			b.mu.Unlock()
		}
	}
}

// stations lists the radios; the caller holds b.mu.
func (b *Beacon) stations() []*station {
	var all []*station
	for _, s := range b.radios {
		all = append(all, s)
	}
	return all
}

func (b *Beacon) message(k Kind, a Announcement) []byte {
	return Message{Kind: k, Instance: b.instance, Announcement: a}.Append(make([]byte, 0, MaxSize))
}

// hear takes in one datagram that came on adapter a.
func (b *Beacon) hear(a Adapter, s *station, raw []byte, from netip.AddrPort, by Way) {
	m, err := Decode(raw)
	src := from.Addr().Unmap()
	if err != nil || !a.Prefix.Contains(src) {
		return
	}
	now := b.opt.Now()
	b.mu.Lock()
	if m.Instance == b.instance { // our own voice: the doctor likes to know
		s.back[by] = now
		b.mu.Unlock()
		return
	}
	if !b.table.admits(src, now) {
		b.mu.Unlock()
		return
	}
	s.heard[by] = now
	if _, known := b.others[src]; !known && len(b.others) >= maxSources {
		maps.DeleteFunc(b.others, func(_ netip.Addr, at time.Time) bool { return now.Sub(at) >= Expiry })
	}
	if _, known := b.others[src]; known || len(b.others) < maxSources {
		b.others[src] = now
	}
	changed := false
	switch m.Kind {
	case Here:
		changed = b.table.hear(m, src, by, now)
	case Gone:
		changed = b.table.gone(m, src)
	}
	if changed {
		signal(b.changed)
	}
	b.mu.Unlock()
	if m.Kind == Ask {
		for _, shared := range b.opt.Announce() {
			_ = s.radio.Tell(b.message(Here, shared), netip.AddrPortFrom(src, from.Port())) // it asks again
		}
	}
}

// end takes back what was announced and closes everything.
func (b *Beacon) end() {
	b.mu.Lock()
	var out [][]byte
	for id := range b.said {
		out = append(out, b.message(Gone, Announcement{Session: id}))
	}
	stations := b.stations()
	clear(b.radios)
	b.mu.Unlock()
	b.shout(stations, out)
	for _, s := range stations {
		s.close()
	}
}
