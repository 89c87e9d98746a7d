package dialog

import (
	"strings"

	"fyne.io/fyne/v2"

	"throughline.app/ui/panel"
	"throughline.app/ui/say"
	"throughline.app/ui/theme"
	"throughline.app/workshop"
)

const (
	askWidth = 420
	edge     = 30 // between the sheet's edge and what is on it
)

func heading(text string) *panel.Label { return panel.Bold(text, theme.TextHeading) }

func caption(s string) *panel.Label { return panel.Bold(s, theme.TextLabel) }

func padded(o fyne.CanvasObject) fyne.CanvasObject { return panel.Inset(edge, edge-2, edge, edge, o) }

// Title asks what something is called; Enter accepts what is offered.
func Title(h *Host, question, offered, button string, done func(title string)) *Sheet {
	return line(h, question, say.TitleHelp, offered, button, done)
}

// File asks for the name of a file.
func File(h *Host, question, help, button string, done func(name string)) *Sheet {
	return line(h, question, help, "", button, done)
}

func line(h *Host, question, help, offered, button string, done func(text string)) *Sheet {
	field := panel.NewField(offered, "")
	var sheet *Sheet
	accept := func() {
		if title := strings.TrimSpace(field.Text); title != "" {
			sheet.Close()
			done(title)
		}
	}
	ok := panel.NewButton(panel.Primary, button, accept)
	field.OnSubmitted = func(string) { accept() }
	field.OnChanged = func(s string) { ok.Enable(strings.TrimSpace(s) != "") }
	cancel := panel.NewButton(panel.Soft, say.Cancel, func() { sheet.Close() })
	sheet = h.Open(padded(panel.Column(20,
		panel.Column(4, heading(question), panel.Text(help, theme.TextLabel, theme.Quiet)),
		panel.Fixed(askWidth, theme.FieldHeight, field.Framed()),
		panel.Row(8, panel.Stretch(), cancel, ok),
	)), field, nil)
	field.TypedShortcut(&fyne.ShortcutSelectAll{})
	return sheet
}

// An Identity is who a person says to be.
type Identity struct{ Name, Function, Hue string }

// Who asks kindly for a name, a functional area and a colour.
func Who(h *Host, now Identity, done func(Identity)) *Sheet {
	name := panel.NewField(now.Name, say.NameHint)
	function := panel.NewField(now.Function, say.FunctionHint)
	hues := panel.NewHues(workshop.Hues(), now.Hue)
	var sheet *Sheet
	accept := func() {
		id := Identity{strings.TrimSpace(name.Text), strings.TrimSpace(function.Text), hues.Chosen()}
		if id.Name != "" {
			sheet.Close()
			done(id)
		}
	}
	ok := panel.NewButton(panel.Primary, say.Continue, accept)
	ok.Enable(strings.TrimSpace(now.Name) != "")
	name.OnChanged = func(s string) { ok.Enable(strings.TrimSpace(s) != "") }
	name.OnSubmitted = func(string) { accept() }
	function.OnSubmitted = func(string) { accept() }
	cancel := panel.NewButton(panel.Soft, say.Cancel, func() { sheet.Close() })
	sheet = h.Open(padded(panel.Column(20,
		panel.Column(4, heading(say.NameAsk), panel.Text(say.NameHelp, theme.TextLabel, theme.Quiet)),
		panel.Column(8, caption(say.YourName), panel.Fixed(askWidth, theme.FieldHeight, name.Framed())),
		panel.Column(8, caption(say.NameFunction), panel.Fixed(askWidth, theme.FieldHeight, function.Framed())),
		panel.Column(8, caption(say.NameColour), hues),
		panel.Row(8, panel.Stretch(), cancel, ok),
	)), name, nil)
	return sheet
}

// Trouble tells what happened and what to do next.
func Trouble(h *Host, sentence, next string) *Sheet {
	var sheet *Sheet
	ok := panel.NewButton(panel.Primary, say.OK, func() { sheet.Close() })
	sheet = h.Open(told(sentence, next, ok), ok, nil)
	return sheet
}

// Stay tells why it is better not to leave now. The person may all the same.
func Stay(h *Host, sentence, next string, leave func()) *Sheet {
	var sheet *Sheet
	stay := panel.NewButton(panel.Primary, say.StayHere, func() { sheet.Close() })
	anyway := panel.NewButton(panel.Soft, say.LeaveAnyway, func() { sheet.Close(); leave() })
	sheet = h.Open(told(sentence, next, anyway, stay), stay, nil)
	return sheet
}

// told is a sentence and a next step over buttons.
func told(sentence, next string, buttons ...fyne.CanvasObject) fyne.CanvasObject {
	parts := []fyne.CanvasObject{panel.Wrapped(sentence, theme.TextSection, theme.Ink, askWidth, 0)}
	parts[0].(*panel.Label).Bold = true
	if next != "" {
		parts = append(parts, panel.Wrapped(next, theme.TextBody, theme.SoftInk, askWidth, 0))
	}
	return padded(panel.Column(22,
		panel.Column(10, parts...),
		panel.Row(8, append([]fyne.CanvasObject{panel.Stretch()}, buttons...)...),
	))
}

// Busy tells what is going on. It stays until it is closed by the caller.
func Busy(h *Host, sentence string) *Sheet {
	return h.Open(padded(panel.Text(sentence, theme.TextSection, theme.Ink)), nil, nil).Stay()
}
