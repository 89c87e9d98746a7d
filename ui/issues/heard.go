package issues

import (
	"strings"

	"fyne.io/fyne/v2/container"

	"throughline.app/insight"
	"throughline.app/ui/dialog"
	"throughline.app/ui/panel"
	"throughline.app/ui/say"
	"throughline.app/ui/theme"
	"throughline.app/workshop"
)

// heard tells which functions are present, silent and absent, in words.
func (p *Pane) heard() {
	p.section(say.HeardTitle)
	all := insight.Present(p.snap)
	if len(all) == 0 {
		p.tell(say.HeardTeach)
	}
	before := insight.Standing(-1)
	for _, f := range all {
		if f.Standing != before {
			before = f.Standing
			p.add(panel.Text([...]string{say.Heard, say.Silent, say.Absent}[f.Standing], theme.TextSmall, theme.Quiet))
		}
		name := panel.Bold(f.Function, theme.TextSmall)
		p.add(container.NewBorder(nil, nil, panel.Inset(0, 0, 0, 8, name), nil, panel.Text(say.HeardLine(f.Notes, f.People), theme.TextSmall, theme.SoftInk).Elided()))
	}
	p.add(panel.Row(0, panel.NewButton(panel.Link, say.HeardExpect, p.Expect), panel.Stretch()))
}

// Expect asks which functions should be in the room.
func (p *Pane) Expect() {
	now := strings.Join(p.o.Snapshot().Expected(), ", ")
	dialog.Line(p.o.Host, say.HeardAsk, say.HeardAskHelp, now, say.OK, func(text string) {
		p.o.Do("say who should be here", workshop.ExpectFunctions{Functions: workshop.SplitFunctions(text)})
	})
}
