package examine_test

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"throughline.app/cmd/throughline/examine"
	"throughline.app/crdt"
	"throughline.app/workshop"
)

var hostile = flag.Int("hostile", 40, "damaged workshops that children take up, past the gate")

// TestMain makes the test binary the child, and children that go wrong.
func TestMain(m *testing.M) {
	if len(os.Args) < 2 || os.Args[1] != "examine" {
		os.Exit(m.Run())
	}
	take := crdt.TakeUp
	switch os.Args[len(os.Args)-1] {
	case "hang":
		take = func([]byte) ([]string, error) { select {} }
	case "spin":
		take = func([]byte) ([]string, error) {
			for {
				_ = time.Now()
			}
		}
	case "eat":
		take = func([]byte) ([]string, error) {
			var all [][]byte
			for range 256 { // 16 GB
				all = append(all, make([]byte, 64<<20))
			}
			return []string{fmt.Sprint(len(all))}, nil
		}
	case "open":
		take = func([]byte) ([]string, error) {
			f, err := os.Open("/etc/hostname")
			if err == nil {
				f.Close()
			}
			return nil, fmt.Errorf("open: %w", err)
		}
	case "babble":
		fmt.Print("sound, sound, sound")
		os.Exit(0)
	}
	if examine.Answer(os.Stdin, os.Stdout, take) != nil {
		os.Exit(1)
	}
	os.Exit(0)
}

func examiner(t testing.TB, opt examine.Options, what ...string) *examine.Examiner {
	t.Helper()
	self, err := os.Executable()
	require.NoError(t, err)
	opt.Command = append([]string{self, "examine"}, what...)
	return examine.New(opt)
}

// workshopOf makes a workshop, and returns its heads and its changes.
func workshopOf(t testing.TB, notes int) (heads []string, changes []byte) {
	t.Helper()
	d, err := crdt.Open(crdt.Options{Actor: "00112233445566778899aabbccddeeff"}, crdt.Saved{})
	require.NoError(t, err)
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	go d.Run(ctx)
	ops := []workshop.Op{
		workshop.Begin{Title: "Tariffs", Method: "lifecycle"},
		workshop.AddCanvas{Canvas: workshop.Canvas{ID: "c1", Title: "Today", Kind: "lifecycle/canvas"}},
	}
	for i := range notes {
		ops = append(ops, workshop.AddNotes{Notes: []workshop.Note{{
			ID: workshop.NoteID(fmt.Sprintf("n%011d", i)), Text: fmt.Sprint("note ", i), Color: workshop.Yellow, Place: workshop.Place{Canvas: "c1"},
		}}})
	}
	for _, op := range ops {
		_, err := d.Apply(op)
		require.NoError(t, err)
	}
	all, err := d.Since(nil, 1<<30)
	require.NoError(t, err)
	for _, c := range all {
		changes = append(changes, c.Bytes...)
	}
	return d.Heads(), changes
}

func TestASoundWorkshopIsSound(t *testing.T) {
	heads, changes := workshopOf(t, 50)
	e := examiner(t, examine.Options{})
	for range 2 {
		got, err := e.Examine(t.Context(), changes)
		require.NoError(t, err)
		require.Equal(t, heads, got)
	}
	_, err := e.Examine(t.Context(), []byte("no change at all"))
	require.Error(t, err)
	require.NotErrorIs(t, err, crdt.ErrHarmful)
}

// The samples that end the process which takes them up as changes (0: alone, 1: behind
// their base), as if the gate were not there.
func TestTheChildDiesAndNobodyElse(t *testing.T) {
	samples, err := filepath.Glob("../../../crdt/format/testdata/hostile/crash-[01]-*.in")
	require.NoError(t, err)
	require.NotEmpty(t, samples)
	e := examiner(t, examine.Options{})
	died := 0
	for _, sample := range samples {
		raw, err := os.ReadFile(sample)
		require.NoError(t, err)
		base, _ := os.ReadFile(sample[:len(sample)-2] + "base")
		_, err = e.Examine(t.Context(), append(base, raw...))
		require.Error(t, err, sample)
		if errors.Is(err, crdt.ErrHarmful) {
			died++
			_, err = e.Examine(t.Context(), append(base, raw...))
			require.ErrorIs(t, err, crdt.ErrHarmful)
			require.ErrorContains(t, err, "as before", "no child is started for it again")
		}
	}
	require.Positive(t, died, "no sample ended the child: they are of no use any more")
	t.Logf("%d of %d samples ended the child", died, len(samples))
}

func TestChildrenThatGoWrong(t *testing.T) {
	_, changes := workshopOf(t, 1)
	for what, opt := range map[string]examine.Options{
		"hang":   {Patience: 50 * time.Millisecond},
		"spin":   {Seconds: 1},
		"eat":    {Memory: 512 << 20},
		"babble": {},
	} {
		t.Run(what, func(t *testing.T) {
			if what == "spin" || what == "eat" {
				onLinux(t)
			}
			e := examiner(t, opt, what)
			if what == "hang" { // it may be that others have the processor, once
				_, err := e.Examine(t.Context(), changes)
				require.ErrorIs(t, err, crdt.ErrUnexamined)
				require.NotErrorIs(t, err, crdt.ErrHarmful)
			}
			_, err := e.Examine(t.Context(), changes)
			require.ErrorIs(t, err, crdt.ErrHarmful)
			t.Log(err)
			_, err = e.Examine(t.Context(), changes)
			require.ErrorContains(t, err, "as before")
		})
	}
	t.Run("missing", func(t *testing.T) {
		_, err := examine.New(examine.Options{Command: []string{filepath.Join(t.TempDir(), "none")}}).Examine(t.Context(), changes)
		require.ErrorIs(t, err, crdt.ErrUnexamined)
		require.NotErrorIs(t, err, crdt.ErrHarmful)
	})
	t.Run("stopped", func(t *testing.T) {
		e := examiner(t, examine.Options{}, "hang")
		ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
		defer cancel()
		_, err := e.Examine(ctx, changes)
		require.ErrorIs(t, err, context.DeadlineExceeded)
		require.NotErrorIs(t, err, crdt.ErrHarmful)
	})
	t.Run("opens", func(t *testing.T) {
		onLinux(t)
		_, err := examiner(t, examine.Options{}, "open").Examine(t.Context(), changes)
		require.ErrorContains(t, err, "too many open files")
	})
}

// Damaged changes straight into the library, which the gate would never let happen:
// whatever becomes of the children, this process goes on and has an answer for each.
func TestDamageThatPassedTheGate(t *testing.T) {
	heads, changes := workshopOf(t, 6)
	e := examiner(t, examine.Options{})
	r := rand.New(rand.NewPCG(7, 7))
	died, refused := 0, 0
	for range *hostile {
		bad := bytes.Clone(changes)
		for range 1 + r.IntN(3) {
			bad[r.IntN(len(bad))] ^= 1 << r.IntN(8)
		}
		_, err := e.Examine(t.Context(), resum(bad))
		switch {
		case errors.Is(err, crdt.ErrHarmful):
			died++
		case err != nil:
			refused++
		}
	}
	got, err := e.Examine(t.Context(), changes)
	require.NoError(t, err)
	require.Equal(t, heads, got)
	t.Logf("of %d damaged workshops %d ended the child, it refused %d", *hostile, died, refused)
}
