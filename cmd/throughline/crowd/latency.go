package crowd

import (
	"slices"
	"time"
)

// Latency is how long it took from the hand on one laptop to the snapshot of another.
type Latency struct {
	P50, P95, P99 time.Duration
}

// Spread sums up times, which it sorts; the zero Latency if there are none.
func Spread(times []time.Duration) Latency {
	if len(times) == 0 {
		return Latency{}
	}
	slices.Sort(times)
	at := func(percent int) time.Duration { return times[(len(times)-1)*percent/100] }
	return Latency{P50: at(50), P95: at(95), P99: at(99)}
}
