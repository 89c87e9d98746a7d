package storm

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing/synctest"
	"time"

	"throughline.app/crdt"
	"throughline.app/internal/workshoptest"
	"throughline.app/sync/replica"
	"throughline.app/sync/roster"
	"throughline.app/sync/vouch"
	"throughline.app/sync/wire"
	"throughline.app/workshop"
)

// A room is the laptops of one run. Its driver, the goroutine that plays the plan, alone
// starts and stops them.
type room struct {
	plan     Plan
	began    time.Time
	net      *network
	laptops  []*laptop
	liar     *liar
	pictures []replica.Sum
	session  wire.SessionID
	pending  sync.WaitGroup // what was begun and ends by itself
	after    []later        // what is to end, in no order

	mu       sync.Mutex
	runs     []*run                        // by laptop; nil: nobody answers there
	starts   []int                         // likewise
	promised []map[string]uint64           // by laptop, per actor the highest number that is safe there
	accused  map[[2]string]int             // by who and whom
	states   map[string]*workshop.Snapshot // by heads
	refusals []int                         // by laptop, of what the liar sent
	named    int                           // how often the liar was named for two changes with one number
	faults   []string
	trace    []string
}

// A later is what ends an event.
type later struct {
	at time.Time
	do func()
}

// What the room is held to: that all hold the same so soon after everything healed, and so
// soon after an edit while a fifth of the packets is lost.
const (
	Soon      = 10 * time.Second
	SoonLossy = 5 * time.Second
)

// A Report is what came of a run.
type Report struct {
	Faults []string      // what did not hold; none is well
	Trace  []string      // what happened
	Healed time.Duration // until all were equal
	Lossy  time.Duration // until edits among lost packets were everywhere
	Epoch  int           // its number, in the end
	Lies   int           // that reached somebody
	Named  int           // laptops that named the liar for two changes with one number
	Heads  []string      // in the end
	Held   int           // changes, in the end
}

func (r *room) fail(format string, args ...any) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.faults = append(r.faults, fmt.Sprintf("%v: ", time.Since(r.began))+fmt.Sprintf(format, args...))
}

func (r *room) log(format string, args ...any) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.trace = append(r.trace, fmt.Sprintf("%v: ", time.Since(r.began))+fmt.Sprintf(format, args...))
}

func (r *room) failed() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return len(r.faults) > 0
}

// promise notes that a laptop has what is in vector, and that it must be there in the end
// if the laptop is.
func (r *room) promise(laptop int, vector map[string]uint64) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for actor, seq := range vector {
		r.promised[laptop][actor] = max(r.promised[laptop][actor], seq)
	}
}

// known lists the laptops that n may dial.
func (r *room) known(n int) []*laptop {
	r.mu.Lock()
	defer r.mu.Unlock()
	var out []*laptop
	for i := range r.runs {
		if i != n && r.starts[i] > 0 {
			out = append(out, r.laptops[i])
		}
	}
	return out
}

// running is what answers at a laptop, and which start of it.
func (r *room) running(l *laptop) (*run, int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.runs[l.n], r.starts[l.n]
}

func (r *room) start(l *laptop) {
	l.start()
	r.mu.Lock()
	defer r.mu.Unlock()
	r.runs[l.n], r.starts[l.n] = l.run, l.starts
}

func (r *room) stop(l *laptop, kill bool, how farewell) {
	r.mu.Lock()
	r.runs[l.n] = nil
	r.mu.Unlock()
	if l.run != nil && l.doc.Unsaved() == 0 {
		synctest.Wait()
		if l.doc.Unsaved() == 0 { // all is said to be saved
			r.promise(l.n, l.doc.Have())
			l.safe = append(l.safe, l.notes...)
		}
	}
	l.stop(kill, how)
}

// look notes what a laptop shows at the heads that it says it stands at, and compares it
// with what anybody has shown there.
func (r *room) look(l *laptop, doc *crdt.Document) {
	shown, heads := doc.State()
	if heads == nil {
		return
	}
	key := strings.Join(heads, " ")
	r.mu.Lock()
	before := r.states[key]
	if before == nil {
		r.states[key] = shown
	}
	r.mu.Unlock()
	if before != nil && !before.Equal(shown) {
		r.fail("laptop %d shows at the same heads another workshop: %v", l.n, before.Differences(shown, 3))
	}
}

// Run plays a plan. It must be called inside a bubble of testing/synctest.
func Run(p Plan) Report {
	r := &room{plan: p, began: time.Now(), net: newNetwork(p.Seed), accused: map[[2]string]int{}, states: map[string]*workshop.Snapshot{}}
	for n := range p.Most {
		r.laptops = append(r.laptops, newLaptop(r, n))
		r.promised = append(r.promised, map[string]uint64{})
	}
	r.runs, r.starts, r.refusals = make([]*run, p.Most), make([]int, p.Most), make([]int, p.Most)
	r.liar = &liar{room: r, n: p.Most, forged: map[[32]byte]bool{}}
	r.begin()
	for _, e := range p.Events {
		r.until(r.began.Add(e.At))
		if r.failed() {
			break
		}
		r.log("%v %v a=%d b=%d for=%v", e.At, e.Kind, e.A, e.B, e.For)
		r.happen(e)
		if l := r.laptops[e.A]; l.run != nil {
			r.look(l, l.doc)
		}
	}
	for len(r.after) > 0 && !r.failed() {
		r.until(slices.MinFunc(r.after, func(a, b later) int { return a.at.Compare(b.at) }).at)
	}
	for len(r.after) > 0 { // only after a fault
		r.after[0].do()
		r.after = r.after[1:]
	}
	var report Report
	if !r.failed() {
		r.settle(&report)
	}
	for _, l := range r.laptops {
		r.stop(l, false, politely)
	}
	r.pending.Wait()
	report.Faults, report.Trace, report.Lies, report.Named = r.faults, r.trace, r.liar.told, r.named
	return report
}

