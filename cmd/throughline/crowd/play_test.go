package crowd_test

import (
	"context"
	"os"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"throughline.app/cmd/throughline/crowd"
	"throughline.app/cmd/throughline/laptop"
)

func TestASmallRoomLosesNothing(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	var told []crowd.Progress
	r, err := crowd.Play(t.Context(), crowd.Plan{
		People: 4, For: 3 * time.Second, Pace: 40 * time.Millisecond, Bind: "127.0.0.1",
		Every: 200 * time.Millisecond, Progress: func(p crowd.Progress) { told = append(told, p) },
	})
	require.NoError(t, err)
	require.Zero(t, r.Lost)
	require.True(t, r.Equal)
	require.Zero(t, r.Failed)
	require.False(t, r.Stopped)
	require.Greater(t, r.Acts, 20)
	require.Equal(t, 1, r.CameBack)
	require.Positive(t, r.Seen)
	require.Positive(t, r.P50)
	require.LessOrEqual(t, r.P50, r.P99)
	require.NotEmpty(t, r.Verdict)
	require.NotEmpty(t, told)
	left, err := os.ReadDir(os.TempDir())
	require.NoError(t, err)
	require.Empty(t, left, "the throw-away workshop is gone")
}

func TestARehearsalInAWorkshopElsewhereTakesItsNotesOut(t *testing.T) {
	l, err := laptop.Open(laptop.Options{Data: t.TempDir(), Bind: "127.0.0.1:0"})
	require.NoError(t, err)
	defer l.Close()
	room, err := l.Create(t.Context(), "lifecycle", "Winter workshop")
	require.NoError(t, err)
	require.NoError(t, crowd.Fill(room, 3))
	inv, err := room.Share(t.Context())
	require.NoError(t, err)

	r, err := crowd.Play(t.Context(), crowd.Plan{
		People: 2, For: time.Second, Pace: 40 * time.Millisecond, Bind: "127.0.0.1", Words: inv.Words, At: inv.Addr,
	})
	require.NoError(t, err)
	require.Zero(t, r.Lost)
	require.Positive(t, r.Notes)
	left := 0
	for _, n := range room.Snapshot().Notes.All() {
		if !n.Deleted() {
			left++
		}
	}
	require.Equal(t, 3, left)
}

func TestAStoppedRehearsalReportsWhatThereWas(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	r, err := crowd.Play(ctx, crowd.Plan{
		People: 2, For: time.Hour, Pace: 20 * time.Millisecond, Bind: "127.0.0.1",
		Every: 50 * time.Millisecond, Progress: func(p crowd.Progress) {
			if p.Acts > 5 {
				stop()
			}
		},
	})
	require.NoError(t, err)
	require.True(t, r.Stopped)
	require.True(t, r.Equal)
	require.Zero(t, r.Lost)
}

func TestSpread(t *testing.T) {
	require.Zero(t, crowd.Spread(nil))
	var times []time.Duration
	for i := 100; i >= 0; i-- {
		times = append(times, time.Duration(i))
	}
	require.Equal(t, crowd.Latency{P50: 50, P95: 95, P99: 99}, crowd.Spread(times))
}
