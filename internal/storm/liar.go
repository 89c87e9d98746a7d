package storm

import (
	"context"
	"encoding/hex"
	"math/rand/v2"
	"sync"
	"sync/atomic"
	"time"

	"throughline.app/crdt"
	"throughline.app/sync/vouch"
	"throughline.app/sync/wire"
)

// A liar is a member that sends what is not a change.
type liar struct {
	room *room
	n    int

	mu     sync.Mutex
	told   int               // lies that reached somebody
	forged map[[32]byte]bool // changes that must never be anywhere
}

func (l *liar) id() string { return fingerprint(l.n) }

// lie connects to a laptop, sends it one thing that must not pass, and checks that the
// laptop names the liar. Where there is no way to the laptop, nothing happens.
func (l *liar) lie(to *laptop, luck *rand.Rand) {
	r := l.room
	mine, theirs, err := r.net.dial(context.Background(), l.n, to.n)
	if err != nil {
		return
	}
	run, start := r.running(to)
	if run == nil {
		mine.end(mutely)
		theirs.end(mutely)
		return
	}
	as := &laptop{room: r, n: l.n, id: l.id()}
	run.enter(l.n, theirs, l.n, int(luck.Uint32()), func() { to.serve(run, as, theirs) })
	done := make(chan struct{})
	go func() {
		defer close(done)
		for {
			if _, err := mine.ReadFrame(); err != nil {
				return
			}
		}
	}()
	frame, isLie := l.frame(run, luck)
	var arrived atomic.Bool
	before := r.against(to)
	if mine.send(parcel{frame: frame, arrived: func() { arrived.Store(true) }}) == nil {
		if isLie { // one that is refused without closing is answered by nothing
			_ = sleep(context.Background(), time.Second)
		} else {
			_ = sleep(context.Background(), time.Duration(luck.IntN(9))*time.Second)
		}
		if arrived.Load() {
			mine.end(reset)
		}
		<-done // the laptop has closed the connection, or it is gone, or silent
	}
	mine.end(politely)
	if !arrived.Load() {
		return
	}
	l.mu.Lock()
	l.told++
	l.mu.Unlock()
	now, still := r.running(to)
	if isLie && now != nil && still == start && r.against(to) == before {
		r.fail("laptop %d did not name the liar, who sent %v", to.n, frame.Kind)
	}
}

// against counts how often a laptop has named the liar.
func (r *room) against(by *laptop) int {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.accused[[2]string{by.id, r.liar.id()}] + r.refusals[by.n]
}

// promise is a HAVE of what nobody has. It is no proof of anything: whoever asks for it
// waits for an answer, and then asks others.
func promise(luck *rand.Rand) wire.Frame {
	have := wire.Have{Vector: map[string]uint64{}}
	for range 1 + luck.IntN(3) {
		made := make([]byte, 48)
		for i := range made {
			made[i] = byte(luck.Uint32())
		}
		have.Heads = []string{string(made[16:])}
		have.Vector[string(made[:16])] = 1 + luck.Uint64N(100)
	}
	f, err := wire.Encode(have)
	if err != nil {
		panic(err)
	}
	return f
}

// frame makes something up, from what the laptop holds. It reports whether it must be
// refused, whatever else the laptop holds by the time it comes.
func (l *liar) frame(run *run, luck *rand.Rand) (wire.Frame, bool) {
	if luck.IntN(5) == 0 {
		return promise(luck), false
	}
	if luck.IntN(2) == 0 {
		if f, now, ok := l.forge(run, luck); ok {
			return f, now
		}
	}
	changes, err := run.doc.Since(nil, 1<<30)
	if err != nil || len(changes) == 0 || luck.IntN(4) == 0 {
		return garbage(luck), true
	}
	c := changes[luck.IntN(len(changes))]
	raw := append([]byte(nil), c.Bytes...)
	for range 1 + luck.IntN(3) { // the checksum does not hold any more
		raw[8+luck.IntN(len(raw)-8)] ^= byte(1 + luck.IntN(255))
	}
	return batch(c, raw), true
}

func batch(c crdt.Change, raw []byte, by ...vouch.Voucher) wire.Frame {
	actor, _ := hex.DecodeString(c.Actor)
	f, err := wire.Encode(wire.Batch{Chunks: []wire.Chunk{{Actor: string(actor), Seq: c.Seq, Bytes: vouch.Seal(raw, by)}}})
	if err != nil {
		panic(err)
	}
	return f
}

// garbage is a frame that no session has.
func garbage(luck *rand.Rand) wire.Frame {
	kinds := []wire.Kind{wire.KindHave, wire.KindWant, wire.KindBatch, wire.KindSnapshot, wire.KindPresence, wire.KindHello}
	f := wire.Frame{Kind: kinds[luck.IntN(len(kinds))], Body: make([]byte, 3+luck.IntN(60))}
	for i := range f.Body {
		f.Body[i] = 0xff - byte(luck.IntN(4))
	}
	return f
}
