package crdt_test

import (
	"bytes"
	"context"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"throughline.app/crdt"
	"throughline.app/crdt/format"
	"throughline.app/workshop"
)

var update = flag.Bool("update", false, "write testdata/v1 anew; only before that version is released")

// A workshop that version 1 has stored opens for ever: document, changes after it, view.
func TestWhatVersion1StoredOpens(t *testing.T) {
	dir := filepath.Join("testdata", "v1")
	read := func(name string) []byte {
		b, err := os.ReadFile(filepath.Join(dir, name))
		require.NoError(t, err)
		return b
	}
	if *update {
		saved, late := fuzzed()
		d, _ := open(t, nil, crdt.Saved{Document: saved})
		view, _, err := d.View(context.Background())
		require.NoError(t, err)
		require.NoError(t, os.MkdirAll(dir, 0o755))
		for name, b := range map[string][]byte{"document": saved, "changes": bytes.Join(late, nil), "view": view} {
			require.NoError(t, os.WriteFile(filepath.Join(dir, name), b, 0o644))
		}
	}
	changes, err := format.SplitChunks(read("changes"))
	require.NoError(t, err)

	shown, err := crdt.Open(crdt.Options{Actor: actor()}, crdt.Saved{View: read("view")})
	require.NoError(t, err)
	plain, _, err := crdt.ReadDocument(read("document"))
	require.NoError(t, err)
	require.Empty(t, shown.Snapshot().Differences(plain, 10))

	d, _ := open(t, nil, crdt.Saved{Document: read("document"), Changes: changes})
	require.Len(t, d.Heads(), 2) // two people had not heard of each other
	sound(t, d)
	s := d.Snapshot()
	require.Equal(t, "Tariffs", s.Meta.Title)
	require.Equal(t, "Ann", s.AuthorName("p7"))
	require.Equal(t, 3, s.Notes.Len())
	require.True(t, s.Notes.Get(note(1).ID).Deleted())
	require.Equal(t, place(1, 1), s.Notes.Get(note(0).ID).Place)
	require.Equal(t, note(2), *s.Notes.Get(note(2).ID))
	require.Len(t, s.StageList("c1"), 2)
	apply(t, d, workshop.Recolor{Notes: []workshop.NoteID{note(0).ID}, Color: workshop.Violet})
	sound(t, d)
}
