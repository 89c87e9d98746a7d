package ui

import (
	"cmp"
	"slices"

	"throughline.app/editor"
	"throughline.app/ui/panel"
	"throughline.app/ui/say"
	"throughline.app/ui/theme"
	"throughline.app/workshop"
)

// validationCommands ask those who know whether the notes are true, and answer.
func (sc *screen) validationCommands() []editor.Command {
	asked := func() bool { return sc.view != nil && sc.snapshot.Meta.Asked == workshop.Validation }
	some := func() bool { ed := sc.hands(); return asked() && ed != nil && ed.Selection().Len() > 0 }
	all := []editor.Command{
		{ID: "validate.send", Title: say.ValidateSend, Run: sc.sendValidation, Enabled: func() bool { return sc.view != nil && sc.session.MayLead() }, Why: say.LeadersOnly},
		{ID: "validate.stop", Title: say.ValidateStop, Enabled: func() bool { return asked() && sc.session.MayLead() }, Why: say.ValidateAsked,
			Run: func() { sc.apply("ask no longer", workshop.AskValidation{}) }},
		{ID: "validate.next", Title: say.ValidateNext, Enabled: asked, Why: say.ValidateAsked, Run: sc.nextUnjudged},
		{ID: "validate.back", Title: say.ValidateBack, Enabled: some, Why: say.ValidateAsked, Run: func() { sc.judge("") }},
	}
	for _, v := range workshop.Verdicts() {
		all = append(all, editor.Command{ID: "validate." + v, Title: say.Verdict(v), Enabled: some, Why: "Select a note first", Run: func() { sc.judge(v) }})
	}
	for i := range all {
		all[i].Menu, all[i].Group = "Workshop/"+say.ValidateTitle, 1
	}
	return all
}

// sendValidation asks everybody who has the workshop what is true, and saves a copy of it.
func (sc *screen) sendValidation() {
	if sc.shell.host.Busy() {
		return
	}
	if sc.snapshot.Meta.Asked != workshop.Validation {
		sc.apply("ask what is true", workshop.AskValidation{On: true})
	}
	sc.openCarry()
}

// judge says what this person thinks of the selected notes, as one step.
func (sc *screen) judge(verdict string) {
	if ed := sc.hands(); ed != nil && ed.Selection().Len() > 0 {
		sc.decide(say.StepJudge, workshop.Judge{Notes: ed.Selection().IDs(), Person: sc.session.Me(), Verdict: verdict})
	}
}

// unjudged lists the notes of the canvas, by their places, and how many of them this person
// has said something of.
func (sc *screen) unjudged() (notes []workshop.NoteID, said int) {
	rank := make(map[workshop.Region]int)
	n := 0
	for _, st := range sc.snapshot.StageList(sc.canvas) {
		for _, ln := range sc.snapshot.LaneList(sc.canvas) {
			n++
			rank[workshop.Region{Stage: st.ID, Lane: ln.ID}] = n
		}
	}
	type row struct {
		id   workshop.NoteID
		rank int
		at   workshop.Point
	}
	var rows []row
	for _, note := range sc.snapshot.NoteList(sc.canvas) {
		place, _ := note.PlaceOn(sc.canvas)
		r, _ := sc.snapshot.ShownIn(place.Region)
		rows = append(rows, row{note.ID, rank[r], place.At})
		if sc.snapshot.Verdict(note.ID, sc.session.Me()) != "" {
			said++
		}
	}
	slices.SortFunc(rows, func(a, b row) int {
		return cmp.Or(cmp.Compare(a.rank, b.rank), cmp.Compare(a.at.Y, b.at.Y), cmp.Compare(a.at.X, b.at.X), cmp.Compare(a.id, b.id))
	})
	for _, r := range rows {
		notes = append(notes, r.id)
	}
	return notes, said
}

// nextUnjudged selects and shows the next note of which this person has said nothing.
func (sc *screen) nextUnjudged() {
	ed := sc.hands()
	if ed == nil {
		return
	}
	notes, _ := sc.unjudged()
	from := 0
	if ids := ed.Selection().IDs(); len(ids) > 0 {
		from = slices.Index(notes, ids[len(ids)-1]) + 1
	}
	for i := range notes {
		id := notes[(from+i)%len(notes)]
		if sc.snapshot.Verdict(id, sc.session.Me()) == "" {
			ed.Select(id)
			sc.reveal([]workshop.NoteID{id})
			return
		}
	}
	sc.toast(say.ValidateAllSaid, "", nil)
}

// offerValidation tells who opens a workshop that asks for it what they are asked; first says
// that it has come with a file that was opened now.
func (sc *screen) offerValidation(first bool) {
	switch {
	case sc.snapshot.Meta.Asked != workshop.Validation:
	case first:
		sc.side.show("agenda")
	case !sc.side.open():
		sc.toast(say.ValidateBegin, say.ValidateGo, func() { sc.side.show("agenda") })
	}
}

// validation shows, above the steps, what those who know are asked.
func (p *agendaPane) validation() {
	sc := p.sc
	if sc.snapshot.Meta.Asked != workshop.Validation {
		return
	}
	const inner = paneWidth - 22
	content := panel.Column(6)
	notes, said := sc.unjudged()
	content.Add(panel.Bold(say.ValidateTitle, theme.TextBody))
	content.Add(panel.Wrapped(say.ValidateHelp, theme.TextSmall, theme.SoftInk, inner, 0))
	content.Add(panel.Text(say.ValidateDone(said, len(notes)), theme.TextSmall, theme.Quiet))
	for _, v := range workshop.Verdicts() {
		content.Add(panel.NewButton(panel.Soft, say.Verdict(v), func() {
			sc.judge(v)
			sc.nextUnjudged()
			sc.shell.focusScreen()
		}))
	}
	next := panel.NewButton(panel.Primary, say.ValidateNext, func() { sc.nextUnjudged(); sc.shell.focusScreen() })
	next.Tip = say.ValidateNextTip
	content.Add(panel.Inset(4, 0, 0, 0, panel.Row(8, next, panel.NewButton(panel.Link, say.ValidateReturn, sc.openCarry))))
	if sc.session.MayLead() {
		content.Add(panel.Row(8, panel.Stretch(), panel.NewButton(panel.Link, say.ValidateStop, func() { sc.run("validate.stop") })))
	}
	p.column.Add(panel.NewSurface(theme.Sheet, theme.TealText, theme.RadiusControl, 11, content))
	p.column.Add(panel.Fixed(0, 6, panel.Column(0)))
}

// judged is what the pane tells of this person's verdicts, to see what is new.
func (p *agendaPane) judged() (asked string, notes, said int) {
	if asked = p.sc.snapshot.Meta.Asked; asked == "" {
		return "", 0, 0
	}
	all, said := p.sc.unjudged()
	return asked, len(all), said
}
