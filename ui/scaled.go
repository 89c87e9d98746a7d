package ui

import (
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
)

// A scaledApp is the toolkit's application with settings of its own: as large as the person
// wants it, and without the toolkit's animations. Those would repaint the whole window sixty
// times a second for a caret that blinks.
type scaledApp struct {
	fyne.App
	settings *scaledSettings
}

type scaledSettings struct {
	fyne.Settings
	base float32 // what the desktop, or FYNE_SCALE, asks for
	part float32 // what the person asks for on top; 1 is 100 %
}

// scaled wraps an application and makes it the one that the toolkit asks.
func scaled(inner fyne.App, percent int) *scaledApp {
	s := &scaledSettings{Settings: inner.Settings(), part: float32(percent) / 100}
	if f, err := strconv.ParseFloat(os.Getenv("FYNE_SCALE"), 32); err == nil && f > 0 {
		s.base = float32(f)
		_ = os.Unsetenv("FYNE_SCALE") // it would hide what the person asks for
	}
	a := &scaledApp{inner, s}
	fyne.SetCurrentApp(a)
	return a
}

// Settings implements [fyne.App].
func (a *scaledApp) Settings() fyne.Settings { return a.settings }

func (a *scaledApp) scale(percent int) { a.settings.part = float32(percent) / 100 }

// Scale implements [fyne.Settings].
func (s *scaledSettings) Scale() float32 {
	base := s.base
	if base == 0 {
		base = s.Settings.Scale()
	}
	if base <= 0 {
		base = 1
	}
	return base * s.part
}

// ShowAnimations implements [fyne.Settings]: carets do not blink.
func (s *scaledSettings) ShowAnimations() bool { return false }

// systemStill reports whether the desktop says that nothing should move. It is known where
// the toolkit's or GTK's settings say so.
func systemStill() bool {
	if a, ok := fyne.CurrentApp().(*scaledApp); ok && !a.settings.Settings.ShowAnimations() {
		return true
	}
	if runtime.GOOS != "linux" {
		return false
	}
	dir, err := os.UserConfigDir()
	if err != nil {
		return false
	}
	for _, gtk := range []string{"gtk-4.0", "gtk-3.0"} {
		text, err := os.ReadFile(filepath.Join(dir, gtk, "settings.ini"))
		if err == nil && stillInGTK(string(text)) {
			return true
		}
	}
	return false
}

// stillInGTK reads gtk-enable-animations from GTK's settings.ini.
func stillInGTK(ini string) bool {
	for line := range strings.Lines(ini) {
		key, value, _ := strings.Cut(line, "=")
		if strings.TrimSpace(key) == "gtk-enable-animations" {
			switch strings.ToLower(strings.TrimSpace(value)) {
			case "0", "false":
				return true
			}
			return false
		}
	}
	return false
}
