package storm_test

import (
	"flag"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"throughline.app/internal/storm"
)

var (
	one   = flag.Int("storm.seed", -1, "play this seed alone, and tell what happens")
	seeds = flag.Int("storm.seeds", defaultSeeds, "how many seeds to play")
	from  = flag.Int("storm.from", 0, "the first of them")
	least = flag.Bool("storm.least", false, "with -storm.seed: look for the fewest events that still fail")
)

func TestStorm(t *testing.T) {
	if *one >= 0 {
		p := storm.NewPlan(uint64(*one))
		if *least {
			p = fewest(t, p)
		}
		r := play(t, p)
		for range 19 { // what does not come from the seed may have to come together again
			if len(r.Faults) > 0 {
				break
			}
			r = play(t, p)
		}
		t.Log(strings.Join(r.Trace, "\n"))
		t.Logf("healed in %v, with losses in %v; %d changes, %d lies, heads %v", r.Healed, r.Lossy, r.Held, r.Lies, r.Heads)
		report(t, *one, r)
		return
	}
	const workers = 2
	var mu sync.Mutex
	var healed, lossy time.Duration
	held, lies, late, lateLossy, wasLossy, epochs, named := 0, 0, 0, 0, 0, 0, 0
	t.Cleanup(func() {
		t.Logf("slowest healing %v, among losses %v; %d changes, %d lies, %d epochs, named %d times for two changes with one number", healed, lossy, held, lies, epochs, named)
		if *seeds >= 100 { // else one is too many
			require.LessOrEqual(t, late, *seeds/100, "equal later than %v", storm.Soon)
			require.LessOrEqual(t, lateLossy, max(1, wasLossy/25), "equal later than %v among losses", storm.SoonLossy)
		}
	})
	for w := range workers {
		t.Run("", func(t *testing.T) {
			t.Parallel()
			for seed := *from + w; seed < *from+*seeds && !t.Failed(); seed += workers {
				r := play(t, storm.NewPlan(uint64(seed)))
				report(t, seed, r)
				mu.Lock()
				healed, lossy = max(healed, r.Healed), max(lossy, r.Lossy)
				held, lies = held+r.Held, lies+r.Lies
				epochs += r.Epoch
				named += r.Named
				if r.Healed > storm.Soon && r.Epoch == 0 { // what was written apart is brought along later
					late++
				}
				if r.Lossy > 0 {
					wasLossy++
				}
				if r.Lossy > storm.SoonLossy && r.Epoch == 0 {
					lateLossy++
				}
				mu.Unlock()
			}
		})
	}
}

// fewest leaves out what a plan fails without: halves of it, quarters, and so on, twice
// each, since a run is not the same every time.
func fewest(t *testing.T, p storm.Plan) storm.Plan {
	fails := func(p storm.Plan) bool {
		for range 2 {
			if len(play(t, p).Faults) > 0 {
				return true
			}
		}
		return false
	}
	for n := (len(p.Events) + 1) / 2; n > 0; n /= 2 {
		for at := 0; at < len(p.Events); {
			less := p
			less.Events = slices.Delete(slices.Clone(p.Events), at, min(at+n, len(p.Events)))
			if fails(less) {
				p = less
			} else {
				at += n
			}
		}
	}
	return p
}

func play(t *testing.T, p storm.Plan) (r storm.Report) {
	synctest.Test(t, func(*testing.T) { r = storm.Run(p) })
	return r
}

func report(t *testing.T, seed int, r storm.Report) {
	if len(r.Faults) > 0 {
		t.Errorf("seed %d:\n%s\nreplay with: go test ./internal/storm -run TestStorm -v -storm.seed=%d", seed, strings.Join(r.Faults, "\n"), seed)
	}
}
