package format_test

import (
	"bytes"
	"encoding/gob"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/automerge/automerge-go"
	"github.com/stretchr/testify/require"

	"throughline.app/crdt/format"
)

const childEnv = "FORMAT_TEST_CHILD"

// A trial is what the child hands to the library: changes that made a document, then changes that
// the gate let pass and nobody wrote, then what others wrote meanwhile.
type trial struct{ Before, Altered, After [][]byte }

// TestWhatPassesDoesNoHarm alters changes and documents in ways that keep them plausible, and hands
// what the gate lets pass to the library, in a process of its own because a failure ends it.
func TestWhatPassesDoesNoHarm(t *testing.T) {
	if os.Getenv(childEnv) != "" {
		child()
	}
	limit := 5 * time.Second
	if s, err := time.ParseDuration(os.Getenv("FORMAT_TEST_TIME")); err == nil {
		limit = s
	}
	if testing.Short() {
		limit = min(limit, time.Second)
	}
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	r := rand.New(rand.NewPCG(seed, 1))
	tried, passed := 0, 0
	for begin := time.Now(); time.Since(begin) < limit; {
		w := newWorld(t, func(lo, hi int, _ string) int { return lo + r.IntN(hi-lo+1) }, 3)
		saved := w.run(t, 25).Save()
		var trials []trial
		for n := 0; n < 20_000 && len(trials) < 100; n++ {
			if tr, ok := alter(t, w, saved, r, &tried); ok {
				trials = append(trials, tr)
			}
		}
		passed += len(trials)
		runChild(t, trials)
	}
	t.Logf("%d altered, %d passed the gate", tried, passed)
	require.NotZero(t, passed)
}

// alter makes one altered input, and reports whether the gate lets it pass.
func alter(t *testing.T, w *world, saved []byte, r *rand.Rand, tried *int) (trial, bool) {
	if r.IntN(10) == 0 {
		*tried++
		d, err := format.ReadDocument(damage(saved, r), format.PeerLimits())
		if err != nil {
			return trial{}, false
		}
		changes, err := d.Changes()
		if err != nil {
			return trial{}, false
		}
		var tr trial
		for _, c := range changes {
			tr.Altered = append(tr.Altered, c.Raw)
		}
		return tr, !slices.EqualFunc(tr.Altered, w.chunks, bytes.Equal)
	}
	at := r.IntN(len(w.chunks))
	x := format.NewIndex()
	for _, raw := range w.chunks[:at] {
		c, err := format.ParseChange(raw)
		require.NoError(t, err)
		require.NoError(t, x.Check(c))
		x.Add(c)
	}
	// Many alterations of one change, since the index took time to make.
	for range 200 {
		raw := w.chunks[at]
		c, err := format.ParseChange(raw)
		require.NoError(t, err)
		if r.IntN(2) == 0 {
			raw = format.Twist(c, r)
		} else {
			raw = damage(raw, r)
		}
		if bytes.Equal(raw, w.chunks[at]) {
			continue
		}
		*tried++
		if c, err = format.ParseChange(raw); err == nil && x.Check(c) == nil {
			return trial{Before: w.chunks[:at], Altered: [][]byte{raw}, After: w.chunks[at+1:]}, true
		}
	}
	return trial{}, false
}

// damage alters bytes, and mends the checksum.
func damage(b []byte, r *rand.Rand) []byte {
	b = slices.Clone(b)
	for range 1 + r.IntN(3) {
		i := 8 + r.IntN(len(b)-8)
		switch r.IntN(6) {
		case 0, 1:
			b[i] ^= 1 << r.IntN(8)
		case 2:
			b[i] = byte(r.IntN(256))
		case 3:
			b[i] = []byte{0, 1, 2, 0x7e, 0x7f, 0x80, 0xff}[r.IntN(7)]
		case 4:
			j := 8 + r.IntN(len(b)-8)
			b[i], b[j] = b[j], b[i]
		case 5: // add to one and take from another, as in a length or a count
			j := 8 + r.IntN(len(b)-8)
			b[i]++
			b[j]--
		}
	}
	return format.Reseal(b)
}

