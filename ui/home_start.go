package ui

import (
	"slices"

	"throughline.app/ui/dialog"
	"throughline.app/ui/panel"
	"throughline.app/ui/say"
	"throughline.app/ui/theme"
)

// offer shows what can be started, and tells of the person's own method files that cannot
// be used. What is shown already is left alone, with the keyboard in it.
func (h *home) offer(starts []MethodCard, lib Library) {
	var now []string
	for _, m := range starts {
		now = append(now, m.Name+"\n"+m.Title+"\n"+m.Summary)
	}
	faults := make([]string, len(lib.Faults))
	for i, f := range lib.Faults {
		faults[i] = f.Error()
	}
	if now = append(now, faults...); slices.Equal(now, h.shown) {
		return
	}
	h.shown = now
	h.start.Objects = nil
	for i, m := range starts {
		face := methodFace(m)
		if len(starts) == 1 {
			face = onlyMethodFace(m)
		}
		card := panel.NewCard(m.Title, face, func() { h.ask(m) })
		card.First, card.Tip = i == 0, m.Title
		if m.Summary != "" {
			card.Tip += ": " + m.Summary
		}
		h.start.Add(card)
	}
	h.wrong.Objects = nil
	if len(faults) > 0 {
		files := make(map[string]bool)
		for _, f := range lib.Faults {
			files[f.File] = true
		}
		more := panel.NewButton(panel.Link, say.MethodDetails, func() {
			dialog.Faults(h.shell.host, faults, lib.Folder)
		})
		h.wrong.Add(panel.Inset(12, 0, 0, 0, panel.Row(8, panel.Text(say.MethodFaults(len(files)), theme.TextSmall, theme.Quiet), more)))
	}
	h.start.Refresh()
	h.wrong.Refresh()
	if h.root != nil {
		h.root.Refresh()
	}
}
