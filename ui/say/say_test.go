package say_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"throughline.app/ui/say"
)

func TestAgo(t *testing.T) {
	now := time.Date(2026, 11, 22, 0, 30, 0, 0, time.UTC)
	for want, then := range map[string]time.Time{
		"just now":       now.Add(-20 * time.Second),
		"1 minute ago":   now.Add(-time.Minute),
		"4 minutes ago":  now.Add(-4*time.Minute - 50*time.Second),
		"59 minutes ago": now.Add(-59 * time.Minute),
		"yesterday":      now.Add(-2 * time.Hour),
		"20 Nov":         now.Add(-48 * time.Hour),
		"22 Nov 2025":    now.AddDate(-1, 0, 0),
		"never opened":   {},
	} {
		require.Equal(t, want, say.Ago(then, now))
	}
	require.Equal(t, "3 hours ago", say.Ago(now.Add(9*time.Hour), now.Add(12*time.Hour)))
}

func TestCounts(t *testing.T) {
	require.Equal(t, "1 note", say.Notes(1))
	require.Equal(t, "0 notes", say.Notes(0))
	require.Equal(t, "1\u2009204 notes", say.Notes(1204))
	require.Equal(t, "1\u2009000\u2009000", say.Number(1_000_000))
	require.Equal(t, "-12\u2009345", say.Number(-12345))
	require.Equal(t, "1 change behind", say.Behind(1))
	require.Equal(t, "In step · 12 laptops", say.StandsInStep(12))
}

func TestPixels(t *testing.T) {
	require.Equal(t, "3\u2009840 × 2\u2009400 pixels · sharp at A2", say.Pixels(3840, 2400))
	require.Equal(t, "800 × 600 pixels · for the screen", say.Pixels(800, 600))
}
