package canvasview

import (
	"image/color"

	"throughline.app/render"
	"throughline.app/workshop"
)

// A palette is the colours of what lies above the tiles, from the style of the tiles.
type palette struct {
	paper, sheet, line, ink, quiet, accent, header color.Color
	noteInk, guide                                 color.Color
	note                                           func(workshop.Color) color.NRGBA
}

func paletteOf(s render.Style) palette {
	return palette{
		paper: s.Paper, sheet: s.Sheet, line: s.Line, ink: s.Ink, quiet: s.Quiet, accent: s.Accent, header: s.Tint,
		noteInk: s.NoteInk, note: s.Note, guide: color.NRGBA{R: 0xC2, G: 0x41, B: 0x0C, A: 0xD0},
	}
}

// faint is a colour that lets through what is beneath.
func faint(c color.Color, alpha uint8) color.Color {
	r, g, b, _ := c.RGBA()
	return color.NRGBA{R: uint8(r >> 8), G: uint8(g >> 8), B: uint8(b >> 8), A: alpha}
}
