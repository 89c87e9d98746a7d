package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"os"
	"runtime/pprof"
	"slices"
	"sync"
	"time"

	"throughline.app/cmd/throughline/calm"
	"throughline.app/cmd/throughline/crowd"
	"throughline.app/cmd/throughline/examine"
	"throughline.app/cmd/throughline/laptop"
	"throughline.app/workshop"
)

type childOptions struct {
	data    string
	profile string
	index   int
}

// An order is one line that the bench gives to a laptop; a laptop answers each with one.
type order struct {
	Do      string   `json:"do"`
	Notes   int      `json:"notes,omitempty"`
	Laptops int      `json:"laptops,omitempty"`
	Words   string   `json:"words,omitempty"`
	Addr    string   `json:"addr,omitempty"`
	Rate    int      `json:"rate,omitempty"`
	Count   int      `json:"count,omitempty"`
	Heads   []string `json:"heads,omitempty"`
}

type answer struct {
	Error string   `json:"error,omitempty"`
	Words string   `json:"words,omitempty"`
	Addr  string   `json:"addr,omitempty"`
	Took  float64  `json:"took_ms,omitempty"`
	At    int64    `json:"at,omitempty"` // Unix nanoseconds
	Heads []string `json:"heads,omitempty"`
	Moved int      `json:"moved,omitempty"` // notes that stand where an edit put them
	Sent  []moved  `json:"sent,omitempty"`
	Seen  []moved  `json:"seen,omitempty"`
	CPU   float64  `json:"cpu_s,omitempty"`
	RSS   float64  `json:"rss_mb,omitempty"`
	Bytes int64    `json:"bytes,omitempty"`
}

// A moved is one edit: which laptop's, its number there, and when it was begun or stood in
// the snapshot, in Unix nanoseconds.
type moved [3]int64

// Moved notes stand this far down, so that they are told from those that are not.
const below = 100_000

// A child is one laptop.
type child struct {
	opt  childOptions
	l    *laptop.Laptop
	room *laptop.Room
	gate *gate

	mu      sync.Mutex
	sent    []moved
	seen    []moved
	waits   []chan struct{} // told of every update and every member that comes
	cpu     time.Duration   // when the edits began
	traffic int64
}

func runChild(opt childOptions) error {
	c := &child{opt: opt, gate: newGate()}
	var err error
	log := slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelError}))
	c.l, err = laptop.Open(laptop.Options{Data: opt.data, Bind: "127.0.0.1:0", Log: log, Dial: c.gate.dial, Examiner: examine.New(examine.Options{Log: log})})
	if err != nil {
		return err
	}
	defer c.l.Close()
	if err := c.l.SetProfile(context.Background(), laptop.Profile{Name: fmt.Sprintf("Laptop %d", opt.index), Hue: "#1D4ED8"}); err != nil {
		return err
	}
	in, out := json.NewDecoder(bufio.NewReader(os.Stdin)), json.NewEncoder(os.Stdout)
	for {
		var o order
		if err := in.Decode(&o); err != nil || o.Do == "quit" {
			return nil
		}
		a, err := c.obey(o)
		if err != nil {
			a.Error = err.Error()
		}
		if err := out.Encode(a); err != nil {
			return err
		}
	}
}

func (c *child) obey(o order) (answer, error) {
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
	defer cancel()
	start := time.Now()
	switch o.Do {
	case "host":
		return c.host(ctx, o.Notes)
	case "join":
		room, err := c.l.Join(ctx, o.Words, o.Addr)
		if err != nil {
			return answer{}, err
		}
		took := time.Since(start)
		c.listen(room)
		return answer{Took: float64(took.Microseconds()) / 1000}, nil
	case "meet":
		return answer{}, c.until(ctx, "everybody to be here", func() bool {
			here := 0
			for _, m := range c.room.Status().Members {
				if m.Here && m.Behind == 0 {
					here++
				}
			}
			return here >= o.Laptops-1
		})
	case "edit":
		return answer{}, c.edit(ctx, o)
	case "seen":
		err := c.until(ctx, "the others' edits", func() bool { return c.count() >= o.Count })
		return c.report(), err
	case "rest":
		if err := c.begin(); err != nil {
			return answer{}, err
		}
		time.Sleep(time.Duration(o.Count) * time.Millisecond)
		return c.report(), nil
	case "apart":
		c.gate.shut()
		return answer{}, c.until(ctx, "everybody to be gone", func() bool {
			return !slices.ContainsFunc(c.room.Status().Members, func(m laptop.Member) bool { return m.Here })
		})
	case "write":
		for i := range o.Count {
			if err := c.move(i, o.Laptops); err != nil {
				return answer{}, err
			}
		}
		return answer{}, nil
	case "together":
		if err := c.begin(); err != nil {
			return answer{}, err
		}
		c.gate.open()
		c.room.LookNow()
		err := c.until(ctx, "the others' edits", func() bool { return c.movedNotes() >= o.Count })
		a := c.report()
		a.At, a.Moved, a.Sent, a.Seen = time.Now().UnixNano(), c.movedNotes(), nil, nil
		return a, err
	case "heads":
		return answer{Heads: c.room.Heads()}, nil
	}
	return answer{}, fmt.Errorf("there is no order %q", o.Do)
}

