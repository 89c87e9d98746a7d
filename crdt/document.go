package crdt

import (
	"context"
	"encoding/hex"
	"fmt"
	"log/slog"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"throughline.app/crdt/format"
	"throughline.app/workshop"
)

// A Change is one change of the document as it travels and is stored. Its bytes are
// shared and must not be altered.
type Change struct {
	Hash  [32]byte
	Actor string // of its author, hex
	Seq   uint64 // its number among the author's, from 1
	Bytes []byte // the raw chunk, never deflated

	// Deps are the changes that it follows directly; nil if there are none, or if they have not
	// been read out of Bytes.
	Deps []format.Hash
}

// A Journal keeps changes. Append must not block; it calls done, at once or later and from
// any goroutine, when the changes are on the disk, or with the error if they never will be.
// Then they are offered again with the next ones. A change may be offered that is on the
// disk already.
type Journal interface {
	Append(changes []Change, done func(error))
}

// Saved is a workshop as storage hands it back. All of it may be empty.
type Saved struct {
	Document  []byte   // what Document.Save gave
	Changes   [][]byte // raw chunks that Document does not hold, in the order in which they were kept
	View      []byte   // what Document.View gave, to be shown at once
	ViewHeads []string // the state of the document that View shows
}

// Options are what a Document needs of the rest of the program.
type Options struct {
	// Actor names this run of the program: 16 bytes in hex, fresh at every start. A
	// second use makes laptops differ for good.
	Actor   string
	Journal Journal          // nil keeps nothing
	Now     func() time.Time // nil is time.Now
	Log     *slog.Logger     // nil is silence
	Keeper  Gatekeeper       // nil lets everybody change everything

	// Collect is called when the library has left a lot of memory to Go's finalizers, which
	// nothing else hurries. nil is runtime.GC.
	Collect func()

	// Examiner takes up whole workshops from elsewhere first; nil leaves it at the gate.
	Examiner Examiner

	// MayBring reports whether others will take from this laptop what somebody else wrote on
	// a record, by its key; nil is always. It is asked on a goroutine of its own.
	MayBring func(record string) bool
	// Signed reports whether the author of an actor signed for its change with this number and
	// hash; nil is never.
	Signed func(actor string, seq uint64, hash [32]byte, signature []byte) bool
	// Past returns the archived document of an earlier epoch, nil if it is not there. It is
	// asked on a goroutine of its own, and may be nil.
	Past func(id string) []byte

	// MaxWaiting and MaxWaitingBytes bound the received changes that are kept until what
	// they build on arrives, half of them from one member. 0 is 4,096 changes and 8 MiB.
	MaxWaiting      int
	MaxWaitingBytes int
	// Peer and File bound a whole document from a member and from this laptop's disk.
	// Zero is format.PeerLimits and format.FileLimits.
	Peer, File format.Limits
}

// A Document is one open workshop. Its methods are safe for concurrent use unless they
// say otherwise, and those that ask the owner wait until [Document.Run] is running.
type Document struct {
	opt    Options
	saved  *Saved             // until it is loaded, as are the next three
	opened *workshop.Snapshot // what Open showed
	early  *format.Document   // the saved document as format reads it
	first  *loaded            // the whole, if Open has had to load it

	shown   atomic.Pointer[workshop.Snapshot]
	unsaved atomic.Int64
	ready   chan struct{} // closed by the owner when the library first holds the document
	turn    chan struct{} // cap 1: who takes what is in it is the owner until they put it back
	stopped chan struct{} // closed when Run has ended
	running atomic.Bool

	actor     atomic.Pointer[string]
	following atomic.Bool

	hooks hooks

	// What follows is the owner's: of whoever has the turn.
	lib      *library      // nil while it is lent out: to the loader, to Save, or for a batch
	taking   bool          // it is lent for a batch: the index is ahead of the history
	back     chan returned // room for 1, whoever has the library → Run
	waiting  []call        // that wait for the library
	deferred []deferred    // local edits that are shown and not yet written
	index    *format.Index
	history  history
	pending  pending
	others   strangers
	epoch    Epoch
	past     map[string][]Change // documents left in this run of the program, by the id of their epoch
	target   *stranger           // the document to go on in
	frozen   bool                // and local edits wait for it
	shadow   *shadow             // which keeps them on the disk meanwhile; nil until it is made
	shadows  int                 // so far
	due      bool                // there is news of another document
	lastSave *savedDocument      // what Save gave last
	refused  refused
}

// hooks are what others have registered. The lists are only appended to.
type hooks struct {
	mu      sync.Mutex
	update  []func(workshop.Update)
	changes []func([]Change, workshop.Origin)
	saved   []func()
	epoch   []func(Past)
}

// A call is a question that waits, and what it takes to answer.
type call struct {
	needs need
	run   func()
}

type need int

const (
	nothing    need = iota
	theHistory      // there, with every change of what is shown
	theLibrary      // here, and not lent
)

