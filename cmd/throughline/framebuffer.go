package main

import (
	"encoding/binary"
	"fmt"
	"image"
	"os"
)

// xwdWords is the length of the fixed part of an X window dump's header, in 32-bit words.
const xwdWords = 25

// readFramebuffer reads the screen that Xvfb keeps in a file (its option -fbdir), in the
// X window dump format, version 7, with 24-bit colour in 32-bit little-endian pixels.
func readFramebuffer(file string) (*image.RGBA, error) {
	raw, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	if len(raw) < 4*xwdWords {
		return nil, fmt.Errorf("%s is too short for a screen", file)
	}
	word := func(i int) int { return int(binary.BigEndian.Uint32(raw[4*i:])) }
	header, version, w, h, bits, stride, colors := word(0), word(1), word(4), word(5), word(11), word(12), word(19)
	start := header + 12*colors
	if version != 7 || bits != 32 || w > 16384 || h > 16384 || stride < 4*w || len(raw) < start+stride*h {
		return nil, fmt.Errorf("%s is not a screen that can be read", file)
	}
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		src, dst := raw[start+y*stride:], img.Pix[y*img.Stride:]
		for x := range w {
			dst[4*x], dst[4*x+1], dst[4*x+2], dst[4*x+3] = src[4*x+2], src[4*x+1], src[4*x], 255
		}
	}
	return img, nil
}
