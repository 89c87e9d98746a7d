package storm

import (
	"fmt"
	"math/rand/v2"
	"time"
)

// A Kind is what happens.
type Kind int

// Edits and what people do, then what goes wrong. A and B are laptops, For is how long.
const (
	Edit     Kind = iota // A does something that people do
	Burst                // A does several things while its library is lent out
	Undo                 // A takes back or brings back
	Point                // A moves its cursor
	Verify               // what A shows is compared with what its library holds
	Picture              // A puts a picture up, and all fetch it
	Compact              // A stores the whole document
	Cut                  // no way between A and B
	Split                // no way between two halves of the room, A and those behind it on one side
	Alone                // no way between A and anybody
	Blackout             // no way between any two
	Loss                 // every fifth packet is lost, everywhere
	Spikes               // a second on the way now and then
	Slow                 // 8 KB a second from and to A
	Reset                // the connections of A break
	Double               // A and B are connected a second time
	Echo                 // what A sent B last comes to B again
	Kill                 // A is killed, and starts again
	Restart              // A is closed properly, and starts again
	Sleep                // the lid of A
	Move                 // the address of A changes
	Clock                // the clock of A jumps by up to two days
	Full                 // the disk of A has no room
	Refuse               // the disk of A fails
	Join                 // a laptop comes that has nothing
	Away                 // A is closed for two weeks by its clock
	Gone                 // A is killed and never comes back
	Remove               // A is put out by one of the first two
	Begin                // an epoch, by one of the first two
	Night                // all are closed for two weeks
	Lie                  // the liar connects to A and sends what is not a change
	Fork                 // the liar signs two changes with one number, for A and for B
	kinds
)

var kindNames = [kinds]string{
	"edit", "burst", "undo", "point", "verify", "picture", "compact", "cut", "split", "alone", "blackout", "loss",
	"spikes", "slow", "reset", "double", "echo", "kill", "restart", "sleep", "move", "clock", "full", "refuse",
	"join", "away", "gone", "remove", "begin", "night", "lie", "fork",
}

func (k Kind) String() string { return kindNames[k] }

// weights say how often a kind is drawn. The first three make most of the events.
var weights = [kinds]int{
	Edit: 90, Burst: 8, Undo: 10, Point: 4, Verify: 4, Picture: 1, Compact: 5,
	Cut: 6, Split: 4, Alone: 4, Blackout: 1, Loss: 3, Spikes: 3, Slow: 2, Reset: 4, Double: 3, Echo: 4,
	Kill: 6, Restart: 3, Sleep: 3, Move: 3, Clock: 3, Full: 3, Refuse: 1, Join: 3, Away: 1, Gone: 2, Remove: 3, Begin: 2, Night: 1, Lie: 6, Fork: 2,
}

// An Event is something that happens at a moment of the run.
type Event struct {
	At   time.Duration
	Kind Kind
	A, B int // laptops; B is another one than A
	For  time.Duration
	Seed uint64 // of what is drawn when it happens
}

func (e Event) String() string {
	return fmt.Sprintf("%v %v a=%d b=%d for=%v", e.At, e.Kind, e.A, e.B, e.For)
}

// A Plan is one run.
type Plan struct {
	Seed    uint64
	Laptops int  // at the start
	Most    int  // with those that join
	Queue   int  // of each Hub, 0 for its default
	Waiting int  // changes that may wait for others, 0 for the default
	Lossy   bool // in the end, edits among lost packets
	Events  []Event
}

// NewPlan draws a plan: three to six laptops and 30 to 80 events in 15 seconds, in one run
// of five over a minute, in one of forty over ten.
func NewPlan(seed uint64) Plan {
	r := rand.New(rand.NewPCG(seed, 0x5706))
	p := Plan{Seed: seed, Laptops: 3 + r.IntN(2)}
	p.Most = p.Laptops + r.IntN(3)
	if r.IntN(4) == 0 {
		p.Queue = 1 + r.IntN(4)
	}
	if r.IntN(5) == 0 {
		p.Waiting = 1 + r.IntN(4)
	}
	p.Lossy = r.IntN(4) == 0
	holds := r.IntN(2) == 0 // what is cut stays so until all heals at once
	span := 15 * time.Second
	switch r.IntN(40) {
	case 0:
		span = 600 * time.Second
	case 1, 2, 3, 4, 5, 6, 7, 8:
		span = 60 * time.Second
	}
	n := 30 + r.IntN(51)
	total := 0
	for _, w := range weights {
		total += w
	}
	at := time.Duration(0)
	joined, nights, gone, removed := p.Laptops, 0, 0, 0
	for range n {
		if r.IntN(3) > 0 { // else at the same moment
			at += time.Duration(r.Int64N(int64(3 * span / time.Duration(n))))
		}
		e := Event{At: at, Kind: draw(r, total), A: r.IntN(joined), B: r.IntN(joined - 1), Seed: r.Uint64()}
		if e.B >= e.A {
			e.B++
		}
		switch e.Kind {
		case Sleep:
			e.For = min(span, time.Minute)
		case Kill, Restart, Move, Away:
			e.For = time.Duration(r.Int64N(int64(4 * time.Second)))
		case Night:
			if nights++; nights > 1 {
				e.Kind = Edit
			}
		case Gone:
			if gone++; gone > 1 {
				e.Kind = Edit
			}
		case Remove:
			if removed++; removed > 1 || e.A < 2 {
				e.Kind = Edit
			}
		case Join:
			if joined == p.Most {
				e.Kind = Edit
				break
			}
			e.A = joined
			joined++
		case Cut, Split, Alone, Blackout:
			e.For = span * time.Duration(10+r.IntN(60)) / 100
			if holds {
				e.For = max(e.For, 3*span/2-at)
			}
		default:
			e.For = span * time.Duration(10+r.IntN(60)) / 100
		}
		p.Events = append(p.Events, e)
	}
	return p
}

func draw(r *rand.Rand, total int) Kind {
	at := r.IntN(total)
	for k, w := range weights {
		if at -= w; at < 0 {
			return Kind(k)
		}
	}
	return Edit
}
