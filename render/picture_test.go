package render_test

import (
	"bytes"
	"context"
	"image"
	"image/png"
	"io"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"throughline.app/internal/workshoptest"
	"throughline.app/render"
)

func TestPNG(t *testing.T) {
	sc := build(small(t), render.Options{Style: render.Light(), Authors: true})
	var sizes []image.Point
	for _, scale := range []float64{1, 1.3, 2} {
		var file bytes.Buffer
		var heard []float64
		require.NoError(t, sc.WritePNG(t.Context(), &file, scale, func(done float64) { heard = append(heard, done) }))
		require.True(t, slices.IsSorted(heard), "%v", heard)
		require.Equal(t, 1.0, heard[len(heard)-1])
		img, err := png.Decode(&file)
		require.NoError(t, err)
		sizes = append(sizes, img.Bounds().Size())
		want := paint(sc, scale)
		require.Equal(t, want.Bounds(), img.Bounds())
		for y := range want.Rect.Dy() {
			for x := range want.Rect.Dx() {
				if r, g, b, _ := img.At(x, y).RGBA(); uint8(r>>8) != want.RGBAAt(x, y).R || uint8(g>>8) != want.RGBAAt(x, y).G || uint8(b>>8) != want.RGBAAt(x, y).B {
					require.Fail(t, "another picture", "scale %g: pixel %d, %d", scale, x, y)
				}
			}
		}
	}
	require.Equal(t, sizes[0].Mul(2), sizes[2])
}

func TestPNGTooLarge(t *testing.T) {
	sc := build(workshoptest.Big(5_000), render.Options{Style: render.Light()})
	var file bytes.Buffer
	err := sc.WritePNG(t.Context(), &file, 4, nil)
	require.ErrorIs(t, err, render.ErrTooLarge)
	require.Zero(t, file.Len())
	require.Error(t, sc.WritePNG(t.Context(), &file, 0.5, nil))
}

func TestPNGCancelled(t *testing.T) {
	sc := build(small(t), render.Options{Style: render.Light()})
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	var file bytes.Buffer
	require.ErrorIs(t, sc.WritePNG(ctx, &file, 2, nil), context.Canceled)
	require.Zero(t, file.Len())

	ctx, cancel = context.WithCancel(t.Context())
	defer cancel()
	err := sc.WritePNG(ctx, &file, 4, func(done float64) {
		if done > 0.4 {
			cancel()
		}
	})
	require.ErrorIs(t, err, context.Canceled)
	_, err = png.Decode(&file)
	require.Error(t, err, "no valid picture")
}

func TestPNGTellsTheWritersError(t *testing.T) {
	sc := build(small(t), render.Options{Style: render.Light()})
	require.ErrorIs(t, sc.WritePNG(t.Context(), full{}, 1, nil), io.ErrShortWrite)
}

type full struct{}

func (full) Write([]byte) (int, error) { return 0, io.ErrShortWrite }

func TestThumbnail(t *testing.T) {
	s := small(t)
	img := build(s, render.Options{Style: render.Dark()}).Thumbnail(240, 160)
	require.Equal(t, image.Rect(0, 0, 240, 160), img.Rect)
	for i := 3; i < len(img.Pix); i += 4 {
		require.Equal(t, uint8(255), img.Pix[i], "every pixel is written")
	}
}
