package laptop

import (
	"context"
	"sync"
	"time"

	"throughline.app/storage"
	"throughline.app/sync/beacon"
	"throughline.app/sync/lan"
	"throughline.app/sync/wire"
)

// A FoundWorkshop is one that is heard of in this room. What it says of itself is hearsay:
// only the words prove anything.
type FoundWorkshop struct {
	ID      string // on this laptop, "" if it was never in it
	Title   string // as told, or as this laptop knows it; "" if neither
	Host    string // who shares, "" unless told
	Laptops int
	Addrs   []string // "host:port", best first
	By      string   // "multicast", "broadcast", "answer" or "search"

	session wire.SessionID
	heard   time.Time // last; zero if it was searched for
}

// finding is what a laptop hears of others, from the first moment that it is of use.
type finding struct {
	once   sync.Once
	beacon *beacon.Beacon

	mu      sync.Mutex
	mine    map[wire.SessionID]ownCard // sessions that this laptop has been in
	stale   bool                       // there may be others by now: nobody was listening
	swept   []lan.Place                // by the last search
	onFound func()
}

// An ownCard is a workshop of this laptop, by a session of it.
type ownCard struct{ id, title string }

// watch starts the beacon, once, and returns it.
func (l *Laptop) watch() *beacon.Beacon {
	f := &l.finding
	f.once.Do(func() {
		f.beacon = beacon.New(beacon.Options{
			Bind: l.opt.Bind, Announce: l.announce, OnChange: l.foundChanged, Log: l.opt.Log,
		})
		l.mu.Lock()
		defer l.mu.Unlock()
		if l.closed {
			return // it stays silent
		}
		l.group.Go(func() error { return f.beacon.Run(l.ctx) })
	})
	return f.beacon
}

// LookAround listens for workshops of this room from now on, and asks for them.
func (l *Laptop) LookAround() { l.watch().Ask() }

// OnFound registers f for when Found gives something else. Call it once, before
// LookAround; f is called on a goroutine of the laptop.
func (l *Laptop) OnFound(f func()) {
	l.finding.mu.Lock()
	defer l.finding.mu.Unlock()
	l.finding.onFound = f
}

