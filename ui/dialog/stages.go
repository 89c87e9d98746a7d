package dialog

import (
	"strings"

	"fyne.io/fyne/v2"

	"throughline.app/ui/panel"
	"throughline.app/ui/say"
	"throughline.app/ui/theme"
)

// A Preset is a row of stages to begin with.
type Preset struct {
	Title  string
	Stages []string
}

// Begin asks what something new is called and which stages it begins with; without presets
// it asks for the title alone. Preset is a place in presets.
func Begin(h *Host, question, offered, button string, presets []Preset, chosen int, done func(title string, preset int)) *Sheet {
	if len(presets) == 0 {
		return Title(h, question, offered, button, func(title string) { done(title, -1) })
	}
	field := panel.NewField(offered, "")
	names := make([]string, len(presets))
	for i, p := range presets {
		names[i] = p.Title
	}
	row := panel.Wrapped("", theme.TextSmall, theme.Quiet, askWidth, 3)
	stages := panel.NewDropdown(names, nil)
	stages.Chosen = chosen
	tell := func(i int) {
		row.Text = StagesInLine(presets[i].Stages)
		row.Refresh()
	}
	stages.OnChange = tell
	tell(chosen)
	var sheet *Sheet
	accept := func() {
		if title := strings.TrimSpace(field.Text); title != "" {
			sheet.Close()
			done(title, stages.Chosen)
		}
	}
	ok := panel.NewButton(panel.Primary, button, accept)
	field.OnSubmitted = func(string) { accept() }
	field.OnChanged = func(s string) { ok.Enable(strings.TrimSpace(s) != "") }
	cancel := panel.NewButton(panel.Soft, say.Cancel, func() { sheet.Close() })
	sheet = h.Open(padded(panel.Column(20,
		panel.Column(4, heading(question), panel.Text(say.TitleHelp, theme.TextLabel, theme.Quiet)),
		panel.Fixed(askWidth, theme.FieldHeight, field.Framed()),
		panel.Column(8, caption(say.StagesBegin), panel.Fixed(askWidth, theme.FieldHeight, stages), panel.Fixed(askWidth, 52, row)),
		panel.Row(8, panel.Stretch(), cancel, ok),
	)), field, nil)
	field.TypedShortcut(&fyne.ShortcutSelectAll{})
	return sheet
}

// StagesInLine says stages in one line.
func StagesInLine(stages []string) string { return strings.Join(stages, " › ") }

// A StageFate is a stage that is there, and where it goes: a place in the new ones, or
// behind the last of them to stay.
type StageFate struct {
	Says string // "Onboarding · 12 notes"
	To   int
}

// Restage shows what becomes of stages that hold something, lets the person say otherwise,
// and does it. Gone names those that go because nothing is in them.
func Restage(h *Host, names []string, fates []StageFate, gone []string, done func(to []int)) *Sheet {
	to := make([]int, len(fates))
	rows := panel.Column(8)
	choices := append(append([]string{}, names...), say.StageStays)
	for i, f := range fates {
		to[i] = f.To
		into := panel.NewDropdown(choices, func(at int) { to[i] = at })
		into.Chosen = f.To
		half := float32(askWidth-24) / 2
		rows.Add(panel.Row(8,
			panel.Fixed(half, theme.FieldHeight, panel.Text(f.Says, theme.TextLabel, theme.Ink).Elided()),
			panel.Fixed(16, theme.FieldHeight, panel.Text("→", theme.TextLabel, theme.Quiet)),
			panel.Fixed(half-8, theme.FieldHeight, into)))
	}
	parts := []fyne.CanvasObject{
		panel.Column(6, heading(say.StagesUse), panel.Wrapped(StagesInLine(names), theme.TextLabel, theme.Quiet, askWidth, 4)),
	}
	if len(fates) > 0 {
		parts = append(parts, panel.Column(8, caption(say.StagesFollow), rows))
	}
	if len(gone) > 0 {
		parts = append(parts, panel.Wrapped(say.StagesGo(gone), theme.TextSmall, theme.Quiet, askWidth, 3))
	}
	var sheet *Sheet
	ok := panel.NewButton(panel.Primary, say.StagesDo, func() {
		sheet.Close()
		done(to)
	})
	cancel := panel.NewButton(panel.Soft, say.Cancel, func() { sheet.Close() })
	parts = append(parts, panel.Row(8, panel.Stretch(), cancel, ok))
	sheet = h.Open(padded(panel.Column(20, parts...)), ok, nil)
	return sheet
}
