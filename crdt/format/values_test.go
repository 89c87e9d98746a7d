package format_test

import (
	"testing"

	"github.com/automerge/automerge-go"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"throughline.app/crdt/format"
)

// Changes come in any order they can, in batches, on nothing or on a saved document: where the index
// is sure of a value, the library shows it, whatever was deleted, made again or written beside it.
func TestValuesAreWhatTheLibraryShows(t *testing.T) {
	sure := 0
	rapid.Check(t, func(t *rapid.T) {
		w := newWorld(t, drawn(t), rapid.IntRange(1, 4).Draw(t, "replicas"))
		x, replay := format.NewIndex(), automerge.New()
		if rapid.Bool().Draw(t, "saved") {
			saved := w.run(t, rapid.IntRange(1, 15).Draw(t, "before")).Save()
			doc, err := format.ReadDocument(saved, format.PeerLimits())
			require.NoError(t, err)
			_, err = doc.Changes() // names the hashes
			require.NoError(t, err)
			x, w.chunks = doc.Index, nil
			replay, err = automerge.Load(saved)
			require.NoError(t, err)
			for i := range w.docs {
				w.exchange(t, i, 0)
			}
		}
		w.run(t, rapid.IntRange(1, 30).Draw(t, "steps"))
		values := map[format.Key]string{}
		for _, c := range readyFirst(t, x, w.chunks) {
			if rapid.IntRange(0, 3).Draw(t, "batch") == 0 {
				clear(values)
			}
			require.NoError(t, x.Check(c))
			keys := x.AddValues(c, values)
			require.NotEmpty(t, keys)
			require.NoError(t, replay.LoadIncremental(c.Raw))
			now, again := libraryView(t, replay), map[string]bool{}
			for _, k := range keys {
				again[k.Record] = again[k.Record] || k.Field == ""
			}
			for k, v := range values {
				if again[k.Record] { // all of it is read anew
					delete(values, k)
					continue
				}
				shown, there := now[k.Record][k.Field]
				require.True(t, there, "%v", k)
				require.Equal(t, shown, v, "%v", k)
				sure++
			}
		}
	})
	require.Positive(t, sure)
}

// readyFirst parses the chunks and returns them in a random order in which x takes them.
func readyFirst(t *rapid.T, x *format.Index, chunks [][]byte) []*format.Change {
	have := map[format.Hash]bool{}
	last := x.Have()
	var open, out []*format.Change
	for _, b := range chunks {
		c, err := format.ParseChange(b)
		require.NoError(t, err)
		open = append(open, c)
	}
	for len(open) > 0 {
		var ready []int
	next:
		for i, c := range open {
			if last[c.Actor] != c.Seq-1 {
				continue
			}
			for _, h := range c.Deps {
				if !have[h] && !x.Has(h) {
					continue next
				}
			}
			ready = append(ready, i)
		}
		i := rapid.SampledFrom(ready).Draw(t, "next")
		c := open[i]
		out, have[c.Hash], last[c.Actor] = append(out, c), true, c.Seq
		open = append(open[:i], open[i+1:]...)
	}
	return out
}
