package canvasview

import (
	"image"
	"image/color"
	"strings"

	"fyne.io/fyne/v2/driver/desktop"
)

// The hands that Fyne has no shapes for. It wants the same value each time.
var (
	handCursor desktop.Cursor = &drawnCursor{drawing: openHand}
	grabCursor desktop.Cursor = &drawnCursor{drawing: closedHand}
)

// A drawnCursor is a pointer drawn with characters: # is ink, . is white, and the rest lets
// through what is beneath.
type drawnCursor struct {
	drawing string
	img     image.Image
}

const (
	openHand = `
       ##
   ## #..###
  #..##..#..#
  #..##..#..# #
   #..#..#..##.#
   #..#..#..#..#
 ## #.......#..#
#..##..........#
#...#.........#
 #............#
  #...........#
  #..........#
   #.........#
    #.......#
     #......#
     #......#`
	closedHand = `



    ## ## ##
   #..#..#..##
   #........#.#
    #.........#
   ##.........#
  #...........#
  #..........#
   #.........#
    #.......#
     #......#
     #......#`
)

// Image implements [desktop.Cursor]: the point is the middle of the palm.
func (c *drawnCursor) Image() (image.Image, int, int) {
	const side = 17
	if c.img == nil {
		img := image.NewNRGBA(image.Rect(0, 0, side, side))
		for y, line := range strings.Split(strings.TrimPrefix(c.drawing, "\n"), "\n") {
			for x, mark := range line {
				switch mark {
				case '#':
					img.SetNRGBA(x, y, color.NRGBA{A: 0xFF})
				case '.':
					img.SetNRGBA(x, y, color.NRGBA{R: 0xFF, G: 0xFF, B: 0xFF, A: 0xFF})
				}
			}
		}
		c.img = img
	}
	return c.img, 8, 8
}
