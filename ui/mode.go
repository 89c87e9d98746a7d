package ui

import (
	"throughline.app/ui/panel"
	"throughline.app/ui/say"
	"throughline.app/ui/theme"
)

// dark reports which side of the palette is shown.
func (s *Shell) dark() bool {
	return theme.New(s.mode).IsDark(s.app.Settings().ThemeVariant())
}

// newModeButton makes a switch that goes from light to dark to system.
func (s *Shell) newModeButton() *panel.Button {
	b := panel.NewIconButton(panel.Tool, "", "", s.nextMode)
	s.modes = append(s.modes, b)
	s.tellMode()
	return b
}

func (s *Shell) tellMode() {
	icon, tip := panel.IconSun, say.ModeLight
	switch s.mode {
	case theme.Dark:
		icon, tip = panel.IconMoon, say.ModeDark
	case theme.System:
		icon, tip = panel.IconScreen, say.ModeSystem
	}
	for _, b := range s.modes {
		b.Icon, b.Tip = icon, tip
		b.Refresh()
	}
}

// nextMode goes to the next mode.
func (s *Shell) nextMode() { s.setMode(s.mode.Next()) }

// setMode changes between light and dark, and keeps the choice.
func (s *Shell) setMode(m theme.Mode) {
	s.mode = m
	s.app.Settings().SetTheme(theme.New(s.mode))
	s.tellMode()
	s.keep(settingTheme, string(m))
}
