package laptop

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
	"time"

	"throughline.app/cmd/throughline/vouched"
	"throughline.app/crdt"
	"throughline.app/sync/replica"
	"throughline.app/sync/roster"
	"throughline.app/sync/vouch"
)

// epochAt is the number of changes from which on a workshop goes on in a fresh document.
const epochAt = 20_000

// epochLoading is the reckoned time of loading from which on it does so too.
const epochLoading = time.Second

// unledPatience is how long a laptop waits for others with a lower fingerprint to bring along what
// was written in the document that is left.
const unledPatience = 20 * time.Second

// archiveOf is the name under which storage keeps a document that a workshop has left.
func archiveOf(workshop, epoch string) string { return workshop + "~" + epoch }

// past returns the archived document of an earlier epoch; nil if it is not here.
func (r *Room) past(epoch string) []byte {
	stored, err := r.laptop.store.Load(context.WithoutCancel(r.ctx), archiveOf(r.id, epoch))
	if err != nil {
		r.log.Warn("reading the archive of an earlier epoch", "epoch", epoch, "err", err)
		return nil
	}
	return stored.Document
}

// keepPast archives the documents that the workshop has left, and then stores the one that it goes on
// in. Until that has worked all of it stays in the journal.
func (r *Room) keepPast(ctx context.Context) {
	r.archiving.Lock()
	defer r.archiving.Unlock()
	for {
		var p crdt.Past
		due := false
		r.set(func() {
			if due = len(r.left) > 0; due {
				p = r.left[0]
			}
		})
		if !due {
			return
		}
		heads, err := json.Marshal(p.Heads)
		if err == nil {
			err = r.laptop.store.Compact(ctx, archiveOf(r.id, p.Epoch.ID), p.Saved, p.Vector, heads)
		}
		if err == nil {
			err = r.compact(ctx)
		}
		if err != nil {
			if ctx.Err() == nil {
				r.log.Warn("archiving an earlier epoch", "epoch", p.Epoch.ID, "err", err)
			}
			return
		}
		r.set(func() { r.left = r.left[1:] })
	}
}

// epochs lets the workshop go on in a fresh document when it has grown, and brings along what
// was written when somebody else has begun one.
func (n *network) epochs(ctx context.Context) {
	doc := n.room.doc
	select {
	case <-doc.Ready():
	default:
		return
	}
	if !doc.Following() {
		n.waits = time.Time{}
		if !n.mend(ctx) {
			n.begin(ctx)
		}
		return
	}
	if n.waits.IsZero() {
		n.waits = time.Now()
	}
	if n.leads() || time.Since(n.waits) > unledPatience {
		if err := doc.Follow(ctx); err != nil && ctx.Err() == nil {
			n.room.log.Warn("going on in a fresh document", "err", err)
		}
	}
}

// leads reports whether of the laptops here that may write and have not gone on yet this one has the
// lowest fingerprint: it brings what the others hold as well, so that it comes once.
func (n *network) leads() bool {
	me, rights := n.room.laptop.fingerprint(), n.room.rights
	if !rights.may(rights.me(), roster.Write) {
		return false
	}
	for _, s := range n.hub.InStep() {
		if s.Peer.ID < me && rights.may(vouched.PrintOf(s.Peer.ID), roster.Write) && !n.room.doc.InNext(s.Heads) {
			return false
		}
	}
	return true
}

// How long it takes from one mending to the next, at first and at most: each time twice as long.
const mendPause, mendPauseMost = 10 * time.Second, 10 * time.Minute

// mend begins an epoch if somebody has signed two changes with one number: laptops that hold
// different ones cannot come to the same in one document. It is a facilitator's, of those here the
// lowest fingerprint's, unless that one is as slow as unledPatience. It reports whether there
// is something to mend.
func (n *network) mend(ctx context.Context) bool {
	room := n.room
	me, rights := room.laptop.fingerprint(), room.rights
	forks := rights.Forks()
	leads := rights.may(rights.me(), roster.Facilitate)
	rights.waiting(len(forks) > 0 && !leads && !slices.ContainsFunc(n.hub.InStep(), func(s replica.Step) bool {
		return rights.may(vouched.PrintOf(s.Peer.ID), roster.Facilitate)
	}))
	if len(forks) == 0 {
		n.forked = time.Time{}
		return false
	}
	if !leads || time.Since(n.mended) < n.mendPause {
		return true
	}
	if n.forked.IsZero() {
		n.forked = time.Now()
	}
	if time.Since(n.forked) < unledPatience {
		for _, s := range n.hub.InStep() {
			who := vouched.PrintOf(s.Peer.ID)
			mad := slices.ContainsFunc(forks, func(f vouch.Fork) bool { return f.Author == who })
			if s.Peer.ID < me && !mad && rights.may(who, roster.Facilitate) && !room.doc.InNext(s.Heads) {
				return true
			}
		}
	}
	n.mended, n.mendPause = time.Now(), min(max(2*n.mendPause, mendPause), mendPauseMost)
	if err := room.doc.Fold(ctx, vouched.Claims(forks)...); err != nil && ctx.Err() == nil {
		room.log.Warn("beginning a fresh document after two changes with one number", "err", err)
	}
	return true
}

// begin begins an epoch if it is time and this laptop, a facilitator's, is the one to do it: the one
// that made the workshop, or, when that one has not for a while, the lowest fingerprint of those here.
func (n *network) begin(ctx context.Context) {
	doc, opt := n.room.doc, n.room.laptop.opt
	growth := doc.Growth(opt.EpochAt, opt.EpochLoading)
	if growth < 1 {
		return
	}
	me, rights := n.room.laptop.fingerprint(), n.room.rights
	if !rights.may(rights.me(), roster.Facilitate) {
		return // the title goes along, and it is the facilitators'
	}
	made := strings.HasPrefix(doc.Founder(), me[:16])
	if !made && growth < 1.1 {
		return
	}
	for _, s := range n.hub.InStep() {
		if !s.Equal || !made && s.Peer.ID < me && rights.may(vouched.PrintOf(s.Peer.ID), roster.Facilitate) {
			return
		}
	}
	if err := doc.Fold(ctx); err != nil && ctx.Err() == nil {
		n.room.log.Warn("beginning a fresh document", "err", err)
	}
}
