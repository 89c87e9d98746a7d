package format_test

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"throughline.app/crdt/format"
)

// seedWorld makes the same world every time.
func seedWorld(f testing.TB) (*world, []byte) {
	r := rand.New(rand.NewPCG(7, 11))
	w := newWorld(f, func(lo, hi int, _ string) int { return lo + r.IntN(hi-lo+1) }, 3)
	return w, w.run(f, 30).Save()
}

func addHostile(f *testing.F) {
	names, err := filepath.Glob("testdata/hostile/*.*")
	require.NoError(f, err)
	for _, name := range names {
		b, err := os.ReadFile(name)
		require.NoError(f, err)
		f.Add(b)
	}
}

func FuzzParseChange(f *testing.F) {
	w, saved := seedWorld(f)
	for _, b := range w.chunks {
		f.Add(b)
	}
	f.Add(saved)
	addHostile(f)
	f.Fuzz(func(t *testing.T, b []byte) {
		for _, b := range [][]byte{b, format.Reseal(b)} {
			c, err := format.ParseChange(b)
			if err != nil {
				continue
			}
			// There is one encoding of a change, so what was read is written the same.
			require.Equal(t, b, format.Encode(c))
		}
	})
}

func FuzzReadDocument(f *testing.F) {
	w, saved := seedWorld(f)
	f.Add(saved)
	f.Add(append(saved[:len(saved):len(saved)], w.chunks[0]...))
	f.Add(makeBoard(f, 20).saved)
	addHostile(f)
	lim := format.PeerLimits()
	lim.Inflated, lim.Ops, lim.Changes = 4<<20, 100_000, 10_000
	f.Fuzz(func(t *testing.T, b []byte) {
		for _, b := range [][]byte{b, format.Reseal(b)} {
			d, err := format.ReadDocument(b, lim)
			if err != nil {
				continue
			}
			changes, err := d.Changes()
			if err != nil {
				continue
			}
			x := format.NewIndex()
			for _, c := range changes {
				require.NoError(t, x.Check(c))
				require.NotEmpty(t, x.Add(c))
			}
		}
	})
}

func FuzzCheck(f *testing.F) {
	w, _ := seedWorld(f)
	for i, b := range w.chunks {
		f.Add(i, uint64(0), b)
		f.Add(i, uint64(i), b)
	}
	f.Fuzz(func(t *testing.T, at int, twist uint64, b []byte) {
		x := format.NewIndex()
		at = max(0, min(at, len(w.chunks)))
		for _, raw := range w.chunks[:at] {
			c, err := format.ParseChange(raw)
			require.NoError(t, err)
			require.NoError(t, x.Check(c))
			require.NotEmpty(t, x.Add(c))
		}
		c, err := format.ParseChange(format.Reseal(b))
		if err != nil {
			return
		}
		if twist > 0 {
			if c, err = format.ParseChange(format.Twist(c, rand.New(rand.NewPCG(twist, 0)))); err != nil {
				return
			}
		}
		before := x.Heads()
		first := x.Check(c)
		require.Equal(t, before, x.Heads())
		require.Equal(t, first, x.Check(c), "the verdict changed")
		if keys := x.Add(c); first != nil {
			require.Nil(t, keys)
			require.Equal(t, before, x.Heads())
		} else {
			require.NotEmpty(t, keys)
			require.True(t, x.Has(c.Hash))
		}
	})
}
