package laptop_test

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"
	"throughline.app/carry"
	"throughline.app/cmd/throughline/laptop"
	"throughline.app/crdt"
	"throughline.app/storage"
	"throughline.app/workshop"
)

func opened(t testing.TB, l *laptop.Laptop, file string) (*laptop.Room, carry.Digest) {
	t.Helper()
	r, d, err := l.OpenFile(context.Background(), file, laptop.Quiet, nil)
	require.NoError(t, err)
	return r, d
}

func named(t testing.TB, l *laptop.Laptop, name string) {
	t.Helper()
	require.NoError(t, l.SetProfile(context.Background(), laptop.Profile{Name: name}))
}

// Two laptops that never see each other, a stick that goes back and forth.
func TestFilesCarriedBothWaysMakeBothEqual(t *testing.T) {
	ctx := context.Background()
	stick := t.TempDir()
	a, b := open(t, t.TempDir()), open(t, t.TempDir())
	named(t, a, "Ana")
	named(t, b, "Jo")
	ra := create(t, a)
	require.NoError(t, write(ra, "before"))
	m := show(t, ra, drawing(t, 3, 40))
	var pictured workshop.NoteID
	for _, n := range ra.Snapshot().Notes.All() {
		if n.Image != "" {
			pictured = n.ID
		}
	}

	there := filepath.Join(stick, "Winter.throughline")
	require.NoError(t, ra.SaveFile(ctx, there, nil))
	rb, d, err := b.OpenFile(ctx, there, laptop.Networked, nil)
	require.NoError(t, err)
	require.Equal(t, ra.ID(), rb.ID())
	require.True(t, d.First)
	require.Equal(t, "Ana", d.By)
	require.Len(t, d.New, 2)
	require.Equal(t, 1, d.Pictures)
	require.Equal(t, []carry.Share{{Person: ra.Me(), Name: "Ana", Notes: 2}}, d.People)
	want, err := ra.Picture(ctx, m.Sum)
	require.NoError(t, err)
	got, err := rb.Picture(ctx, m.Sum)
	require.NoError(t, err)
	require.True(t, bytes.Equal(want, got))

	for i := range 12 {
		require.NoError(t, write(ra, fmt.Sprint("Ana ", i)))
		if i < 6 {
			require.NoError(t, write(rb, fmt.Sprint("Jo ", i)))
		}
	}
	_, err = rb.Apply(workshop.DeleteNotes{Notes: []workshop.NoteID{pictured}})
	require.NoError(t, err)
	back := filepath.Join(stick, "back.throughline")
	require.NoError(t, rb.SaveFile(ctx, back, nil))
	came := make(chan struct{}) // what is in the file, as what another wrote
	once := sync.OnceFunc(func() { close(came) })
	ra.OnUpdate(func(u workshop.Update) { // is still told of the edits before
		if u.Origin == workshop.Remote {
			once()
		}
	})
	_, d = opened(t, a, back) // while it is open
	require.False(t, d.First)
	require.Len(t, d.New, 6)
	require.Equal(t, []workshop.NoteID{pictured}, d.Deleted)
	require.Equal(t, "Jo", d.People[0].Name)
	<-came
	require.NoError(t, ra.SaveFile(ctx, there, nil))
	_, d = opened(t, b, there)
	require.Len(t, d.New, 12)
	require.Equal(t, ra.Heads(), rb.Heads())
	require.True(t, ra.Snapshot().Equal(rb.Snapshot()))
	require.Len(t, texts(ra), 20)

	for _, file := range []string{there, back} { // again, and an older one: nothing
		_, d = opened(t, b, file)
		require.True(t, d.Empty(), "%+v", d)
	}
	require.Equal(t, ra.Heads(), rb.Heads())
	heads := rb.Heads()
	require.NoError(t, rb.Close())
	again, err := b.Open(ctx, ra.ID(), laptop.Quiet)
	require.NoError(t, err)
	require.NoError(t, again.Load(ctx))
	require.Equal(t, heads, again.Heads())
}

