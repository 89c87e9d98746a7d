package panel

import (
	"image/color"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	fynetheme "fyne.io/fyne/v2/theme"

	"throughline.app/ui/theme"
)

func themed(name fyne.ThemeColorName) color.Color { return fynetheme.Color(name) }

// Hue reads "#RRGGBB"; anything else gives a grey that white text stands out on.
func Hue(s string) color.NRGBA {
	if v, err := strconv.ParseUint(strings.TrimPrefix(s, "#"), 16, 32); err == nil && len(s) == 7 {
		return color.NRGBA{uint8(v >> 16), uint8(v >> 8), uint8(v), 0xFF}
	}
	return color.NRGBA{0x6B, 0x66, 0x5A, 0xFF}
}

// inkOn is white or ink, whichever can be read on c.
func inkOn(c color.NRGBA) color.Color {
	if (299*int(c.R)+587*int(c.G)+114*int(c.B))/1000 > 150 {
		return color.NRGBA{0x1F, 0x24, 0x30, 0xFF}
	}
	return color.NRGBA{0xFF, 0xFF, 0xFF, 0xFF}
}

// softShadow is the one shadow that everything floating has.
func softShadow() canvas.Shadow {
	return canvas.Shadow{Color: themed(theme.Shade), BlurRadius: 14, Offset: fyne.NewPos(0, 4), Variant: canvas.DropShadow}
}
