package moment_test

import (
	"crypto/ed25519"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"throughline.app/sync/moment"
	"throughline.app/sync/wire"
)

// key is the nth laptop's.
func key(n int) ed25519.PrivateKey {
	seed := make([]byte, ed25519.SeedSize)
	seed[0], seed[1] = byte(n), byte(n>>8)
	return ed25519.NewKeyFromSeed(seed)
}

// clock is a laptop's: it starts anywhere and moves when it is told to.
type clock struct{ at time.Time }

func (c *clock) now() time.Time { return c.at }

func laptop(n int, off time.Duration) (*moment.Holder, *clock) {
	c := &clock{time.Unix(1_800_000_000, 0).Add(off)}
	return moment.New(moment.Options{Workshop: "w", Key: key(n), Now: c.now}), c
}

func tell(t require.TestingT, from, to *moment.Holder) bool {
	m, any := from.Frame()
	require.True(t, any)
	adopted, err := to.Receive(m.Body(nil))
	require.NoError(t, err)
	return adopted
}

func TestClocksTwoDaysApartCountTheSame(t *testing.T) {
	ana, a := laptop(1, 0)
	ben, b := laptop(2, 48*time.Hour)
	require.NoError(t, ana.Start(5*time.Minute))
	require.True(t, tell(t, ana, ben))
	require.False(t, tell(t, ana, ben), "told twice")
	for range 299 {
		a.at, b.at = a.at.Add(time.Second), b.at.Add(time.Second)
		require.Equal(t, ana.Now().Left, ben.Now().Left)
	}
	require.Equal(t, time.Second, ben.Now().Left)
	require.False(t, ben.Now().Over())
	a.at, b.at = a.at.Add(time.Minute), b.at.Add(time.Minute)
	require.True(t, ben.Now().Over())
	require.Zero(t, ben.Now().Left, "never below nothing")

	// The one who set it is gone; one who comes late hears of it from another.
	late, c := laptop(3, -48*time.Hour)
	require.NoError(t, ben.Instruct("  Two ideas\neach "))
	require.True(t, tell(t, ben, late))
	require.Equal(t, "Two ideas each", late.Now().Instruction)
	require.True(t, late.Now().Over(), "the timer goes on as it is")
	require.NoError(t, late.Add(time.Minute))
	require.Equal(t, time.Minute, late.Now().Left)
	c.at = c.at.Add(10 * time.Second)
	require.NoError(t, late.Pause())
	c.at = c.at.Add(time.Hour)
	require.Equal(t, 50*time.Second, late.Now().Left)
	require.NoError(t, late.Resume())
	c.at = c.at.Add(20 * time.Second)
	require.Equal(t, 30*time.Second, late.Now().Left)
	require.NoError(t, late.Stop())
	require.Zero(t, late.Now().Length)
	require.NoError(t, late.Add(time.Minute))
	require.Zero(t, late.Now().Length, "there is no timer to add to")
	require.NoError(t, late.Resume())
	require.False(t, late.Now().Running)
	require.Equal(t, "Two ideas each", late.Now().Instruction)
	require.True(t, tell(t, late, ana))
	require.False(t, tell(t, ben, ana), "of before")
	require.Zero(t, ana.Now().Length)
}

func TestAFrameThatWaitedIsPutRight(t *testing.T) {
	ana, a := laptop(1, 0)
	ben, b := laptop(2, time.Hour)
	require.NoError(t, ana.Start(time.Minute))
	m, _ := ana.Frame()
	a.at, b.at = a.at.Add(3*time.Second), b.at.Add(3*time.Second) // in a queue
	_, err := ben.Receive(m.Body(nil))
	require.NoError(t, err)
	require.Equal(t, 3*time.Second, ben.Now().Left-ana.Now().Left)
	require.False(t, tell(t, ben, ana), "who is behind does not pull the others back")
	require.Equal(t, 57*time.Second, ana.Now().Left)
	tell(t, ana, ben)
	require.Equal(t, ana.Now().Left, ben.Now().Left)
	// A laptop that slept: its clock stood still.
	a.at = a.at.Add(30 * time.Second)
	tell(t, ana, ben)
	require.Equal(t, 27*time.Second, ben.Now().Left)
}

