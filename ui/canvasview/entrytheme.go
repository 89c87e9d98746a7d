package canvasview

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"throughline.app/render"
	"throughline.app/workshop"
)

// An entryTheme makes an entry look like the note, or the header, that is written in it.
type entryTheme struct {
	colors palette
	zoom   float32
	size   float32 // of the text, in units of the window
	target
}

// A target is what is written, as far as it looks different.
type target struct {
	header bool
	bare   bool // words without a sheet
	color  workshop.Color
}

// ground is what lies beneath the text.
func (t *entryTheme) ground() color.Color {
	switch {
	case t.header:
		return t.colors.header
	case t.bare:
		return t.colors.sheet
	}
	return t.colors.note(t.color)
}

// Color is ink for the text; the ground lies beneath the entry.
func (t *entryTheme) Color(name fyne.ThemeColorName, variant fyne.ThemeVariant) color.Color {
	switch name {
	case theme.ColorNameForeground:
		if t.header || t.bare {
			return t.colors.ink
		}
		return t.colors.noteInk
	case theme.ColorNamePrimary:
		if t.header || t.bare {
			return t.colors.accent
		}
		return t.colors.noteInk
	case theme.ColorNameInputBackground, theme.ColorNameBackground, theme.ColorNameInputBorder, theme.ColorNameFocus, theme.ColorNameScrollBar, theme.ColorNameScrollBarBackground, theme.ColorNameShadow:
		return color.Transparent
	case theme.ColorNameSelection:
		return faint(t.colors.accent, 0x55)
	}
	return theme.DefaultTheme().Color(name, variant)
}

// Font is the canvas's own.
func (t *entryTheme) Font(s fyne.TextStyle) fyne.Resource { return theme.DefaultTheme().Font(s) }

// Icon is the toolkit's.
func (t *entryTheme) Icon(n fyne.ThemeIconName) fyne.Resource { return theme.DefaultTheme().Icon(n) }

// Size is the note's text size and padding at the zoom.
func (t *entryTheme) Size(name fyne.ThemeSizeName) float32 {
	switch name {
	case theme.SizeNameText:
		return t.size
	case theme.SizeNameInnerPadding:
		return t.zoom * render.NotePadding
	case theme.SizeNameLineSpacing:
		return t.zoom * 1
	case theme.SizeNameInputBorder:
		return 0
	case theme.SizeNameInputRadius:
		return t.zoom * 4
	case theme.SizeNameScrollBar, theme.SizeNameScrollBarSmall:
		return 0
	}
	return theme.DefaultTheme().Size(name)
}

// headerSize is the text size of the header, in canvas units.
const headerSize = 13
