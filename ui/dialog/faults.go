package dialog

import (
	"throughline.app/ui/panel"
	"throughline.app/ui/say"
	"throughline.app/ui/theme"
)

// maxFaults is how many faults are told at once; those after them come to light when these
// are mended.
const maxFaults = 12

// Faults tells what is wrong in the person's own method files, one sentence each with its
// line and what to do about it, and where the files lie.
func Faults(h *Host, faults []string, folder string) *Sheet {
	const width = 560
	rows := panel.Column(10)
	for i, f := range faults {
		if i == maxFaults {
			rows.Add(panel.Text(say.MethodMore(len(faults)-i), theme.TextLabel, theme.Quiet))
			break
		}
		rows.Add(panel.Wrapped(f, theme.TextLabel, theme.Ink, width, 4))
	}
	var sheet *Sheet
	done := panel.NewButton(panel.Primary, say.OK, func() { sheet.Close() })
	sheet = h.Open(padded(panel.Column(20,
		panel.Column(4, heading(say.MethodWrong), panel.Wrapped(say.MethodWhere(folder), theme.TextLabel, theme.Quiet, width, 3)),
		rows,
		panel.Row(8, panel.Stretch(), done),
	)), done, nil)
	return sheet
}
