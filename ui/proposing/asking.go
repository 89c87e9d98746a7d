package proposing

import (
	"context"
	"errors"
	"time"

	"throughline.app/cluster"
	"throughline.app/ui/proposal"
	"throughline.app/ui/say"
)

// An asking is a question on its way.
type asking struct {
	cancel func()
}

// patience is how long a question may take before the bar says so.
const patience = 500 * time.Millisecond

// Ask asks a question anew; what was looked at is given up.
func (p *Preview) Ask(q proposal.Question) {
	p.before = nil
	p.send(q)
}

func (p *Preview) send(q proposal.Question) {
	if p.o.Editor() == nil {
		return
	}
	p.o.Editor().Finish()
	p.cancel()
	p.ask = q
	snap, canvas, from := p.o.Snapshot(), p.o.Canvas(), p.o.Now()
	ctx, cancel := context.WithCancel(context.Background())
	a := &asking{cancel}
	p.asking = a
	stop := p.o.Wait(patience, func() {
		if p.asking == a {
			p.bar.wait(snap.NotesOn(canvas))
		}
	})
	tell := func(part float64) {
		p.o.Post(func() {
			if p.asking == a {
				p.bar.progress(part)
			}
		})
	}
	var answer *proposal.Answer
	p.o.Work(func(window context.Context) (err error) {
		defer context.AfterFunc(window, cancel)()
		answer, err = q.Ask(ctx, snap, canvas, tell)
		return err
	}, func(err error) {
		stop()
		cancel()
		if p.asking != a {
			return
		}
		p.asking = nil
		p.took = p.o.Now().Sub(from)
		p.answered(answer, err)
	})
}

// answered shows what came of a question.
func (p *Preview) answered(a *proposal.Answer, err error) {
	ed, waited := p.o.Editor(), p.bar.meter != nil
	p.bar.clear()
	p.light(nil)
	switch {
	case errors.Is(err, cluster.ErrTooMany):
		p.goOn()
		ed.Tell(say.TooManyToGroup(cluster.MaxNotes))
	case err != nil:
		p.goOn()
		p.o.Trouble("suggest categories", err)
	case a.Canvas != p.o.Canvas():
	case a.Notes == 0:
		p.Discard()
		ed.Tell(say.ProposalEmpty)
	default:
		p.late = earlier{}
		if waited {
			p.late = earlier{p.draft, p.of, p.want, p.o.Now().Add(reach)}
		}
		p.draft, p.of = proposal.NewDraft(a, p.o.NewID), p.ask
		if p.before != nil {
			p.draft.GoOn(p.before)
		}
		_, _, p.want = a.Range()
		ed.ShowCategories(true)
		p.follow()
		p.bar.begin()
		p.show()
		p.pane.refresh()
		p.o.Open()
		p.o.Placed()
		p.o.Back()
	}
}

// cancel gives up a question that is on its way.
func (p *Preview) cancel() {
	if a := p.asking; a != nil {
		p.asking = nil
		a.cancel()
		p.bar.clear()
		p.o.Placed()
	}
}
