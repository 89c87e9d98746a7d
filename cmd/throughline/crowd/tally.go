package crowd

import (
	"errors"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"throughline.app/workshop"
)

var errNoCanvas = errors.New("the workshop has no canvas with regions to write in")

// A tally keeps the account of a play. Its methods are safe for concurrent use.
type tally struct {
	present atomic.Int64 // people who are in the workshop now

	mu      sync.Mutex
	came    int
	began   time.Time
	acts    int
	leaves  int
	failing int
	joins   []time.Duration
	times   []time.Duration
	onWay   map[stop]int64 // when it was set out, Unix nanoseconds
	notes   []workshop.NoteID
}

// A stop is a note at a place: few of a play are alike.
type stop struct {
	note workshop.NoteID
	at   string
}

func newTally() *tally { return &tally{onWay: make(map[stop]int64)} }

// come counts somebody, and adds them to where add does.
func (t *tally) come(add func()) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.came++
	add()
}

func (t *tally) joined(took time.Duration) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.joins = append(t.joins, took)
}

func (t *tally) begin(at time.Time) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.began = at
}

func (t *tally) acted()  { t.count(&t.acts) }
func (t *tally) left()   { t.count(&t.leaves) }
func (t *tally) failed() { t.count(&t.failing) }

func (t *tally) count(n *int) {
	t.mu.Lock()
	defer t.mu.Unlock()
	*n++
}

// sent notes that a note is about to be put somewhere.
func (t *tally) sent(id workshop.NoteID, to workshop.Place) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.onWay[stop{id, to.String()}] = time.Now().UnixNano()
}

// forget has the places that d puts notes to not timed.
func (t *tally) forget(d workshop.Diff) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, c := range d {
		if c.Field == workshop.FieldPlace {
			delete(t.onWay, stop{workshop.NoteID(c.Ref.ID), c.After})
		}
	}
}

// arrived notes what stood in somebody's snapshot, if it set out after since.
func (t *tally) arrived(u workshop.Update, since int64) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, c := range u.Diff {
		if c.Ref.Kind != workshop.KindNote || c.Field != workshop.FieldPlace {
			continue
		}
		if at, ok := t.onWay[stop{workshop.NoteID(c.Ref.ID), c.After}]; ok && at > since {
			t.times = append(t.times, time.Duration(u.At-at))
		}
	}
}

// wrote notes that a note has been committed: from now on it must not get lost.
func (t *tally) wrote(id workshop.NoteID) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.notes = append(t.notes, id)
}

// lost counts the notes that somebody lacks, each once for everybody who does.
func (t *tally) lost(people []*person) int {
	t.mu.Lock()
	defer t.mu.Unlock()
	n := 0
	for _, who := range people {
		if who.room == nil {
			n += len(t.notes)
			continue
		}
		s := who.room.Snapshot()
		for _, id := range t.notes {
			if s.Notes.Get(id) == nil {
				n++
			}
		}
	}
	return n
}

func (t *tally) progress(of int) Progress {
	t.mu.Lock()
	defer t.mu.Unlock()
	p := Progress{In: t.came, Of: of, Acts: t.acts, Latency: Spread(slices.Clone(t.times))}
	if !t.began.IsZero() {
		p.Since = time.Since(t.began)
	}
	return p
}

// report is the part of the report that was counted.
func (t *tally) report() Report {
	t.mu.Lock()
	defer t.mu.Unlock()
	spread := Spread(t.times)
	r := Report{
		Acts: t.acts, Notes: len(t.notes), CameBack: t.leaves, Failed: t.failing, Seen: len(t.times),
		P50: ms(spread.P50), P95: ms(spread.P95), P99: ms(spread.P99),
	}
	if len(t.joins) > 0 {
		r.SlowestJoin = ms(slices.Max(t.joins))
	}
	return r
}

func ms(d time.Duration) float64 { return float64(d.Microseconds()/10) / 100 }
