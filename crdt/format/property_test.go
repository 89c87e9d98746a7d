package format_test

import (
	"testing"

	"github.com/automerge/automerge-go"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"throughline.app/crdt/format"
)

func TestDocumentShowsWhatTheLibraryShows(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := newWorld(t, drawn(t), rapid.IntRange(1, 4).Draw(t, "replicas"))
		d := w.run(t, rapid.IntRange(1, 40).Draw(t, "steps"))
		got, err := format.ReadDocument(d.Save(), format.PeerLimits())
		require.NoError(t, err)
		require.Equal(t, libraryView(t, d), view(got.Records))
		require.Equal(t, heads(d), hashStrings(got.Heads))
		require.Equal(t, heads(d), hashStrings(got.Index.Heads()))
	})
}

func TestEveryChangePassesInAnyOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := newWorld(t, drawn(t), rapid.IntRange(1, 4).Draw(t, "replicas"))
		d := w.run(t, rapid.IntRange(1, 30).Draw(t, "steps"))
		x, replay, shown := format.NewIndex(), automerge.New(), view{}
		for _, c := range shuffled(t, w.chunks) {
			require.NoError(t, x.Check(c))
			touched := map[format.Key]bool{}
			for _, k := range x.Add(c) {
				require.False(t, touched[k], "a key is named twice")
				touched[k] = true
			}
			require.ErrorIs(t, x.Check(c), format.ErrDuplicate)
			require.NoError(t, replay.LoadIncremental(c.Raw))
			now := libraryView(t, replay)
			for k := range changed(shown, now) {
				require.True(t, touched[k] || touched[format.Key{Record: k.Record}], "%v changed and was not touched", k)
			}
			shown = now
			require.Equal(t, heads(replay), hashStrings(x.Heads()))
		}
		require.Equal(t, libraryView(t, d), shown)
		require.Equal(t, len(w.chunks), x.Changes())
	})
}

func TestChangesAreRebuiltAsTheyWere(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := newWorld(t, drawn(t), rapid.IntRange(1, 4).Draw(t, "replicas"))
		d := w.run(t, rapid.IntRange(1, 40).Draw(t, "steps"))
		saved, err := format.ReadDocument(d.Save(), format.PeerLimits())
		require.NoError(t, err)
		changes, err := saved.Changes()
		require.NoError(t, err)
		var rebuilt [][]byte
		replay := automerge.New()
		for _, c := range changes {
			rebuilt = append(rebuilt, c.Raw)
			require.True(t, saved.Index.Has(c.Hash))
			require.NoError(t, replay.LoadIncremental(c.Raw))
		}
		require.ElementsMatch(t, w.chunks, rebuilt)
		require.Equal(t, heads(d), heads(replay))
		require.Equal(t, libraryView(t, d), libraryView(t, replay))
	})
}

// A saved document, read, goes on with changes that were made behind it.
func TestIndexOfADocumentGoesOn(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := newWorld(t, drawn(t), 3)
		d := w.run(t, rapid.IntRange(1, 25).Draw(t, "steps"))
		saved, n := d.Save(), len(w.chunks)
		for i := range w.docs {
			w.exchange(t, i, 0)
		}
		d = w.run(t, rapid.IntRange(1, 15).Draw(t, "more"))
		got, err := format.ReadDocument(saved, format.PeerLimits())
		require.NoError(t, err)
		for _, raw := range w.chunks[:n] {
			c, err := format.ParseChange(raw)
			require.NoError(t, err)
			if !got.Index.Has(c.Hash) {
				require.True(t, got.Index.AddHash(c.Actor, c.Seq, c.Hash))
			}
			require.False(t, got.Index.AddHash(c.Actor, c.Seq, format.Hash{1}))
			require.ErrorIs(t, got.Index.Check(c), format.ErrDuplicate)
		}
		for _, raw := range w.chunks[n:] {
			c, err := format.ParseChange(raw)
			require.NoError(t, err)
			require.NoError(t, got.Index.Check(c))
			require.NotEmpty(t, got.Index.Add(c))
		}
		require.Equal(t, heads(d), hashStrings(got.Index.Heads()))
		whole, err := format.ReadDocument(d.Save(), format.PeerLimits())
		require.NoError(t, err)
		require.Equal(t, whole.Index.Have(), got.Index.Have())
		require.Equal(t, whole.Index.MaxOp(), got.Index.MaxOp())
	})
}
