package render_test

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"image"
	"image/color"
	"image/png"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"throughline.app/internal/workshoptest"
	"throughline.app/render"
	"throughline.app/workshop"
)

// red is a PNG of that size, and the image that names it.
func red(t *testing.T, w, h int) ([]byte, workshop.Image) {
	t.Helper()
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	for i := 0; i < len(img.Pix); i += 4 {
		copy(img.Pix[i:], []byte{220, 10, 10, 255})
	}
	var b bytes.Buffer
	require.NoError(t, png.Encode(&b, img))
	return b.Bytes(), workshop.Image{Sum: sha256.Sum256(b.Bytes()), W: w, H: h}
}

// pictured is a canvas with one note that shows a picture, and the middle of it.
func pictured(t *testing.T, m workshop.Image, g *render.Gallery) (*render.Scene, *workshop.Snapshot, workshop.Point) {
	t.Helper()
	s := workshoptest.Spec{Notes: 0, Stages: 2, Lanes: 4, People: 2}.Snapshot()
	c := s.CanvasList()[0].ID
	place := workshop.Place{Canvas: c, Region: workshop.Region{Stage: s.StageList(c)[0].ID, Lane: s.LaneList(c)[0].ID}}
	n := workshop.Note{ID: "pic", Text: "caption", Color: workshop.Blue, Place: place, Image: m.String()}
	d, err := workshop.AddNotes{Notes: []workshop.Note{n}}.Plan(s)
	require.NoError(t, err)
	s = s.With(d)
	sc := render.Build(s, layoutOf(s, c), shaper(), render.Options{Style: render.Light(), Pictures: g})
	r, ok := sc.NoteRect("pic")
	require.True(t, ok)
	return sc, s, workshop.Point{X: r.Center().X, Y: r.Min.Y + 20}
}

func colorAt(sc *render.Scene, p workshop.Point) color.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, 3, 3))
	sc.Paint(img, p, 1)
	return img.RGBAAt(1, 1)
}

func TestAPictureIsDrawnOnceItIsReadyAndAFrameUntilThen(t *testing.T) {
	b, m := red(t, 80, 60)
	ready := make(chan [32]byte, 8)
	here := make(chan struct{})
	g := render.NewGallery(func(sum [32]byte) ([]byte, error) {
		select {
		case <-here:
			return b, nil
		default:
			return nil, errors.New("not here")
		}
	}, func(sum [32]byte) { ready <- sum })
	defer g.Close()
	sc, _, at := pictured(t, m, g)
	require.Less(t, colorAt(sc, at).R, uint8(200), "a frame on a blue note")
	close(here)
	g.Came(m.Sum)
	deadline := time.After(time.Minute)
	for colorAt(sc, at) != (color.RGBA{220, 10, 10, 255}) {
		select {
		case sum := <-ready:
			require.Equal(t, m.Sum, sum)
		case <-deadline:
			require.FailNow(t, "the picture was not drawn")
		}
	}
	tall, _ := sc.NoteRect("pic")
	require.Greater(t, tall.H(), 80.0, "picture and caption")
}

func TestWhatIsDrawnOnceHasItsPictures(t *testing.T) {
	b, m := red(t, 80, 60)
	sc, _, at := pictured(t, m, render.Patient(func([32]byte) ([]byte, error) { return b, nil }))
	require.Equal(t, color.RGBA{220, 10, 10, 255}, colorAt(sc, at))
}

func TestBytesThatAreNoPictureAreAFrame(t *testing.T) {
	_, m := red(t, 80, 60)
	for _, b := range [][]byte{nil, []byte("no picture"), make([]byte, 3<<20)} {
		sc, _, at := pictured(t, m, render.Patient(func([32]byte) ([]byte, error) { return b, nil }))
		require.Less(t, colorAt(sc, at).R, uint8(200))
	}
	sc, _, at := pictured(t, m, nil)
	require.Less(t, colorAt(sc, at).R, uint8(200))
}

func TestTheMarkOfCommentsIsDrawnAndFound(t *testing.T) {
	_, m := red(t, 8, 6)
	sc, s, _ := pictured(t, m, nil)
	r, _ := sc.NoteRect("pic")
	corner := workshop.Point{X: r.Max.X - 2, Y: r.Min.Y}
	_, ok := sc.CommentsAt(corner)
	require.False(t, ok)
	d, err := workshop.AddComment{Comment: workshop.Comment{ID: "c", Note: "pic", Text: "hm", At: "1"}}.Plan(s)
	require.NoError(t, err)
	c := s.CanvasList()[0].ID
	next, dirty := sc.With(s.With(d), layoutOf(s, c), d)
	require.NotEmpty(t, dirty)
	id, ok := next.CommentsAt(corner)
	require.True(t, ok)
	require.Equal(t, workshop.NoteID("pic"), id)
	require.NotEqual(t, colorAt(sc, corner), colorAt(next, corner))
	for _, p := range dirty {
		require.True(t, p.Contains(corner))
	}
}
