package picture

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/color"
	_ "image/gif" // the first frame
	"image/jpeg"
	"image/png"
	"io"
	"runtime/debug"
	"sync"

	_ "golang.org/x/image/webp"
)

// Limits of what is taken and of what becomes of it.
const (
	MaxFile   = 64 << 20  // bytes of a file that is taken
	MaxMemory = 320 << 20 // bytes that decoding one may take
	MaxBytes  = 2 << 20   // of what is kept; 2 MiB
	MaxSide   = 2560      // pixels each way of what is kept
)

var (
	// ErrFormat says that bytes are no picture of a kind that is known.
	ErrFormat = errors.New("not a PNG, JPEG, GIF or WebP picture")
	// ErrTooLarge says that decoding would take too much memory, or that a file is too long.
	ErrTooLarge = errors.New("the picture is too large")
	// ErrBroken says that a picture begins like one and cannot be read.
	ErrBroken = errors.New("the picture is damaged")
)

// Taken is a picture as it is kept.
type Taken struct {
	Bytes        []byte // PNG or JPEG, at most [MaxBytes]
	W, H         int    // pixels, each at most [MaxSide]
	FromW, FromH int    // what they were before, turned upright
}

// Scaled reports whether the picture was scaled down.
func (t Taken) Scaled() bool { return t.W != t.FromW || t.H != t.FromH }

// importing lets one picture be decoded at a time, so that the bound on memory is one.
var importing sync.Mutex

// Import makes raw a picture that can be kept. A large one takes seconds: call it off the
// goroutine that draws. Of pictures that move it takes the first frame.
//
// Errors: [ErrFormat], [ErrTooLarge], [ErrBroken], ctx's.
func Import(ctx context.Context, raw []byte) (Taken, error) {
	if len(raw) > MaxFile {
		return Taken{}, fmt.Errorf("%w: %d bytes", ErrTooLarge, len(raw))
	}
	cfg, format, err := image.DecodeConfig(bytes.NewReader(raw))
	if err != nil {
		return Taken{}, fmt.Errorf("%w: %w", ErrFormat, err)
	}
	head := jpegHead{orientation: 1}
	if format == "jpeg" {
		head = readJPEGHead(raw)
	}
	need, err := memoryFor(cfg, head.progressive)
	if err != nil {
		return Taken{}, err
	}
	importing.Lock()
	defer importing.Unlock()
	if err := ctx.Err(); err != nil {
		return Taken{}, err
	}
	if need > 32<<20 {
		defer debug.FreeOSMemory() // such a picture comes once in a while; its pixels are not needed again
	}
	img, _, err := image.Decode(&stoppable{ctx, bytes.NewReader(raw)})
	if ctx.Err() != nil {
		return Taken{}, ctx.Err()
	}
	if err != nil {
		return Taken{}, fmt.Errorf("%w: %w", ErrBroken, err)
	}
	return take(ctx, img, format, head.orientation)
}

// memoryFor is how many bytes decoding takes at most.
func memoryFor(cfg image.Config, progressive bool) (int64, error) {
	if cfg.Width < 1 || cfg.Height < 1 {
		return 0, fmt.Errorf("%w: it has no pixels", ErrBroken)
	}
	each := int64(4)
	switch cfg.ColorModel {
	case color.RGBA64Model, color.NRGBA64Model:
		each = 8
	case color.Gray16Model:
		each = 2
	case color.GrayModel:
		each = 1
	case color.YCbCrModel:
		each = 3
	}
	if _, paletted := cfg.ColorModel.(color.Palette); paletted {
		each = 1
	}
	if progressive {
		each += 6 // coefficients of all scans at once, colours at a quarter of the pixels
	}
	const widest = 1 << 20
	if cfg.Width > widest || cfg.Height > widest || int64(cfg.Width)*int64(cfg.Height)*each > MaxMemory {
		return 0, fmt.Errorf("%w: %d×%d pixels", ErrTooLarge, cfg.Width, cfg.Height)
	}
	return int64(cfg.Width) * int64(cfg.Height) * each, nil
}

// sides are the longest sides that are tried until a picture fits.
var sides = []int{MaxSide, 1600, 1280, 1024, 800, 640, 480}

func take(ctx context.Context, img image.Image, format string, orientation int) (Taken, error) {
	size := img.Bounds().Size()
	var t Taken
	if t.FromW, t.FromH = size.X, size.Y; orientation >= 5 {
		t.FromW, t.FromH = size.Y, size.X
	}
	for _, side := range sides {
		w, h := within(size.X, size.Y, side)
		if side != MaxSide && w == size.X && h == size.Y {
			continue // it is smaller than that, and did not fit
		}
		if side == MaxSide && (w != size.X || h != size.Y) {
			continue // scaled down anyway: to what a screen can show
		}
		if err := ctx.Err(); err != nil {
			return Taken{}, err
		}
		small := turn(Fit(img, w, h), orientation)
		b, err := encode(small, format)
		if err != nil {
			return Taken{}, err
		}
		if len(b) <= MaxBytes {
			t.Bytes, t.W, t.H = b, small.Rect.Dx(), small.Rect.Dy()
			return t, nil
		}
		img = Fit(img, w, h) // what is smaller still is made from this
		size = image.Pt(w, h)
	}
	return Taken{}, fmt.Errorf("%w: it cannot be made to fit", ErrTooLarge)
}

// within is w × h scaled down to a longest side of at most side.
func within(w, h, side int) (int, int) {
	longest := max(w, h)
	if longest <= side {
		return w, h
	}
	return max(1, (w*side+longest/2)/longest), max(1, (h*side+longest/2)/longest)
}

// encode writes photographs as JPEG, and drawings as PNG while that is small enough or
// they have holes.
func encode(img *image.RGBA, format string) ([]byte, error) {
	var b bytes.Buffer
	if format != "jpeg" {
		if err := png.Encode(&b, img); err != nil {
			return nil, err
		}
		if b.Len() <= MaxBytes || !img.Opaque() {
			return b.Bytes(), nil
		}
		b.Reset()
	}
	err := jpeg.Encode(&b, img, &jpeg.Options{Quality: 88})
	return b.Bytes(), err
}

// Check reports by how they begin whether b may be what [Import] wrote. It decodes nothing.
// Errors: [ErrFormat], [ErrTooLarge].
func Check(b []byte) error {
	cfg, format, err := image.DecodeConfig(bytes.NewReader(b))
	switch {
	case err != nil:
		return fmt.Errorf("%w: %w", ErrFormat, err)
	case format != "png" && format != "jpeg":
		return fmt.Errorf("%w: %s", ErrFormat, format)
	case len(b) > MaxBytes || cfg.Width > MaxSide || cfg.Height > MaxSide || cfg.Width < 1 || cfg.Height < 1:
		return fmt.Errorf("%w: %d×%d pixels", ErrTooLarge, cfg.Width, cfg.Height)
	}
	return nil
}

// Decode reads a picture that [Import] wrote, whoever sent it. Errors: [ErrFormat],
// [ErrTooLarge], [ErrBroken].
func Decode(b []byte) (image.Image, error) {
	if err := Check(b); err != nil {
		return nil, err
	}
	img, _, err := image.Decode(bytes.NewReader(b))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrBroken, err)
	}
	return img, nil
}

// stoppable is a reader that stops when ctx ends.
type stoppable struct {
	ctx context.Context
	r   io.Reader
}

func (s *stoppable) Read(p []byte) (int, error) {
	if err := s.ctx.Err(); err != nil {
		return 0, err
	}
	return s.r.Read(p)
}
