package dialog

import (
	"strings"

	"throughline.app/ui/panel"
	"throughline.app/ui/say"
	"throughline.app/ui/theme"
)

// Owners asks for the pair of owners of an issue; empty takes one away.
func Owners(h *Host, first, second string, done func(first, second string)) *Sheet {
	a, b := panel.NewField(first, say.IssueOwnerHint), panel.NewField(second, say.IssueOwnerHint)
	var sheet *Sheet
	accept := func() {
		x, y := strings.TrimSpace(a.Text), strings.TrimSpace(b.Text)
		sheet.Close()
		done(x, y)
	}
	a.OnSubmitted = func(string) { accept() }
	b.OnSubmitted = func(string) { accept() }
	caption := func(s string) *panel.Label { return panel.Bold(s, theme.TextLabel) }
	sheet = h.Open(padded(panel.Column(20,
		panel.Column(4, heading(say.IssueOwnerAsk), panel.Text(say.IssueOwnerHelp, theme.TextLabel, theme.Quiet)),
		panel.Column(8, caption(say.IssueFirst), panel.Fixed(askWidth, theme.FieldHeight, a.Framed())),
		panel.Column(8, caption(say.IssueSecond), panel.Fixed(askWidth, theme.FieldHeight, b.Framed())),
		panel.Row(8, panel.Stretch(),
			panel.NewButton(panel.Soft, say.Cancel, func() { sheet.Close() }),
			panel.NewButton(panel.Primary, say.OK, accept)),
	)), a, nil)
	return sheet
}

// Line asks for one line that may be empty.
func Line(h *Host, question, help, offered, button string, done func(text string)) *Sheet {
	field := panel.NewField(offered, "")
	var sheet *Sheet
	accept := func() {
		text := strings.TrimSpace(field.Text)
		sheet.Close()
		done(text)
	}
	field.OnSubmitted = func(string) { accept() }
	sheet = h.Open(padded(panel.Column(20,
		panel.Column(4, heading(question), panel.Text(help, theme.TextLabel, theme.Quiet)),
		panel.Fixed(askWidth, theme.FieldHeight, field.Framed()),
		panel.Row(8, panel.Stretch(),
			panel.NewButton(panel.Soft, say.Cancel, func() { sheet.Close() }),
			panel.NewButton(panel.Primary, button, accept)),
	)), field, nil)
	return sheet
}
