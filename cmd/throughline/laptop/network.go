package laptop

import (
	"context"
	"errors"
	"slices"
	"sync"
	"time"

	"throughline.app/storage"
	"throughline.app/sync/lan"
	"throughline.app/sync/presence"
	"throughline.app/sync/replica"
	"throughline.app/sync/roster"
)

// errLeft is what a node gets that comes too late.
var errLeft = errors.New("the workshop has been closed")

// retryEvery is how often a room that was shared before looks for a network again.
const retryEvery = time.Second

// lookEvery is how often a room looks whether the others are in step.
const lookEvery = 500 * time.Millisecond

// picturesEvery is after how many looks pictures are asked for again that the disk did not take.
const picturesEvery = 20

// A network is the room's side of the local network: the hub that keeps documents equal,
// and, once the workshop is shared or was before, the node that finds the others.
type network struct {
	room   *Room
	hub    *replica.Hub
	others *pointers

	refusals chan struct{} // room for 1: a whole workshop was refused; read by who waits for one

	waits time.Time // since when what is left is to be brought along; of run alone

	forked, mended time.Time     // since when there is something to mend; when it was mended; of run alone
	mendPause      time.Duration // and how long to wait after that

	moved chan struct{} // room for 1: this laptop's addresses are others; read by run

	share  sync.Mutex // held while a node is made or taken on
	closed bool       // under share: no node is taken on any more
	noWay  string     // likewise: why there was no way back to the others, the last time

	keeping sync.Mutex // held while it is kept how the workshop is shared; taken before mu

	mu    sync.Mutex
	due   bool               // the disk did not take that
	node  *lan.Node          // nil while the workshop is not shared
	leave context.CancelFunc // ends node's Run
	state *lan.State
	past  *roster.Roster // as it was stored, or told last; nil if none was
	first *lan.Node      // already admitted, before run
	tells bool           // title and name may be told to this network
}

// newNetwork prepares a room's network. Admitted is a node that has come in with words,
// or nil.
func newNetwork(r *Room, admitted *lan.Node) (*network, error) {
	n := &network{room: r, first: admitted, refusals: make(chan struct{}, 1), moved: make(chan struct{}, 1)}
	n.others = newPointers(n)
	n.hub = replica.NewHub(r.rights, replica.Options{Log: r.log, OnPresence: n.others.hear, Blobs: r.album, Moment: r.moment.Frame, OnMoment: n.hearMoment, Vouchers: r.rights.Brought, OnVouch: r.rights.Hear})
	r.rights.SetHub(n.hub)
	n.point(presence.State{}) // that this laptop is here, and what it reads
	n.tells = n.loadTells(r.ctx)
	var err error
	if r.removedBy, err = r.laptop.Setting(r.ctx, removedKey(r.id)); err != nil {
		return nil, err
	}
	stored, err := r.laptop.store.Session(r.ctx, r.id)
	if err != nil && !errors.Is(err, storage.ErrNotFound) {
		return nil, err
	}
	if len(stored) > 0 {
		state, err := lan.ParseState(stored)
		if err != nil {
			r.log.Warn("how this workshop was shared cannot be read; share it again", "err", err)
		} else {
			n.state = &state
			n.past, _ = roster.Open(state.Session, r.id, state.Roster)
		}
	}
	return n, nil
}

// run keeps the documents equal until ctx ends.
func (n *network) run(ctx context.Context) error {
	if n.first != nil {
		if err := n.enter(n.first); err != nil {
			n.room.log.Info("the way in was not taken", "err", err)
		}
	}
	n.room.wantPictures(n.room.Snapshot(), nil)
	n.resume()
	retry, look := time.NewTicker(retryEvery), time.NewTicker(lookEvery)
	defer retry.Stop()
	defer look.Stop()
	var last []Member
	looks := 0
	n.room.group.Go(func() error { return n.hub.Run(ctx) })
	n.room.group.Go(func() error { return n.room.rights.Run(ctx) })
	n.room.group.Go(func() error { return n.others.run(ctx) })
	for {
		select {
		case <-ctx.Done():
			n.keepDue()
			return nil
		case <-retry.C:
			n.resume()
			n.keepDue()
		case <-n.moved:
			n.resume()
		case <-look.C:
			n.others.expire()
			n.epochs(ctx)
			if looks++; looks%picturesEvery == 0 {
				n.room.album.again()
			}
			if now := n.members(); !slices.Equal(now, last) {
				last = now
				n.room.statusChanged()
			}
		}
	}
}

// resume goes back to the session that the room was in, if there is one and a network.
func (n *network) resume() {
	n.share.Lock()
	defer n.share.Unlock()
	err := n.back()
	why := ""
	if err != nil {
		why = err.Error()
	}
	if why != "" && why != n.noWay { // it is tried every second
		n.room.log.Info("no way back to the others yet", "err", err)
	}
	n.noWay = why
}

// back is resume for a caller that holds n.share.
func (n *network) back() error {
	n.mu.Lock()
	state, node := n.state, n.node
	n.mu.Unlock()
	if state == nil || node != nil {
		return nil
	}
	node, err := lan.Resume(n.options(), *state)
	if errors.Is(err, lan.ErrRemoved) {
		n.putOut()
	}
	if err != nil {
		return err
	}
	return n.adopt(node)
}