// Open takes up a workshop. It is quick: it shows the stored view if there is one, else
// reads the saved document without the library, which takes up the document later,
// behind, in [Document.Run].
//
// Errors: [*DamagedError] if the saved document cannot be read.
func Open(opt Options, saved Saved) (*Document, error) {
	if raw, err := hex.DecodeString(opt.Actor); err != nil || len(raw) != 16 {
		return nil, fmt.Errorf("crdt: open: actor %q is not 16 bytes of hex", opt.Actor)
	}
	opt.fill()
	d := &Document{
		opt:     opt,
		saved:   &saved,
		ready:   make(chan struct{}),
		turn:    make(chan struct{}, 1),
		stopped: make(chan struct{}),
		back:    make(chan returned, 1),
		pending: newPending(opt.MaxWaiting, opt.MaxWaitingBytes),
	}
	d.actor.Store(&d.opt.Actor)
	if err := d.show(); err != nil {
		return nil, err
	}
	return d, nil
}

func (o *Options) fill() {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Collect == nil {
		o.Collect = runtime.GC
	}
	if o.MaxWaiting == 0 {
		o.MaxWaiting = 4_096
	}
	if o.MaxWaitingBytes == 0 {
		o.MaxWaitingBytes = 8 << 20
	}
	if o.Peer == (format.Limits{}) {
		o.Peer = format.PeerLimits()
	}
	if o.File == (format.Limits{}) {
		o.File = format.FileLimits()
	}
}

// Ready is closed when the library holds the document. Until then what is shown may lack
// the last edits before a crash.
func (d *Document) Ready() <-chan struct{} { return d.ready }

// Snapshot is the workshop as it is now.
func (d *Document) Snapshot() *workshop.Snapshot { return d.shown.Load() }

// Actor is the name of this run of the program in the document; another one in each epoch.
func (d *Document) Actor() string { return *d.actor.Load() }

// Writes reports whether an actor is one of this laptop's, of this run of the program or another.
func (d *Document) Writes(actor string) bool {
	return strings.HasPrefix(actor, d.opt.Actor[:laptopLen])
}

// Subscribe registers f for every change of the snapshot. It is called in order, by the owner,
// which may be whoever edits: it must be quick, and must not call back into the Document.
func (d *Document) Subscribe(f func(workshop.Update)) {
	d.hooks.mu.Lock()
	defer d.hooks.mu.Unlock()
	d.hooks.update = append(d.hooks.update, f)
}

// OnChanges registers f for every change taken in, local ones to be sent and remote ones
// alike, but not for those of a whole workshop; see [Document.Subscribe] for how it is
// called.
func (d *Document) OnChanges(f func([]Change, workshop.Origin)) {
	d.hooks.mu.Lock()
	defer d.hooks.mu.Unlock()
	d.hooks.changes = append(d.hooks.changes, f)
}

// OnSaved registers f for the moments when [Document.Unsaved] falls to 0. It is called on
// a goroutine of the journal.
func (d *Document) OnSaved(f func()) {
	d.hooks.mu.Lock()
	defer d.hooks.mu.Unlock()
	d.hooks.saved = append(d.hooks.saved, f)
}

// publish makes s what is shown. Owner only.
func (d *Document) publish(s *workshop.Snapshot, diff workshop.Diff, origin workshop.Origin, by ...workshop.Maker) {
	d.shown.Store(s)
	d.hooks.mu.Lock()
	all := d.hooks.update
	d.hooks.mu.Unlock()
	u := workshop.Update{Snapshot: s, Diff: diff, Origin: origin, At: d.opt.Now().UnixNano(), By: by}
	for _, f := range all {
		f(u)
	}
}

// do waits for the turn and runs f as the owner, on this goroutine if what it needs is there, else
// on whichever brings it. Turns are taken in the order of arrival. After an error f may yet run, or
// be running: what it writes must not be read then.
//
// Handing f to a goroutine of the owner's and waiting for it would cost more than most of what is
// asked: two goroutines have to be woken, on a processor that is idle more often than not.
func (d *Document) do(ctx context.Context, needs need, f func()) error {
	select {
	case <-d.turn:
	case <-d.stopped:
		return ErrClosed
	case <-ctx.Done():
		return ctx.Err()
	}
	done := make(chan struct{})
	if d.perform(call{needs, func() { f(); close(done) }}) {
		return nil
	}
	select {
	case <-done:
		return nil
	case <-d.stopped:
	case <-ctx.Done():
	}
	select {
	case <-done: // it was answered at the last moment
		return nil
	case <-d.stopped:
		return ErrClosed
	default:
		return ctx.Err()
	}
}

// perform answers a call, or keeps it until what it needs is there, and ends the turn.
func (d *Document) perform(c call) (answered bool) {
	defer func() { d.turn <- struct{}{} }()
	if c.needs == theLibrary && d.lib == nil || c.needs == theHistory && !d.whole() {
		d.waiting = append(d.waiting, c)
		return false
	}
	c.run()
	d.lookRound()
	return true
}
