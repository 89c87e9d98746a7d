package storm

import (
	"time"

	"throughline.app/cmd/throughline/vouched"
	"throughline.app/crdt"
	"throughline.app/sync/roster"
)

// As in the program.
const (
	lookEvery     = 2 * time.Second
	unledPatience = 20 * time.Second
)

// epochs brings along what was written when somebody has begun an epoch, until the run ends.
func (r *run) epochs(l *laptop) {
	var since time.Time
	var m mender
	for sleep(r.ctx, lookEvery) == nil {
		if !r.doc.Following() {
			since = time.Time{}
			m.mend(l, r)
			continue
		}
		if since.IsZero() {
			since = now()
		}
		if r.leads(l) || time.Since(since) > unledPatience {
			if err := r.doc.Follow(r.ctx); err != nil && r.ctx.Err() == nil {
				l.room.fail("laptop %d does not go on in the next epoch: %v", l.n, err)
			}
		}
	}
}

// leads reports whether of the laptops here that may write and have not gone on yet this one
// has the lowest fingerprint.
func (r *run) leads(l *laptop) bool {
	if !r.rights.roster.May(identityOf(l.n).print, roster.Write) {
		return false
	}
	for _, s := range r.hub.InStep() {
		if s.Peer.ID < l.id && r.rights.roster.May(vouched.PrintOf(s.Peer.ID), roster.Write) && !r.doc.InNext(s.Heads) {
			return false
		}
	}
	return true
}

// begin begins an epoch, if all who are here hold the same.
func (r *run) begin(l *laptop) {
	for _, s := range r.hub.InStep() {
		if !s.Equal {
			return
		}
	}
	if err := r.doc.Fold(r.ctx); err == nil {
		l.room.log("laptop %d begins an epoch", l.n)
	}
}

// left archives a document that the workshop has left, and then stores the one that it goes on
// in.
func (r *run) left(l *laptop, p crdt.Past) {
	if r.journal.archive(p) {
		r.compact(l, false)
	}
}

// archive keeps the document of an earlier epoch. It reports whether there was room.
func (j *journal) archive(p crdt.Past) bool {
	j.disk.mu.Lock()
	defer j.disk.mu.Unlock()
	if isClosed(j.dead) || j.fulls+j.refuses > 0 {
		return false
	}
	j.past[p.Epoch.ID] = p.Saved
	return true
}

// earlier is the document of an earlier epoch, nil if it was not archived.
func (d *disk) earlier(epoch string) []byte {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.past[epoch]
}

// mayBring reports whether others will take from this laptop what somebody else wrote on a
// record.
func (t *rights) mayBring(record string) bool {
	act := roster.Write
	if led(record) {
		act = roster.Facilitate
	}
	return t.roster.May(identityOf(t.l.n).print, act)
}
