package storm_test

import (
	"flag"
	"strings"
	"testing"
	"testing/synctest"

	"throughline.app/internal/storm"
)

var (
	one   = flag.Int("storm.seed", -1, "play this seed alone, and tell what happens")
	seeds = flag.Int("storm.seeds", 1_000, "how many seeds to play")
	from  = flag.Int("storm.from", 0, "the first of them")
)

func TestStorm(t *testing.T) {
	if *one >= 0 {
		r := play(t, storm.NewPlan(uint64(*one)))
		t.Log(strings.Join(r.Trace, "\n"))
		t.Logf("healed in %v, %d changes, %d lies, heads %v", r.Healed, r.Held, r.Lies, r.Heads)
		report(t, *one, r)
		return
	}
	const workers = 2
	for w := range workers {
		t.Run("", func(t *testing.T) {
			t.Parallel()
			for seed := *from + w; seed < *from+*seeds && !t.Failed(); seed += workers {
				report(t, seed, play(t, storm.NewPlan(uint64(seed))))
			}
		})
	}
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
