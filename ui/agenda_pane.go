package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"throughline.app/method"
	"throughline.app/ui/panel"
	"throughline.app/ui/say"
	"throughline.app/ui/theme"
	"throughline.app/workshop"
)

// An agendaPane shows the steps of the recipe that the workshop follows: those that are
// done, the one that the room is at, those to come. Everybody sees it; facilitators run it.
type agendaPane struct {
	sc     *screen
	open   string // key of the step whose instruction is shown beside the current one's
	shown  agendaLook
	column *fyne.Container
	root   fyne.CanvasObject
}

// agendaLook is what the pane shows. It is compared to see what is new.
type agendaLook struct {
	recipe, step, open string
	done               workshop.Keyed
	canvas             workshop.CanvasID
	lead, dark         bool
	round              roundLook
	asked              string
	notes, said        int // of this person's verdicts
}

func newAgendaPane(sc *screen) pane {
	p := &agendaPane{sc: sc, column: panel.Column(6)}
	p.root = panel.NewScroller(p.column, false).Scroll
	return p
}

// Object implements [pane].
func (p *agendaPane) Object() fyne.CanvasObject { return p.root }

// Set implements [pane].
func (p *agendaPane) Set(u workshop.Update) {
	if u.Diff == nil || u.Diff.Touches(workshop.KindWorkshop) || u.Diff.Touches(workshop.KindCanvas) ||
		u.Diff.Touches(workshop.KindPoll) || u.Diff.Touches(workshop.KindAnswer) || p.shown.asked != "" {
		p.look()
	}
}

// look shows the agenda anew if something about it changed.
func (p *agendaPane) look() {
	m := &p.sc.snapshot.Meta
	now := agendaLook{recipe: m.Recipe, step: m.Step, open: p.open, done: m.DoneSet, canvas: p.sc.canvas, lead: p.sc.session.MayLead(), dark: p.sc.shell.dark(), round: p.roundNow()}
	now.asked, now.notes, now.said = p.judged()
	if now == p.shown && len(p.column.Objects) > 0 {
		return
	}
	p.shown = now
	p.column.RemoveAll()
	p.validation()
	p.round()
	switch r := p.sc.recipe(); {
	case r != nil:
		p.steps(r, m)
	case m.Recipe != "":
		p.column.Add(panel.Wrapped(say.AgendaStrange, theme.TextLabel, theme.SoftInk, paneWidth, 0))
	default:
		p.choice()
	}
	p.root.Refresh()
}

// choice offers the recipes while the workshop follows none.
func (p *agendaPane) choice() {
	p.column.Add(panel.Bold(say.AgendaNone, theme.TextBody))
	if !p.sc.session.MayLead() {
		p.column.Add(panel.Wrapped(say.AgendaWait, theme.TextLabel, theme.Quiet, paneWidth, 0))
		return
	}
	p.column.Add(panel.Inset(0, 6, 0, 0, panel.Wrapped(say.AgendaTeach, theme.TextLabel, theme.Quiet, paneWidth, 0)))
	for _, r := range p.sc.recipes() {
		face := panel.Inset(9, 9, 11, 11, panel.Column(3,
			panel.Bold(r.Title, theme.TextLabel).Elided(),
			panel.Wrapped(r.Summary, theme.TextSmall, theme.SoftInk, paneWidth-22, 2),
			panel.Text(say.AgendaLength(r.Minutes(), len(r.Steps)), theme.TextSmall, theme.Quiet)))
		p.column.Add(panel.NewCard(r.Title, face, func() { p.sc.followRecipe(r) }))
	}
}

func (p *agendaPane) steps(r *method.Recipe, m *workshop.Meta) {
	done := 0
	for i := range r.Steps {
		if m.DoneSet.Get(r.Steps[i].Key) != "" {
			done += r.Steps[i].Minutes
		}
	}
	p.column.Add(container.NewBorder(nil, nil, nil, panel.Text(say.AgendaTime(done, r.Minutes()), theme.TextSmall, theme.Quiet),
		panel.Bold(r.Title, theme.TextBody).Elided()))
	p.column.Add(panel.Fixed(0, 2, container.NewWithoutLayout()))
	next := r.Next(m)
	if next != nil && m.Step == "" && p.sc.session.MayLead() {
		begin := panel.NewButton(panel.Primary, say.AgendaNextIs+next.Title, p.sc.nextStep)
		p.column.Add(panel.Inset(0, 4, 0, 0, begin))
	}
	for i := range r.Steps {
		p.column.Add(p.step(r, i, m))
	}
	if r.Over(m) {
		p.takeAlong(r)
	}
	if p.sc.session.MayLead() {
		p.column.Add(panel.Inset(6, 0, 0, 0, panel.Row(8, panel.NewButton(panel.Link, say.AgendaOther, p.sc.chooseRecipe), panel.Stretch(),
			panel.NewButton(panel.Link, say.AgendaLeave, func() { p.sc.decide(say.StepLeave, workshop.FollowRecipe{}) }))))
	}
}

