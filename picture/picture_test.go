package picture_test

import (
	"bytes"
	"compress/zlib"
	"context"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/color/palette"
	"image/gif"
	"image/jpeg"
	"image/png"
	"runtime"
	"testing"

	"github.com/stretchr/testify/require"

	"throughline.app/picture"
)

// quarters is a picture whose top left is red, and the rest blue.
func quarters(w, h int) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			c := color.RGBA{0, 0, 200, 255}
			if x < w/2 && y < h/2 {
				c = color.RGBA{200, 0, 0, 255}
			}
			img.SetRGBA(x, y, c)
		}
	}
	return img
}

func asPNG(t testing.TB, img image.Image) []byte {
	var b bytes.Buffer
	require.NoError(t, (&png.Encoder{CompressionLevel: png.BestSpeed}).Encode(&b, img))
	return b.Bytes()
}

func asJPEG(t testing.TB, img image.Image) []byte {
	var b bytes.Buffer
	require.NoError(t, jpeg.Encode(&b, img, nil))
	return b.Bytes()
}

// withOrientation puts an EXIF segment behind a JPEG's first marker.
func withOrientation(b []byte, o uint16) []byte {
	exif := []byte("Exif\x00\x00MM\x00*\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01")
	exif = binary.BigEndian.AppendUint16(exif, o)
	exif = append(exif, 0, 0, 0, 0, 0, 0)
	segment := binary.BigEndian.AppendUint16([]byte{0xff, 0xe1}, uint16(len(exif)+2))
	return append(append(bytes.Clone(b[:2]), append(segment, exif...)...), b[2:]...)
}

func reddest(t *testing.T, b []byte) (left, top bool) {
	t.Helper()
	img, err := picture.Decode(b)
	require.NoError(t, err)
	s := img.Bounds().Size()
	red := func(x, y int) bool { r, _, bl, _ := img.At(x, y).RGBA(); return r > bl }
	for _, at := range []struct{ left, top bool }{{true, true}, {true, false}, {false, true}, {false, false}} {
		x, y := s.X/4, s.Y/4
		if !at.left {
			x = s.X * 3 / 4
		}
		if !at.top {
			y = s.Y * 3 / 4
		}
		if red(x, y) {
			return at.left, at.top
		}
	}
	t.Fatal("no corner is red")
	return
}

func TestSmallPicturesKeepTheirSize(t *testing.T) {
	img := quarters(64, 48)
	var g bytes.Buffer
	p := image.NewPaletted(img.Rect, palette.WebSafe)
	for i := range p.Pix {
		p.Pix[i] = uint8(i)
	}
	require.NoError(t, gif.EncodeAll(&g, &gif.GIF{Image: []*image.Paletted{p, p}, Delay: []int{1, 1}}))
	for name, raw := range map[string][]byte{"png": asPNG(t, img), "jpeg": asJPEG(t, img), "gif": g.Bytes()} {
		taken, err := picture.Import(t.Context(), raw)
		require.NoError(t, err, name)
		require.Equal(t, [2]int{64, 48}, [2]int{taken.W, taken.H}, name)
		require.False(t, taken.Scaled())
		_, err = picture.Decode(taken.Bytes)
		require.NoError(t, err, name)
	}
}

func TestPhotographsAreTurnedUprightAndLoseWhatTheySayOfTheirMaker(t *testing.T) {
	plain := asJPEG(t, quarters(80, 40))
	for o, want := range map[uint16]struct {
		w, h      int
		left, top bool
	}{
		0: {80, 40, true, true}, 1: {80, 40, true, true}, 2: {80, 40, false, true}, 3: {80, 40, false, false}, 4: {80, 40, true, false},
		5: {40, 80, true, true}, 6: {40, 80, false, true}, 7: {40, 80, false, false}, 8: {40, 80, true, false}, 9: {80, 40, true, true},
	} {
		taken, err := picture.Import(t.Context(), withOrientation(plain, o))
		require.NoError(t, err)
		require.Equal(t, [2]int{want.w, want.h}, [2]int{taken.W, taken.H}, "orientation %d", o)
		left, top := reddest(t, taken.Bytes)
		require.Equal(t, [2]bool{want.left, want.top}, [2]bool{left, top}, "orientation %d", o)
		require.NotContains(t, string(taken.Bytes), "Exif")
	}
}

// noise does not compress.
func noise(w, h int, alpha bool) *image.NRGBA {
	img := image.NewNRGBA(image.Rect(0, 0, w, h))
	x := uint32(1)
	for i := range img.Pix {
		x = x*1664525 + 1013904223
		img.Pix[i] = uint8(x >> 24)
		if i%4 == 3 && !alpha {
			img.Pix[i] = 255
		}
	}
	return img
}

