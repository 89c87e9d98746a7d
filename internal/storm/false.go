package storm

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"math/rand/v2"
	"slices"
	"sync/atomic"
	"time"

	"throughline.app/crdt"
	"throughline.app/sync/roster"
	"throughline.app/sync/vouch"
	"throughline.app/sync/wire"
	"throughline.app/workshop"
)

// welcome has the liar be the only one whom a laptop that joins can reach for a while, and hand it a
// whole workshop that is not the room's.
func (l *liar) welcome(to *laptop, luck *rand.Rand) {
	r := l.room
	run, start := r.running(to)
	if run == nil {
		return
	}
	whole, sort := l.falseWorkshop(luck)
	if whole == nil {
		return
	}
	mine, theirs, err := r.net.dial(context.Background(), l.n, to.n)
	if err != nil {
		return
	}
	if now, again := r.running(to); now != run || again != start {
		mine.end(mutely)
		theirs.end(mutely)
		return
	}
	as := &laptop{room: r, n: l.n, id: l.id()}
	run.enter(l.n, theirs, l.n, int(luck.Uint32()), func() { to.serve(run, as, theirs) })
	before := r.against(to)
	var arrived atomic.Bool
	_ = mine.send(parcel{frame: promise(luck)})
	handed, done := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(done)
		asked := false
		for {
			f, err := mine.ReadFrame()
			if err != nil {
				return
			}
			if want, wrong := wire.DecodeWant(f.Body); f.Kind == wire.KindWant && wrong == nil && want.All && !asked {
				asked = true
				l.hold(mine, whole, func() { arrived.Store(true) })
				close(handed)
			}
		}
	}()
	select {
	case <-handed:
		_ = sleep(context.Background(), 2*time.Second)
	case <-done:
	case <-time.After(4 * time.Second):
	}
	mine.end(reset)
	<-done
	if !arrived.Load() {
		return
	}
	r.log("the liar handed laptop %d a workshop that is %s", to.n, sort)
	l.mu.Lock()
	l.told++
	l.mu.Unlock()
	if now, again := r.running(to); now == run && again == start && r.against(to) == before {
		r.fail("laptop %d did not refuse a workshop that is %s", to.n, sort)
	}
}

// hold sends a whole workshop, in parts.
func (l *liar) hold(end *End, whole []byte, arrived func()) {
	sum := sha256.Sum256(whole)
	parts := slices.Collect(slices.Chunk(whole, wire.SnapshotPart))
	for i, part := range parts {
		f, err := wire.Encode(wire.Snapshot{Total: uint64(len(whole)), Sum: sum, Offset: uint64(i * wire.SnapshotPart), Part: part})
		if err != nil {
			panic(err)
		}
		p := parcel{frame: f}
		if i == len(parts)-1 {
			p.arrived = arrived
		}
		if end.send(p) != nil {
			return
		}
	}
}

// falseWorkshop makes one up, or takes that of some laptop and puts something into it.
func (l *liar) falseWorkshop(luck *rand.Rand) (whole []byte, sort string) {
	actor := l.id()[:16] + hex.EncodeToString([]byte{9, 9, 9, 9, byte(luck.Uint32()), byte(luck.Uint32()), byte(luck.Uint32()), byte(luck.Uint32())})
	var saved []byte
	var notes []vouch.Note
	for _, i := range luck.Perm(len(l.room.laptops)) {
		run, _ := l.room.running(l.room.laptops[i])
		if run == nil {
			continue
		}
		var err error
		if saved, _, _, err = run.doc.Save(run.ctx); err == nil && len(saved) > 0 {
			notes = run.rights.Book.Notes()
			break
		}
	}
	switch kind := luck.IntN(4); {
	case kind < 2 || len(saved) == 0:
		titled := kind == 0
		ops := []workshop.Op{workshop.Introduce{Person: workshop.Person{ID: "p9", Name: "Nobody", Function: "Sales"}}}
		if titled {
			ops = append([]workshop.Op{workshop.Begin{Title: "Mine", Method: "lifecycle"}}, ops...)
		}
		saved, notes = l.madeBy(actor, nil, ops...)
		return append(vouch.EncodeNotes(notes), saved...), "made up"
	case kind == 2: // what others are said to have written
		other := fingerprint(luck.IntN(len(l.room.laptops)))[:16] + actor[16:]
		more, signed := l.madeBy(other, saved, workshop.Introduce{Person: workshop.Person{ID: "p9", Name: "Nobody", Function: "Sales"}})
		return append(vouch.EncodeNotes(append(notes, signed...)), more...), "added to in the name of another"
	default:
		whole = append(vouch.EncodeNotes(notes), saved...)
		whole[len(whole)-1-luck.IntN(len(saved)/2)] ^= byte(1 + luck.IntN(255))
		return whole, "damaged"
	}
}

// madeBy makes changes of an actor on top of a saved workshop, signs them as if that were the liar's, and
// returns the whole.
func (l *liar) madeBy(actor string, saved []byte, ops ...workshop.Op) ([]byte, []vouch.Note) {
	doc, err := crdt.Open(crdt.Options{Actor: actor, Collect: func() {}}, crdt.Saved{Document: saved})
	if err != nil {
		panic(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		_ = doc.Run(ctx)
	}()
	defer func() { cancel(); <-ended }()
	have := doc.Have()
	for _, op := range ops {
		if _, err := doc.Apply(op); err != nil {
			panic(err)
		}
	}
	changes, err := doc.Since(have, 1<<20)
	if err != nil {
		panic(err)
	}
	raw, _ := hex.DecodeString(actor)
	var notes []vouch.Note
	for _, c := range changes {
		signature := roster.Sign(identityOf(l.n).private, workshopID, roster.Mark{Actor: string(raw), Seq: c.Seq, Hash: c.Hash})
		notes = append(notes, vouch.Note{Actor: string(raw), Seq: c.Seq, Voucher: vouch.Voucher{Signature: [vouch.SignatureLen]byte(signature)}})
		l.mu.Lock()
		l.forged[c.Hash] = true
		l.mu.Unlock()
	}
	whole, _, _, err := doc.Save(ctx)
	if err != nil {
		panic(err)
	}
	return whole, notes
}
