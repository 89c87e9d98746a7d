package ui

import (
	"fyne.io/fyne/v2"

	"throughline.app/ui/say"
	"throughline.app/ui/theme"
)

// standing is what the chip of the top bar says, and the colour of its dot.
func standing(s Status) (text string, dot fyne.ThemeColorName) {
	here, behind := 0, 0
	for _, m := range s.Members {
		if m.Here {
			here++
			behind = max(behind, m.Behind)
		}
	}
	switch {
	case s.Trouble != "":
		return say.Trouble, theme.Amber
	case s.Removed != "":
		return say.YourCopy, theme.Quiet
	case s.Loading:
		return say.Loading, theme.Quiet
	case !s.Saved:
		return say.Saving, theme.Amber
	case behind > 0:
		return say.Behind(behind), theme.Amber
	case here > 0:
		return say.StandsInStep(here + 1), theme.Good
	}
	return say.Saved, theme.Good
}
