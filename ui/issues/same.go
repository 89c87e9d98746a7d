package issues

import (
	"context"
	"errors"

	"throughline.app/cluster"
	"throughline.app/insight"
	"throughline.app/ui/panel"
	"throughline.app/ui/say"
	"throughline.app/ui/theme"
	"throughline.app/workshop"

	"fyne.io/fyne/v2"
)

// recurring is what a comparison of the notes found.
type recurring struct {
	done  bool
	trial error
	pairs []insight.Pair
}

// mostRecurring is how many findings are listed.
const mostRecurring = 6

// same lists where the same is said in different places, once the person asked.
func (p *Pane) same() {
	p.section(say.RecurTitle)
	r := p.recurs
	var found []insight.Recurrence
	if r.done && r.trial == nil {
		found = insight.Recurrences(p.snap, p.canvas, r.pairs)
	}
	switch {
	case !r.done:
		p.tell(say.RecurTeach)
	case errors.Is(r.trial, cluster.ErrTooMany):
		p.tell(say.RecurMany)
	case len(found) == 0:
		p.tell(say.RecurNone)
	}
	for i, one := range found {
		if i == mostRecurring {
			break
		}
		if one.Issue == nil || one.Issue.State == "" {
			p.add(p.recurrence(one))
		}
	}
	p.add(panel.Row(0, panel.NewButton(panel.Soft, say.RecurFind, p.Compare), panel.Stretch()))
}

func (p *Pane) recurrence(r insight.Recurrence) fyne.CanvasObject {
	decide := func(label string, state workshop.IssueState, reason string) {
		p.o.Do(label, workshop.DecideIssue{Notes: r.Notes, Name: r.Name(), State: state, Reason: reason})
	}
	what := "same " + string(r.ID)
	card := panel.NewCard(r.Name(), panel.Inset(9, 9, 11, 11, panel.Column(3,
		panel.Wrapped("“"+r.Name()+"”", theme.TextSmall, theme.Ink, p.o.Width-22, 2),
		panel.Text(say.CategoryReach(len(r.Notes), 0, r.Stages, r.Functions), theme.TextSmall, theme.SoftInk).Elided(),
	)), func() { p.o.Show(p.here(r.Notes)); p.light(what, r.Notes) })
	card.OnEnter = func() { p.keep(card.Do) }
	card.Tip, card.First = say.HeatTip, p.lit == what
	if p.lit != what {
		return card
	}
	return panel.Column(6, card, panel.Flow(6,
		panel.NewButton(panel.Primary, say.IssueConfirm, func() { decide("confirm an issue", workshop.Confirmed, "") }),
		panel.NewButton(panel.Soft, say.IssueSet, func() { decide("dismiss an issue", workshop.Dismissed, "") })))
}

// Compare looks for notes of different places that are alike, beside what the person does.
func (p *Pane) Compare() {
	s, c := p.o.Snapshot(), p.o.Canvas()
	var notes []cluster.Note
	for id, n := range s.Notes.All() {
		if _, counts := s.CountsOn(c, n); counts && !n.Deleted() {
			notes = append(notes, cluster.Note{ID: string(id), Text: n.Text})
		}
	}
	result := new(recurring)
	p.o.Work(func(ctx context.Context) error {
		a, err := cluster.Analyse(ctx, notes, cluster.Options{Same: s.Meta.Same()})
		if err != nil {
			return err
		}
		for _, pair := range a.Alike(insight.Alike) {
			result.pairs = append(result.pairs, insight.Pair{A: workshop.NoteID(pair.A), B: workshop.NoteID(pair.B), Score: pair.Score})
		}
		return nil
	}, func(err error) {
		result.done, result.trial = true, err
		p.recurs = result
		p.refresh()
	})
}
