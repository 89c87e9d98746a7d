package workshop_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"throughline.app/internal/workshoptest"
	"throughline.app/workshop"
)

func TestImagesAreReadBackOrNotAtAll(t *testing.T) {
	m := workshop.Image{Sum: [32]byte{1, 0xab}, W: 1600, H: 1200}
	back, ok := workshop.ParseImage(m.String())
	require.True(t, ok)
	require.Equal(t, m, back)
	sum := strings.Repeat("ab", 32)
	for _, bad := range []string{"", "/", sum, sum + "/1", sum + "/0/1", sum + "/1/-1", sum + "/1/4097", sum + "/+1/1", sum + "/01/1",
		strings.ToUpper(sum) + "/1/1", sum[1:] + "/1/1", sum + "/1/1/1", strings.Repeat("g", 64) + "/1/1"} {
		_, ok := workshop.ParseImage(bad)
		require.False(t, ok, bad)
		_, ok = (&workshop.Note{Image: bad}).Picture()
		require.False(t, ok, bad)
	}
}

func TestAPictureIsPutOnANoteAndTakenBack(t *testing.T) {
	d := &desk{t: t, s: workshoptest.Big(2)}
	m := workshop.Image{Sum: [32]byte{7}, W: 3, H: 2}
	d.mine(workshop.SetImage{Note: note(0), Image: m})
	got, ok := d.s.Notes.Get(note(0)).Picture()
	require.True(t, ok)
	require.Equal(t, m, got)
	require.True(t, d.undo())
	require.Empty(t, d.s.Notes.Get(note(0)).Image)

	_, err := workshop.SetImage{Note: note(0), Image: workshop.Image{W: 5000, H: 1}}.Plan(d.s)
	require.ErrorIs(t, err, workshop.ErrInvalid)
	d.theirs(workshop.DeleteNotes{Notes: []workshop.NoteID{note(1)}})
	diff, err := workshop.SetImage{Note: note(1), Image: m}.Plan(d.s)
	require.NoError(t, err)
	require.Empty(t, diff)
}