// enter takes on a node that has come in with words, instead of one in another session. If
// the room is in that session already, it keeps the way it has.
func (n *network) enter(node *lan.Node) error {
	n.share.Lock()
	defer n.share.Unlock()
	n.mu.Lock()
	now := n.node
	n.mu.Unlock()
	if now != nil && now.State().Session == node.State().Session {
		return node.Close()
	}
	return n.adopt(node)
}

// shut has no node taken on after it.
func (n *network) shut() {
	n.share.Lock()
	defer n.share.Unlock()
	n.closed = true
}

func (n *network) options() lan.Options {
	return asRole(n.room.laptop.lanOptions(n.room.ctx), n.room.MyRole())
}

// wallName is what the others call a wall that nobody gave a name.
const wallName = "Wall"

// asRole asks for a role, and gives a wall a name.
func asRole(o lan.Options, role string) lan.Options {
	if o.Role = role; role == roster.Wall.String() && o.Name == "" {
		o.Name = wallName
	}
	return o
}

func (l *Laptop) lanOptions(ctx context.Context) lan.Options {
	p := l.Profile(ctx)
	return lan.Options{
		Identity: l.identity, Name: p.Name, Color: p.Hue, Function: p.Function, Bind: l.opt.Bind, Dial: l.opt.Dial, Now: l.opt.Now, Log: l.opt.Log,
	}
}

// adopt makes node the room's way to the others, instead of any other. The caller holds
// n.share.
func (n *network) adopt(node *lan.Node) error {
	if n.closed {
		return errors.Join(errLeft, node.Close())
	}
	state := node.State()
	ctx, leave := context.WithCancel(n.room.ctx)
	n.mu.Lock()
	before := n.leave
	n.node, n.state, n.past, n.leave = node, &state, node.Roster(), leave
	n.mu.Unlock()
	n.readmitted()
	n.room.rights.follow(node.Roster())
	if before != nil {
		before()
	}
	node.OnSession(func(ctx context.Context, s *lan.Session) error {
		m := s.Member()
		return n.hub.Serve(ctx, replica.Peer{ID: lan.Hex(m.Fingerprint), Name: m.Name}, s)
	})
	node.OnState(func(s lan.State) {
		n.mu.Lock()
		current := n.node == node
		if current {
			n.state = &s
		}
		n.mu.Unlock()
		if current {
			n.keepState()
		}
	})
	node.OnEvent(n.event)
	n.room.group.Go(func() error {
		defer leave()
		err := node.Run(ctx)
		removed := errors.Is(err, lan.ErrRemoved)
		if ctx.Err() == nil && !removed {
			n.room.log.Warn("the network of this workshop ended; trying again", "err", err)
		}
		last := node.State() // what was said while it ended is in it
		n.mu.Lock()
		current := n.node == node
		if current {
			n.node, n.state = nil, &last
		}
		n.mu.Unlock()
		if current && !removed {
			n.keepState()
		}
		if removed && current {
			n.putOut()
		}
		n.room.statusChanged()
		n.room.laptop.watch().Nudge()
		if errors.Is(err, lan.ErrMoved) {
			select {
			case n.moved <- struct{}{}:
			default: // told already
			}
		}
		return nil
	})
	n.room.statusChanged()
	n.room.laptop.watch().Nudge()
	return nil
}

func (n *network) event(e lan.Event) {
	r := n.room
	switch e.Kind {
	case lan.DoorMoved, lan.Asking, lan.RosterMoved:
		r.doorChanged()
		if e.Kind == lan.Asking {
			return
		}
		if e.Kind == lan.RosterMoved {
			r.rights.Look()
		}
	case lan.Shut:
		r.log.Warn("a door shut after too many wrong words", "member", e.Member.Name)
		r.set(func() { r.triedAt = e.Member.Name })
		r.doorChanged()
	case lan.Here, lan.Gone:
		if e.Kind == lan.Gone {
			n.others.gone(e.Member)
		}
		r.tell.say(func() {
			r.mu.Lock()
			f := r.onMember
			r.mu.Unlock()
			if f != nil {
				f(Member{ID: lan.Hex(e.Member.Fingerprint), Name: e.Member.Name, Hue: e.Member.Color, Here: e.Kind == lan.Here})
			}
		})
	}
	r.statusChanged()
}

func (n *network) sharing() bool {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.node != nil
}

// settle waits until everybody who is here has been told what is to be told, and holds what is held here,
// or ctx ends: a change made just before leaving is then not left behind, nor an instruction.
func (n *network) settle(ctx context.Context) {
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	for {
		if !n.hub.Owes() && !slices.ContainsFunc(n.hub.InStep(), func(s replica.Step) bool { return s.Behind > 0 }) {
			return
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}

// LookNow looks for the members who are not here without waiting for the next turn: for
// when a network is known to have come back.
func (r *Room) LookNow() {
	if r.net == nil {
		return
	}
	r.net.mu.Lock()
	node := r.net.node
	r.net.mu.Unlock()
	if node != nil {
		node.LookNow()
	}
}