func runChild(t *testing.T, trials []trial) {
	var in bytes.Buffer
	require.NoError(t, gob.NewEncoder(&in).Encode(trials))
	cmd := exec.Command(os.Args[0], "-test.run=^TestWhatPassesDoesNoHarm$")
	cmd.Env = append(os.Environ(), childEnv+"=1")
	cmd.Stdin = &in
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	if err := cmd.Run(); err != nil {
		last := 0
		said := out.String()
		for _, line := range strings.Split(said, "\n") {
			_, _ = fmt.Sscanf(line, "trial %d", &last)
		}
		tr := trials[last]
		t.Logf("child: %s%s", said[max(0, len(said)-2000):], errs.String()[:min(4000, errs.Len())])
		t.Logf("%d changes before", len(tr.Before))
		for _, b := range tr.Before {
			t.Logf("before %x", b)
		}
		for _, b := range tr.Altered {
			t.Logf("altered %x", b)
		}
		t.Fatal(err)
	}
}

// child runs the trials on its standard input and exits: 0 if all went well.
func child() {
	var trials []trial
	if err := gob.NewDecoder(os.Stdin).Decode(&trials); err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	for i, tr := range trials {
		fmt.Println("trial", i)
		if err := tr.run(); err != nil {
			fmt.Println("failed:", err)
			os.Exit(1)
		}
	}
	os.Exit(0)
}

func (tr trial) run() error {
	d, x := automerge.New(), format.NewIndex()
	for i, part := range [][][]byte{tr.Before, tr.Altered, tr.After} {
		for _, b := range part {
			c, err := format.ParseChange(b)
			if err == nil {
				err = x.Check(c)
			}
			if i == 2 && errors.Is(err, format.ErrMissingDeps) {
				continue // it follows the change that was altered
			}
			if i == 2 && err != nil && c.Actor == tr.author() {
				continue // it has the number of the change that was altered
			}
			if err != nil {
				return fmt.Errorf("in part %d: %w", i, err)
			}
			x.Add(c)
			if err := d.LoadIncremental(b); err != nil {
				return fmt.Errorf("taking a change in: %w", err)
			}
		}
		if err := survives(d); err != nil {
			return err
		}
	}
	m := automerge.NewMap()
	if err := d.RootMap().Set("note/zzzzzzzzzzzz", m); err != nil {
		return err
	}
	if err := m.Set("place", "here"); err != nil {
		return err
	}
	if _, err := d.Commit(""); err != nil {
		return err
	}
	return survives(d)
}

// author returns who made the altered change.
func (tr trial) author() format.ActorID {
	c, err := format.ParseChange(tr.Altered[0])
	if err != nil {
		return ""
	}
	return c.Actor
}

// survives saves the document, loads it, and compares what the two and our own reader show.
func survives(d *automerge.Doc) error {
	saved := d.Save()
	again, err := automerge.Load(saved)
	if err != nil {
		return fmt.Errorf("loading what was saved: %w", err)
	}
	f := failure{}
	shown := libraryView(&f, d)
	require.Equal(&f, shown, libraryView(&f, again))
	require.Equal(&f, heads(d), heads(again))
	ours, err := format.ReadDocument(saved, format.PeerLimits())
	if err != nil {
		return fmt.Errorf("reading what was saved: %w", err)
	}
	require.Equal(&f, shown, view(ours.Records))
	if _, err := ours.Changes(); err != nil {
		return fmt.Errorf("rebuilding changes: %w", err)
	}
	return f.err
}

// A failure keeps the first thing that was required in vain.
type failure struct{ err error }

func (f *failure) Errorf(format string, args ...any) {
	if f.err == nil {
		f.err = fmt.Errorf(format, args...)
	}
}

func (f *failure) FailNow() {
	fmt.Println("failed:", f.err)
	os.Exit(1)
}
