package checks

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"throughline.app/check"
	"throughline.app/method"
	"throughline.app/ui/dialog"
	"throughline.app/ui/panel"
	"throughline.app/ui/say"
	"throughline.app/ui/theme"
	"throughline.app/workshop"
)

// A card is one finding in the list. Its keys: Enter shows it, and the first letters of
// what can be done do that.
type card struct {
	p       *Pane
	finding check.Finding
	root    *panel.Card
	links   []*panel.Button
	at      int // in the list
}

func (p *Pane) newCard(f check.Finding) *card {
	c := &card{p: p, finding: f}
	width := p.o.Width - 26
	parts := []fyne.CanvasObject{panel.Wrapped(f.Title, theme.TextLabel, theme.Ink, width, 2), panel.Wrapped(f.Says, theme.TextSmall, theme.SoftInk, width, 5)}
	parts[0].(*panel.Label).Bold = true
	link := func(look panel.Look, text, tip string, do func()) {
		b := panel.NewButton(look, text, do)
		b.Tip = tip
		c.links = append(c.links, b)
	}
	link(panel.Verb, say.CheckShow, say.CheckShowTip, c.show)
	if f.Instead != nil {
		link(panel.Verb, say.CheckUse, say.CheckUseTip(f.Instead.With), c.use)
	}
	link(panel.Verb, say.CheckAnswer, f.Remedy, c.answer)
	link(panel.Link, say.CheckDismiss, say.CheckDismissTip, c.dismiss)
	var row []fyne.CanvasObject
	for _, b := range c.links {
		b.Small = true
		row = append(row, b)
	}
	parts = append(parts, panel.Inset(2, 0, 0, 0, panel.Flow(10, row...)))
	c.root = panel.NewCard(f.Title+". "+f.Says, panel.Inset(9, 8, 14, 12, panel.Column(3, parts...)), c.show)
	c.root.Edge, c.root.Tip = edgeOf(f.Weight), f.Remedy
	c.root.OnRune = c.rune
	return c
}

func edgeOf(w method.Weight) fyne.ThemeColorName {
	switch w {
	case method.Must:
		return theme.Alarm
	case method.Should:
		return theme.Amber
	}
	return theme.Dim
}

// same reports whether the card can go on showing f.
func (c *card) same(f check.Finding) bool {
	g := c.finding
	return g.Title == f.Title && g.Says == f.Says && g.Remedy == f.Remedy && g.Weight == f.Weight && (g.Instead == nil) == (f.Instead == nil)
}

func (c *card) lit(on bool) {
	if c.root.First != on {
		c.root.First = on
		c.root.Refresh()
	}
}

// focused reports whether the card, or something on it, has the keyboard.
func (c *card) focused() bool {
	return c.root.Focused() || slices.ContainsFunc(c.links, func(b *panel.Button) bool { return b.Focused() })
}

func (c *card) rune(r rune) bool {
	switch strings.ToLower(string(r)) {
	case "s":
		c.show()
	case "a":
		c.answer()
	case "d":
		c.dismiss()
	case "u":
		c.use()
	default:
		return false
	}
	return true
}

// show lights what the finding is about, or the second time all alike.
func (c *card) show() {
	p := c.p
	if p.lit == c.finding.ID {
		p.Rest()
		return
	}
	p.Rest()
	p.lit = c.finding.ID
	c.lit(true)
	p.o.Show(c.finding)
}

func (c *card) use() {
	if c.finding.Instead == nil {
		return
	}
	if op := c.finding.Instead.Op(c.p.snap); op != nil {
		c.p.o.Do("use the customer’s words", op)
	}
}

func (c *card) answer() { c.settle(say.CheckAnswerAsk, say.CheckAnswer, workshop.FindingAnswered) }

func (c *card) dismiss() {
	c.settle(say.CheckDismissAsk, say.CheckDismissed, workshop.FindingDismissed)
}

func (c *card) settle(ask, button, state string) {
	f, p := c.finding, c.p
	label := "answer a finding"
	if state == workshop.FindingDismissed {
		label = "dismiss a finding"
	}
	dialog.File(p.o.Host, ask, f.Title, button, func(reason string) {
		p.o.Do(label, workshop.SettleFinding{ID: f.ID, Check: f.Check, State: state, Reason: reason, By: p.o.Me()})
	})
}