// Found lists the workshops that are heard of, the earliest first; then those that the
// last search came upon.
func (l *Laptop) Found() []FoundWorkshop {
	heard := l.watch().Found()
	f := &l.finding
	f.mu.Lock()
	stale := f.stale
	f.stale = false
	f.mu.Unlock()
	if stale {
		mine := l.sessions(l.ctx)
		f.mu.Lock()
		f.mine = mine
		f.mu.Unlock()
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	var all []FoundWorkshop
	seen := make(map[wire.SessionID]bool)
	for _, w := range heard {
		found := FoundWorkshop{
			ID: f.mine[w.Session].id, Title: w.Title, Host: w.Host, Laptops: w.Laptops, By: string(w.By), session: w.Session, heard: w.Heard,
		}
		if own := f.mine[w.Session].title; own != "" {
			found.Title = own
		}
		for _, a := range w.Addrs {
			found.Addrs = append(found.Addrs, a.String())
		}
		seen[w.Session] = true
		all = append(all, found)
	}
	for _, p := range f.swept {
		if !seen[p.Session] {
			seen[p.Session] = true
			own := f.mine[p.Session]
			all = append(all, FoundWorkshop{ID: own.id, Title: own.title, Addrs: []string{p.Addr}, By: "search", session: p.Session})
		}
	}
	return all
}

// foundChanged is called by the beacon, several times a second while a room fills. The disk is asked
// on its goroutine if somebody listens, and else when somebody asks.
func (l *Laptop) foundChanged() {
	f := &l.finding
	f.mu.Lock()
	tell := f.onFound
	f.stale = tell == nil
	f.mu.Unlock()
	if tell == nil {
		return
	}
	mine := l.sessions(l.ctx)
	f.mu.Lock()
	f.mine = mine
	f.mu.Unlock()
	tell()
}

// sessions maps the sessions that this laptop has been in to its workshops.
func (l *Laptop) sessions(ctx context.Context) map[wire.SessionID]ownCard {
	mine := make(map[wire.SessionID]ownCard)
	l.eachSession(ctx, func(w storage.Workshop, s lan.State) { mine[s.Session] = ownCard{w.ID, w.Title} })
	return mine
}

// eachSession calls f for every workshop of this laptop that was shared.
func (l *Laptop) eachSession(ctx context.Context, f func(storage.Workshop, lan.State)) {
	all, err := l.store.Workshops(ctx)
	if err != nil {
		return // it is about titles and short cuts: the rest works without
	}
	for _, w := range all {
		raw, err := l.store.Session(ctx, w.ID)
		if err != nil || len(raw) == 0 {
			continue
		}
		if s, err := lan.ParseState(raw); err == nil {
			f(w, s)
		}
	}
}

// announce is what the open workshops of this laptop say of themselves now.
func (l *Laptop) announce() []beacon.Announcement {
	l.mu.Lock()
	rooms := make([]*Room, 0, len(l.rooms))
	for _, r := range l.rooms {
		rooms = append(rooms, r)
	}
	l.mu.Unlock()
	var out []beacon.Announcement
	for _, r := range rooms {
		if r.net == nil || r.leaving.Load() || r.ctx.Err() != nil {
			continue
		}
		r.net.mu.Lock()
		node, tells := r.net.node, r.net.tells
		r.net.mu.Unlock()
		if node == nil {
			continue
		}
		print := node.Fingerprint()
		a := beacon.Announcement{
			Session: node.Session(), Port: node.Port(), Print: [8]byte(print[:8]), Laptops: uint8(min(255, 1+len(node.Members()))),
		}
		if tells {
			a.Title, a.Host = r.Snapshot().Meta.Title, l.nameNow()
		}
		out = append(out, a)
	}
	return out
}

// tellsKey is the setting that holds whether a workshop tells title and name to everybody
// on the network.
func tellsKey(id string) string { return "beacon.tells." + id }

func (n *network) loadTells(ctx context.Context) bool {
	v, err := n.room.laptop.Setting(ctx, tellsKey(n.room.id))
	return err == nil && v == "1"
}

// TellsRoom says whether the title of the workshop and the name of the person are told to
// everybody on this network, so that they stand in the list of workshops in the room.
func (r *Room) TellsRoom() bool {
	if r.net == nil {
		return false
	}
	r.net.mu.Lock()
	defer r.net.mu.Unlock()
	return r.net.tells
}

// TellRoom sets what TellsRoom says, and keeps it.
func (r *Room) TellRoom(ctx context.Context, tell bool) error {
	if r.net == nil {
		return nil
	}
	r.net.mu.Lock()
	r.net.tells = tell
	r.net.mu.Unlock()
	r.laptop.watch().Nudge()
	v := ""
	if tell {
		v = "1"
	}
	return r.laptop.PutSetting(ctx, tellsKey(r.id), v)
}

// nameNow is the person's name without asking the disk, "" if it was never asked.
func (l *Laptop) nameNow() string {
	if p := l.profile.Load(); p != nil {
		return p.Name
	}
	return ""
}

// hearingFor is how long joining without an address listens for one.
const hearingFor = 3 * time.Second

// heard waits until a workshop is heard of, at most hearingFor.
func (l *Laptop) heard(ctx context.Context) []FoundWorkshop {
	l.LookAround()
	limit := time.NewTimer(hearingFor)
	defer limit.Stop()
	look := time.NewTicker(20 * time.Millisecond)
	defer look.Stop()
	for {
		if all := l.Found(); len(all) > 0 {
			return all
		}
		select {
		case <-ctx.Done():
			return nil
		case <-limit.C:
			return nil
		case <-look.C:
		}
	}
}