// TestARoomAgrees: laptops with clocks days apart and a little fast or slow set timers and
// tell each other over a network that delays, drops and reorders. When all is delivered and
// told once more, every laptop says the same to half a second.
func TestARoomAgrees(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(2, 5).Draw(t, "laptops")
		room, clocks, drift := make([]*moment.Holder, n), make([]*clock, n), make([]float64, n)
		for i := range room {
			off := time.Duration(rapid.Int64Range(-48*3600, 48*3600).Draw(t, "clock off by, s")) * time.Second
			room[i], clocks[i] = laptop(i+1, off)
			drift[i] = 1 + rapid.Float64Range(-50e-6, 50e-6).Draw(t, "drift")
		}
		pass := func(d time.Duration) {
			for i, c := range clocks {
				c.at = c.at.Add(time.Duration(float64(d) * drift[i]))
			}
		}
		type letter struct {
			to   int
			body []byte
		}
		var way []letter
		deliver := func(i int) {
			l := way[i]
			way = append(way[:i], way[i+1:]...)
			_, err := room[l.to].Receive(l.body)
			require.NoError(t, err)
		}
		post := func(from int) {
			if m, any := room[from].Frame(); any {
				for to := range room {
					if to != from {
						way = append(way, letter{to, m.Body(nil)})
					}
				}
			}
		}
		for range rapid.IntRange(1, 40).Draw(t, "steps") {
			who := rapid.IntRange(0, n-1).Draw(t, "who")
			switch rapid.IntRange(0, 8).Draw(t, "what") {
			case 0:
				require.NoError(t, room[who].Start(time.Duration(rapid.IntRange(1, 3600).Draw(t, "s"))*time.Second))
				post(who)
			case 1:
				require.NoError(t, room[who].Pause())
				post(who)
			case 2:
				require.NoError(t, room[who].Resume())
				post(who)
			case 3:
				require.NoError(t, room[who].Add(time.Duration(rapid.IntRange(-90, 90).Draw(t, "s"))*time.Second))
				post(who)
			case 4:
				require.NoError(t, room[who].Instruct(fmt.Sprint("step ", who)))
				post(who)
			case 5:
				post(who)
			case 6:
				if len(way) > 0 {
					i := rapid.IntRange(0, len(way)-1).Draw(t, "lost")
					way = append(way[:i], way[i+1:]...)
				}
			default:
				pass(time.Duration(rapid.IntRange(0, 20_000).Draw(t, "ms")) * time.Millisecond)
				if len(way) > 0 {
					deliver(rapid.IntRange(0, len(way)-1).Draw(t, "delivered"))
				}
			}
		}
		for range 2 { // once for the newest to be everywhere, once for who heard late
			for i := range room {
				post(i)
			}
			for len(way) > 0 {
				deliver(0)
			}
			pass(time.Second)
		}
		first := room[0].Now()
		for _, h := range room[1:] {
			m := h.Now()
			require.Less(t, (m.Left - first.Left).Abs(), 500*time.Millisecond)
			m.Left = first.Left
			require.Equal(t, first, m)
		}
	})
}

// With the laptop's own clock, in virtual time.
func TestItCountsWithTheClockThatNobodyCanSet(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		changes := 0
		h := moment.New(moment.Options{Workshop: "w", Key: key(1), OnChange: func() { changes++ }})
		_, any := h.Frame()
		require.False(t, any)
		require.NoError(t, h.Start(time.Minute))
		time.Sleep(59_500 * time.Millisecond)
		require.Equal(t, 500*time.Millisecond, h.Now().Left)
		time.Sleep(time.Second)
		require.True(t, h.Now().Over())
		require.NoError(t, h.Resume())
		require.Equal(t, time.Minute, h.Now().Left, "once more")
		require.Equal(t, 2, changes)
	})
}

