package storm

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"time"

	"throughline.app/crdt"
	"throughline.app/internal/workshoptest"
	"throughline.app/sync/presence"
	"throughline.app/sync/replica"
	"throughline.app/workshop"
)

// A laptop is one of the room's, through all its starts.
type laptop struct {
	room  *room
	n     int
	id    string // fingerprint
	disk  *disk
	clock time.Duration // beside that of the room
	made  int           // ids so far
	album *album
	safe  []workshop.NoteID // made here, and saved

	starts int
	gone   bool // for good
	*run
}

// A run is a laptop from its start to its end.
type run struct {
	doc     *crdt.Document
	hub     *replica.Hub
	journal *journal
	rights  *rights
	actor   string // that it began with
	table   *presence.Table
	ctx     context.Context
	cancel  context.CancelFunc
	ended   sync.WaitGroup
	kick    chan struct{} // cap 1: dial at once

	mu    sync.Mutex
	links map[int]*link

	undo  workshop.History
	wrote map[field]string  // what this person wrote last
	own   uint64            // changes that this person made
	held  uint64            // changes of the laptop that were on the disk before
	notes []workshop.NoteID // that this person made in this run
}

// A link is the session with a member, of those that there are the one that stays.
type link struct {
	end    *End
	dialer int
	start  int // the member's
}

type field struct {
	ref  workshop.Ref
	name string
}

func newLaptop(room *room, n int) *laptop {
	return &laptop{room: room, n: n, id: fingerprint(n), disk: newDisk(), album: newAlbum()}
}

// start starts the program from what is on the disk, as a new actor.
func (l *laptop) start() {
	if l.run != nil || l.gone {
		return
	}
	l.starts++
	random := sha256.Sum256(fmt.Appendf(nil, "%d %d %d", l.room.plan.Seed, l.n, l.starts))
	actor := l.id[:16] + hex.EncodeToString(random[:8])
	r := &run{actor: actor, held: l.held(), journal: l.disk.open(), kick: make(chan struct{}, 1), links: map[int]*link{}, wrote: map[field]string{}}
	log := slog.New(&listener{room: l.room, laptop: l.n})
	clock := func() time.Time { return time.Now().Add(l.clock) }
	rights, err := newRights(l, r)
	if err != nil {
		l.room.fail("laptop %d cannot read its roster: %v", l.n, err)
		r.journal.stop(false)
		return
	}
	r.rights = rights
	doc, err := crdt.Open(crdt.Options{
		Actor: actor, Journal: r.journal, Now: clock, Log: log, Collect: func() {}, Keeper: rights,
		MaxWaiting: l.room.plan.Waiting, MayBring: rights.mayBring, Past: l.disk.earlier, Signed: rights.Signed,
	}, l.disk.saved())
	if err != nil {
		l.room.fail("laptop %d does not open: %v", l.n, err)
		r.journal.stop(false)
		return
	}
	r.doc = doc
	r.ctx, r.cancel = context.WithCancel(context.Background())
	r.table = presence.NewTable(presence.Options{Now: now, Log: log})
	r.hub = replica.NewHub(rights, replica.Options{
		Queue: l.room.plan.Queue, Log: log, Blobs: l.album, Vouchers: rights.Brought, OnVouch: rights.Hear,
		OnPresence: func(from replica.Peer, body []byte) { _, _ = r.table.Receive(from.ID, body) },
	})
	rights.SetDocument(doc)
	rights.SetHub(r.hub)
	doc.OnChanges(rights.Made)
	doc.OnEpoch(func(p crdt.Past) { r.ended.Go(func() { r.left(l, p) }) })
	doc.OnSaved(func() { l.room.promise(l.n, l.disk.holds()) })
	l.run = r
	for _, sum := range l.room.pictures {
		if l.album.lacks(sum) {
			r.hub.Fetch(sum)
		}
	}
	r.ended.Go(func() {
		if err := doc.Run(r.ctx); !errors.Is(err, context.Canceled) {
			l.room.fail("the document of laptop %d ended: %v", l.n, err)
		}
	})
	r.ended.Go(func() { _ = r.hub.Run(r.ctx) })
	r.ended.Go(func() { _ = rights.Run(r.ctx) })
	r.ended.Go(func() { r.epochs(l) })
	start := l.starts
	r.ended.Go(func() { l.redial(r, start) })
}

