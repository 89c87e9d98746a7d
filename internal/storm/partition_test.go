package storm_test

import (
	"flag"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"throughline.app/internal/storm"
)

var partitions = flag.Int("storm.partitions", 30, "how many rooms to cut in two, for each length of time")

// A room that was cut in two for ten seconds, a minute, ten minutes, with people writing on both
// sides, is equal within ten seconds of its healing, and nothing is lost.
func TestPartition(t *testing.T) {
	for _, d := range []time.Duration{10 * time.Second, time.Minute, 10 * time.Minute} {
		t.Run(fmt.Sprint(d), func(t *testing.T) {
			t.Parallel()
			slowest, held := time.Duration(0), 0
			for seed := range *partitions {
				r := play(t, storm.NewPartition(uint64(seed), d))
				require.Empty(t, r.Faults, "seed %d", seed)
				require.LessOrEqual(t, r.Healed, storm.Soon, "seed %d", seed)
				slowest, held = max(slowest, r.Healed), held+r.Held
			}
			t.Logf("slowest healing after %v: %v; %d changes", d, slowest, held)
		})
	}
}
