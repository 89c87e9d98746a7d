package render

import (
	"image/color"

	"throughline.app/workshop"
)

// A hue is how a category is drawn: the same in the canvas, in the foot and in lists.
type hue struct {
	edge color.NRGBA // outline and pill; white reads on it
	text color.NRGBA // its name on the sheet and on tint
	tint color.NRGBA // ground of a chip
}

var lightHues = map[workshop.Color]hue{
	workshop.Teal:   {rgb(0x0F766E), rgb(0x0F766E), rgb(0xDFF1EE)},
	workshop.Blue:   {rgb(0x1D4ED8), rgb(0x1D4ED8), rgb(0xE2EDFB)},
	workshop.Rust:   {rgb(0xC2410C), rgb(0x9A2F0F), rgb(0xFCE5DE)},
	workshop.Violet: {rgb(0x7C3AED), rgb(0x6D28D9), rgb(0xEFE9FD)},
	workshop.Pink:   {rgb(0xBE185D), rgb(0xA1124D), rgb(0xFBE4EE)},
	workshop.Olive:  {rgb(0x4D7C0F), rgb(0x3F6212), rgb(0xEAF3DA)},
	workshop.Grey:   {rgb(0x6E6A5E), rgb(0x4B483F), rgb(0xEFECE5)},
}

var darkHues = map[workshop.Color]hue{
	workshop.Teal:   {rgb(0x0F766E), rgb(0x5CC4B8), rgb(0x14302E)},
	workshop.Blue:   {rgb(0x2F5FE0), rgb(0x8FB6F7), rgb(0x18263F)},
	workshop.Rust:   {rgb(0xC2410C), rgb(0xF2A48C), rgb(0x3C211B)},
	workshop.Violet: {rgb(0x7C3AED), rgb(0xC0A8F5), rgb(0x2B2140)},
	workshop.Pink:   {rgb(0xBE185D), rgb(0xF2A0C2), rgb(0x3A1B2A)},
	workshop.Olive:  {rgb(0x4D7C0F), rgb(0xB4D67A), rgb(0x232E14)},
	workshop.Grey:   {rgb(0x6E6A5E), rgb(0xC9C5BB), rgb(0x2A2F3A)},
}

func (s Style) hue(c workshop.Color) hue {
	if s.Dark {
		return darkHues[c.AsHue()]
	}
	return lightHues[c.AsHue()]
}

// Category returns the strong colour of a category's hue, on which white reads.
func (s Style) Category(c workshop.Color) color.NRGBA { return s.hue(c).edge }