// step is the line of one step; that of the current one and of the one that was opened tell
// what to do, and let a facilitator run it.
func (p *agendaPane) step(r *method.Recipe, i int, m *workshop.Meta) fyne.CanvasObject {
	st := &r.Steps[i]
	current, done := m.Step == st.Key, m.DoneSet.Get(st.Key) != ""
	const inner = paneWidth - 22
	title, color := panel.Bold(st.Title, theme.TextLabel), theme.Ink
	switch {
	case current:
		color = theme.TealText
	case done:
		title, color = panel.Text(st.Title, theme.TextLabel, theme.Quiet), theme.Quiet
	}
	title.Color = color
	minutes := panel.Text(say.Minutes(st.Minutes), theme.TextSmall, theme.Quiet)
	line := container.NewBorder(nil, nil, panel.Inset(0, 0, 0, 8, panel.Fixed(18, 18, p.sign(i, current, done))), minutes, title.Elided())
	content := panel.Column(5, line)
	if current || p.open == st.Key {
		p.detail(content, r, st, current, done, inner)
	}
	fill, edge := theme.Sheet, theme.Line
	if current {
		fill, edge = theme.Tint, theme.TealText
	}
	face := panel.NewSurface(fill, edge, theme.RadiusControl, 0, panel.Inset(8, 8, 11, 11, content))
	card := panel.NewCard(st.Title, face, func() { p.unfold(st.Key) })
	card.Plain = true
	card.Tip = st.Instruction
	return card
}

// sign is the number of a step, or a tick where it is done.
func (p *agendaPane) sign(i int, current, done bool) fyne.CanvasObject {
	if done && !current {
		tick := panel.Bold("✓", theme.TextLabel)
		tick.Color = theme.GoodText
		return container.NewCenter(tick)
	}
	n := panel.Bold(say.Number(i+1), theme.TextSmall)
	if n.Color = theme.Quiet; current {
		n.Color = theme.TealText
	}
	return container.NewCenter(n)
}

func (p *agendaPane) detail(into *fyne.Container, r *method.Recipe, st *method.Step, current, done bool, width float32) {
	into.Add(panel.Wrapped(st.Instruction, theme.TextSmall, theme.SoftInk, width, 0))
	where := ""
	if c := st.CanvasOf(p.sc.snapshot); c != nil {
		if with, err := drawing(); err == nil {
			where = lanesOf(method.Find(with.methods, c.Kind), st)
		}
		if c.ID != p.sc.canvas {
			where = joined(c.Title, where)
		}
	}
	if st.Private {
		where = joined(where, say.AgendaPrivate)
	}
	if where != "" {
		into.Add(panel.Text(where, theme.TextSmall, theme.Quiet).Elided())
	}
	if current {
		p.tools(into, st)
	}
	row := panel.Row(8)
	if c := st.CanvasOf(p.sc.snapshot); c != nil && c.ID != p.sc.canvas {
		row.Add(panel.NewButton(panel.Soft, say.AgendaGoThere, func() { p.sc.goToStep(st) }))
	}
	if p.sc.session.MayLead() {
		next := r.Next(&p.sc.snapshot.Meta)
		switch {
		case current && next != nil:
			button := panel.NewButton(panel.Primary, say.AgendaNextStep, p.sc.nextStep)
			button.Tip = say.AgendaNextIs + next.Title
			row.Add(button)
		case current:
			row.Add(panel.NewButton(panel.Primary, say.AgendaFinish, p.sc.finishSteps))
		case done:
			row.Add(panel.NewButton(panel.Soft, say.AgendaAgain, func() { p.sc.beginStep(r, st, false) }))
			row.Add(panel.NewButton(panel.Link, say.AgendaNotDone, func() {
				p.sc.decide(say.StepNotDone, workshop.TakeStep{Step: p.sc.snapshot.Meta.Step, Anew: []string{st.Key}})
			}))
		default:
			row.Add(panel.NewButton(panel.Soft, say.AgendaBeginThis, func() { p.sc.beginStep(r, st, true) }))
		}
	}
	if len(row.Objects) > 0 {
		into.Add(panel.Inset(3, 0, 0, 0, row))
	}
}

// tools offers the commands that the step that the room is at needs, as links. One that
// cannot be used says why.
func (p *agendaPane) tools(into *fyne.Container, st *method.Step) {
	for _, id := range st.Tools {
		for _, c := range p.sc.list() {
			if c.ID != id {
				continue
			}
			link := panel.NewButton(panel.Verb, c.Title, func() { p.sc.useTool(id) })
			if len(c.Keys) > 0 {
				link.Tip = panel.KeyName(c.Keys[0].String())
			}
			into.Add(panel.Row(0, link, panel.Stretch()))
		}
	}
}

// unfold opens what a step says, or closes it again.
func (p *agendaPane) unfold(key string) {
	if p.open == key {
		key = ""
	}
	p.open = key
	p.look()
}

// takeAlong offers, at the end, the pictures that the recipe says to take along.
func (p *agendaPane) takeAlong(r *method.Recipe) {
	p.column.Add(panel.Inset(8, 0, 0, 0, panel.Bold(say.AgendaOver, theme.TextBody)))
	for _, kind := range r.Export {
		for _, c := range p.sc.snapshot.CanvasList() {
			if c.Kind != kind {
				continue
			}
			take := panel.NewButton(panel.Soft, say.AgendaExport(c.Title), func() {
				if p.sc.canvas != c.ID {
					p.sc.show(c.ID)
				}
				p.sc.openExport()
			})
			take.Tip = say.AgendaTakeTip
			p.column.Add(take)
		}
	}
}