// host makes the workshop and shares it.
func (c *child) host(ctx context.Context, notes int) (answer, error) {
	room, err := c.l.Create(ctx, "lifecycle", "Bench")
	if err != nil {
		return answer{}, err
	}
	if err := crowd.Fill(room, notes); err != nil {
		return answer{}, err
	}
	inv, err := room.Share(ctx)
	if err != nil {
		return answer{}, err
	}
	c.listen(room)
	return answer{Words: inv.Words, Addr: inv.Addr}, nil
}

func (c *child) listen(room *laptop.Room) {
	calm.Settle()
	c.room = room
	room.OnUpdate(func(u workshop.Update) {
		if u.Origin == workshop.Remote {
			c.note(u)
		}
		c.told()
	})
	room.OnStatus(c.told)
}

// note keeps when the others' edits stood in the snapshot.
func (c *child) note(u workshop.Update) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, id := range u.Diff.Notes() {
		if n := u.Snapshot.Notes.Get(id); n != nil && n.Place.At.Y >= below {
			c.seen = append(c.seen, moved{int64(n.Place.At.X), int64(n.Place.At.Y - below), u.At})
		}
	}
}

func (c *child) count() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return len(c.seen)
}

func (c *child) movedNotes() int {
	n := 0
	for _, note := range c.room.Snapshot().Notes.All() {
		if note.Place.At.Y >= below {
			n++
		}
	}
	return n
}

func (c *child) told() {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, w := range c.waits {
		select {
		case w <- struct{}{}:
		default:
		}
	}
}

// until waits for a condition that updates and members' coming bring about.
func (c *child) until(ctx context.Context, what string, ok func() bool) error {
	moved := make(chan struct{}, 1) // written by told; full means already told
	c.mu.Lock()
	c.waits = append(c.waits, moved)
	c.mu.Unlock()
	for !ok() {
		select {
		case <-moved:
		case <-ctx.Done():
			return fmt.Errorf("waited too long for %s", what)
		}
	}
	return nil
}

// begin starts the account of what is used, which report ends.
func (c *child) begin() error {
	c.cpu, c.traffic = crowd.Used().CPU, c.gate.sent.Load()
	if c.opt.profile == "" {
		return nil
	}
	f, err := os.Create(c.opt.profile)
	if err != nil {
		return err
	}
	return pprof.StartCPUProfile(f)
}

// edit moves notes of its own for a while, each to a place that tells who moved it and
// when.
func (c *child) edit(ctx context.Context, o order) error {
	if err := c.begin(); err != nil {
		return err
	}
	every := time.Second / time.Duration(o.Rate)
	next := time.Now().Add(rand.N(every))
	for i := range o.Count {
		select {
		case <-time.After(time.Until(next)):
		case <-ctx.Done():
			return ctx.Err()
		}
		next = next.Add(every)
		if err := c.move(i, o.Laptops); err != nil {
			return err
		}
	}
	return nil
}

// move moves the i-th of the notes that are this laptop's.
func (c *child) move(i, laptops int) error {
	s := c.room.Snapshot()
	id := crowd.NoteID((i*laptops + c.opt.index) % s.Notes.Len())
	n := s.Notes.Get(id)
	if n == nil {
		return fmt.Errorf("there is no note %s", id)
	}
	to := n.Place
	to.At = workshop.Point{X: float64(c.opt.index), Y: below + float64(i)}
	at := time.Now().UnixNano()
	if _, err := c.room.Apply(workshop.MoveNotes{Moves: []workshop.Move{{Note: id, To: to}}}); err != nil {
		return err
	}
	c.mu.Lock()
	c.sent = append(c.sent, moved{int64(c.opt.index), int64(i), at})
	c.mu.Unlock()
	return nil
}

func (c *child) report() answer {
	pprof.StopCPUProfile()
	u := crowd.Used()
	c.mu.Lock()
	defer c.mu.Unlock()
	return answer{
		Sent: c.sent, Seen: c.seen, CPU: (u.CPU - c.cpu).Seconds(), RSS: float64(u.Memory) / 1e6, Bytes: c.gate.sent.Load() - c.traffic,
	}
}
