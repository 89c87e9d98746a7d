package laptop

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"golang.org/x/sync/errgroup"

	"throughline.app/crdt"
	"throughline.app/method"
	"throughline.app/storage"
	"throughline.app/sync/lan"
	"throughline.app/sync/moment"
	"throughline.app/sync/roster"
	"throughline.app/workshop"
)

// A Mode says whether an open workshop uses the network.
type Mode int

// The modes of [Laptop.Open].
const (
	Quiet     Mode = iota // no network: short commands
	Networked             // goes back to the laptops that it knows, and can be shared
)

// A Room is one open workshop on this laptop: its document, journal, network and
// presence. All methods are safe for concurrent use. Callbacks come in order, on a
// goroutine of the room; they may call its methods but Close, and should not take long.
type Room struct {
	laptop *Laptop
	id     string
	doc    *crdt.Document
	log    *slog.Logger

	ctx   context.Context
	stop  context.CancelFunc
	group *errgroup.Group
	tell  *teller
	ended chan struct{} // closed when the document's Run has ended

	net    *network // nil in a Quiet room
	rights *rights

	archiving sync.Mutex // held while documents are archived

	history *workshop.History
	album   *album
	moment  *moment.Holder
	private private

	mu        sync.Mutex
	onUpdate  func(workshop.Update)
	onMember  func(Member)
	onStatus  func()
	onOthers  func()
	onPicture func(sum [32]byte)
	onMoment  func()
	onDoor    func()
	removedBy string      // who put this laptop out; "" nobody
	triedAt   string      // whose laptop shut its door after too many wrong words
	trouble   error       // with the disk, while it lasts
	damage    error       // found in what was stored
	refused   error       // why a whole workshop was not taken in, the last time
	left      []crdt.Past // documents to be archived
	cardDue   bool        // the card could not be written
	shaper    *shaperOnce
	createdAt time.Time

	watches   atomic.Bool // the person only looks on
	leaving   atomic.Bool // Close has begun
	closeOnce sync.Once
	closeErr  error
}

// Create makes a workshop from a method and opens it, networked. With "method/recipe" it
// follows that recipe from its beginning, with "method#preset" it has those stages; see
// [method.ParseStart].
func (l *Laptop) Create(ctx context.Context, start, title string) (*Room, error) {
	methods := l.Methods()
	from, err := method.ParseStart(methods, start)
	if err != nil {
		return nil, err
	}
	r, err := l.openRoom(ctx, NewID(), Networked, nil)
	if err != nil {
		return nil, err
	}
	begin := from.Ops(NewID, title)
	if from.Recipe != nil {
		d, err := begin.Plan(&workshop.Snapshot{})
		if err != nil {
			return nil, errors.Join(err, r.Close())
		}
		begin = append(begin, method.Follow(methods, from.Recipe, (&workshop.Snapshot{}).With(d), NewID))
	}
	if _, err := r.Apply(begin); err != nil {
		return nil, errors.Join(err, r.Close())
	}
	r.introduce(l.Profile(ctx))
	r.firstCard(ctx)
	return r, nil
}

// Open opens a workshop of this laptop; one that is open already is returned again, one
// that is being closed is waited for and opened anew. Errors: [storage.ErrNotFound],
// [storage.ErrClosed].
func (l *Laptop) Open(ctx context.Context, id string, mode Mode) (*Room, error) {
	l.opening.Lock()
	defer l.opening.Unlock()
	if open, err := l.standing(id); open != nil || err != nil {
		return open, err
	}
	card, err := l.store.Workshop(ctx, id)
	if err != nil {
		return nil, err
	}
	r, err := l.openRoom(ctx, id, mode, nil)
	if err != nil {
		return nil, err
	}
	r.set(func() { r.createdAt = card.Created })
	if mode == Networked {
		r.introduce(l.Profile(ctx))
	}
	return r, nil
}

// standing returns the room of a workshop that is open, nil if it is not. One that is on
// its way out, or has ended by itself, is closed to the end first. The caller holds
// l.opening. Errors: [storage.ErrClosed].
func (l *Laptop) standing(id string) (*Room, error) {
	for {
		l.mu.Lock()
		r, closed := l.rooms[id], l.closed
		l.mu.Unlock()
		switch {
		case closed:
			return nil, fmt.Errorf("laptop: open %s: %w", id, storage.ErrClosed)
		case r == nil || !r.leaving.Load() && r.ctx.Err() == nil:
			return r, nil
		}
		if err := r.Close(); err != nil {
			r.log.Warn("the workshop was closed before and is opened again", "err", err)
		}
	}
}