func TestOnlyWhoMaySetsIt(t *testing.T) {
	ana, _ := laptop(1, 0)
	require.NoError(t, ana.Start(time.Minute))
	told, _ := ana.Frame()
	by := ana.Now().By
	guest := moment.New(moment.Options{Workshop: "w", Key: key(2), May: func(f wire.Fingerprint) bool { return f == by }})
	require.ErrorIs(t, guest.Start(time.Hour), moment.ErrNotAllowed)
	adopted, err := guest.Receive(told.Body(nil))
	require.NoError(t, err)
	require.True(t, adopted)

	strict := moment.New(moment.Options{Workshop: "w", Key: key(3), May: func(wire.Fingerprint) bool { return false }})
	_, err = strict.Receive(told.Body(nil))
	require.ErrorIs(t, err, moment.ErrNotAllowed)
	require.Zero(t, strict.Now().Number)

	for name, spoil := range map[string]func(*wire.Moment){
		"other words":   func(m *wire.Moment) { m.Instruction = "Go home" },
		"more time":     func(m *wire.Moment) { m.Length++ },
		"a later one":   func(m *wire.Moment) { m.Number += 5 },
		"another's":     func(m *wire.Moment) { copy(m.Key[:], key(2).Public().(ed25519.PublicKey)) },
		"not a key":     func(m *wire.Moment) { m.Key = [32]byte{} },
		"not signed":    func(m *wire.Moment) { m.Signature = [64]byte{} },
		"other running": func(m *wire.Moment) { m.Running = false },
	} {
		forged := told
		spoil(&forged)
		fresh, _ := laptop(4, 0)
		_, err := fresh.Receive(forged.Body(nil))
		require.ErrorIs(t, err, moment.ErrForged, name)
		require.Zero(t, fresh.Now().Number, name)
	}
	elsewhere := moment.New(moment.Options{Workshop: "another", Key: key(5)})
	_, err = elsewhere.Receive(told.Body(nil))
	require.ErrorIs(t, err, moment.ErrForged)
	_, err = elsewhere.Receive([]byte("nonsense"))
	require.ErrorIs(t, err, wire.ErrMalformed)
}

func TestItSurvivesARestart(t *testing.T) {
	ana, a := laptop(1, 0)
	require.Nil(t, ana.Keep())
	require.NoError(t, ana.Instruct("Two ideas each"))
	require.NoError(t, ana.Start(10*time.Minute))
	raw := ana.Keep()
	again := func(off time.Duration) *moment.Holder {
		c := &clock{a.at.Add(off)}
		h := moment.New(moment.Options{Workshop: "w", Key: key(1), Now: c.now})
		require.NoError(t, h.Restore(raw))
		return h
	}
	require.Equal(t, 8*time.Minute, again(2*time.Minute).Now().Left)
	require.Equal(t, 10*time.Minute, again(-time.Hour).Now().Left, "its clock was put back")
	require.True(t, again(11*time.Minute).Now().Over())
	yesterday := again(2 * time.Hour)
	require.Zero(t, yesterday.Now().Number)
	require.NoError(t, yesterday.Start(time.Minute))
	require.True(t, tell(t, yesterday, ana), "its numbers go on")
	require.NoError(t, again(0).Restore(nil))
	require.Error(t, again(0).Restore([]byte("{")))
	require.Error(t, again(0).Restore([]byte(`{"body":"AA=="}`)))
}

func TestAnInstructionIsCutBetweenCharacters(t *testing.T) {
	long := moment.Clean(strings.Repeat("ë", 1000) + "\xff")
	require.Len(t, long, wire.MaxInstruction)
	require.Equal(t, strings.Repeat("ë", wire.MaxInstruction/2), long)
}
