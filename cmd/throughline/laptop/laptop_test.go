package laptop_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"throughline.app/cmd/throughline/laptop"
	"throughline.app/storage"
	"throughline.app/workshop"
)

// patience bounds every wait; nothing waits that long when all is well.
const patience = 60 * time.Second

func open(t testing.TB, dir string) *laptop.Laptop {
	t.Helper()
	l, err := laptop.Open(laptop.Options{Data: dir, Bind: "127.0.0.1"})
	require.NoError(t, err)
	t.Cleanup(func() { l.Close() })
	return l
}

func create(t testing.TB, l *laptop.Laptop) *laptop.Room {
	t.Helper()
	r, err := l.Create(context.Background(), "lifecycle", "Winter workshop")
	require.NoError(t, err)
	return r
}

func write(r *laptop.Room, text string) error {
	n, err := r.NewNote("Onboarding", "Opportunities", text, "")
	if err != nil {
		return err
	}
	_, err = r.Apply(workshop.AddNotes{Notes: []workshop.Note{n}})
	return err
}

func texts(r *laptop.Room) []string {
	var all []string
	for _, n := range r.Snapshot().Notes.All() {
		all = append(all, n.Text)
	}
	slices.Sort(all)
	return all
}

// until waits for a condition that the room tells of.
func until(t testing.TB, r *laptop.Room, what string, ok func() bool) {
	t.Helper()
	moved := make(chan struct{}, 1) // written by the room's callbacks; full means already told
	told := func() {
		select {
		case moved <- struct{}{}:
		default:
		}
	}
	r.OnStatus(told)
	r.OnUpdate(func(workshop.Update) { told() })
	untilTold(t, moved, what, ok)
}

// untilTold waits for a condition that a channel tells of.
func untilTold(t testing.TB, moved <-chan struct{}, what string, ok func() bool) {
	t.Helper()
	limit := time.After(patience)
	for !ok() {
		select {
		case <-moved:
		case <-limit:
			require.FailNow(t, "waited too long", "for %s", what)
		}
	}
}

func TestOpeningTwiceGivesTheSameRoom(t *testing.T) {
	l := open(t, t.TempDir())
	made := create(t, l)
	for range 2 {
		again, err := l.Open(t.Context(), made.ID(), laptop.Networked)
		require.NoError(t, err)
		require.Same(t, made, again)
	}
	_, err := l.Open(t.Context(), "nothinghere0", laptop.Quiet)
	require.ErrorIs(t, err, storage.ErrNotFound)
}

func TestARoomOnItsWayOutIsOpenedAnew(t *testing.T) {
	l := open(t, t.TempDir())
	r := create(t, l)
	for range 5 {
		closed := make(chan error, 1)
		go func() { closed <- r.Close() }()
		// Whichever comes first, what is opened once Close has begun can be written on.
		require.NoError(t, <-whenLeaving(r, closed))
		again, err := l.Open(t.Context(), r.ID(), laptop.Networked)
		require.NoError(t, err)
		require.NotSame(t, r, again)
		require.NoError(t, write(again, "after coming back"))
		r = again
	}
	require.NoError(t, l.Close())
	_, err := l.Open(t.Context(), r.ID(), laptop.Quiet)
	require.ErrorIs(t, err, storage.ErrClosed)
}

// whenLeaving gives nil as soon as r has begun to close.
func whenLeaving(r *laptop.Room, closed <-chan error) <-chan error {
	for !laptop.Leaving(r) {
		select {
		case err := <-closed:
			return answer(err)
		default:
		}
	}
	return answer(nil)
}

func answer(err error) <-chan error {
	c := make(chan error, 1)
	c <- err
	return c
}

func TestWhatIsWrittenJustBeforeLeavingIsThere(t *testing.T) {
	dir := t.TempDir()
	l := open(t, dir)
	r := create(t, l)
	require.NoError(t, r.Close())
	r, err := l.Open(t.Context(), r.ID(), laptop.Networked)
	require.NoError(t, err)
	require.NoError(t, write(r, "on a document that may still load"))
	require.NoError(t, r.Close())
	require.NoError(t, l.Close())

	r, err = open(t, dir).Open(t.Context(), r.ID(), laptop.Quiet)
	require.NoError(t, err)
	require.Equal(t, []string{"on a document that may still load"}, texts(r))
}

func TestANameThatCouldNotBeReadIsReadAgain(t *testing.T) {
	dir := t.TempDir()
	l := open(t, dir)
	require.NoError(t, l.SetProfile(t.Context(), laptop.Profile{Name: "Ana", Hue: "#204060"}))
	require.NoError(t, l.Close())

	l = open(t, dir)
	ended, end := context.WithCancel(t.Context())
	end()
	l.Profile(ended)
	require.Equal(t, "Ana", l.Profile(t.Context()).Name)
}