// openRoom opens the stored document of a workshop, which may be nothing yet. Admitted is a
// node that has come in with words, or nil.
func (l *Laptop) openRoom(ctx context.Context, id string, mode Mode, admitted *lan.Node) (_ *Room, err error) {
	stored, err := l.store.Load(ctx, id)
	if err != nil {
		return nil, err
	}
	for _, what := range stored.Damaged {
		l.opt.Log.Warn("stored data is damaged", "workshop", id, "what", what)
	}
	r := &Room{laptop: l, id: id, tell: newTeller(), ended: make(chan struct{}), createdAt: l.opt.Now(), shaper: &l.shaper}
	if len(stored.Damaged) > 0 {
		r.damage = storage.ErrDamaged
	}
	r.log = l.opt.Log.With("workshop", id)
	r.ctx, r.stop = context.WithCancel(context.WithoutCancel(ctx))
	r.rights = newRights(r, stored.Vouchers)
	opt := crdt.Options{Keeper: r.rights, Actor: l.actor(), Journal: (*journal)(r), Now: l.opt.Now, Log: r.log, Examiner: l.opt.Examiner, Past: r.past, MayBring: r.rights.mayBring, Signed: r.rights.Signed}
	r.doc, err = crdt.Open(opt, saved(stored))
	if damaged := (*crdt.DamagedError)(nil); errors.As(err, &damaged) {
		r.log.Warn("the saved document is damaged; going on with what can be read", "err", err)
		r.doc, err = crdt.Open(opt, crdt.Saved{Changes: damaged.Rescued})
		r.damage = storage.ErrDamaged
	}
	if err != nil {
		r.stop()
		return nil, err
	}
	r.rights.recall(ctx)
	r.rights.SetDocument(r.doc)
	r.doc.OnChanges(r.rights.Made)
	r.restoreHistory(stored.Steps)
	r.moment = newMoment(ctx, r)
	if r.album, err = newAlbum(ctx, r); err != nil {
		r.stop()
		return nil, err
	}
	r.doc.Subscribe(func(u workshop.Update) {
		r.tell.say(func() {
			r.wantPictures(u.Snapshot, u.Diff)
			r.reveal(u.Snapshot, u.Diff)
			r.updated(u)
		})
	})

	r.doc.OnSaved(func() { r.tell.say(r.savedPrivate) })
	r.doc.OnEpoch(func(p crdt.Past) {
		r.set(func() { r.left = append(r.left, p) })
		r.group.Go(func() error { r.keepPast(r.ctx); return nil })
	})

	r.group, r.ctx = errgroup.WithContext(r.ctx)
	if mode == Networked { // before anything runs that asks whether there is a network
		if r.net, err = newNetwork(r, admitted); err != nil {
			r.stop()
			return nil, err
		}
	}
	r.group.Go(r.runDocument)
	r.group.Go(func() error { return r.tell.run(r.ctx) })
	r.group.Go(r.tellReady)
	if r.net != nil {
		r.group.Go(func() error { return r.net.run(r.ctx) })
	}
	l.mu.Lock()
	closed := l.closed
	if !closed {
		l.rooms[id] = r
		r.set(func() { r.trouble = l.disk })
	}
	l.mu.Unlock()
	if closed {
		return nil, errors.Join(fmt.Errorf("laptop: open %s: %w", id, storage.ErrClosed), r.Close())
	}
	return r, nil
}

// Load waits until everything that is on the disk is in the Snapshot: a workshop is shown at
// once as it was last closed, and what was written since, before a crash for instance, comes
// with the document. Errors: that of ctx, or why the room ended.
func (r *Room) Load(ctx context.Context) error {
	select {
	case <-r.doc.Ready():
		return nil
	case <-r.ended: // of itself, if what is stored cannot be read
		r.mu.Lock()
		defer r.mu.Unlock()
		return cmp.Or(r.damage, context.Cause(r.ctx), crdt.ErrClosed)
	case <-r.ctx.Done():
		return context.Cause(r.ctx)
	case <-ctx.Done():
		return ctx.Err()
	}
}

