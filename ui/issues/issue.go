package issues

import (
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"throughline.app/insight"
	"throughline.app/ui/dialog"
	"throughline.app/ui/panel"
	"throughline.app/ui/say"
	"throughline.app/ui/theme"
	"throughline.app/workshop"
)

// quotes is how many notes are quoted as evidence.
const quotes = 4

// issues lists what is confirmed and proposed, and below what was set aside.
func (p *Pane) issues() {
	p.add(container.NewBorder(nil, nil, nil, panel.NewButton(panel.Link, say.IssueHow, func() {
		dialog.Trouble(p.o.Host, say.IssueHow, say.IssueHowLong())
	}), panel.Bold(say.IssuesTitle, theme.TextBody).Elided()))
	strip := p.found.Strip()
	if len(strip) == 0 {
		p.add(panel.Text(say.IssuesEmpty, theme.TextLabel, theme.SoftInk))
		p.tell(say.IssuesTeach)
	}
	for _, it := range strip {
		p.add(p.card(it))
	}
	aside := false
	for i := range p.found.Themes {
		t := &p.found.Themes[i]
		if !t.Dismissed() {
			continue
		}
		if !aside {
			aside = true
			p.add(panel.Text(say.IssueSet, theme.TextSmall, theme.Quiet))
		}
		back := panel.NewButton(panel.Link, say.IssueReopen, func() {
			p.o.Do("propose an issue again", workshop.DecideIssue{Category: t.Category.ID})
		})
		p.add(container.NewBorder(nil, nil, nil, back, panel.Text(t.Name(), theme.TextSmall, theme.SoftInk).Elided()))
		if t.Issue.Reason != "" {
			p.tell("“" + t.Issue.Reason + "”")
		}
	}
}

func (p *Pane) card(it insight.Item) fyne.CanvasObject {
	state := say.IssueProposed
	if it.Confirmed {
		state = say.IssueConfirmed
	}
	parts := []fyne.CanvasObject{
		container.NewBorder(nil, nil, panel.Inset(5, 5, 0, 8, panel.Fixed(10, 10, canvas.NewCircle(p.style().Category(it.Color)))),
			nil, panel.Bold(it.Name, theme.TextBody).Elided()),
		panel.Text(say.CategoryReach(it.Notes, it.Votes, it.Stages, it.Functions), theme.TextSmall, theme.SoftInk).Elided(),
		panel.Text(say.IssueStands(state, it.Rule.String(), it.Score), theme.TextSmall, theme.Quiet).Elided(),
	}
	if it.Owner+it.Second != "" {
		parts = append(parts, panel.Text(say.Owners(it.Owner, it.Second), theme.TextSmall, theme.SoftInk).Elided())
	}
	card := panel.NewCard(it.Name, panel.Inset(9, 9, 11, 11, panel.Column(3, parts...)), func() { p.pick(it) })
	card.OnEnter = func() { p.keep(func() { p.pick(it) }) } // a click gives the keyboard to the notes, Enter goes on here
	card.Tip, card.First = say.IssueTip, p.chosen == it.Issue
	if p.chosen != it.Issue {
		return card
	}
	return panel.Column(6, card, panel.Inset(0, 6, 6, 0, p.evidence(it)))
}

// pick opens the evidence of an issue and lights its notes, or closes it.
func (p *Pane) pick(it insight.Item) {
	if p.chosen == it.Issue {
		p.chosen = ""
		p.Rest()
		p.refresh()
		return
	}
	p.chosen, p.lit = it.Issue, ""
	ids := p.notes(it)
	p.o.Show(p.here(ids))
	p.light("issue "+string(it.Issue), ids)
}

// notes are those of an issue on this canvas, then those inside its stages.
func (p *Pane) notes(it insight.Item) (ids []workshop.NoteID) {
	is := p.snap.Issues.Get(it.Issue)
	if is == nil {
		is = &workshop.Issue{Of: it.Category}
	}
	var inside []workshop.NoteID
	for _, id := range p.snap.Evidence(is) {
		n := p.snap.Notes.Get(id)
		if n.On(p.canvas) {
			ids = append(ids, id)
		} else if _, counts := p.snap.CountsOn(p.canvas, n); counts {
			inside = append(inside, id)
		}
	}
	return append(ids, inside...)
}

// here are those of some notes that are on this canvas.
func (p *Pane) here(ids []workshop.NoteID) []workshop.NoteID {
	return slices.DeleteFunc(slices.Clone(ids), func(id workshop.NoteID) bool { return !p.snap.Notes.Get(id).On(p.canvas) })
}

// evidence tells why, quotes notes, and offers what can be decided.
func (p *Pane) evidence(it insight.Item) fyne.CanvasObject {
	width := p.o.Width - 12
	wrapped := func(text string, color fyne.ThemeColorName) fyne.CanvasObject {
		return panel.Wrapped(text, theme.TextSmall, color, width, 0)
	}
	ids := p.notes(it)
	box := panel.Column(5)
	t := p.found.Theme(it.Category)
	box.Add(wrapped(say.RuleMeans(it.Rule.String())+" "+say.IssueReach(it.Stages, len(p.found.Stages), it.Functions, len(p.found.Functions), it.Notes, it.People, it.Votes), theme.Ink))
	box.Add(wrapped(say.IssueScore(it.Score, it.Parts, p.found.Weights(), p.found.MostVotes > 0)+" "+say.IssueEven(it.EvenS, it.EvenF), theme.SoftInk))
	if t != nil {
		box.Add(wrapped(say.IssueChance(t.Wider, t.Notes, t.Wider < insight.ByItsSize), theme.SoftInk))
	}
	if it.Confirmed && it.Owner+it.Second == "" {
		box.Add(wrapped(say.IssueNoOwners, theme.Quiet))
	}
	box.Add(p.decisions(it))
	set := make(map[workshop.NoteID]bool, len(ids))
	for _, id := range ids {
		set[id] = true
	}
	if g := p.found.Heat(set); len(g.Functions) > 0 {
		box.Add(p.grid(g, "cell of "+string(it.Issue), width))
	}
	box.Add(panel.Bold(say.IssueEvidence, theme.TextSmall))
	for i, id := range ids {
		if i == quotes {
			box.Add(wrapped(fmt.Sprintf(say.IssueMore, len(ids)-quotes), theme.Quiet))
			break
		}
		n := p.snap.Notes.Get(id)
		stage, _ := p.snap.CountsOn(p.canvas, n)
		where := p.snap.Stages.Get(stage)
		line := "“" + strings.Join(strings.Fields(n.Text), " ") + "”"
		if where != nil {
			line += " · " + where.Name
		}
		if f := p.snap.FunctionsOf(n); len(f) > 0 {
			line += " · " + strings.Join(f, ", ")
		}
		box.Add(panel.Wrapped(line, theme.TextSmall, theme.SoftInk, width, 3))
	}
	return box
}
