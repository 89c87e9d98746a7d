package ui

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"throughline.app/ui/panel"
	"throughline.app/ui/say"
	"throughline.app/ui/theme"
)

// mostAsking is how many of those who ask are listed.
const mostAsking = 4

// askWidth is that of a name with its functional area, in Fyne units.
const askWidth = 200

// An asking card tells who wants to be let in, at the top of the canvas, until everybody has
// an answer. It takes no keyboard away.
type asking struct {
	sc    *screen
	root  *fyne.Container
	shown []Asker
}

func newAsking(sc *screen) *asking {
	a := &asking{sc: sc, root: container.NewStack()}
	a.root.Hide()
	return a
}

// look shows those who ask now.
func (a *asking) look() {
	all := a.sc.session.Asking()
	if slices.Equal(all, a.shown) {
		return
	}
	a.shown = all
	a.root.Objects = nil
	if len(all) > 0 {
		a.root.Objects = []fyne.CanvasObject{a.card(all)}
	}
	show(a.root, len(all) > 0)
	a.root.Refresh()
	a.sc.arrange()
}

func (a *asking) card(all []Asker) fyne.CanvasObject {
	rows := panel.Column(8)
	if len(all) > 1 {
		rows.Add(panel.Row(8, panel.Bold(say.AskSeveral(len(all)), theme.TextBody), panel.Stretch(),
			panel.NewButton(panel.Primary, say.AskAll, a.letAllIn)))
	}
	for _, who := range all[:min(len(all), mostAsking)] {
		name := panel.Bold(who.Name, theme.TextLabel).Elided()
		look := panel.Soft
		if len(all) == 1 {
			name, look = panel.Bold(say.AskWants(who.Name), theme.TextBody).Elided(), panel.Primary
		}
		about := panel.Column(0, name)
		if what := joined(who.Function, roleOf(Member{Role: who.Role})); what != "" {
			about.Add(panel.Text(what, theme.TextTiny, theme.Quiet).Elided())
		}
		rows.Add(panel.Row(10, panel.NewAvatar(who.Name, who.Hue, 28), panel.Fixed(askWidth, 34, container.NewCenter(panel.Fixed(askWidth, about.MinSize().Height, about))),
			panel.NewButton(look, say.AskLetIn, func() { a.answer(true, who.ID) }),
			panel.NewButton(panel.Soft, say.AskNot, func() { a.answer(false, who.ID) })))
	}
	if more := len(all) - mostAsking; more > 0 {
		rows.Add(panel.Text(say.AskMore(more), theme.TextSmall, theme.Quiet))
	}
	card := panel.NewSurface(theme.Sheet, theme.Line, 12, 10, rows)
	card.Shadow = true
	return card
}

func (a *asking) answer(letIn bool, ids ...string) {
	a.sc.atDoor("answer the door", func() error { return a.sc.session.Answer(letIn, ids...) }, nil)
	a.sc.shell.focusScreen()
}

// letAllIn lets in everybody who asks.
func (a *asking) letAllIn() {
	var ids []string
	for _, who := range a.sc.session.Asking() {
		ids = append(ids, who.ID)
	}
	if len(ids) > 0 {
		a.answer(true, ids...)
	}
}
