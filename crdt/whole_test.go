package crdt_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"throughline.app/crdt"
	"throughline.app/workshop"
)

func TestLoadSnapshot(t *testing.T) {
	from, _ := open(t, nil, crdt.Saved{})
	begin(t, from, 60)
	apply(t, from, workshop.DeleteNotes{Notes: []workshop.NoteID{note(4).ID}})
	saved, vector, heads, err := from.Save(context.Background())
	require.NoError(t, err)
	require.Equal(t, from.Have(), vector)
	late := apply(t, from, workshop.Recolor{Notes: []workshop.NoteID{note(5).ID}, Color: workshop.Blue})
	require.NotEmpty(t, late)
	after, err := from.Since(vector, 1<<20)
	require.NoError(t, err)

	var kept journal
	to, _ := open(t, &kept, crdt.Saved{})
	var origins []workshop.Origin
	to.Subscribe(func(u workshop.Update) { origins = append(origins, u.Origin) })
	got, err := to.Receive(context.Background(), "a colleague", bytesOf(after)) // came before the whole
	require.ErrorIs(t, err, crdt.ErrMissing)
	require.Equal(t, crdt.Received{Waiting: 1}, got)

	require.NoError(t, to.LoadSnapshot(context.Background(), "a colleague", saved))
	require.Equal(t, from.Heads(), to.Heads())
	require.NotEqual(t, heads, to.Heads())
	require.Empty(t, from.Snapshot().Differences(to.Snapshot(), 10))
	require.Equal(t, []workshop.Origin{workshop.Load, workshop.Remote}, origins)
	sound(t, to)

	apply(t, to, workshop.AddNotes{Notes: []workshop.Note{note(70)}})
	pull(t, to, from)
	require.Empty(t, from.Snapshot().Differences(to.Snapshot(), 10))
	require.ErrorIs(t, to.LoadSnapshot(context.Background(), "a colleague", saved), crdt.ErrNotEmpty)

	again, _ := open(t, nil, crdt.Saved{Changes: kept.stored()})
	require.Equal(t, to.Heads(), again.Heads())
	require.Empty(t, to.Snapshot().Differences(again.Snapshot(), 10))
}

// Bytes that end the process or spoil the document if the library gets to see them.
func TestHostileBytesAreRefusedAndChangeNothing(t *testing.T) {
	files, err := filepath.Glob("format/testdata/hostile/*.in")
	require.NoError(t, err)
	if len(files) == 0 {
		files, _ = filepath.Glob("format/testdata/*.in")
	}
	require.NotEmpty(t, files)
	var kept journal
	d, _ := open(t, &kept, crdt.Saved{})
	begin(t, d, 5)
	heads, shown, stored := d.Heads(), d.Snapshot(), len(kept.stored())
	for _, file := range files {
		raw, err := os.ReadFile(file)
		require.NoError(t, err)
		name := filepath.Base(file)
		_, err = d.Receive(context.Background(), "a stranger", [][]byte{raw})
		require.ErrorIs(t, err, crdt.ErrRefused, name)
		require.ErrorContains(t, err, "a stranger")

		empty, _ := open(t, &kept, crdt.Saved{})
		require.ErrorIs(t, empty.LoadSnapshot(context.Background(), "a stranger", raw), crdt.ErrRefused, name)
		_, err = empty.Receive(context.Background(), "a stranger", [][]byte{raw})
		require.ErrorIs(t, err, crdt.ErrRefused, name)
		require.Empty(t, empty.Heads())

		if base, err := os.ReadFile(strings.TrimSuffix(file, ".in") + ".base"); err == nil {
			_, err = d.Receive(context.Background(), "a stranger", [][]byte{base, raw})
			require.ErrorIs(t, err, crdt.ErrRefused, name)
		}
	}
	require.Equal(t, heads, d.Heads())
	require.Same(t, shown, d.Snapshot())
	require.Len(t, kept.stored(), stored)
	sound(t, d)
}

func TestDamagedDocumentTellsWhatIsLeft(t *testing.T) {
	d, _ := open(t, nil, crdt.Saved{})
	begin(t, d, 10)
	saved, vector, _, err := d.Save(context.Background())
	require.NoError(t, err)
	view, viewHeads, err := d.View(context.Background())
	require.NoError(t, err)
	apply(t, d, workshop.AddNotes{Notes: []workshop.Note{note(50)}})
	apply(t, d, workshop.AddNotes{Notes: []workshop.Note{note(51)}})
	tail, err := d.Since(vector, 1<<20)
	require.NoError(t, err)
	changes := bytesOf(tail)
	changes[0] = append([]byte(nil), changes[0]...)
	changes[0][40] ^= 1
	bad := append([]byte(nil), saved...)
	bad[len(bad)/2] ^= 4

	for _, s := range []crdt.Saved{
		{Document: bad, Changes: changes},
		{Document: bad, Changes: changes, View: view, ViewHeads: viewHeads},
		{Document: saved[:len(saved)-3], Changes: changes},
	} {
		_, err := crdt.Open(crdt.Options{Actor: actor()}, s)
		var damaged *crdt.DamagedError
		require.ErrorAs(t, err, &damaged)
		require.Equal(t, changes[1:], damaged.Rescued)
	}

	// What is rescued waits until the others send what came before.
	again, _ := open(t, nil, crdt.Saved{Changes: changes[1:]})
	require.Empty(t, again.Heads())
	pull(t, d, again)
	require.Equal(t, d.Heads(), again.Heads())

	// A damaged change costs what builds on it, until it comes again.
	part, _ := open(t, nil, crdt.Saved{Document: saved, Changes: changes})
	require.Nil(t, part.Snapshot().Notes.Get(note(51).ID))
	pull(t, d, part)
	require.NotNil(t, part.Snapshot().Notes.Get(note(51).ID))
	require.Equal(t, d.Heads(), part.Heads())
	sound(t, part)
}
