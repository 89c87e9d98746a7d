package theme_test

import (
	"image/color"
	"math"
	"testing"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"
	"github.com/stretchr/testify/require"

	"throughline.app/ui/theme"
)

func TestModeDecidesOverTheLaptop(t *testing.T) {
	require.Equal(t, color.NRGBA{0xF6, 0xF4, 0xEF, 0xFF}, theme.New(theme.Light).Color(theme.Paper, fynetheme.VariantDark))
	require.Equal(t, color.NRGBA{0x15, 0x18, 0x1F, 0xFF}, theme.New(theme.Dark).Color(theme.Paper, fynetheme.VariantLight))
	system := theme.New(theme.System)
	require.NotEqual(t, system.Color(theme.Paper, fynetheme.VariantLight), system.Color(theme.Paper, fynetheme.VariantDark))
	require.Equal(t, theme.Light, theme.ParseMode("sepia"))
	require.Equal(t, theme.Light, theme.Light.Next().Next().Next())
}

// Text that carries meaning can be read on every ground that it is put on.
func TestTextContrast(t *testing.T) {
	pairs := []struct{ text, ground fyne.ThemeColorName }{
		{theme.Ink, theme.Paper}, {theme.Ink, theme.Sheet}, {theme.Ink, theme.Soft},
		{theme.Quiet, theme.Paper}, {theme.Quiet, theme.Sheet}, {theme.Quiet, theme.Soft}, {theme.Quiet, theme.Board},
		{theme.TealText, theme.Sheet}, {theme.TealText, theme.Tint}, {theme.OnTeal, theme.Teal}, {theme.OnTeal, theme.TealHover},
		{theme.Amber, theme.AmberTint}, {theme.Amber, theme.Sheet}, {theme.SoftInk, theme.Soft},
		{theme.OnBar, theme.Bar}, {theme.OnBar, theme.BarSoft}, {theme.OnBar, theme.BarHover}, {theme.GoodText, theme.Sheet}, {theme.Alarm, theme.Sheet}, {theme.Alarm, theme.AlarmTint},
	}
	for _, mode := range []theme.Mode{theme.Light, theme.Dark} {
		th := theme.New(mode)
		for _, p := range pairs {
			got := contrast(th.Color(p.text, 0), th.Color(p.ground, 0))
			min := 4.5
			if p.ground == theme.TealHover {
				min = 4
			}
			require.GreaterOrEqual(t, got, min, "%s on %s, %s", p.text, p.ground, mode)
		}
	}
}

func contrast(a, b color.Color) float64 {
	x, y := luminance(a), luminance(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

func luminance(c color.Color) float64 {
	r, g, b, _ := c.RGBA()
	f := func(v uint32) float64 {
		s := float64(v) / 0xFFFF
		if s <= 0.03928 {
			return s / 12.92
		}
		return math.Pow((s+0.055)/1.055, 2.4)
	}
	return 0.2126*f(r) + 0.7152*f(g) + 0.0722*f(b)
}
