package storm

import (
	"crypto/sha256"
	"math/rand/v2"
	"time"

	"throughline.app/sync/replica"
	"throughline.app/sync/wire"
)

// twoWeeks is how long a laptop that is put away stays there, by its clock.
const twoWeeks = 14 * 24 * time.Hour

// happen has an event happen, and plans its end.
func (r *room) happen(e Event) {
	a, b := r.laptops[e.A], r.laptops[e.B]
	luck := rand.New(rand.NewPCG(e.Seed, 1))
	switch e.Kind {
	case Edit:
		a.edit(e.Seed)
	case Burst:
		r.burst(a, luck)
	case Undo:
		a.takeBack(e.Seed%3 == 0)
	case Point:
		if a.run != nil {
			_ = a.hub.SendPresence(wire.Presence{Canvas: "c", X: float64(e.Seed % 1000)}.Body(nil))
		}
	case Verify:
		if run := a.run; run != nil {
			r.pending.Go(func() { run.verify(a) })
		}
	case Picture:
		r.picture(a, luck)
	case Compact:
		if run := a.run; run != nil {
			r.pending.Go(func() { run.compact(a, e.Seed%2 == 0) })
		}
	case Lie:
		r.pending.Go(func() { r.liar.lie(a, luck) })
	case Fork:
		r.pending.Go(func() { r.liar.fork(a, b, luck) })
	case Kill:
		r.stop(a, true, farewell(luck.IntN(3)))
		r.in(e.For, func() { r.start(a) })
	case Restart:
		r.stop(a, false, politely)
		r.in(e.For, func() { r.start(a) })
	case Away:
		r.stop(a, luck.IntN(2) == 0, mutely)
		a.clock += twoWeeks
		r.in(e.For, func() { r.start(a) })
	case Gone:
		r.stop(a, true, farewell(luck.IntN(3)))
		a.gone = true
	case Remove:
		if by := r.laptops[luck.IntN(2)]; by.run != nil {
			if err := by.rights.roster.Remove(identityOf(by.n).private, identityOf(a.n).print); err != nil {
				r.fail("laptop %d cannot remove %d: %v", by.n, a.n, err)
			}
		}
	case Begin:
		if by := r.laptops[luck.IntN(2)]; by.run != nil {
			run := by.run
			r.pending.Go(func() { run.begin(by) })
		}
	case Night:
		r.night(luck)
	case Join:
		if luck.IntN(2) == 0 { // the liar is first at the door
			for n := range r.laptops {
				if n != a.n {
					r.net.cut(a.n, n)
					r.in(6*time.Second, func() { r.net.mend(a.n, n) })
				}
			}
			r.pending.Go(func() { r.liar.welcome(a, luck) })
		}
		r.start(a)
	case Clock:
		a.clock = time.Duration(luck.Int64N(int64(96*time.Hour))) - 48*time.Hour
	default:
		r.weather(e, a, b)
	}
}

// weather is what happens to the network and the disks.
func (r *room) weather(e Event, a, b *laptop) {
	switch e.Kind {
	case Cut:
		r.cut(e.For, func(x, y int) bool { return x == min(e.A, e.B) && y == max(e.A, e.B) })
	case Split:
		r.cut(e.For, func(x, y int) bool { return (x >= e.A) != (y >= e.A) })
	case Alone:
		r.cut(e.For, func(x, y int) bool { return x == e.A || y == e.A })
	case Blackout:
		r.cut(e.For, func(int, int) bool { return true })
	case Sleep: // nothing of it is heard, and when it wakes its connections are gone
		r.cut(e.For, func(x, y int) bool { return x == e.A || y == e.A })
		r.in(e.For, func() { a.drop(reset); a.lookNow() })
	case Move:
		a.drop(mutely)
		r.cut(e.For, func(x, y int) bool { return x == e.A || y == e.A })
		r.in(e.For, a.lookNow)
	case Loss:
		r.net.setLoss(0.2)
		r.in(e.For, func() { r.net.setLoss(0) })
	case Spikes:
		r.net.setSpikes(true)
		r.in(e.For, func() { r.net.setSpikes(false) })
	case Slow:
		r.net.setSlow(e.A, true)
		r.in(e.For, func() { r.net.setSlow(e.A, false) })
	case Reset:
		a.drop(reset)
	case Double:
		if run := a.run; run != nil {
			start := a.starts
			run.ended.Go(func() { _ = a.second(run, start, b) })
		}
	case Echo:
		r.echo(a, b)
	case Full:
		a.disk.setFull(true)
		r.in(e.For, func() { a.disk.setFull(false) })
	case Refuse:
		a.disk.setRefuses(1)
		r.in(e.For, func() { a.disk.setRefuses(-1) })
	}
}

