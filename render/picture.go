package render

import (
	"context"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"io"
	"math"

	"throughline.app/workshop"
)

// Limits of a picture, in pixels.
const (
	MaxSide   = 16_384
	MaxPixels = 200_000_000
)

// ErrTooLarge is wrapped when a picture would break [MaxSide] or [MaxPixels].
var ErrTooLarge = errors.New("the picture would be too large")

// PictureSize is the size of the scene's picture in pixels, at scale pixels a unit.
func (sc *Scene) PictureSize(scale float64) (w, h int) {
	return int(math.Ceil(sc.Bounds().W() * scale)), int(math.Ceil(sc.Bounds().H() * scale))
}

// WritePNG writes the whole scene as a PNG at scale pixels a unit, 1 to 4. It paints band
// by band, so that its memory does not grow with the picture. Progress, which may be nil,
// hears the part done, 0 to 1. Errors: [ErrTooLarge], ctx's, w's.
func (sc *Scene) WritePNG(ctx context.Context, w io.Writer, scale float64, progress func(done float64)) error {
	pw, ph := sc.PictureSize(scale)
	if scale < 1 || scale > 4 || math.IsNaN(scale) {
		return fmt.Errorf("render: write PNG: scale %g is not from 1 to 4", scale)
	}
	if pw > MaxSide || ph > MaxSide || pw*ph > MaxPixels {
		return fmt.Errorf("render: write PNG of %d × %d pixels: %w", pw, ph, ErrTooLarge)
	}
	b := &bands{ctx: ctx, scene: sc, scale: scale, size: image.Pt(pw, ph), progress: progress}
	encoder := png.Encoder{CompressionLevel: png.DefaultCompression}
	if err := encoder.Encode(&watched{w, ctx}, b); err != nil {
		return fmt.Errorf("render: write PNG: %w", err)
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	b.tell(1)
	return nil
}

// Thumbnail paints the whole scene, as large as it fits, in the middle of a picture.
func (sc *Scene) Thumbnail(w, h int) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	b := sc.Bounds()
	scale := min(float64(w)/b.W(), float64(h)/b.H())
	origin := workshop.Point{
		X: b.Center().X - float64(w)/scale/2,
		Y: b.Center().Y - float64(h)/scale/2,
	}
	small := *sc
	small.opt.Ratio = scale // everything shrinks alike
	small.Paint(img, origin, scale)
	return img
}

// bandHeight is how many rows are painted at once, in pixels.
const bandHeight = 256

// bands is the scene as a picture that paints itself while it is read from top to bottom.
type bands struct {
	ctx      context.Context
	scene    *Scene
	scale    float64
	size     image.Point
	progress func(float64)
	top      int
	band     *image.RGBA
	pixel    color.RGBA // the last that At returned
}

func (b *bands) ColorModel() color.Model { return color.RGBAModel }
func (b *bands) Bounds() image.Rectangle { return image.Rectangle{Max: b.size} }

// Opaque lets the encoder leave out transparency.
func (b *bands) Opaque() bool { return true }

// At paints the next band when it is asked for a row below the last. The color that it
// returns holds until the next call: the encoder reads each at once, millions of them.
func (b *bands) At(x, y int) color.Color {
	if b.band == nil || y < b.top || y >= b.top+b.band.Rect.Dy() {
		b.paint(y)
	}
	b.pixel = b.band.RGBAAt(x, y-b.top)
	return &b.pixel
}

func (b *bands) paint(y int) {
	b.top = y
	b.band = image.NewRGBA(image.Rect(0, 0, b.size.X, min(bandHeight, b.size.Y-y)))
	if b.ctx.Err() != nil {
		return // the writer stops the encoder
	}
	at := b.scene.Bounds().Min
	b.scene.Paint(b.band, workshop.Point{X: at.X, Y: at.Y + float64(y)/b.scale}, b.scale)
	b.tell(float64(y) / float64(b.size.Y))
}

func (b *bands) tell(done float64) {
	if b.progress != nil {
		b.progress(done)
	}
}

// watched is a writer that stops when ctx ends.
type watched struct {
	w   io.Writer
	ctx context.Context
}

func (w *watched) Write(p []byte) (int, error) {
	if err := w.ctx.Err(); err != nil {
		return 0, err
	}
	return w.w.Write(p)
}
