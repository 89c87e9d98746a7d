package ui

import (
	"bytes"
	"image"
	"image/png"

	"golang.org/x/image/draw"
)

// thumbnail reads a kept picture and makes it small enough for a card on a sharp screen.
// A picture that cannot be read is nil.
func thumbnail(file []byte) image.Image {
	if len(file) == 0 {
		return nil
	}
	config, err := png.DecodeConfig(bytes.NewReader(file))
	if err != nil || config.Width*config.Height > 16<<20 {
		return nil
	}
	img, err := png.Decode(bytes.NewReader(file))
	if err != nil {
		return nil
	}
	const most = 2 * workshopMost
	b := img.Bounds()
	if b.Dx() <= most {
		return img
	}
	small := image.NewRGBA(image.Rect(0, 0, most, max(1, b.Dy()*most/b.Dx())))
	draw.CatmullRom.Scale(small, small.Bounds(), img, b, draw.Src, nil)
	return small
}
