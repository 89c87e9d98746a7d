package storm

import (
	"math/rand/v2"
	"time"
)

// NewPartition draws a plan in which a room of four to six laptops comes apart into two halves for
// some time, in which people on both sides go on writing, and nothing else happens.
func NewPartition(seed uint64, d time.Duration) Plan {
	r := rand.New(rand.NewPCG(seed, 0x9a27))
	p := Plan{Seed: seed, Laptops: 4 + r.IntN(3)}
	p.Most = p.Laptops
	p.Events = []Event{{Kind: Split, A: 1 + r.IntN(p.Laptops-1), For: d}}
	n := 30 + r.IntN(51)
	for i := range n {
		e := Event{At: d * time.Duration(i) / time.Duration(n), Kind: Edit, A: r.IntN(p.Laptops), Seed: r.Uint64()}
		if r.IntN(10) == 0 {
			e.Kind = Undo
		}
		p.Events = append(p.Events, e)
	}
	return p
}