// tellReady says when the document has loaded behind the view.
func (r *Room) tellReady() error {
	select {
	case <-r.doc.Ready():
		r.tell.say(func() { r.reveal(r.Snapshot(), nil) })
		r.statusChanged()
	case <-r.ctx.Done():
	}
	return nil
}

// runDocument keeps the room open when its document turns out to be damaged, so that the
// person hears of it and can still read what is shown.
func (r *Room) runDocument() error {
	defer close(r.ended)
	err := r.doc.Run(r.ctx)
	if damaged := (*crdt.DamagedError)(nil); errors.As(err, &damaged) {
		r.log.Error("the document cannot be used", "err", err)
		r.set(func() { r.damage = fmt.Errorf("%w: %w", storage.ErrDamaged, err) })
		r.statusChanged()
		return nil
	}
	return err
}

func saved(s storage.Saved) crdt.Saved {
	out := crdt.Saved{Document: s.Document, View: s.View}
	for _, c := range s.Changes {
		out.Changes = append(out.Changes, c.Bytes)
	}
	json.Unmarshal(s.ViewHeads, &out.ViewHeads) // unreadable heads only mean that the view is not used
	return out
}

// ID returns the workshop's id.
func (r *Room) ID() string { return r.id }

// Snapshot returns the workshop as it is now.
func (r *Room) Snapshot() *workshop.Snapshot { return r.doc.Snapshot() }

// Heads returns the document's heads, sorted hex: laptops with equal heads hold the same.
func (r *Room) Heads() []string { return r.doc.Heads() }

// State is the workshop with the heads that it stands at.
func (r *Room) State() (*workshop.Snapshot, []string) { return r.doc.State() }

// Methods are those that this laptop has.
func (r *Room) Methods() []*method.Method { return r.laptop.Methods() }

// Me returns the id of the person at this laptop.
func (r *Room) Me() workshop.PersonID { return r.laptop.Me() }

// Apply commits op as one change. Errors: [ErrWatching], [ErrFacilitators], and those of
// [crdt.Document.Apply].
func (r *Room) Apply(op workshop.Op) (workshop.Diff, error) {
	return r.apply(op, workshop.Local)
}

// ApplyUndo commits op as one change that takes something back.
func (r *Room) ApplyUndo(op workshop.Op) (workshop.Diff, error) {
	return r.apply(op, workshop.Undo)
}

func (r *Room) apply(op workshop.Op, origin workshop.Origin) (workshop.Diff, error) {
	if err := r.rights.mayApply(op); err != nil {
		return nil, err
	}
	return r.doc.ApplyAs(op, origin)
}

// introduce makes the person known in the workshop, unless nothing is new. A workshop
// that has not arrived yet is left alone.
func (r *Room) introduce(p Profile) {
	s := r.Snapshot()
	if p.Name == "" || s.Canvases.Len() == 0 || !r.rights.may(r.rights.me(), roster.Write) {
		return
	}
	op := workshop.Introduce{Person: workshop.Person{ID: r.Me(), Name: p.Name, Function: p.Function, Hue: p.Hue}}
	if _, err := r.Apply(op); err != nil {
		r.log.Warn("introducing the person", "err", err)
	}
}

// Close leaves the workshop. What was written is on the disk when it returns.
func (r *Room) Close() error {
	r.leaving.Store(true)
	r.closeOnce.Do(func() {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(r.ctx), closeTimeout)
		defer cancel()
		if r.ctx.Err() == nil {
			r.closeErr = r.keep(ctx)
			r.keepMoment(ctx)
			if r.net != nil {
				parting, done := context.WithTimeout(ctx, partingTime)
				r.net.settle(parting)
				done()
			}
		}
		if r.net != nil {
			r.net.shut()
		}
		r.stop()
		if err := r.group.Wait(); err != nil && !errors.Is(err, context.Canceled) {
			r.closeErr = errors.Join(r.closeErr, err)
		}
		// What came while the others were waited for has reached the journal by now. However long all
		// this took, it is written.
		if err := r.laptop.store.Flush(context.WithoutCancel(ctx)); err != nil && r.closeErr == nil {
			r.closeErr = err
		}
		r.laptop.mu.Lock()
		if r.laptop.rooms[r.id] == r {
			delete(r.laptop.rooms, r.id)
		}
		r.laptop.mu.Unlock()
	})
	return r.closeErr
}

const (
	closeTimeout = 20 * time.Second // bounds how long leaving waits for the disk
	partingTime  = time.Second      // and for the others to hold the last words
)
