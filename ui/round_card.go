package ui

import (
	"fyne.io/fyne/v2"

	"throughline.app/ui/panel"
	"throughline.app/ui/say"
	"throughline.app/ui/theme"
	"throughline.app/workshop"
)

// roundLook is what the agenda shows of a question that is asked in private. It is compared
// to see what is new.
type roundLook struct {
	poll                   workshop.PollID
	shown, mine            bool
	wrote, people, answers int
	words                  string // of the answers
}

func (p *agendaPane) roundNow() roundLook {
	poll := p.sc.poll()
	if poll == nil {
		return roundLook{}
	}
	s := p.sc.snapshot
	look := roundLook{poll: poll.ID, shown: s.PollIsShown(poll), mine: p.sc.wroteHere(poll), wrote: s.Written(poll.ID), people: p.sc.inRoom()}
	for _, a := range p.sc.answers() {
		look.answers++
		look.words += a.Value + "\n"
	}
	return look
}

// round shows the question that is asked in private above the steps.
func (p *agendaPane) round() {
	poll := p.sc.poll()
	if poll == nil {
		return
	}
	const inner = paneWidth - 22
	content := panel.Column(6)
	title := panel.Bold(say.RoundTitle, theme.TextSmall)
	title.Color = theme.TealText
	content.Add(title)
	question := panel.Wrapped(poll.Question, theme.TextLabel, theme.Ink, inner, 0)
	question.Bold = true
	content.Add(question)
	if p.sc.snapshot.PollIsShown(poll) {
		p.answersTo(content, inner)
	} else {
		content.Add(panel.Text(say.RoundWritten(p.sc.snapshot.Written(poll.ID), p.sc.inRoom()), theme.TextSmall, theme.SoftInk))
		write := say.RoundWrite
		if p.sc.wroteHere(poll) {
			write = say.RoundRewrite
		}
		row := panel.Row(8, panel.NewButton(panel.Primary, write, p.sc.writePrivate))
		if p.sc.session.MayLead() {
			row.Add(panel.NewButton(panel.Soft, say.RoundShow, p.sc.showRound))
		}
		content.Add(panel.Inset(2, 0, 0, 0, row))
	}
	if p.sc.session.MayLead() {
		content.Add(panel.Row(8, panel.Stretch(), panel.NewButton(panel.Link, say.RoundEnd, p.sc.endRound)))
	}
	p.column.Add(panel.NewSurface(theme.Sheet, theme.TealText, theme.RadiusControl, 11, content))
	p.column.Add(panel.Fixed(0, 6, panel.Column(0)))
}

// answersTo lists the answers side by side, those that say much the same together, and says
// how far people agree.
func (p *agendaPane) answersTo(into *fyne.Container, width float32) {
	all := p.sc.answers()
	if len(all) == 0 {
		into.Add(panel.Text(say.RoundWaiting, theme.TextSmall, theme.Quiet))
		return
	}
	spread := spreadOf(all)
	into.Add(panel.Text(say.RoundAnswers(len(all), len(spread.Sayings)), theme.TextSmall, theme.SoftInk).Elided())
	into.Add(panel.Wrapped(say.RoundAgreement(spread.Agreement, len(all)), theme.TextSmall, theme.SoftInk, width, 0))
	words := make(map[string]string, len(all))
	for _, a := range all {
		words[string(a.ID)] = a.Value
	}
	for _, s := range spread.Sayings {
		if s.Name != "" {
			into.Add(panel.Inset(4, 0, 0, 0, panel.Bold(say.RoundSaying(s.Name, len(s.IDs)), theme.TextSmall).Elided()))
		}
		for _, id := range s.IDs {
			into.Add(p.answer(words[id], width))
		}
	}
}

func (p *agendaPane) answer(text string, width float32) fyne.CanvasObject {
	content := panel.Column(2, panel.Wrapped(text, theme.TextSmall, theme.Ink, width-20, 0))
	if p.sc.session.MayLead() {
		take := panel.NewButton(panel.Link, say.RoundTakeOne, func() { p.sc.takeAnswer(text) })
		take.Tip = say.RoundTakeTip
		content.Add(panel.Row(8, panel.Stretch(), take))
	}
	return panel.NewSurface(theme.Soft, "", theme.RadiusControl, 9, content)
}
