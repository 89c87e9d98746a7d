package canvasview

import (
	"image"
	"image/color"

	"fyne.io/fyne/v2/driver/desktop"
)

// handCursor shows that the paper can be held. Fyne has no such shape of its own; it wants
// the same value each time.
var handCursor desktop.Cursor = &drawnCursor{}

type drawnCursor struct{ img image.Image }

// Image draws four arrows' worth of a hand: a cross with heads, which reads as "move" at
// any size of screen.
func (c *drawnCursor) Image() (image.Image, int, int) {
	const side, mid = 25, 12
	if c.img == nil {
		img := image.NewNRGBA(image.Rect(0, 0, side, side))
		ink, rim := color.NRGBA{A: 0xFF}, color.NRGBA{R: 0xFF, G: 0xFF, B: 0xFF, A: 0xFF}
		on := func(x, y int) bool {
			dx, dy := abs(x-mid), abs(y-mid)
			long, across := max(dx, dy), min(dx, dy)
			return long <= 10 && (across == 0 || long >= 7 && across <= 10-long)
		}
		for y := range side {
			for x := range side {
				switch {
				case on(x, y):
					img.SetNRGBA(x, y, ink)
				case on(x-1, y) || on(x+1, y) || on(x, y-1) || on(x, y+1):
					img.SetNRGBA(x, y, rim)
				}
			}
		}
		c.img = img
	}
	return c.img, mid, mid
}

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}
