// Command icon draws assets/icon.png: a white T on a rounded teal square. It is run by
// "go generate ./assets", and only when the icon is to look different.
package main

import (
	"image"
	"image/color"
	"image/png"
	"log"
	"os"

	"golang.org/x/image/font/opentype"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
	"golang.org/x/image/vector"
)

const (
	size   = 512 // pixels
	radius = 112
	letter = 340 // pixels per em
)

var teal = color.RGBA{0x0F, 0x76, 0x6E, 0xFF}

func main() {
	if len(os.Args) != 3 {
		log.Fatal("usage: icon FONT.ttf OUT.png")
	}
	img := image.NewRGBA(image.Rect(0, 0, size, size))
	square().Draw(img, img.Bounds(), image.NewUniform(teal), image.Point{})
	t, err := glyph(os.Args[1], 'T')
	if err != nil {
		log.Fatal(err)
	}
	t.Draw(img, img.Bounds(), image.White, image.Point{})
	out, err := os.Create(os.Args[2])
	if err != nil {
		log.Fatal(err)
	}
	if err := png.Encode(out, img); err != nil {
		log.Fatal(err)
	}
	if err := out.Close(); err != nil {
		log.Fatal(err)
	}
}

// square is the rounded ground of the icon.
func square() *vector.Rasterizer {
	const k = radius * 0.4477 // distance of a Bézier handle from the corner
	z := vector.NewRasterizer(size, size)
	z.MoveTo(radius, 0)
	z.LineTo(size-radius, 0)
	z.CubeTo(size-k, 0, size, k, size, radius)
	z.LineTo(size, size-radius)
	z.CubeTo(size, size-k, size-k, size, size-radius, size)
	z.LineTo(radius, size)
	z.CubeTo(k, size, 0, size-k, 0, size-radius)
	z.LineTo(0, radius)
	z.CubeTo(0, k, k, 0, radius, 0)
	z.ClosePath()
	return z
}

// glyph is one letter of a font, in the middle of the icon.
func glyph(file string, r rune) (*vector.Rasterizer, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	f, err := opentype.Parse(data)
	if err != nil {
		return nil, err
	}
	var buf sfnt.Buffer
	i, err := f.GlyphIndex(&buf, r)
	if err != nil {
		return nil, err
	}
	segments, err := f.LoadGlyph(&buf, i, fixed.I(letter), nil)
	if err != nil {
		return nil, err
	}
	b := segments.Bounds()
	dx := size/2 - float32(b.Min.X+b.Max.X)/128
	dy := size/2 - float32(b.Min.Y+b.Max.Y)/128
	at := func(p fixed.Point26_6) (x, y float32) { return float32(p.X)/64 + dx, float32(p.Y)/64 + dy }
	z := vector.NewRasterizer(size, size)
	for _, s := range segments {
		x, y := at(s.Args[0])
		switch s.Op {
		case sfnt.SegmentOpMoveTo:
			z.MoveTo(x, y)
		case sfnt.SegmentOpLineTo:
			z.LineTo(x, y)
		case sfnt.SegmentOpQuadTo:
			x1, y1 := at(s.Args[1])
			z.QuadTo(x, y, x1, y1)
		case sfnt.SegmentOpCubeTo:
			x1, y1 := at(s.Args[1])
			x2, y2 := at(s.Args[2])
			z.CubeTo(x, y, x1, y1, x2, y2)
		}
	}
	z.ClosePath()
	return z, nil
}
