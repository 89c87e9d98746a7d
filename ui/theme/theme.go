package theme

import (
	"image/color"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"
)

// A Mode says whether the screens are light, dark, or as the rest of the laptop.
type Mode string

// The modes. Their values are what is kept as a setting.
const (
	Light  Mode = "light"
	Dark   Mode = "dark"
	System Mode = "system"
)

// ParseMode reads a kept setting; anything unknown is [Light].
func ParseMode(s string) Mode {
	switch Mode(s) {
	case Dark, System:
		return Mode(s)
	}
	return Light
}

// Next is the mode after m when a person goes round them.
func (m Mode) Next() Mode {
	switch m {
	case Light:
		return Dark
	case Dark:
		return System
	}
	return Light
}

// A Theme is Throughline's look in one [Mode]. It is immutable.
type Theme struct {
	mode Mode
	base fyne.Theme
}

// New returns the look in a mode; type is Fyne's own Noto Sans.
func New(mode Mode) *Theme { return &Theme{mode: mode, base: fynetheme.DefaultTheme()} }

// Mode is what the theme was made with.
func (t *Theme) Mode() Mode { return t.mode }

// IsDark reports which side of the palette is shown where the laptop's own preference is v.
func (t *Theme) IsDark(v fyne.ThemeVariant) bool {
	return t.mode == Dark || t.mode == System && v == fynetheme.VariantDark
}

// fynes maps the colours that Fyne's widgets ask for onto ours.
var fynes = map[fyne.ThemeColorName]fyne.ThemeColorName{
	fynetheme.ColorNameBackground:          Paper,
	fynetheme.ColorNameButton:              Soft,
	fynetheme.ColorNameDisabledButton:      Soft,
	fynetheme.ColorNameDisabled:            Faint,
	fynetheme.ColorNameError:               Alarm,
	fynetheme.ColorNameForeground:          Ink,
	fynetheme.ColorNameForegroundOnPrimary: OnTeal,
	fynetheme.ColorNameHeaderBackground:    Sheet,
	fynetheme.ColorNameHover:               Soft,
	fynetheme.ColorNameHyperlink:           TealText,
	fynetheme.ColorNameInputBackground:     Sheet,
	fynetheme.ColorNameInputBorder:         Clear, // fields have an edge of their own
	fynetheme.ColorNameMenuBackground:      Sheet,
	fynetheme.ColorNameOverlayBackground:   Sheet,
	fynetheme.ColorNamePlaceHolder:         Faint,
	fynetheme.ColorNamePressed:             SoftHover,
	fynetheme.ColorNamePrimary:             TealText,
	fynetheme.ColorNameScrollBar:           Faint,
	fynetheme.ColorNameScrollBarBackground: Clear,
	fynetheme.ColorNameSelection:           Tint,
	fynetheme.ColorNameFocus:               Tint,
	fynetheme.ColorNameSeparator:           Line,
	fynetheme.ColorNameShadow:              Fade,
	fynetheme.ColorNameSuccess:             Good,
	fynetheme.ColorNameWarning:             Amber,
}

// Color implements [fyne.Theme].
func (t *Theme) Color(name fyne.ThemeColorName, v fyne.ThemeVariant) color.Color {
	if ours, ok := fynes[name]; ok {
		name = ours
	}
	dark := t.IsDark(v)
	if p, ok := palette[name]; ok {
		if dark {
			return p.dark
		}
		return p.light
	}
	variant := fynetheme.VariantLight
	if dark {
		variant = fynetheme.VariantDark
	}
	return t.base.Color(name, variant)
}

// Font implements [fyne.Theme].
func (t *Theme) Font(style fyne.TextStyle) fyne.Resource { return t.base.Font(style) }

// Icon implements [fyne.Theme].
func (t *Theme) Icon(name fyne.ThemeIconName) fyne.Resource { return t.base.Icon(name) }

// Size implements [fyne.Theme].
func (t *Theme) Size(name fyne.ThemeSizeName) float32 {
	switch name {
	case fynetheme.SizeNameText:
		return TextBody
	case fynetheme.SizeNameCaptionText:
		return TextSmall
	case fynetheme.SizeNameHeadingText:
		return TextName
	case fynetheme.SizeNameSubHeadingText:
		return TextHeading
	case fynetheme.SizeNameInputRadius, fynetheme.SizeNameButtonRadius, fynetheme.SizeNameMenuRadius:
		return RadiusControl
	case fynetheme.SizeNamePopupRadius, fynetheme.SizeNameCardRadius:
		return RadiusCard
	case fynetheme.SizeNameDialogRadius:
		return RadiusSheet
	case fynetheme.SizeNameInputBorder:
		return 0
	case fynetheme.SizeNameSelectionRadius:
		return 4
	case fynetheme.SizeNameScrollBar:
		return 10
	case fynetheme.SizeNameScrollBarSmall:
		return 4
	case fynetheme.SizeNameInnerPadding:
		return 8
	case fynetheme.SizeNamePadding:
		return 4
	case fynetheme.SizeNameModalBlurRadius:
		return 0
	}
	return t.base.Size(name)
}