func TestWhatDoesNotFitIsScaledDown(t *testing.T) {
	for name, raw := range map[string][]byte{
		"drawing":   asPNG(t, noise(1500, 900, false)),
		"with hole": asPNG(t, noise(1200, 1200, true)),
		"wide":      asJPEG(t, quarters(5000, 40)),
	} {
		taken, err := picture.Import(t.Context(), raw)
		require.NoError(t, err, name)
		require.LessOrEqual(t, len(taken.Bytes), picture.MaxBytes, name)
		require.LessOrEqual(t, max(taken.W, taken.H), picture.MaxSide)
		_, err = picture.Decode(taken.Bytes)
		require.NoError(t, err, name)
	}
}

func TestFortyMegapixels(t *testing.T) {
	if testing.Short() {
		t.Skip("takes some seconds")
	}
	img := image.NewYCbCr(image.Rect(0, 0, 7300, 5500), image.YCbCrSubsampleRatio420)
	for i := range img.Y {
		img.Y[i] = uint8(i / 7)
	}
	raw := asJPEG(t, img)
	img = nil
	runtime.GC()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	taken, err := picture.Import(t.Context(), raw)
	require.NoError(t, err)
	runtime.ReadMemStats(&after)
	require.Equal(t, [4]int{1600, 1205, 7300, 5500}, [4]int{taken.W, taken.H, taken.FromW, taken.FromH})
	require.True(t, taken.Scaled())
	require.Less(t, after.TotalAlloc-before.TotalAlloc, uint64(picture.MaxMemory), "bytes reserved in all")
}

// claims is a PNG that says it is so large, with nothing behind it.
func claims(w, h uint32, depth, kind byte) []byte {
	head := binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32([]byte("IHDR"), w), h)
	head = append(head, depth, kind, 0, 0, 0)
	var z bytes.Buffer
	zw := zlib.NewWriter(&z)
	zw.Write(make([]byte, 1<<20))
	zw.Close()
	out := []byte("\x89PNG\r\n\x1a\n")
	for _, chunk := range [][]byte{head, append([]byte("IDAT"), z.Bytes()...)} {
		out = binary.BigEndian.AppendUint32(out, uint32(len(chunk)-4))
		out = append(out, chunk...)
		out = binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(chunk))
	}
	return out
}

func TestBombsAreRefusedBeforeTheyAreDecoded(t *testing.T) {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	for _, raw := range [][]byte{
		claims(50_000, 50_000, 8, 6), claims(1<<30, 1, 8, 0), claims(9_000, 9_000, 16, 6), claims(1<<31-1, 1<<31-1, 1, 0),
	} {
		_, err := picture.Import(t.Context(), raw)
		require.Error(t, err)
		require.NotErrorIs(t, err, picture.ErrBroken)
		_, err = picture.Decode(raw)
		require.Error(t, err)
	}
	_, err := picture.Import(t.Context(), make([]byte, picture.MaxFile+1))
	require.ErrorIs(t, err, picture.ErrTooLarge)
	runtime.ReadMemStats(&after)
	require.Less(t, after.TotalAlloc-before.TotalAlloc, uint64(picture.MaxFile+(8<<20)))
}

func TestWhatIsNoPictureIsRefused(t *testing.T) {
	whole := asPNG(t, quarters(20, 20))
	_, err := picture.Import(t.Context(), []byte("%PDF-1.7"))
	require.ErrorIs(t, err, picture.ErrFormat)
	_, err = picture.Import(t.Context(), whole[:len(whole)-30])
	require.ErrorIs(t, err, picture.ErrBroken)
	_, err = picture.Decode(whole[:len(whole)-30])
	require.ErrorIs(t, err, picture.ErrBroken)
	_, err = picture.Decode(asPNG(t, quarters(picture.MaxSide+1, 2)))
	require.ErrorIs(t, err, picture.ErrTooLarge)
	ended, end := context.WithCancel(t.Context())
	end()
	_, err = picture.Import(ended, whole)
	require.ErrorIs(t, err, context.Canceled)
}

func FuzzDecode(f *testing.F) {
	f.Add(asPNG(f, quarters(8, 8)))
	f.Add(asJPEG(f, quarters(8, 8)))
	f.Add(withOrientation(asJPEG(f, quarters(8, 4)), 6))
	f.Fuzz(func(t *testing.T, b []byte) {
		if cfg, _, err := image.DecodeConfig(bytes.NewReader(b)); err == nil && cfg.Width*cfg.Height > 1<<20 {
			return // slow, not wrong
		}
		picture.Decode(b)
		if taken, err := picture.Import(context.Background(), b); err == nil {
			if _, err := picture.Decode(taken.Bytes); err != nil {
				t.Fatalf("Import wrote what Decode refuses: %v", err)
			}
		}
	})
}
