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
		w := newWorld(t, rapid.IntRange(1, 4).Draw(t, "replicas"))
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
		w := newWorld(t, rapid.IntRange(1, 4).Draw(t, "replicas"))
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