// What comes from a file while the workshop is shared goes on to the others.
func TestWhatAFileBringsGoesOnToTheOthers(t *testing.T) {
	ctx := context.Background()
	a, b, c := open(t, t.TempDir()), open(t, t.TempDir()), open(t, t.TempDir())
	ra := create(t, a)
	file := filepath.Join(t.TempDir(), "a.throughline")
	require.NoError(t, ra.SaveFile(ctx, file, nil))
	rc, _ := opened(t, c, file)
	require.NoError(t, write(rc, "from afar"))
	require.NoError(t, rc.SaveFile(ctx, file, nil))

	inv, err := ra.Share(ctx)
	require.NoError(t, err)
	rb, err := b.Join(ctx, inv.Words, inv.Addr)
	require.NoError(t, err)
	opened(t, a, file)
	until(t, rb, "the note from the file", func() bool { return len(texts(rb)) == 1 })
	require.Equal(t, []string{"from afar"}, texts(rb))

	// A laptop that has the workshop from a file meets the others with their words.
	require.NoError(t, write(rc, "meanwhile"))
	require.NoError(t, rc.Close())
	rc, err = c.Join(ctx, inv.Words, inv.Addr)
	require.NoError(t, err)
	require.Equal(t, ra.ID(), rc.ID())
	until(t, rb, "the note of the one who came", func() bool { return len(texts(rb)) == 2 })
}

func TestHostileFilesHarmNothing(t *testing.T) {
	ctx := context.Background()
	l := open(t, t.TempDir())
	room := create(t, l)
	require.NoError(t, write(room, "mine"))
	heads, dir := room.Heads(), t.TempDir()
	inputs, err := filepath.Glob("../../../crdt/format/testdata/hostile/*")
	require.NoError(t, err)
	require.NotEmpty(t, inputs)
	file := filepath.Join(dir, "hostile.throughline")
	for i, input := range inputs {
		raw, err := os.ReadFile(input)
		require.NoError(t, err)
		for _, id := range []string{room.ID(), fmt.Sprintf("stranger%04d", i)} {
			require.NoError(t, carry.Write(file, carry.Contents{About: carry.About{ID: id}, Document: raw}))
			_, _, err = l.OpenFile(ctx, file, laptop.Quiet, nil)
			require.ErrorIs(t, err, crdt.ErrRefused, input)
		}
	}

	// A whole workshop that names another's id is not mixed into it.
	other := create(t, l)
	require.NoError(t, other.SaveFile(ctx, file, nil))
	f, err := carry.Open(file)
	require.NoError(t, err)
	document, err := f.Document()
	require.NoError(t, err)
	require.NoError(t, f.Close())
	require.NoError(t, carry.Write(file, carry.Contents{About: carry.About{ID: room.ID()}, Document: document}))
	_, _, err = l.OpenFile(ctx, file, laptop.Quiet, nil)
	require.ErrorIs(t, err, crdt.ErrUnrelated)

	// The document behind a true hash, one bit wrong each time.
	r := rand.New(rand.NewPCG(1, 2))
	for range 300 {
		bad := bytes.Clone(document)
		bad[r.IntN(len(bad))] ^= 1 << r.IntN(8)
		require.NoError(t, carry.Write(file, carry.Contents{About: carry.About{ID: other.ID()}, Document: bad}))
		_, _, err = l.OpenFile(ctx, file, laptop.Quiet, nil)
		require.Error(t, err)
	}
	require.Equal(t, heads, room.Heads())
	all, err := l.Workshops(ctx)
	require.NoError(t, err)
	require.Len(t, all, 2)
}

// A picture that is spoiled, or none, or shown by no note, stays out; the notes come in.
func TestSpoiledPicturesAreLeftOut(t *testing.T) {
	ctx := context.Background()
	a, b := open(t, t.TempDir()), open(t, t.TempDir())
	ra := create(t, a)
	m := show(t, ra, drawing(t, 3, 40))
	file := filepath.Join(t.TempDir(), "a.throughline")
	require.NoError(t, ra.SaveFile(ctx, file, nil))
	raw, err := os.ReadFile(file)
	require.NoError(t, err)
	raw[len(raw)-200] ^= 1 // in the picture, which stands last
	require.NoError(t, os.WriteFile(file, raw, 0o600))

	rb, d := opened(t, b, file)
	require.Equal(t, 1, d.Spoiled)
	require.Equal(t, 0, d.Pictures)
	require.Len(t, d.New, 1)
	_, err = rb.Picture(ctx, m.Sum)
	require.ErrorIs(t, err, storage.ErrNotFound)

	require.NoError(t, ra.SaveFile(ctx, file, nil)) // a whole one brings it after all
	_, d = opened(t, b, file)
	require.Equal(t, 1, d.Pictures)
	_, err = rb.Picture(ctx, m.Sum)
	require.NoError(t, err)
}
