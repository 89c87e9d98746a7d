package storm

import (
	"context"
	"encoding/hex"
	"math/rand/v2"
	"strings"
	"time"

	"throughline.app/cmd/throughline/vouched"
	"throughline.app/crdt"
	"throughline.app/sync/roster"
	"throughline.app/sync/vouch"
	"throughline.app/sync/wire"
)

// fork has the liar sign changes with the same numbers, one row for a and another for b: each is
// sound, and the liar's own.
func (l *liar) fork(a, b *laptop, luck *rand.Rand) {
	actor := l.id()[:16] + hex.EncodeToString([]byte{8, 8, 8, 8, byte(luck.Uint32()), byte(luck.Uint32()), byte(luck.Uint32()), byte(luck.Uint32())})
	var hands []func() // once both are made
	for _, to := range []*laptop{a, b} {
		run, _ := l.room.running(to)
		if run == nil {
			continue
		}
		saved, _, _, err := run.doc.Save(run.ctx)
		if err != nil || len(saved) == 0 {
			continue
		}
		row := changesBy(actor, saved, luck, 1+luck.IntN(2))
		if len(row) == 0 {
			continue
		}
		every := luck.IntN(3) > 0
		send := wire.Batch{}
		raw, _ := hex.DecodeString(actor)
		for i, c := range row {
			var by []vouch.Voucher
			if every || i == len(row)-1 { // which vouches for those before it
				signature := roster.Sign(identityOf(l.n).private, workshopID, roster.Mark{Actor: string(raw), Seq: c.Seq, Hash: c.Hash})
				by = []vouch.Voucher{{Signature: [vouch.SignatureLen]byte(signature)}}
			}
			send.Chunks = append(send.Chunks, wire.Chunk{Actor: string(raw), Seq: c.Seq, Bytes: vouch.Seal(c.Bytes, by)})
		}
		frame, err := wire.Encode(send)
		if err != nil {
			panic(err)
		}
		l.room.log("the liar signs %d changes of %s for laptop %d, the first %x", len(row), actor[16:], to.n, row[0].Hash[:4])
		start := int(luck.Uint32())
		hands = append(hands, func() { l.hand(to, frame, start) })
	}
	for _, hand := range hands {
		l.room.pending.Go(hand)
	}
}

// hand connects to a laptop and sends it a frame.
func (l *liar) hand(to *laptop, frame wire.Frame, start int) {
	mine, theirs, err := l.room.net.dial(context.Background(), l.n, to.n)
	if err != nil {
		return
	}
	run, _ := l.room.running(to)
	if run == nil {
		mine.end(mutely)
		theirs.end(mutely)
		return
	}
	as := &laptop{room: l.room, n: l.n, id: l.id()}
	run.enter(l.n, theirs, l.n, start, func() { to.serve(run, as, theirs) })
	done := make(chan struct{})
	go func() {
		defer close(done)
		for {
			if _, err := mine.ReadFrame(); err != nil {
				return
			}
		}
	}()
	if mine.send(parcel{frame: frame, sent: time.Now()}) == nil {
		_ = sleep(context.Background(), time.Second)
	}
	mine.end(reset)
	<-done
}

// As in the program.
const mendPause, mendPauseMost = 10 * time.Second, 10 * time.Minute

// A mender knows since when a laptop has had something to mend.
type mender struct {
	forked, mended time.Time
	pause          time.Duration
}

// mend begins an epoch if somebody has signed two changes with one number, as the program does.
func (m *mender) mend(l *laptop, r *run) {
	forks := r.rights.Forks()
	if len(forks) == 0 {
		m.forked = time.Time{}
		return
	}
	if !r.rights.roster.May(identityOf(l.n).print, roster.Facilitate) || time.Since(m.mended) < m.pause {
		return
	}
	if m.forked.IsZero() {
		m.forked = now()
	}
	if time.Since(m.forked) < unledPatience {
		for _, s := range r.hub.InStep() {
			if s.Peer.ID < l.id && r.rights.roster.May(vouched.PrintOf(s.Peer.ID), roster.Facilitate) && !r.doc.InNext(s.Heads) {
				return
			}
		}
	}
	m.mended, m.pause = now(), min(max(2*m.pause, mendPause), mendPauseMost)
	if err := r.doc.Fold(r.ctx, vouched.Claims(forks)...); err == nil {
		l.room.log("laptop %d begins an epoch, for there are two changes with one number", l.n)
	}
}

// forked notes whom a laptop names for having signed two changes with one number.
func (r *room) forked(by int, f vouch.Fork) {
	r.mu.Lock()
	r.named++
	r.mu.Unlock()
	r.log("laptop %d names the author of %x", by, f.Actor)
	if f.Author != identityOf(r.liar.n).print {
		r.fail("laptop %d says that %x signed two changes as one", by, f.Author[:3])
	}
}

// claimed checks that what the workshop says of such authors can be proven.
func (r *room) claimed(l *laptop) {
	for _, c := range crdt.Claims(l.doc.Snapshot()) {
		raw, _ := hex.DecodeString(c.Actor)
		mark := roster.Mark{Actor: string(raw), Seq: c.Seq, Hash: c.Hash}
		if !strings.HasPrefix(c.Actor, r.liar.id()[:2*roster.PrefixLen]) || !roster.Verify(identityOf(r.liar.n).public, workshopID, mark, c.Signature) {
			r.fail("the workshop of laptop %d says without proof that %s signed two changes as one", l.n, c.Actor[:6])
		}
	}
}
