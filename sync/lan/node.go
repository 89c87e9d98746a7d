package lan

import (
	"bytes"
	"context"
	"crypto/tls"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"strconv"
	"sync"
	"sync/atomic"
	"time"

	"throughline.app/assets/words"
	"throughline.app/sync/roster"
	"throughline.app/sync/wire"
)

// A Node is this laptop in one shared session, however it came there. [Share], [Join] and
// [Resume] make one that listens already; [Node.Run] makes it work. Its methods are safe
// for concurrent use, except On…, which are called before Run.
type Node struct {
	opt       Options
	log       *slog.Logger
	tls       *tls.Config
	me        wire.Fingerprint
	instance  uint64
	place     place
	port      int
	listeners []net.Listener

	session  wire.SessionID
	workshop Workshop
	roster   *roster.Roster
	sec      atomic.Pointer[secrets]

	door      door
	admitting sync.Mutex    // one is let in at a time; taken before mu
	doorTimer chan struct{} // cap 1: how long the door is open is another
	out       chan struct{} // cap 1: this laptop was removed
	unproved  chan struct{} // cap MaxUnproved: one token per connection without proof
	kick      chan struct{} // cap 1: redial looks at once
	meet      chan string   // cap 64: membership addresses to join; a full one drops
	tasks     sync.WaitGroup
	first     *Session // Join's, until Run

	mu      sync.Mutex
	table   map[wire.Fingerprint]*known
	gossip  string                 // host:port of our membership packets; empty before Run
	rekey   func(gossipKey []byte) // of membership packets; nil before Run
	running bool

	settings      [wire.WhatKey + 1]wire.Setting // by What; Number 0 is none
	openUntil     time.Time
	petitions     map[wire.Fingerprint]*petition // at this laptop's own door
	turnedAway    map[wire.Fingerprint]time.Time
	doorVersion   uint64 // of settings; 1 is none
	askVersion    uint64 // of petitions
	rosterVersion uint64
	rosterSaid    uint64 // the version that this laptop made last
	rosterDue     uint64 // the version of which the others are told the digest
	rosterDigest  [32]byte

	news      mailbox
	onSession func(context.Context, *Session) error
	onEvent   func(Event)
	onState   func(State)
}

// Share begins a new session of workshop, with words of its own.
func Share(opt Options, workshop Workshop) (*Node, error) {
	n, err := newNode(opt, DefaultPort)
	if err != nil {
		return nil, err
	}
	n.workshop = Workshop{ID: workshop.ID, Title: clip(workshop.Title, wire.MaxTitle)}
	n.roster, err = roster.Begin(n.opt.Random, n.opt.Identity.key(), workshop.ID, n.opt.Name, n.opt.Function)
	if err == nil {
		n.session = n.roster.Session()
		n.rosterMoved(true)
		var values map[wire.What][]byte
		if values, err = n.drawAll(); err == nil {
			values[wire.WhatMode] = modeValue(Open, OpenFor)
			err = n.set(values)
		}
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("lan: beginning a session: %w", err), n.Close())
	}
	return n, nil
}

// Join enters the session that is shared at addr, host:port or host, with typed words. It
// takes a second or two, for the stretching.
//
// Errors: [words.ErrUnknown], [ErrWrongWords], [ErrDoorShut], [ErrUnreachable],
// [ErrNotThroughline], [ErrImpostor], [ErrFull], [ErrSelf], [ErrNoNetwork], [ErrClosed],
// [ErrNotNow], [ErrNobodyAnswered], [ErrRemoved], ctx's.
func Join(ctx context.Context, opt Options, typed, addr string) (*Node, error) {
	return JoinWith(ctx, opt, typed, addr, nil)
}

