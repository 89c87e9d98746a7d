package ui

import (
	"context"
	"slices"
	"strconv"

	"fyne.io/fyne/v2"

	"throughline.app/editor"
	"throughline.app/ui/dialog"
	"throughline.app/ui/say"
	"throughline.app/ui/theme"
)

// Keys under which the comfort of the screen is kept, beside [settingTheme].
const (
	settingSize100 = "ui.size"    // percent
	settingStill   = "ui.still"   // "on", "off", "" as the laptop
	settingWheel   = "ui.wheel"   // "zoom", "" pans
	settingAuthors = "ui.authors" // "off", "" shown
)

// sizes lists how large the screen can be, in percent.
var sizes = []int{100, 125, 150, 200}

// A comfort is how a person likes the screen.
type comfort struct {
	percent int // one of sizes
	still   bool
	habits  Habits
}

// Habits are what a person wants of a canvas.
type Habits struct {
	WheelZooms bool // the wheel alone zooms, with Ctrl it moves the paper
	NoAuthors  bool // notes do not tell who wrote them
	Still      bool // nothing moves by itself
}

// readComfort reads what is kept; what is unknown is as it was delivered.
func readComfort(b Backend) comfort {
	percent, _ := strconv.Atoi(b.Setting(settingSize100))
	if !slices.Contains(sizes, percent) {
		percent = 100
	}
	still := systemStill()
	if s := b.Setting(settingStill); s != "" {
		still = s == "on"
	}
	return comfort{percent, still, Habits{
		WheelZooms: b.Setting(settingWheel) == "zoom",
		NoAuthors:  b.Setting(settingAuthors) == "off",
		Still:      still,
	}}
}

// openSettings shows the sheet; what is chosen there holds at once.
func (s *Shell) openSettings() {
	if s.host.Busy() {
		return
	}
	var names []string
	for _, p := range sizes {
		names = append(names, say.Percent(p))
	}
	modes := []theme.Mode{theme.Light, theme.Dark, theme.System}
	onOff := func(off bool) int {
		if off {
			return 1
		}
		return 0
	}
	c := &s.comfort
	dialog.Settings(s.host, []dialog.SettingLine{
		{Name: say.SettingSize, Choices: names, Chosen: slices.Index(sizes, c.percent), Choose: func(i int) { s.resize(sizes[i]) }},
		{Name: say.SettingLight, Choices: say.SettingModes, Chosen: slices.Index(modes, s.mode), Choose: func(i int) { s.setMode(modes[i]) }},
		{Name: say.SettingMotion, Help: say.SettingMotionHelp, Choices: say.SettingMotions, Chosen: onOff(c.still), Choose: func(i int) {
			c.still, c.habits.Still = i == 1, i == 1
			s.host.Still = c.still
			s.keep(settingStill, []string{"off", "on"}[i])
			s.tellHabits()
		}},
		{Name: say.SettingWheel, Help: say.SettingWheelHelp, Choices: say.SettingWheels, Chosen: onOff(c.habits.WheelZooms), Choose: func(i int) {
			c.habits.WheelZooms = i == 1
			s.keep(settingWheel, []string{"", "zoom"}[i])
			s.tellHabits()
		}},
		{Name: say.SettingAuthors, Choices: say.SettingShown, Chosen: onOff(c.habits.NoAuthors), Choose: func(i int) {
			c.habits.NoAuthors = i == 1
			s.keep(settingAuthors, []string{"", "off"}[i])
			s.tellHabits()
		}},
	})
}

func (s *Shell) tellHabits() {
	if s.screen != nil && s.screen.view != nil {
		s.screen.view.SetHabits(s.comfort.habits)
	}
}

// keep puts a setting beside the main goroutine, one after the other.
func (s *Shell) keep(key, value string) {
	s.unkept = append(s.unkept, [2]string{key, value})
	if len(s.unkept) == 1 {
		s.keepNext()
	}
}

// setting is a choice as it was made last, be it on the disk already or not.
func (s *Shell) setting(key string) string {
	for _, kept := range slices.Backward(s.unkept) {
		if kept[0] == key {
			return kept[1]
		}
	}
	return s.backend.Setting(key)
}

func (s *Shell) keepNext() {
	first := s.unkept[0]
	s.work("", func(context.Context) error { s.backend.PutSetting(first[0], first[1]); return nil }, func(error) {
		if s.unkept = s.unkept[1:]; len(s.unkept) > 0 {
			s.keepNext()
		}
	})
}

// resize makes everything on the screen larger or smaller; the window stays as large as it is.
func (s *Shell) resize(percent int) {
	if percent == s.comfort.percent {
		return
	}
	size, before := s.window.Canvas().Size(), s.comfort.percent
	s.comfort.percent = percent
	s.keep(settingSize100, strconv.Itoa(percent))
	if s.opts.scale == nil {
		return
	}
	s.opts.scale(percent)
	s.app.Settings().SetTheme(theme.New(s.mode)) // has the toolkit ask for the scale again
	if !s.window.FullScreen() {
		part := float32(before) / float32(percent)
		s.window.Resize(fyne.NewSize(size.Width*part, size.Height*part))
	}
	if s.screen != nil {
		s.screen.fit()
	}
}

// hearSettings has the window hear the keys of the settings on Home, too; in a workshop they
// are those of the command.
func (s *Shell) hearSettings() {
	s.window.Canvas().AddShortcut(shortcut(editor.Chord{Mods: editor.Ctrl, Key: ","}), func(fyne.Shortcut) { s.openSettings() })
}
