package laptop_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"throughline.app/cmd/throughline/laptop"
	"throughline.app/exchange"
	"throughline.app/internal/workshoptest"
	"throughline.app/workshop"
)

// busy does what people do, of every kind, and takes some of it back.
func busy(r *laptop.Room, who string, from, n int) error {
	made := 0
	fresh := func(letter string) string {
		made++
		return workshoptest.ID(letter+who, from+made)
	}
	h := r.History()
	for i := range n {
		if i%5 == 4 {
			if _, err := h.Undo(r.ApplyUndo); err != nil {
				return err
			}
			if i%10 == 9 {
				if _, err := h.Redo(r.ApplyUndo); err != nil {
					return err
				}
			}
			continue
		}
		op := workshoptest.OpBy(r.Snapshot(), fresh).Example(from + i)
		if d, err := r.Apply(op); err == nil { // what a colleague did meanwhile may stand against it
			h.Record(fmt.Sprintf("%T", op), d)
		}
	}
	return nil
}

// Two people do everything at once, one starts the program again and goes on taking back:
// in the end both show the same, to the last pixel.
func TestTwoLaptopsShowTheSameWhateverIsDone(t *testing.T) {
	dir := t.TempDir()
	a, b := open(t, t.TempDir()), open(t, dir)
	ra := create(t, a)
	for _, text := range []string{"plain", strings.Repeat("w", 1_500), "a\u200bb\u2060c\ufeff", "\u202eevil\u202c twin", "وقت الانتظار طويل", "👩‍👩‍👧 family"} {
		require.NoError(t, write(ra, text))
	}
	far, err := ra.NewNote("Onboarding", "Opportunities", "far away", "")
	require.NoError(t, err)
	far.Place.At = workshop.Point{X: 1e6, Y: 1e6}
	_, err = ra.Apply(workshop.AddNotes{Notes: []workshop.Note{far}})
	require.NoError(t, err)
	m := show(t, ra, drawing(t, 3, 200))
	rb := join(t, b, share(t, ra))
	waitPicture(t, rb, m)

	both := func(from int) {
		var wg sync.WaitGroup
		errs := make([]error, 2)
		for i, r := range []*laptop.Room{ra, rb} {
			wg.Add(1)
			go func() {
				defer wg.Done()
				errs[i] = busy(r, []string{"a", "b"}[i], from+1000*i, 120)
			}()
		}
		wg.Wait()
		require.NoError(t, errs[0])
		require.NoError(t, errs[1])
	}
	both(1)
	require.NoError(t, b.Close())
	b = open(t, dir)
	rb, err = b.Open(t.Context(), ra.ID(), laptop.Networked)
	require.NoError(t, err)
	_, err = rb.History().Undo(rb.ApplyUndo)
	require.NoError(t, err)
	both(5_000)

	until(t, ra, "the same heads", func() bool { return slices.Equal(ra.Heads(), rb.Heads()) })
	require.Empty(t, ra.Snapshot().Differences(rb.Snapshot(), 5))
	shown := func(r *laptop.Room) string {
		out, err := json.MarshalIndent(exchange.Show(r.Snapshot(), r.Heads(), r.ID()), "", " ")
		require.NoError(t, err)
		return string(out)
	}
	require.Equal(t, shown(ra), shown(rb))
	for _, c := range ra.Snapshot().CanvasList() {
		require.Equal(t, exported(t, ra, c.ID), exported(t, rb, c.ID))
	}
	require.Greater(t, ra.Snapshot().Notes.Len(), 50, "much was done")
}

func exported(t *testing.T, r *laptop.Room, c workshop.CanvasID) []byte {
	t.Helper()
	file := filepath.Join(t.TempDir(), "canvas.png")
	require.NoError(t, r.ExportPNG(t.Context(), c, file, 1, func(float64) {}))
	raw, err := os.ReadFile(file)
	require.NoError(t, err)
	return raw
}