// begin starts the first laptops on one workshop. The first opens the room and lets in all
// who will ever come, the second as a facilitator, and the liar.
func (r *room) begin() {
	root := identityOf(0).private
	known, err := roster.Begin(rand.NewChaCha8(sha256.Sum256(fmt.Append(nil, r.plan.Seed))), root, workshopID, "0", "")
	for n := 1; n <= r.plan.Most && err == nil; n++ {
		role := roster.Participant
		if n == 1 {
			role = roster.Facilitator
		}
		err = known.Admit(root, identityOf(n).public, roster.Standing{Role: role, Name: fmt.Sprint(n)})
	}
	if err != nil {
		r.fail("the room does not open: %v", err)
		return
	}
	r.session = known.Session()
	for _, l := range r.laptops {
		l.disk.roster = known.Encode()
	}
	first := r.laptops[0]
	r.start(first)
	for _, op := range []workshop.Op{
		workshop.Begin{Title: "Tariffs", Method: "lifecycle"},
		workshop.AddCanvas{
			Canvas: workshop.Canvas{ID: workshop.CanvasID(workshoptest.ID("c", 0)), Title: "Today", Kind: "lifecycle/canvas"},
			Stages: []workshop.Stage{{ID: workshop.StageID(workshoptest.ID("s", 0)), Name: "Buy", Order: "1"}, {ID: workshop.StageID(workshoptest.ID("s", 1)), Name: "Use", Order: "2"}},
			Lanes:  []workshop.Lane{{ID: workshop.LaneID(workshoptest.ID("l", 0)), Key: "does", Name: "Does", Order: "1"}},
		},
	} {
		if _, err := first.doc.Apply(op); err != nil {
			r.fail("the workshop does not begin: %v", err)
		}
	}
	first.edit(r.plan.Seed)
	for _, l := range r.laptops[1:r.plan.Laptops] {
		r.start(l)
	}
	r.until(time.Now().Add(time.Second))
	r.began = time.Now()
}

// until lets the room go on until a moment, and ends what ends before it.
func (r *room) until(at time.Time) {
	for {
		next := -1
		for i, l := range r.after {
			if !l.at.After(at) && (next < 0 || l.at.Before(r.after[next].at)) {
				next = i
			}
		}
		if next < 0 {
			break
		}
		l := r.after[next]
		r.after = slices.Delete(r.after, next, next+1)
		time.Sleep(time.Until(l.at))
		synctest.Wait()
		l.do()
	}
	time.Sleep(time.Until(at))
	synctest.Wait()
}

// in does something later.
func (r *room) in(d time.Duration, do func()) {
	r.after = append(r.after, later{time.Now().Add(d), do})
}

// noteRefusal counts against its sender, and against whoever vouched, what a laptop did not
// take.
func (r *room) noteRefusal(by int, why *vouch.Refusal) {
	r.mu.Lock()
	defer r.mu.Unlock()
	from, author := hex.EncodeToString(why.From[:]), hex.EncodeToString(why.Author[:])
	r.trace = append(r.trace, fmt.Sprintf("%v: laptop %d refuses what %s sent of %s: %v", time.Since(r.began), by, from[:6], author[:6], why.Why))
	if from == r.liar.id() {
		r.refusals[by]++
	}
}

// A listener hears what a laptop logs: whom it accuses, and of what it complains.
type listener struct {
	room   *room
	laptop int
}

func (h *listener) Enabled(_ context.Context, l slog.Level) bool { return l >= slog.LevelWarn }
func (h *listener) WithAttrs([]slog.Attr) slog.Handler           { return h }
func (h *listener) WithGroup(string) slog.Handler                { return h }

// Handle is slog.Handler's.
func (h *listener) Handle(_ context.Context, rec slog.Record) error {
	attrs := map[string]string{}
	rec.Attrs(func(a slog.Attr) bool { attrs[a.Key] = a.Value.String(); return true })
	switch {
	case rec.Message == "refused what a member sent; the session is closed":
		h.room.mu.Lock()
		h.room.accused[[2]string{fingerprint(h.laptop), attrs["id"]}]++
		h.room.mu.Unlock()
		h.room.log("laptop %d names %s: %s", h.laptop, attrs["id"][:6], attrs["error"])
	case rec.Message == "crdt: refused what a member had sent before":
		h.room.mu.Lock()
		h.room.accused[[2]string{fingerprint(h.laptop), attrs["id"]}]++
		h.room.mu.Unlock()
	case rec.Level < slog.LevelError:
		h.room.log("laptop %d: %s %v", h.laptop, rec.Message, attrs)
	case rec.Message == "crdt: the journal refused changes",
		rec.Message == "crdt: stored changes are damaged or missing" && h.room.laptops[h.laptop].disk.refused:
	default:
		h.room.fail("laptop %d logs %s %v", h.laptop, rec.Message, attrs)
	}
	return nil
}
