package dialog

import (
	"fyne.io/fyne/v2"

	"throughline.app/ui/panel"
	"throughline.app/ui/say"
	"throughline.app/ui/theme"
	"throughline.app/workshop"
)

// Legend asks what each note colour means, and whether these are functions; swatch draws
// one. Done gets the colours that became another and the answer, however the sheet is
// closed, but with Cancel.
func Legend(h *Host, now func(workshop.Color) string, functions bool, swatch func(workshop.Color) fyne.CanvasObject, done func(map[workshop.Color]string, bool)) *Sheet {
	fields := make(map[workshop.Color]*panel.Field)
	var sheet *Sheet
	cancelled := false
	kind := panel.NewSegments([]string{say.LegendAny, say.LegendFunctions}, nil)
	if functions {
		kind.Chosen = 1
	}
	finish := func() {
		changed := make(map[workshop.Color]string)
		for c, f := range fields {
			if words := workshop.CleanName(f.Text); words != now(c) {
				changed[c] = words
			}
		}
		if is := kind.Chosen == 1; (len(changed) > 0 || is != functions) && !cancelled {
			done(changed, is)
		}
	}
	var rows []fyne.CanvasObject
	for _, c := range workshop.Colors() {
		f := panel.NewField(now(c), say.LegendHint)
		f.OnSubmitted = func(string) { sheet.Close() }
		fields[c] = f
		rows = append(rows, panel.Row(10, panel.Fixed(28, theme.FieldHeight, swatch(c)), panel.Fixed(askWidth-38, theme.FieldHeight, f.Framed())))
	}
	cancel := panel.NewButton(panel.Soft, say.Cancel, func() { cancelled = true; sheet.Close() })
	ok := panel.NewButton(panel.Primary, say.Done, func() { sheet.Close() })
	sheet = h.Open(padded(panel.Column(18,
		panel.Column(4, heading(say.LegendTitle), panel.Wrapped(say.LegendHelp, theme.TextLabel, theme.Quiet, askWidth, 0)),
		panel.Column(8, rows...),
		panel.Column(6, panel.Row(0, kind, panel.Stretch()), panel.Wrapped(say.LegendKind, theme.TextSmall, theme.Quiet, askWidth, 0)),
		panel.Row(8, panel.Stretch(), cancel, ok),
	)), fields[workshop.Colors()[0]], finish)
	return sheet
}
