package ui

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"throughline.app/cluster"
	"throughline.app/editor"
	"throughline.app/method"
	"throughline.app/ui/dialog"
	"throughline.app/ui/say"
	"throughline.app/workshop"
)

// roundCommands ask everybody in private, and show what they say together.
func (sc *screen) roundCommands() []editor.Command {
	lead := func() bool { return sc.session.MayLead() && sc.view != nil }
	open := func() bool { p := sc.poll(); return p != nil && !sc.snapshot.PollIsShown(p) }
	shown := func() bool { return sc.snapshot.PollIsShown(sc.poll()) }
	all := []editor.Command{
		{ID: "round.ask", Title: say.RoundAsk, Enabled: func() bool { return lead() && sc.poll() == nil }, Why: say.RoundRunning, Run: sc.askRound},
		{ID: "round.write", Title: say.RoundWrite, Enabled: open, Why: say.RoundNone, Run: sc.writePrivate},
		{ID: "round.show", Title: say.RoundShow, Enabled: func() bool { return lead() && open() }, Why: say.RoundNone, Run: sc.showRound},
		{ID: "round.take", Title: say.RoundTake, Enabled: func() bool { return lead() && shown() && len(sc.answers()) > 0 }, Why: say.RoundOpen, Run: sc.chooseAnswer},
		{ID: "round.end", Title: say.RoundEnd, Enabled: func() bool { return lead() && sc.poll() != nil }, Why: say.RoundNone, Run: sc.endRound},
	}
	for i := range all {
		all[i].Menu, all[i].Group = "Workshop/"+say.AgendaTab, 2
	}
	return all
}

// poll is what is asked on the canvas that is shown, or else on another one; nil if nothing is.
func (sc *screen) poll() *workshop.Poll {
	if p := sc.snapshot.PollOn(sc.canvas); p != nil {
		return p
	}
	for _, p := range slices.Backward(sc.snapshot.PollList()) {
		if c := sc.snapshot.Canvases.Get(p.Canvas); c != nil && !c.Gone {
			return p
		}
	}
	return nil
}

// askRound asks what the header of the canvas asks, or what the facilitator writes instead.
func (sc *screen) askRound() {
	c := sc.snapshot.Canvases.Get(sc.canvas)
	with, err := drawing()
	if c == nil || err != nil {
		return
	}
	dialog.Line(sc.shell.host, say.RoundAsk, say.RoundAskHelp, method.Find(with.methods, c.Kind).Header.Prompt, say.RoundBegin, func(question string) {
		if question != "" {
			sc.apply("ask in private", sc.pollOn(c.ID, question))
			sc.side.show("agenda")
		}
	})
}

func (sc *screen) pollOn(canvas workshop.CanvasID, question string) workshop.AskPoll {
	return workshop.AskPoll{Poll: workshop.Poll{ID: workshop.PollID(sc.session.NewID()), Canvas: canvas, Kind: workshop.HeaderPoll, Question: question}}
}

// apply does what is no step of the person's own to take back.
func (sc *screen) apply(doing string, op workshop.Op) {
	if _, err := sc.session.Apply(op); err != nil {
		sc.shell.trouble(doing, err)
	}
}

// writePrivate asks for this person's answer, and keeps it on this laptop.
func (sc *screen) writePrivate() {
	p := sc.poll()
	if p == nil || sc.shell.host.Busy() {
		return
	}
	now := ""
	sc.shell.work("", func(context.Context) error { now = sc.session.Private(p.ID); return nil }, func(error) {
		if sc.shell.host.Busy() {
			return
		}
		dialog.Line(sc.shell.host, p.Question, say.RoundHelp, now, say.RoundKeep, func(text string) {
			sc.shell.work("", func(context.Context) error { return sc.session.KeepPrivate(p.ID, text) }, func(err error) {
				if err != nil {
					sc.shell.trouble("keep a private answer", err)
					return
				}
				sc.toast(say.RoundKept, "", nil)
			})
		})
	})
}

func (sc *screen) showRound() {
	p := sc.poll()
	dialog.Confirm(sc.shell.host, say.RoundShowAsk, say.RoundShowHow, say.RoundShow, func() {
		sc.apply("show the answers", workshop.ShowPoll{Poll: p.ID})
		sc.side.show("agenda")
	})
}

func (sc *screen) endRound() {
	sc.apply("put a question away", workshop.PutAway{Poll: sc.poll().ID})
}

// answers are those to the question that is asked, in the order of their words: whose they are
// is not told.
func (sc *screen) answers() []*workshop.Answer {
	p := sc.poll()
	if !sc.snapshot.PollIsShown(p) {
		return nil
	}
	all := sc.snapshot.Answers(string(p.ID), "")
	slices.SortFunc(all, func(a, b *workshop.Answer) int {
		return cmp.Or(strings.Compare(strings.ToLower(a.Value), strings.ToLower(b.Value)), cmp.Compare(a.ID, b.ID))
	})
	return all
}

// spreadOf groups answers by likeness.
func spreadOf(all []*workshop.Answer) cluster.Spread {
	notes := make([]cluster.Note, len(all))
	for i, a := range all {
		notes[i] = cluster.Note{ID: string(a.ID), Text: a.Value}
	}
	spread, err := cluster.Answers(context.Background(), notes)
	if err != nil { // too many to group: each stands alone
		for _, a := range all {
			spread.Sayings = append(spread.Sayings, cluster.Saying{IDs: []string{string(a.ID)}})
		}
	}
	return spread
}

func (sc *screen) chooseAnswer() {
	all := sc.answers()
	words := make([]string, len(all))
	for i, a := range all {
		words[i] = a.Value
	}
	dialog.Choose(sc.shell.host, say.RoundTake, words, func(i int) { sc.takeAnswer(all[i].Value) })
}

// takeAnswer puts an answer above the canvas on which it was asked.
func (sc *screen) takeAnswer(text string) {
	p := sc.poll()
	if p == nil {
		return
	}
	if c := sc.snapshot.Canvases.Get(p.Canvas); c != nil {
		sc.decide(say.StepHeader, workshop.EditHeader{Canvas: c.ID, Base: c.Header, Text: text})
	}
}

// inRoom is how many people are here to answer.
func (sc *screen) inRoom() int {
	n := 0
	st := sc.session.Status()
	if st.Role != RoleObserver && st.Role != RoleWall {
		n++
	}
	for _, m := range st.Members {
		if m.Here && !m.Watching {
			n++
		}
	}
	return n
}

// wroteHere reports whether this person has answered.
func (sc *screen) wroteHere(p *workshop.Poll) bool {
	a := sc.snapshot.AnswerTable.Get(workshop.AnswerOf(p.ID.Wrote(), "", sc.session.Me()))
	return a != nil && a.Value != ""
}

// tellRound tells those who are asked that they are.
func (sc *screen) tellRound(u workshop.Update) {
	if u.Origin != workshop.Remote {
		return
	}
	for _, c := range u.Diff {
		if c.Ref.Kind == workshop.KindPoll && c.Field == workshop.FieldState && c.After == workshop.PollOpen {
			if p := sc.snapshot.Polls.Get(workshop.PollID(c.Ref.ID)); p != nil && !p.Gone {
				sc.toast(say.RoundNow(p.Question), say.RoundGo, sc.writePrivate)
			}
		}
	}
}
