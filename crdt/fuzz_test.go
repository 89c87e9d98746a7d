package crdt_test

import (
	"context"
	"crypto/sha256"
	"errors"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"throughline.app/crdt"
	"throughline.app/workshop"
)

// resum gives bytes the checksum that a chunk of them would have: a liar would.
func resum(b []byte) []byte {
	if len(b) < 9 {
		return b
	}
	b = append([]byte(nil), b...)
	sum := sha256.Sum256(b[8:])
	copy(b[4:], sum[:4])
	return b
}

// fuzzed is a workshop of three authors who edited at once: the document of one, and the
// changes that it lacks.
var fuzzed = sync.OnceValues(func() (saved []byte, late [][]byte) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	var docs []*crdt.Document
	for _, a := range []string{"aa", "bb", "cc"} {
		for len(a) < 32 {
			a += "0"
		}
		d, err := crdt.Open(crdt.Options{Actor: a, Now: clock}, crdt.Saved{})
		if err != nil {
			panic(err)
		}
		go d.Run(ctx)
		docs = append(docs, d)
	}
	must := func(err error) {
		if err != nil {
			panic(err)
		}
	}
	give := func(from, to *crdt.Document) {
		cs, err := from.Since(to.Have(), 1<<20)
		must(err)
		_, err = to.Receive(ctx, "", bytesOf(cs))
		must(err)
	}
	do := func(d *crdt.Document, op workshop.Op) {
		_, err := d.Apply(op)
		must(err)
	}
	do(docs[0], workshop.Begin{Title: "Tariffs"})
	do(docs[0], canvas)
	do(docs[0], workshop.AddNotes{Notes: []workshop.Note{note(0), note(1)}})
	give(docs[0], docs[1])
	give(docs[0], docs[2])
	for i, d := range docs {
		do(d, workshop.EditText{Note: note(0).ID, Base: note(0).Text, Text: note(0).Text[i:] + "äbc"})
		do(d, workshop.Introduce{Person: workshop.Person{ID: "p7", Name: "Ann", Function: "Sales"}})
		do(d, workshop.MoveNotes{Moves: []workshop.Move{{Note: note(1).ID, To: place(float64(i), 3)}, {Note: note(0).ID, To: place(1, 1)}}})
	}
	before := docs[0].Have()
	saved, _, _, err := docs[0].Save(ctx)
	must(err)
	give(docs[1], docs[2])
	do(docs[2], workshop.DeleteNotes{Notes: []workshop.NoteID{note(1).ID}})
	do(docs[2], workshop.AddNotes{Notes: []workshop.Note{note(2)}})
	cs, err := docs[2].Since(before, 1<<20)
	must(err)
	return saved, bytesOf(cs)
})

// survives checks that whatever was taken in has left a document that can be read, saved,
// opened again and written to.
func survives(t *testing.T, d *crdt.Document) {
	sound(t, d)
	_, err := d.Apply(workshop.AddNotes{Notes: []workshop.Note{note(77)}})
	if errors.Is(err, workshop.ErrInvalid) { // the canvas is not there, or the note is
		err = nil
	}
	require.NoError(t, err)
	sound(t, d)
	saved, _, heads, err := d.Save(context.Background())
	require.NoError(t, err)
	if len(heads) == 0 {
		return
	}
	again, stop := open(t, nil, crdt.Saved{Document: saved})
	<-again.Ready()
	require.Equal(t, heads, again.Heads())
	require.Empty(t, d.Snapshot().Differences(again.Snapshot(), 10))
	sound(t, again)
	stop()
}

// FuzzReceive takes in the first changes as they are and then a damaged one.
func FuzzReceive(f *testing.F) {
	saved, late := fuzzed()
	for i, c := range late {
		f.Add(c, byte(i))
	}
	f.Fuzz(func(t *testing.T, raw []byte, before byte) {
		d, stop := open(t, nil, crdt.Saved{Document: saved})
		defer stop()
		_, err := d.Receive(context.Background(), "a friend", late[:int(before)%len(late)])
		require.NoError(t, err)
		got, err := d.Receive(context.Background(), "a stranger", [][]byte{resum(raw)})
		if err != nil && !errors.Is(err, crdt.ErrRefused) && !errors.Is(err, crdt.ErrMissing) {
			t.Fatal(err)
		}
		if got.Taken > 0 {
			survives(t, d)
		}
	})
}

// FuzzLoadSnapshot takes up a damaged workshop.
func FuzzLoadSnapshot(f *testing.F) {
	saved, _ := fuzzed()
	f.Add(saved)
	files, _ := filepath.Glob("format/testdata/hostile/*")
	for _, file := range files {
		raw, err := os.ReadFile(file)
		require.NoError(f, err)
		f.Add(raw)
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		d, stop := open(t, nil, crdt.Saved{})
		defer stop()
		err := d.LoadSnapshot(context.Background(), "a stranger", resum(raw))
		if err == nil {
			survives(t, d)
			return
		}
		require.ErrorIs(t, err, crdt.ErrRefused)
		require.Empty(t, d.Heads())
	})
}
