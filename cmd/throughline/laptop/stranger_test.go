package laptop_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"flag"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"throughline.app/carry"
	"throughline.app/cmd/throughline/examine"
	"throughline.app/cmd/throughline/laptop"
	"throughline.app/crdt"
)

var mutated = flag.Int("mutated", 2_000, "mutated workshop files that are opened")

// A swap gives the child other bytes than those that passed the gate: what would happen if
// the gate had let them through.
type swap struct {
	crdt.Examiner
	bytes []byte
}

func (s *swap) Examine(ctx context.Context, changes []byte) ([]string, error) {
	if s.bytes != nil {
		changes = s.bytes
	}
	return s.Examiner.Examine(ctx, changes)
}

// deadly is a sample that ends the process which takes it up.
func deadly(t *testing.T) []byte {
	t.Helper()
	in, err := filepath.Glob("../../../crdt/format/testdata/hostile/crash-1-*.in")
	require.NoError(t, err)
	require.NotEmpty(t, in)
	raw, err := os.ReadFile(in[0])
	require.NoError(t, err)
	base, err := os.ReadFile(in[0][:len(in[0])-2] + "base")
	require.NoError(t, err)
	return append(base, raw...)
}

func careful(t *testing.T) (*laptop.Laptop, *swap) {
	t.Helper()
	self, err := os.Executable()
	require.NoError(t, err)
	s := &swap{Examiner: examine.New(examine.Options{Command: []string{self, "examine"}})}
	l, err := laptop.Open(laptop.Options{Data: t.TempDir(), Bind: "127.0.0.1", Examiner: s})
	require.NoError(t, err)
	t.Cleanup(func() { l.Close() })
	return l, s
}

func TestAWorkshopThatEndsTheChildHarmsNobody(t *testing.T) {
	a := open(t, t.TempDir())
	named(t, a, "Ana")
	ra := create(t, a)
	require.NoError(t, write(ra, "one"))
	inv := share(t, ra)
	b, s := careful(t)
	mine := create(t, b)
	require.NoError(t, write(mine, "mine"))

	s.bytes = deadly(t)
	var sender *laptop.SenderError
	for range 2 { // and again, without a child
		_, err := b.Join(t.Context(), inv.Words, inv.Addr)
		require.ErrorIs(t, err, crdt.ErrHarmful)
		require.ErrorAs(t, err, &sender)
		require.Equal(t, "Ana", sender.Name)
		require.False(t, sender.File)
	}
	file := filepath.Join(t.TempDir(), "a.throughline")
	require.NoError(t, ra.SaveFile(t.Context(), file, nil))
	_, _, err := b.OpenFile(t.Context(), file, laptop.Quiet, nil)
	require.ErrorIs(t, err, crdt.ErrHarmful)
	require.ErrorAs(t, err, &sender)
	require.Equal(t, "Ana", sender.Name)
	require.True(t, sender.File)
	require.Equal(t, []string{"mine"}, texts(mine))
	all, err := b.Workshops(t.Context())
	require.NoError(t, err)
	require.Len(t, all, 1)

	s.bytes = nil
	rb := join(t, b, inv)
	require.Equal(t, []string{"one"}, texts(rb))
	require.Equal(t, []string{"mine"}, texts(mine))
}

// Files with some bytes wrong, half of them with every hash put right: each is refused or
// opens, and the laptop goes on.
func TestMutatedFilesHarmNothing(t *testing.T) {
	a := open(t, t.TempDir())
	ra := create(t, a)
	for _, text := range []string{"one", "two", "three"} {
		require.NoError(t, write(ra, text))
	}
	file := filepath.Join(t.TempDir(), "a.throughline")
	require.NoError(t, ra.SaveFile(t.Context(), file, nil))
	whole, err := os.ReadFile(file)
	require.NoError(t, err)
	f, err := carry.Open(file)
	require.NoError(t, err)
	document, err := f.Document()
	require.NoError(t, err)
	about := f.About
	require.NoError(t, f.Close())

	b, _ := careful(t)
	rb, _ := opened(t, b, file)
	heads := rb.Heads()
	r := rand.New(rand.NewPCG(3, 5))
	refused, taken := 0, 0
	for i := range *mutated {
		if i%2 == 0 {
			require.NoError(t, os.WriteFile(file, mutate(r, whole), 0o600))
		} else {
			bad := mutate(r, document)
			if len(bad) > 8 {
				sum := sha256.Sum256(bad[8:])
				copy(bad[4:], sum[:4]) // of the document's one chunk
			}
			c := carry.Contents{About: about, Document: bad}
			if i%4 == 1 {
				c.About.ID = "stranger0001"
			}
			require.NoError(t, carry.Write(file, c))
		}
		room, _, err := b.OpenFile(t.Context(), file, laptop.Quiet, nil)
		switch {
		case err == nil:
			taken++
			if room != rb {
				require.NoError(t, room.Close())
			}
		case errors.Is(err, crdt.ErrHarmful) || errors.Is(err, crdt.ErrUnexamined):
			require.NoError(t, err, "file %d: the gate let it through", i)
		default:
			refused++
		}
	}
	require.Equal(t, heads, rb.Heads())
	require.Empty(t, ra.Snapshot().Differences(rb.Snapshot(), 10))
	t.Logf("of %d files %d were refused, %d brought nothing wrong", *mutated, refused, taken)
}

func mutate(r *rand.Rand, from []byte) []byte {
	b := bytes.Clone(from)
	for range 1 + r.IntN(4) {
		at := r.IntN(len(b))
		switch r.IntN(5) {
		case 0:
			b[at] ^= 1 << r.IntN(8)
		case 1:
			b[at] = byte(r.IntN(256))
		case 2:
			b = append(b[:at], b[min(len(b), at+1+r.IntN(8)):]...)
		case 3:
			b = append(b[:at:at], append([]byte{byte(r.IntN(256)), byte(r.IntN(256))}, b[at:]...)...)
		case 4:
			copy(b[at:], b[r.IntN(len(b)):][:min(8, len(b)-at, 1)])
		}
		if len(b) == 0 {
			return []byte{0}
		}
	}
	return b
}