// JoinWith is [Join] with a laptop of which the fingerprint was told, as a link does: nobody
// else gets a proof, and [ErrNotMember] is returned if somebody else answers. Nil is anybody.
func JoinWith(ctx context.Context, opt Options, typed, addr string, who *wire.Fingerprint) (*Node, error) {
	normal, err := words.Parse(typed)
	if err != nil {
		return nil, fmt.Errorf("lan: joining: %w", err)
	}
	n, err := newNode(opt, DefaultPort)
	if err != nil {
		return nil, err
	}
	if err := n.join(ctx, normal, withPort(addr), who); err != nil {
		return nil, errors.Join(err, n.Close())
	}
	return n, nil
}

func (n *Node) join(ctx context.Context, normal, addr string, who *wire.Fingerprint) (err error) {
	// The session is asked for first, so that the stretching, which may take long on a slow
	// laptop, does not use up the time that the other side grants for the proof.
	if n.session, err = n.ask(ctx, addr); err != nil {
		return err
	}
	n.setSecrets(normal, nil)
	s, admit, err := n.enter(ctx, addr, wire.DoorWords, n.sec.Load().wordsKey(), who)
	if errors.Is(err, errOther) {
		return fmt.Errorf("%w: %w", ErrNotMember, err)
	}
	if err != nil {
		return err
	}
	if len(admit.GossipKey) != wire.GossipKeyLen {
		_ = s.Close()
		return fmt.Errorf("lan: %s admits without a key: %w", addr, ErrNotThroughline)
	}
	n.workshop = Workshop{ID: admit.Workshop, Title: admit.Title}
	if n.roster, err = roster.Open(n.session, admit.Workshop, admit.Roster); err != nil {
		_ = s.Close()
		return fmt.Errorf("lan: %s: %w: %w", addr, ErrNotThroughline, err)
	}
	n.setSecrets("", admit.GossipKey)
	n.rosterMoved(false)
	n.takeAdmission(admit)
	n.first = s
	return nil
}

// Resume goes back to the session that state describes. Whoever of its members is up will
// be found again; nobody needs to be.
func Resume(opt Options, state State) (*Node, error) {
	port := state.Port
	if port == 0 {
		port = DefaultPort
	}
	n, err := newNode(opt, port)
	if err != nil {
		return nil, err
	}
	n.session, n.workshop = state.Session, state.Workshop
	if n.roster, err = roster.Open(state.Session, state.Workshop.ID, state.Roster); err != nil {
		return nil, errors.Join(fmt.Errorf("lan: going back: %w", err), n.Close())
	}
	for i := len(state.Former) - 1; i >= 0; i-- {
		n.setSecrets("", state.Former[i])
	}
	n.setSecrets(state.Words, state.GossipKey)
	for _, s := range state.Settings {
		if s.What >= wire.WhatMode && s.What <= wire.WhatKey {
			n.settings[s.What] = s
		}
	}
	n.openUntil = state.OpenUntil
	if mode, openFor, ok := readMode(n.settings[wire.WhatMode].Value); ok && mode == Open {
		if latest := n.opt.Now().Add(openFor); n.openUntil.After(latest) {
			n.openUntil = latest // the clock was put back: the door is not open for longer than was said
		}
	}
	n.rosterMoved(false)
	if n.isRemoved(n.me) {
		return nil, errors.Join(ErrRemoved, n.Close())
	}
	for _, k := range state.Known {
		n.learn(wire.Member(k))
	}
	n.LookNow()
	return n, nil
}