// cut takes away the ways between pairs x < y, the liar's too, for some time.
func (r *room) cut(d time.Duration, which func(x, y int) bool) {
	var cut [][2]int
	for y := range len(r.laptops) + 1 {
		for x := range y {
			if which(x, y) {
				r.net.cut(x, y)
				cut = append(cut, [2]int{x, y})
			}
		}
	}
	r.in(d, func() {
		for _, p := range cut {
			r.net.mend(p[0], p[1])
		}
	})
}

// burst has a person do several things while the library of the laptop is away.
func (r *room) burst(l *laptop, luck *rand.Rand) {
	run := l.run
	if run == nil {
		return
	}
	if luck.IntN(2) == 0 {
		r.pending.Go(func() { run.verify(l) })
	} else {
		r.pending.Go(func() { run.compact(l, false) })
	}
	for range 2 + luck.IntN(5) {
		l.edit(luck.Uint64())
		if luck.IntN(3) == 0 {
			r.look(l, run.doc)
		}
	}
	if luck.IntN(4) == 0 { // in the middle of it
		kill := luck.IntN(2) == 0
		r.stop(l, kill, politely)
		oneEpoch := run.doc.Actor() == run.actor // else there are changes of another actor
		if held := l.held() - run.held; !kill && !l.disk.refusing() && oneEpoch && held < run.own {
			r.fail("laptop %d was closed properly, and of %d changes made there %d are on its disk", l.n, run.own, held)
		}
		r.start(l)
	}
}

// picture has somebody put up a picture of 30 to 300 KB, and all fetch it.
func (r *room) picture(l *laptop, luck *rand.Rand) {
	if l.run == nil {
		return
	}
	b := make([]byte, 30_000+luck.IntN(270_000))
	for i := 0; i < len(b); i += 64 {
		b[i] = byte(luck.Uint32())
	}
	sum := sha256.Sum256(b)
	l.album.put(sum, b)
	r.pictures = append(r.pictures, sum)
	for _, other := range r.laptops {
		if other != l && other.run != nil {
			other.hub.Fetch(sum)
		}
	}
}

// night closes all laptops for two weeks.
func (r *room) night(luck *rand.Rand) {
	var all []*laptop
	for _, l := range r.laptops {
		if l.run != nil {
			all = append(all, l)
			r.stop(l, luck.IntN(3) == 0, politely)
		}
	}
	for _, l := range all {
		l.clock += twoWeeks
	}
	for _, i := range luck.Perm(len(all)) {
		r.start(all[i])
	}
}

// second connects a and b once more, beside the connection that they have.
func (l *laptop) second(run *run, start int, other *laptop) error {
	mine, theirs, err := l.room.net.dial(run.ctx, l.n, other.n)
	if err != nil {
		return err
	}
	there, _ := l.room.running(other)
	if there == nil {
		mine.end(reset)
		theirs.end(reset)
		return errDown
	}
	there.beside(theirs, func() { other.serve(there, l, theirs) })
	run.beside(mine, func() { l.serve(run, other, mine) })
	return nil
}

// beside serves a connection that no other gives way to, for two seconds.
func (r *run) beside(end *End, serve func()) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.ctx.Err() != nil {
		end.end(reset)
		return
	}
	r.ended.Go(serve)
	r.ended.Go(func() {
		_ = sleep(r.ctx, 2*time.Second)
		end.end(reset)
	})
}

// echo sends the last news of a to b once more.
func (r *room) echo(a, b *laptop) {
	if a.run == nil {
		return
	}
	a.run.mu.Lock()
	k := a.links[b.n]
	a.run.mu.Unlock()
	if k == nil {
		return
	}
	if f := k.end.last.Load(); f != nil {
		select {
		case k.end.out <- parcel{frame: *f, sent: time.Now()}:
		default:
		}
	}
}

var _ replica.Pipe = (*End)(nil)
