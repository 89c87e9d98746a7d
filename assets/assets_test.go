package assets_test

import (
	"bytes"
	"image/png"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/image/font/sfnt"

	"throughline.app/assets"
)

func TestIconIsASquareWithClearCorners(t *testing.T) {
	img, err := png.Decode(bytes.NewReader(assets.Icon))
	require.NoError(t, err)
	require.Equal(t, 512, img.Bounds().Dx())
	require.Equal(t, 512, img.Bounds().Dy())
	_, _, _, alpha := img.At(0, 0).RGBA()
	require.Zero(t, alpha)
	r, g, b, _ := img.At(40, 256).RGBA()
	require.Equal(t, []uint32{0x0F, 0x76, 0x6E}, []uint32{r >> 8, g >> 8, b >> 8})
}

func TestFontsHaveTheCharactersOfTheScreen(t *testing.T) {
	for _, data := range [][]byte{assets.FontRegular, assets.FontBold} {
		f, err := sfnt.Parse(data)
		require.NoError(t, err)
		var buf sfnt.Buffer
		for _, r := range "Aé·…“”–—ÄßŁЖΩ€" {
			i, err := f.GlyphIndex(&buf, r)
			require.NoError(t, err)
			require.NotZero(t, i, "%q", r)
		}
	}
}