func newNode(opt Options, preferredPort int) (*Node, error) {
	n := &Node{
		opt:      opt.withDefaults(),
		me:       opt.Identity.fingerprint,
		tls:      opt.Identity.tlsConfig(),
		unproved: make(chan struct{}, MaxUnproved),
		kick:     make(chan struct{}, 1),
		meet:     make(chan string, 64),
		table:    map[wire.Fingerprint]*known{},

		doorTimer: make(chan struct{}, 1), out: make(chan struct{}, 1),
		petitions: map[wire.Fingerprint]*petition{}, turnedAway: map[wire.Fingerprint]time.Time{},
		doorVersion: 1, askVersion: 1,
	}
	if opt.Identity.cert.PrivateKey == nil {
		return nil, errors.New("lan: no identity")
	}
	n.log = n.opt.Log
	n.door.now = n.opt.Now
	n.news.more = make(chan struct{}, 1)
	var b [8]byte
	if _, err := io.ReadFull(n.opt.Random, b[:]); err != nil {
		return nil, fmt.Errorf("lan: drawing an instance: %w", err)
	}
	n.instance = binary.BigEndian.Uint64(b[:])
	var err error
	if n.place, err = parseBind(opt.Bind, n.opt.Addresses, preferredPort); err != nil {
		return nil, err
	}
	if n.opt.Dial == nil {
		dialer := &net.Dialer{}
		if opt.Bind != "" {
			dialer.LocalAddr = &net.TCPAddr{IP: n.place.hosts[0].AsSlice()}
		}
		n.opt.Dial = dialer.DialContext
	}
	if n.listeners, err = listen(n.place); err != nil {
		return nil, err
	}
	n.port = n.listeners[0].Addr().(*net.TCPAddr).Port
	return n, nil
}

// OnSession registers what exchanges frames with each member, in a goroutine of its own.
// When serve returns the session is closed; it must return when ctx ends or the session is
// closed. Without it frames are read and thrown away.
func (n *Node) OnSession(serve func(ctx context.Context, s *Session) error) { n.onSession = serve }

// OnEvent registers f for members that come and go. Calls come in order, while Run runs.
func (n *Node) OnEvent(f func(Event)) { n.onEvent = f }

// OnState registers f for what is to be stored, so that a restart finds its way back: at
// the start of Run and whenever it changed. Calls come in order with those of OnEvent.
func (n *Node) OnState(f func(State)) { n.onState = f }

// Words returns the room code as it is now.
func (n *Node) Words() string { return n.sec.Load().words }

// Addr returns the host:port to be typed by others.
func (n *Node) Addr() string { return n.addresses()[0] }

func (n *Node) addresses() []string {
	var out []string
	for _, l := range n.listeners[:min(len(n.listeners), wire.MaxAddresses)] {
		host, _, _ := net.SplitHostPort(l.Addr().String())
		out = append(out, net.JoinHostPort(host, strconv.Itoa(n.port)))
	}
	return out
}

// Workshop returns what the session is about.
func (n *Node) Workshop() Workshop { return n.workshop }

// Session names the session; it is no secret.
func (n *Node) Session() wire.SessionID { return n.session }

// Port is where this laptop listens.
func (n *Node) Port() uint16 { return uint16(n.port) }

// Fingerprint names this laptop.
func (n *Node) Fingerprint() wire.Fingerprint { return n.me }

// OpenDoor has this laptop take words again, after too many wrong ones shut its door.
func (n *Node) OpenDoor() { n.door.open() }

// Members returns those who are here, by fingerprint.
func (n *Node) Members() []Member {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.here()
}

// State returns what [Resume] needs.
func (n *Node) State() State {
	sec, known := n.sec.Load(), n.knownMembers()
	n.mu.Lock()
	defer n.mu.Unlock()
	s := State{
		Version: stateVersion, Session: n.session, GossipKey: bytes.Clone(sec.gossipKey), Former: sec.former,
		Words: sec.words, Workshop: n.workshop, Port: n.port, Known: known, OpenUntil: n.openUntil, Roster: n.roster.Encode(),
	}
	for _, one := range n.settings[1:] {
		if one.Number > 0 {
			s.Settings = append(s.Settings, one)
		}
	}
	return s
}

// Close gives up a Node whose Run was never called. After Run it does nothing.
func (n *Node) Close() error {
	if n.first != nil {
		_ = n.first.Close()
	}
	err := closeAll(n.listeners)
	if errors.Is(err, net.ErrClosed) {
		return nil
	}
	return err
}
