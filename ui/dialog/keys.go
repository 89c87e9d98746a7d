package dialog

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"throughline.app/ui/panel"
	"throughline.app/ui/say"
	"throughline.app/ui/theme"
)

// A KeyGroup is a few keys that belong together.
type KeyGroup struct {
	Title string
	Rows  []KeyRow
}

// A KeyRow is what a key, or a few that do the same, does.
type KeyRow struct {
	Does string
	Keys []string // "Ctrl+Z"
}

// Keys lists the keys, in two columns.
func Keys(h *Host, groups []KeyGroup) *Sheet {
	const width = 330
	var columns [2][]fyne.CanvasObject
	var high [2]int
	for _, g := range groups {
		at := 0
		if high[1] < high[0] {
			at = 1
		}
		high[at] += len(g.Rows) + 2
		rows := []fyne.CanvasObject{panel.Bold(g.Title, theme.TextBody)}
		for _, r := range g.Rows {
			line := []fyne.CanvasObject{panel.Text(r.Does, theme.TextLabel, theme.Ink).Elided(), panel.Stretch()}
			for _, k := range r.Keys {
				line = append(line, panel.NewKeyCap(k))
			}
			rows = append(rows, panel.Fixed(width, 0, panel.Row(6, line...)))
		}
		columns[at] = append(columns[at], panel.Column(7, rows...))
	}
	var sheet *Sheet
	done := panel.NewButton(panel.Soft, say.Done, func() { sheet.Close() })
	body := container.NewVScroll(container.NewHBox(
		panel.Inset(0, 0, 0, 20, panel.Column(20, columns[0]...)),
		panel.Inset(0, 0, 20, 14, panel.Column(20, columns[1]...)),
	))
	body.SetMinSize(fyne.NewSize(2*width+60, 566))
	sheet = h.Open(padded(container.NewBorder(
		panel.Inset(0, 18, 0, 0, panel.Row(8, heading(say.KeysTitle), panel.Stretch(), done)), nil, nil, nil, body)), nil, nil)
	return sheet
}
