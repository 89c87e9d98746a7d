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
	header bool
	color  workshop.Color
}

// Color is the note's for the ground, ink for the text.
func (t *entryTheme) Color(name fyne.ThemeColorName, variant fyne.ThemeVariant) color.Color {
	switch name {
	case theme.ColorNameInputBackground, theme.ColorNameBackground:
		if t.header {
			return t.colors.header
		}
		return t.colors.note(t.color)
	case theme.ColorNameForeground:
		if t.header {
			return t.colors.ink
		}
		return t.colors.noteInk
	case theme.ColorNamePrimary:
		if t.header {
			return t.colors.accent
		}
		return t.colors.noteInk
	case theme.ColorNameInputBorder, theme.ColorNameFocus, theme.ColorNameScrollBar, theme.ColorNameScrollBarBackground, theme.ColorNameShadow:
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
		return t.zoom * t.textSize()
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

func (t *entryTheme) textSize() float32 {
	if t.header {
		return headerSize
	}
	return render.NoteTextMin
}
