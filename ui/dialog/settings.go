package dialog

import (
	"fyne.io/fyne/v2"

	"throughline.app/ui/panel"
	"throughline.app/ui/say"
	"throughline.app/ui/theme"
)

// A SettingLine is one setting: a switch between a few choices, which hold at once.
type SettingLine struct {
	Name    string
	Help    string // told quietly below it, "" for nothing
	Choices []string
	Chosen  int
	Choose  func(int)
}

// Settings shows the settings until they are closed.
func Settings(h *Host, lines []SettingLine) *Sheet {
	var sheet *Sheet
	var first fyne.Focusable
	var rows []fyne.CanvasObject
	for _, l := range lines {
		s := panel.NewSegments(l.Choices, l.Choose)
		s.Chosen = l.Chosen
		if first == nil {
			first = s
		}
		parts := []fyne.CanvasObject{panel.Bold(l.Name, theme.TextLabel), panel.Fixed(askWidth, 0, s)}
		if l.Help != "" {
			parts = append(parts, panel.Text(l.Help, theme.TextSmall, theme.Quiet))
		}
		rows = append(rows, panel.Column(6, parts...))
	}
	done := panel.NewButton(panel.Soft, say.Done, func() { sheet.Close() })
	sheet = h.Open(padded(panel.Column(20, panel.Row(8, heading(say.SettingsTitle), panel.Stretch(), done), panel.Column(16, rows...))), first, nil)
	return sheet
}
