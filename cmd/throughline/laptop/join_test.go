package laptop_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"throughline.app/cmd/throughline/laptop"
	"throughline.app/storage"
)

func join(t *testing.T, l *laptop.Laptop, inv laptop.Invitation) *laptop.Room {
	t.Helper()
	r, err := l.Join(t.Context(), inv.Words, inv.Addr)
	require.NoError(t, err)
	return r
}

func share(t *testing.T, r *laptop.Room) laptop.Invitation {
	t.Helper()
	inv, err := r.Share(t.Context())
	require.NoError(t, err)
	return inv
}

func reads(t *testing.T, r *laptop.Room, text string) {
	t.Helper()
	until(t, r, text, func() bool { return slices.Contains(texts(r), text) })
}

func TestJoiningAWorkshopThatIsHereAlready(t *testing.T) {
	dirA := t.TempDir()
	a, b := open(t, dirA), open(t, t.TempDir())
	ra := create(t, a)
	inv := share(t, ra)
	require.Equal(t, inv, share(t, ra), "a shared workshop keeps its words")
	rb := join(t, b, inv)
	require.NoError(t, write(rb, "by Jo"))
	reads(t, ra, "by Jo")

	// Open, in the same session: the room stays as it is, and goes on.
	require.Same(t, rb, join(t, b, inv))
	require.NoError(t, write(ra, "by Ana"))
	reads(t, rb, "by Ana")

	// Closed, with words of its own: nothing of what was here is lost.
	require.NoError(t, rb.Close())
	rb = join(t, b, inv)
	require.Subset(t, texts(rb), []string{"by Ana", "by Jo"})

	// Open, while the other laptop has forgotten the session and shows new words.
	require.NoError(t, a.Close())
	s, err := storage.Open(dirA, storage.Options{})
	require.NoError(t, err)
	require.NoError(t, s.PutSession(t.Context(), ra.ID(), nil))
	require.NoError(t, s.Close())
	require.NoError(t, write(rb, "while Ana was away"))
	a = open(t, dirA)
	ra, err = a.Open(t.Context(), ra.ID(), laptop.Networked)
	require.NoError(t, err)
	anew := share(t, ra)
	require.NotEqual(t, inv.Words, anew.Words)
	require.Same(t, rb, join(t, b, anew))
	reads(t, ra, "while Ana was away")
	require.NoError(t, write(ra, "together again"))
	reads(t, rb, "together again")
}

func TestSharingWhileLeaving(t *testing.T) {
	l := open(t, t.TempDir())
	r := create(t, l)
	for range 5 {
		shared := make(chan struct{})
		go func() {
			defer close(shared)
			r.Share(bg) // either way, but nothing may be left running or break
		}()
		require.NoError(t, r.Close())
		<-shared
		again, err := l.Open(t.Context(), r.ID(), laptop.Networked)
		require.NoError(t, err)
		r = again
	}
}
