package workshop_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"throughline.app/workshop"
)

func TestOrderBetweenIsBetween(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		keys := []string{workshop.OrderBetween("", "")}
		for range rapid.IntRange(1, 60).Draw(t, "insertions") {
			i := rapid.IntRange(0, len(keys)).Draw(t, "at")
			a, b := "", ""
			if i > 0 {
				a = keys[i-1]
			}
			if i < len(keys) {
				b = keys[i]
			}
			k := workshop.OrderBetween(a, b)
			require.Greater(t, k, a)
			if b != "" {
				require.Less(t, k, b)
			}
			require.NotEqual(t, byte('0'), k[len(k)-1])
			keys = slices.Insert(keys, i, k)
		}
	})
}

func TestOrderBetweenOfKeysTheWrongWayRound(t *testing.T) {
	require.Greater(t, workshop.OrderBetween("m", "c"), "m")
	require.Greater(t, workshop.OrderBetween("m", "m"), "m")
}

func TestOrderAfterAscendsForLongRunsAndStaysShort(t *testing.T) {
	keys := workshop.OrderAfter("", 30_000)
	require.True(t, slices.IsSorted(keys))
	require.Equal(t, len(keys), len(slices.Compact(slices.Clone(keys))))
	require.LessOrEqual(t, len(keys[len(keys)-1]), 4)
	for i := 1; i < 1_000; i++ {
		k := workshop.OrderBetween(keys[i-1], keys[i])
		require.True(t, keys[i-1] < k && k < keys[i])
	}
}

func TestOrderAfterAnyKeyAscends(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := rapid.OneOf(
			rapid.StringMatching(`[0-9a-z]{0,7}[1-9a-z]`),
			rapid.StringMatching(`z{0,6}[x-z]{0,2}[1-9a-z]`)).Draw(t, "after")
		for _, k := range workshop.OrderAfter(a, 50) {
			require.Greater(t, k, a)
			a = k
		}
	})
}
