package storm

import (
	"errors"
	"maps"
	"slices"
	"sync"
	"time"

	"throughline.app/crdt"
	"throughline.app/crdt/format"
	"throughline.app/sync/vouch"
)

// A disk keeps what a laptop writes, through crashes.
type disk struct {
	mu      sync.Mutex
	whole   []byte // as crdt.Document.Save gave it
	had     map[string]uint64
	view    []byte
	heads   []string          // of view
	changes []crdt.Change     // beyond had
	all     []crdt.Change     // ever written, in order
	vector  map[string]uint64 // per actor the highest number on the disk
	signed  []vouch.Kept      // in order
	roster  []byte
	past    map[string][]byte // by epoch
	room    chan struct{}     // closed while there is room
	fulls   int
	refuses int
	refused bool // ever
}

// A journal is the disk as one run of the program has it; after stop nothing more is
// written.
type journal struct {
	*disk
	mu      sync.Mutex
	waiting []entry
	wake    chan struct{} // cap 1
	dead    chan struct{}
	ended   sync.WaitGroup
}

type entry struct {
	changes []crdt.Change
	signed  []vouch.Kept
	done    func(error)
}

func newDisk() *disk {
	d := &disk{vector: map[string]uint64{}, past: map[string][]byte{}, room: make(chan struct{})}
	close(d.room)
	return d
}

// saved is the workshop as it is on the disk.
func (d *disk) saved() crdt.Saved {
	d.mu.Lock()
	defer d.mu.Unlock()
	s := crdt.Saved{Document: d.whole, View: d.view, ViewHeads: d.heads}
	for _, c := range d.changes {
		if c.Seq > d.had[c.Actor] {
			s.Changes = append(s.Changes, c.Bytes)
		}
	}
	return s
}

// compact puts a whole document in the place of the changes that it holds.
func (j *journal) compact(whole []byte, had map[string]uint64, view []byte, heads []string) {
	d := j.disk
	d.mu.Lock()
	defer d.mu.Unlock()
	if isClosed(j.dead) {
		return
	}
	d.whole, d.had, d.view, d.heads = whole, had, view, heads
	for actor, seq := range had {
		d.vector[actor] = max(d.vector[actor], seq)
	}
	var rest []crdt.Change
	for _, c := range d.changes {
		if c.Seq > had[c.Actor] {
			rest = append(rest, c)
		}
	}
	d.changes = rest
}

// holds is what can be opened from the disk. Where it has refused a change, others that
// build on it are of no use.
func (d *disk) holds() map[string]uint64 {
	d.mu.Lock()
	defer d.mu.Unlock()
	if !d.refused {
		return maps.Clone(d.vector)
	}
	out := maps.Clone(d.had)
	if out == nil {
		out = map[string]uint64{}
	}
	here := map[[32]byte]bool{}
	for more := true; more; {
		more = false
		for _, c := range d.all {
			parsed, err := format.ParseChange(c.Bytes)
			whole := err == nil && !here[c.Hash]
			for i := 0; whole && i < len(parsed.Deps); i++ {
				whole = here[parsed.Deps[i]]
			}
			if whole || c.Seq <= d.had[c.Actor] && !here[c.Hash] {
				here[c.Hash], more = true, true
				out[c.Actor] = max(out[c.Actor], c.Seq)
			}
		}
	}
	return out
}

// stored are the vouchers on the disk.
func (d *disk) stored() []vouch.Kept {
	d.mu.Lock()
	defer d.mu.Unlock()
	return slices.Clone(d.signed)
}

func (d *disk) keepRoster(encoded []byte) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.roster = encoded
}

func (d *disk) setFull(on bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if on {
		if d.fulls++; d.fulls == 1 {
			d.room = make(chan struct{})
		}
	} else if d.fulls--; d.fulls == 0 {
		close(d.room)
	}
}

// refusing reports whether the disk takes nothing now.
func (d *disk) refusing() bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.fulls+d.refuses > 0
}

func (d *disk) setRefuses(by int) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.refuses += by
	d.refused = true
}

func (d *disk) open() *journal {
	j := &journal{disk: d, wake: make(chan struct{}, 1), dead: make(chan struct{})}
	j.ended.Go(j.write)
	return j
}

// Append is crdt.Journal's.
func (j *journal) Append(changes []crdt.Change, done func(error)) {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.waiting = append(j.waiting, entry{changes: changes, done: done})
	j.wakeUp()
}

// vouchers keeps vouchers, not after what is appended later.
func (j *journal) vouchers(signed []vouch.Kept, done func(error)) {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.waiting = append(j.waiting, entry{signed: signed, done: done})
	j.wakeUp()
}

func (j *journal) wakeUp() {
	select {
	case j.wake <- struct{}{}:
	default:
	}
}

var errBroken = errors.New("the disk is broken")

// write writes what waits, together, until stop: a few milliseconds each time.
func (j *journal) write() {
	for {
		select {
		case <-j.wake:
		case <-j.dead:
			return
		}
		t := time.NewTimer(8 * time.Millisecond)
		select {
		case <-t.C:
		case <-j.dead:
			t.Stop()
			return
		}
		if !j.awaitRoom() {
			return
		}
		for _, e := range j.put() {
			e()
		}
	}
}

func (j *journal) awaitRoom() bool {
	j.disk.mu.Lock()
	room := j.room
	j.disk.mu.Unlock()
	select {
	case <-room:
		return true
	case <-j.dead:
		return false
	}
}

// put writes what waits and returns what is to be told.
func (j *journal) put() (tell []func()) {
	j.mu.Lock()
	some := j.waiting
	j.waiting = nil
	j.mu.Unlock()
	j.disk.mu.Lock()
	defer j.disk.mu.Unlock()
	for _, e := range some {
		if j.refuses > 0 {
			tell = append(tell, func() { e.done(errBroken) })
			continue
		}
		j.signed = append(j.signed, e.signed...)
		for _, c := range e.changes {
			j.changes, j.all = append(j.changes, c), append(j.all, c)
			j.vector[c.Actor] = max(j.vector[c.Actor], c.Seq)
		}
		tell = append(tell, func() { e.done(nil) })
	}
	return tell
}

// stop ends the journal; flush first writes what waits, if there is room.
func (j *journal) stop(flush bool) {
	j.disk.mu.Lock() // whoever is writing is through
	close(j.dead)
	j.disk.mu.Unlock()
	j.ended.Wait()
	if !flush {
		return
	}
	if !j.refusing() {
		for _, tell := range j.put() {
			tell()
		}
	}
}
