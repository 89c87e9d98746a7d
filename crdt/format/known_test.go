package format_test

import (
	"encoding/json"
	"os"
	"testing"

	"github.com/stretchr/testify/require"

	"throughline.app/crdt/format"
)

// The files in testdata/known were written by the library once and stay as they are: what was
// saved can be read for ever. Set FORMAT_TEST_WRITE to the name of a new one to add it.
func TestKnownDocumentsOpen(t *testing.T) {
	type known struct {
		Saved   []byte
		Changes [][]byte
		Shows   view
		Heads   []string
	}
	const dir = "testdata/known/"
	if name := os.Getenv("FORMAT_TEST_WRITE"); name != "" {
		w, saved := seedWorld(t)
		b, err := json.MarshalIndent(known{saved, w.chunks, libraryView(t, w.docs[0]), heads(w.docs[0])}, "", " ")
		require.NoError(t, err)
		require.NoError(t, os.MkdirAll(dir, 0o755))
		require.NoError(t, os.WriteFile(dir+name+".json", b, 0o644))
	}
	files, err := os.ReadDir(dir)
	require.NoError(t, err)
	require.NotEmpty(t, files)
	for _, file := range files {
		t.Run(file.Name(), func(t *testing.T) {
			b, err := os.ReadFile(dir + file.Name())
			require.NoError(t, err)
			var k known
			require.NoError(t, json.Unmarshal(b, &k))
			d, err := format.ReadDocument(k.Saved, format.PeerLimits())
			require.NoError(t, err)
			require.Equal(t, k.Shows, view(d.Records))
			require.Equal(t, k.Heads, hashStrings(d.Heads))
			changes, err := d.Changes()
			require.NoError(t, err)
			var raw [][]byte
			for _, c := range changes {
				raw = append(raw, c.Raw)
			}
			require.ElementsMatch(t, k.Changes, raw)
		})
	}
}
