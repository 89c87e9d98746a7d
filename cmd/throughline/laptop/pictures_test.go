package laptop_test

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"throughline.app/cmd/throughline/laptop"
	"throughline.app/picture"
	"throughline.app/storage"
	"throughline.app/workshop"
)

// drawing is a PNG that is another one for each seed.
func drawing(t *testing.T, seed, side int) []byte {
	t.Helper()
	img := image.NewRGBA(image.Rect(0, 0, side, side))
	for y := range side {
		for x := range side {
			img.SetRGBA(x, y, color.RGBA{uint8(x * seed), uint8(y ^ x*seed), uint8(x * y), 255})
		}
	}
	var b bytes.Buffer
	require.NoError(t, png.Encode(&b, img))
	return b.Bytes()
}

// show puts a new note with a picture on the canvas.
func show(t *testing.T, r *laptop.Room, raw []byte) workshop.Image {
	t.Helper()
	m, _, err := r.TakePicture(t.Context(), raw)
	require.NoError(t, err)
	n, err := r.NewNote("Onboarding", "Opportunities", "", "")
	require.NoError(t, err)
	n.Image = m.String()
	_, err = r.Apply(workshop.AddNotes{Notes: []workshop.Note{n}})
	require.NoError(t, err)
	return m
}

func waitPicture(t *testing.T, r *laptop.Room, m workshop.Image) []byte {
	t.Helper()
	var b []byte
	come := make(chan struct{}, 1) // written by the room; full means already told
	r.OnPicture(func([32]byte) {
		select {
		case come <- struct{}{}:
		default:
		}
	})
	untilTold(t, come, "a picture", func() (ok bool) {
		var err error
		b, err = r.Picture(t.Context(), m.Sum)
		return err == nil
	})
	return b
}

func TestAPictureReachesTheOthersAndStays(t *testing.T) {
	dir := t.TempDir()
	author, second, third := open(t, t.TempDir()), open(t, dir), open(t, t.TempDir())
	ra := create(t, author)
	inv := share(t, ra)
	early := show(t, ra, drawing(t, 3, 300))
	rb := join(t, second, inv)
	late := show(t, ra, drawing(t, 5, 900))
	var want [][]byte
	for _, m := range []workshop.Image{early, late} {
		b, err := ra.Picture(t.Context(), m.Sum)
		require.NoError(t, err)
		require.NoError(t, picture.Check(b))
		require.Equal(t, b, waitPicture(t, rb, m))
		want = append(want, b)
	}
	again := share(t, rb)
	require.NoError(t, author.Close())

	// A third laptop comes when the author is away.
	rc := join(t, third, again)
	require.Equal(t, want[0], waitPicture(t, rc, early))
	require.Equal(t, want[1], waitPicture(t, rc, late))

	// And a restart keeps them.
	require.NoError(t, second.Close())
	require.NoError(t, third.Close())
	rb, err := open(t, dir).Open(t.Context(), rb.ID(), laptop.Quiet)
	require.NoError(t, err)
	b, err := rb.Picture(t.Context(), late.Sum)
	require.NoError(t, err)
	require.Equal(t, want[1], b)
}

func TestADamagedPictureComesBackFromTheOthers(t *testing.T) {
	dir := t.TempDir()
	l, other := open(t, dir), open(t, t.TempDir())
	r := create(t, l)
	m := show(t, r, drawing(t, 7, 40))
	rb := join(t, other, share(t, r))
	whole := waitPicture(t, rb, m)
	require.NoError(t, l.Close())
	file := filepath.Join(dir, storage.DatabaseName)
	raw, err := os.ReadFile(file)
	require.NoError(t, err)
	at := bytes.Index(raw, whole[:200])
	require.Positive(t, at)
	raw[at+100] ^= 1
	require.NoError(t, os.WriteFile(file, raw, 0o600))

	l = open(t, dir)
	r, err = l.Open(t.Context(), r.ID(), laptop.Networked)
	require.NoError(t, err)
	_, err = r.Picture(t.Context(), m.Sum)
	require.ErrorIs(t, err, storage.ErrDamaged)
	require.Equal(t, whole, waitPicture(t, r, m))
}

func TestWhatIsNoPictureIsNotTaken(t *testing.T) {
	r := create(t, open(t, t.TempDir()))
	_, _, err := r.TakePicture(t.Context(), []byte("#!/bin/sh"))
	require.ErrorIs(t, err, picture.ErrFormat)
	_, err = r.Picture(t.Context(), [32]byte{1})
	require.ErrorIs(t, err, storage.ErrNotFound)
}
