package theme

import (
	"image/color"

	"fyne.io/fyne/v2"
)

// Names of our colours, beside Fyne's own.
const (
	Paper     fyne.ThemeColorName = "paper"      // the ground of every screen
	Sheet     fyne.ThemeColorName = "sheet"      // what lies on the paper
	Line      fyne.ThemeColorName = "line"       // edges of sheets
	FieldLine fyne.ThemeColorName = "field-line" // edges of what can be typed in
	Ink       fyne.ThemeColorName = "ink"        // text
	Quiet     fyne.ThemeColorName = "quiet"      // text that stands back
	Dim       fyne.ThemeColorName = "dim"        // marks and dots that stand back; no text
	Faint     fyne.ThemeColorName = "faint"      // hints inside empty fields
	Teal      fyne.ThemeColorName = "teal"       // fill of what a person is meant to do
	TealText  fyne.ThemeColorName = "teal-text"  // the same as text, ring or edge
	TealHover fyne.ThemeColorName = "teal-hover"
	OnTeal    fyne.ThemeColorName = "on-teal"
	Tint      fyne.ThemeColorName = "tint" // teal ground under teal text
	Soft      fyne.ThemeColorName = "soft" // ground of quiet buttons
	SoftHover fyne.ThemeColorName = "soft-hover"
	SoftInk   fyne.ThemeColorName = "soft-ink" // unchosen part of a switch, icons
	Column    fyne.ThemeColorName = "column"   // columns drawn on a method's card
	Board     fyne.ThemeColorName = "board"    // ground behind a thumbnail
	Mat       fyne.ThemeColorName = "mat"      // ground behind an export preview
	Amber     fyne.ThemeColorName = "amber"    // text of what wants attention
	AmberTint fyne.ThemeColorName = "amber-tint"
	Good      fyne.ThemeColorName = "good"      // dot and text of what is in step
	GoodText  fyne.ThemeColorName = "good-text" // the same, as small text
	Alarm     fyne.ThemeColorName = "alarm"
	AlarmTint fyne.ThemeColorName = "alarm-tint"
	Scrim     fyne.ThemeColorName = "scrim"
	Shade     fyne.ThemeColorName = "shade" // the one soft shadow
	Fade      fyne.ThemeColorName = "fade"  // where a list goes on
	Clear     fyne.ThemeColorName = "clear"
	Bar       fyne.ThemeColorName = "bar" // the dark bar that tells what happened
	OnBar     fyne.ThemeColorName = "on-bar"
	BarSoft   fyne.ThemeColorName = "bar-soft" // ground of a button on it
	BarHover  fyne.ThemeColorName = "bar-hover"
)

// A pair is one colour on light and on dark.
type pair struct{ light, dark color.NRGBA }

func rgb(v uint32) color.NRGBA {
	return color.NRGBA{R: uint8(v >> 16), G: uint8(v >> 8), B: uint8(v), A: 0xFF}
}

func rgba(v uint32, alpha uint8) color.NRGBA {
	c := rgb(v)
	c.A = alpha
	return c
}

var palette = map[fyne.ThemeColorName]pair{
	Paper:     {rgb(0xF6F4EF), rgb(0x15181F)},
	Sheet:     {rgb(0xFFFFFF), rgb(0x1D212A)},
	Line:      {rgb(0xE3DFD6), rgb(0x333947)},
	FieldLine: {rgb(0xD9D4C6), rgb(0x3D4453)},
	Ink:       {rgb(0x1F2430), rgb(0xECE9E2)},
	Quiet:     {rgb(0x6E6A5E), rgb(0x9B968A)},
	Dim:       {rgb(0x8A8577), rgb(0x9B968A)},
	Faint:     {rgb(0xBDB8A9), rgb(0x6A6D75)},
	Teal:      {rgb(0x0F766E), rgb(0x0F766E)},
	TealText:  {rgb(0x0F766E), rgb(0x5CC4B8)},
	TealHover: {rgb(0x0C625B), rgb(0x138A81)},
	OnTeal:    {rgb(0xFFFFFF), rgb(0xFFFFFF)},
	Tint:      {rgb(0xE6F4F1), rgb(0x14302E)},
	Soft:      {rgb(0xF0EDE6), rgb(0x2A2F3A)},
	SoftHover: {rgb(0xE6E2D8), rgb(0x353B48)},
	SoftInk:   {rgb(0x5B584F), rgb(0xB9B5AB)},
	Column:    {rgb(0xD9D4C8), rgb(0x4A5060)},
	Board:     {rgb(0xFBFAF6), rgb(0x191D25)},
	Mat:       {rgb(0xECE7DF), rgb(0x12151B)},
	Amber:     {rgb(0x9A5B00), rgb(0xF0BE57)},
	AmberTint: {rgb(0xFFF3D6), rgb(0x3A2E14)},
	Good:      {rgb(0x16A34A), rgb(0x2FB765)},
	GoodText:  {rgb(0x15803D), rgb(0x5FCF8C)},
	Alarm:     {rgb(0xB42318), rgb(0xF2948A)},
	AlarmTint: {rgb(0xFBE4DF), rgb(0x40211F)},
	Scrim:     {rgba(0x1F2430, 0x33), rgba(0x000000, 0x6A)},
	Shade:     {rgba(0x1F2430, 0x2A), rgba(0x000000, 0x70)},
	Fade:      {rgba(0x1F2430, 0x12), rgba(0x000000, 0x38)},
	Clear:     {color.NRGBA{}, color.NRGBA{}},
	Bar:       {rgb(0x1F2430), rgb(0x2E3442)},
	OnBar:     {rgb(0xF6F4EF), rgb(0xECE9E2)},
	BarSoft:   {rgb(0x3D4250), rgb(0x434A5B)},
	BarHover:  {rgb(0x4C5262), rgb(0x525A6D)},
}
