package render

import (
	"image/color"

	"throughline.app/workshop"
)

// Sizes of a note's inside, in canvas units.
const (
	NoteMargin  = 8 // room around a note that its shadow needs
	NotePadding = 7 // between a note's edge and its text
	noteRadius  = 4
	authorInk   = 0.72 // of the note's ink, for who wrote it
)

// A Style is the colours of the drawing. Notes keep theirs in the dark.
type Style struct {
	Dark    bool
	Paper   color.NRGBA // around the sheet
	Sheet   color.NRGBA
	Line    color.NRGBA // between lanes and columns, and the sheet's edge
	Ink     color.NRGBA // text on the sheet
	Quiet   color.NRGBA // text that stands back
	Accent  color.NRGBA // teal text
	Tint    color.NRGBA // the header band
	Amber   color.NRGBA // ground of a tinted lane
	Chevron color.NRGBA
	Foot    color.NRGBA // ground of the foot strip
	NoteInk color.NRGBA // text on notes
	Link    color.NRGBA // an address on notes
	Shadow  color.NRGBA // at its darkest

	faint bool // notes stand back, see [Style.standingBack]
}

// Light is the style of paper, and of exported pictures.
func Light() Style {
	return Style{
		Paper: rgb(0xF6F4EF), Sheet: rgb(0xFFFFFF), Line: rgb(0xE3DFD6), Ink: rgb(0x1F2430), Quiet: rgb(0x6E6A5E),
		Accent: rgb(0x0F766E), Tint: rgb(0xE6F4F1), Amber: rgb(0xFFFBEF), Chevron: rgb(0x1F2430),
		Foot: rgb(0xFAF9F6), NoteInk: rgb(0x1F2430), Link: rgb(0x0A554F), Shadow: alpha(0x1F2430, 0x50),
	}
}

// Dark is the style of a dark room.
func Dark() Style {
	return Style{
		Dark:  true,
		Paper: rgb(0x15181F), Sheet: rgb(0x1D212A), Line: rgb(0x333947), Ink: rgb(0xECE9E2), Quiet: rgb(0x9B968A),
		Accent: rgb(0x5CC4B8), Tint: rgb(0x14302E), Amber: rgb(0x24211B), Chevron: rgb(0x3A4050),
		Foot: rgb(0x191D25), NoteInk: rgb(0x1F2430), Link: rgb(0x0A554F), Shadow: alpha(0x000000, 0x70),
	}
}

// Note returns the ground of a note of that colour.
func (s Style) Note(c workshop.Color) color.NRGBA {
	if s.faint {
		s.faint = false
		return mixed(s.Note(c), s.Sheet, faintGround)
	}
	switch c {
	case workshop.Coral:
		return rgb(0xFFC2B0)
	case workshop.Green:
		return rgb(0xBFE8C5)
	case workshop.Blue:
		return rgb(0xB5DBF7)
	case workshop.Violet:
		return rgb(0xDCD0F7)
	case workshop.Grey:
		return rgb(0xE7E4DC)
	}
	return rgb(0xFFE58F)
}

func rgb(v uint32) color.NRGBA {
	return color.NRGBA{R: uint8(v >> 16), G: uint8(v >> 8), B: uint8(v), A: 0xFF}
}

func alpha(v uint32, a uint8) color.NRGBA {
	c := rgb(v)
	c.A = a
	return c
}

// faded is c with a part of its opacity, 0 to 1.
func faded(c color.NRGBA, part float64) color.NRGBA {
	c.A = uint8(float64(c.A)*part + 0.5)
	return c
}
