package ui

import (
	"fmt"

	"fyne.io/fyne/v2"
)

// settingSize keeps the size of the window, "1240x740", in units of 100 %.
const settingSize = "ui.window"

// firstSize fits a screen of 1280 × 800 under a title bar; minSize is the least that is
// taken from a setting.
var firstSize, minSize = fyne.NewSize(1240, 740), fyne.NewSize(640, 400)

// sizeAtFirst is how large the window opens.
func (s *Shell) sizeAtFirst() fyne.Size {
	if !s.opts.Size.IsZero() {
		return s.opts.Size
	}
	part := float32(s.comfort.percent)
	var kept fyne.Size
	n, err := fmt.Sscanf(s.backend.Setting(settingSize), "%fx%f", &kept.Width, &kept.Height)
	if err != nil || n != 2 || kept.Width < minSize.Width || kept.Height < minSize.Height {
		kept = firstSize
	}
	return fyne.NewSize(kept.Width*100/part, kept.Height*100/part)
}

// keepSize remembers how large the person left the window.
func (s *Shell) keepSize() {
	if s.opts.Size.IsZero() {
		part := float32(s.comfort.percent) / 100
		size := s.window.Canvas().Size()
		size = fyne.NewSize(size.Width*part, size.Height*part)
		s.backend.PutSetting(settingSize, fmt.Sprintf("%.0fx%.0f", size.Width, size.Height))
	}
}
