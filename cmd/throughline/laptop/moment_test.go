package laptop_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"throughline.app/cmd/throughline/laptop"
	"throughline.app/sync/moment"
)

// skewed opens a laptop whose clock is off.
func skewed(t testing.TB, dir string, off time.Duration) *laptop.Laptop {
	t.Helper()
	l, err := laptop.Open(laptop.Options{Data: dir, Bind: "127.0.0.1", Now: func() time.Time { return time.Now().Add(off) }})
	require.NoError(t, err)
	t.Cleanup(func() { l.Close() })
	return l
}

// untilMoment waits until what the room does is as wanted.
func untilMoment(t testing.TB, r *laptop.Room, what string, ok func(moment.Moment) bool) {
	t.Helper()
	moved := make(chan struct{}, 1)
	r.OnMoment(func() {
		select {
		case moved <- struct{}{}:
		default:
		}
	})
	untilTold(t, moved, what, func() bool { return ok(r.Moment()) })
}

func TestTheTimerIsTheSameOnLaptopsWhoseClocksDiffer(t *testing.T) {
	dir := t.TempDir()
	a, b := skewed(t, dir, 0), skewed(t, t.TempDir(), 48*time.Hour)
	ra := create(t, a)
	rb := join(t, b, share(t, ra))
	require.NoError(t, ra.Instruct("Two ideas each, one per note"))
	require.NoError(t, ra.StartTimer(10*time.Minute))
	running := func(m moment.Moment) bool { return m.Running && m.Instruction != "" }
	untilMoment(t, rb, "the timer", running)
	var apart time.Duration
	untilMoment(t, rb, "half a second at most", func(moment.Moment) bool {
		apart = (ra.Moment().Left - rb.Moment().Left).Abs()
		return apart < 500*time.Millisecond
	})
	t.Logf("%v apart", apart)

	// Whoever set it leaves: the others count on. One who comes late hears it from them.
	inv := share(t, rb)
	id := ra.ID()
	require.NoError(t, a.Close())
	require.True(t, rb.Moment().Running)
	late := join(t, skewed(t, t.TempDir(), -48*time.Hour), inv)
	untilMoment(t, late, "the timer", running)
	require.False(t, late.MayLead())
	require.ErrorIs(t, late.AddTime(time.Hour), moment.ErrNotAllowed)

	// It comes back, with what it had, and goes on setting it.
	again, err := skewed(t, dir, 0).Open(context.Background(), id, laptop.Networked)
	require.NoError(t, err)
	require.Equal(t, "Two ideas each, one per note", again.Moment().Instruction)
	require.True(t, again.Moment().Running)
	require.True(t, again.MayLead())
	require.NoError(t, again.AddTime(time.Hour))
	untilMoment(t, late, "an hour more", func(m moment.Moment) bool { return m.Left > time.Hour })
	require.NoError(t, again.StopTimer())
	untilMoment(t, rb, "no timer", func(m moment.Moment) bool { return m.Length == 0 })
}

func TestWhoWatchesIsKnownAndHasNoCursor(t *testing.T) {
	a, b := open(t, t.TempDir()), open(t, t.TempDir())
	ra := create(t, a)
	rb := join(t, b, share(t, ra))
	rb.Watch(true)
	watching := func() bool {
		for _, m := range ra.Status().Members {
			if m.Watching {
				return m.Person == rb.Me()
			}
		}
		return false
	}
	until(t, ra, "one who watches", watching)
	require.Empty(t, ra.Others())
	rb.Watch(false)
	until(t, ra, "nobody who watches", func() bool { return !watching() })
}

// What is said as the last thing before leaving is told to those who are here.
func TestAnInstructionJustBeforeLeavingIsTold(t *testing.T) {
	dir := t.TempDir()
	a, b := open(t, dir), open(t, t.TempDir())
	ra := create(t, a)
	rb := join(t, b, share(t, ra))
	for i := range 5 {
		require.Eventually(t, func() bool { return laptop.InStep(ra) == 1 }, time.Minute, time.Millisecond)
		said := fmt.Sprint("go on without me ", i)
		require.NoError(t, ra.Instruct(said))
		require.NoError(t, a.Close())
		untilMoment(t, rb, said, func(m moment.Moment) bool { return m.Instruction == said })
		a = open(t, dir)
		var err error
		ra, err = a.Open(t.Context(), rb.ID(), laptop.Networked)
		require.NoError(t, err)
	}
}