// held is how many changes are on the disk that were made here, by whatever actor: what waits for
// the next epoch is kept as another's.
func (l *laptop) held() (n uint64) {
	for actor, seq := range l.disk.holds() {
		if strings.HasPrefix(actor, l.id[:16]) {
			n += seq
		}
	}
	return n
}

// stop ends the program, and returns when it has ended. A kill loses what is not on the
// disk; how is what the others hear of it.
func (l *laptop) stop(kill bool, how farewell) {
	r := l.run
	if r == nil {
		return
	}
	l.run = nil
	if kill {
		r.journal.stop(false)
	}
	r.mu.Lock()
	for _, k := range r.links {
		k.end.end(how)
	}
	r.cancel()
	r.mu.Unlock() // from here on nothing enters
	r.ended.Wait()
	if !kill {
		if r.journal.stop(true); r.doc.Unsaved() == 0 {
			l.safe = append(l.safe, r.notes...)
		}
	}
}

// edit does something that people do, drawn from seed.
func (l *laptop) edit(seed uint64) {
	if l.run == nil {
		return
	}
	s := l.doc.Snapshot()
	if len(s.CanvasList()) == 0 { // it has nothing yet
		return
	}
	op := workshoptest.OpBy(s, func(letter string) string {
		l.made++
		return workshoptest.ID(letter, 10_000*(l.n+1)+l.made)
	}).Example(int(seed >> 1))
	if planned, err := op.Plan(s); err != nil || !l.rights.mayWrite(planned) {
		return
	}
	diff, err := l.doc.Apply(op)
	if err != nil {
		if !errors.Is(err, workshop.ErrInvalid) { // what came meanwhile may have taken its ground
			l.room.fail("laptop %d cannot edit: %v", l.n, err)
		}
		return
	}
	if l.undo.Record("edit", diff); !diff.Empty() {
		l.run.own++
	}
	l.note(diff)
}

func (l *laptop) note(diff workshop.Diff) {
	for _, c := range diff {
		l.wrote[field{c.Ref, c.Field}] = c.After
		if c.Ref.Kind == workshop.KindNote && c.Field == workshop.FieldPlace && c.Before == "" {
			l.notes = append(l.notes, workshop.NoteID(c.Ref.ID))
		}
	}
}

// takeBack undoes or redoes, and checks that a single value is only touched if this person
// wrote it.
func (l *laptop) takeBack(redo bool) {
	if l.run == nil {
		return
	}
	if !l.rights.mayWrite(nil) {
		return
	}
	step := l.undo.Undo
	if redo {
		step = l.undo.Redo
	}
	_, err := step(func(op workshop.Op) (workshop.Diff, error) {
		diff, err := l.doc.ApplyAs(op, workshop.Undo)
		for _, c := range diff {
			if !workshop.IsText(c.Ref.Kind, c.Field) && c.Before != "" && l.wrote[field{c.Ref, c.Field}] != c.Before {
				l.room.fail("laptop %d undid what a colleague wrote: %v", l.n, c)
			}
		}
		if l.note(diff); !diff.Empty() {
			l.run.own++
		}
		return diff, err
	})
	if err != nil && !errors.Is(err, workshop.ErrInvalid) {
		l.room.fail("laptop %d cannot undo: %v", l.n, err)
	}
}

// verify compares what is shown with what the library holds.
func (r *run) verify(l *laptop) {
	diff, err := r.doc.Verify(r.ctx)
	if err != nil && r.ctx.Err() == nil {
		l.room.fail("laptop %d cannot be verified: %v", l.n, err)
	}
	if !diff.Empty() {
		l.room.fail("laptop %d shows what its library does not hold: %v", l.n, diff)
	}
}

// compact stores the whole document, as the program does now and then.
func (r *run) compact(l *laptop, view bool) {
	if l.disk.refusing() {
		return
	}
	raw, vector, _, err := r.doc.Save(r.ctx)
	if err != nil {
		if r.ctx.Err() == nil {
			l.room.fail("laptop %d cannot save: %v", l.n, err)
		}
		return
	}
	var shown []byte
	var heads []string
	if view {
		if shown, heads, err = r.doc.View(r.ctx); err != nil {
			return
		}
	}
	if err := r.rights.KeepAgain(r.ctx); err == nil && len(raw) > 0 {
		r.journal.compact(raw, vector, shown, heads)
	}
}
