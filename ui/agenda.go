package ui

import (
	"cmp"
	"slices"
	"strings"

	"throughline.app/editor"
	"throughline.app/method"
	"throughline.app/ui/dialog"
	"throughline.app/ui/say"
	"throughline.app/workshop"
)

// agendaCommands run the recipe that the workshop follows.
func (sc *screen) agendaCommands() []editor.Command {
	lead := func() bool { return sc.session.MayLead() && sc.view != nil }
	running := func() bool { return lead() && sc.recipe() != nil }
	next := func() bool { return running() && sc.recipe().Next(&sc.snapshot.Meta) != nil }
	all := []editor.Command{
		{ID: "agenda.next", Title: say.AgendaNext, Enabled: next, Why: say.AgendaNoNext, Run: sc.nextStep,
			Keys: []editor.Chord{{Mods: editor.Ctrl | editor.Shift, Key: "N"}},
			Say: func() string {
				if next() {
					return say.AgendaNext + ": " + sc.recipe().Next(&sc.snapshot.Meta).Title
				}
				return ""
			}},
		{ID: "agenda.begin", Title: say.AgendaBegin, Enabled: running, Why: say.AgendaNoRecipe, Run: sc.chooseStep},
		{ID: "agenda.follow", Title: say.AgendaFollow, Enabled: lead, Why: say.LeadersOnly, Run: sc.chooseRecipe},
		{ID: "agenda.leave", Title: say.AgendaLeave, Enabled: func() bool { return lead() && sc.snapshot.Meta.Recipe != "" }, Why: say.AgendaNoRecipe,
			Run: func() { sc.decide(say.StepLeave, workshop.FollowRecipe{}) }},
	}
	for i := range all {
		all[i].Menu, all[i].Group = "Workshop/"+say.AgendaTab, 1
	}
	return all
}

// recipe is what the workshop follows, nil if nothing, or a recipe that is not known here.
func (sc *screen) recipe() *method.Recipe {
	with, err := drawing()
	if err != nil || sc.snapshot.Meta.Recipe == "" {
		return nil
	}
	return method.RecipeOf(with.methods, sc.snapshot.Meta.Recipe)
}

// recipes lists those that can be followed, of the workshop's own method first.
func (sc *screen) recipes() []*method.Recipe {
	with, err := drawing()
	if err != nil {
		return nil
	}
	var own, others []*method.Recipe
	for _, m := range with.methods {
		if m.Name == sc.snapshot.Meta.Method {
			own = append(own, m.Recipes...)
		} else {
			others = append(others, m.Recipes...)
		}
	}
	return append(own, others...)
}

func (sc *screen) chooseRecipe() {
	all := sc.recipes()
	names := make([]string, len(all))
	for i, r := range all {
		names[i] = joined(r.Title, say.AgendaLength(r.Minutes(), len(r.Steps)))
	}
	dialog.Choose(sc.shell.host, say.AgendaFollowAsk, names, func(i int) { sc.followRecipe(all[i]) })
}

// followRecipe begins a recipe: with its canvases, as one step that is taken back as one.
func (sc *screen) followRecipe(r *method.Recipe) {
	with, err := drawing()
	if err != nil {
		sc.shell.trouble("follow a recipe", err)
		return
	}
	sc.decide(say.StepFollow, method.Follow(with.methods, r, sc.snapshot, sc.session.NewID))
	sc.side.show("agenda")
}

func (sc *screen) chooseStep() {
	r := sc.recipe()
	if r == nil {
		return
	}
	names := make([]string, len(r.Steps))
	for i, st := range r.Steps {
		names[i] = joined(st.Title, say.Minutes(st.Minutes))
	}
	dialog.Choose(sc.shell.host, say.AgendaBeginAsk, names, func(i int) { sc.beginStep(r, &r.Steps[i], false) })
}

// nextStep finishes the step that the room is at and begins the one after it.
func (sc *screen) nextStep() {
	if r := sc.recipe(); r != nil {
		if st := r.Next(&sc.snapshot.Meta); st != nil {
			sc.beginStep(r, st, true)
		}
	}
}

// beginStep tells the room what to do now and for how long, and shows where; done says that
// the step before is finished.
func (sc *screen) beginStep(r *method.Recipe, st *method.Step, done bool) {
	now := ""
	if done {
		now = sc.snapshot.Meta.Step
	}
	sc.decide(say.StepBegin, st.Begin(sc.snapshot, now))
	sc.askOf(st)
	sc.led(sc.session.Instruct(st.Instruction))
	sc.led(sc.session.StartTimer(st.Length()))
	sc.goToStep(st)
}

// askOf asks everybody what the header of a step's canvas asks, where the step is private.
func (sc *screen) askOf(st *method.Step) {
	c := st.CanvasOf(sc.snapshot)
	with, err := drawing()
	if !st.Private || err != nil || c == nil || sc.snapshot.PollOn(c.ID) != nil {
		return
	}
	sc.apply("ask in private", sc.pollOn(c.ID, cmp.Or(method.Find(with.methods, c.Kind).Header.Prompt, st.Instruction)))
}

// finishSteps ends the recipe: the step that the room is at is done, and none is begun.
func (sc *screen) finishSteps() {
	sc.decide(say.StepDone, workshop.TakeStep{Done: []string{sc.snapshot.Meta.Step}})
	sc.led(sc.session.Instruct(""))
	sc.led(sc.session.StopTimer())
}

// useTool runs a command that a step offers, or says why it cannot be run now.
func (sc *screen) useTool(id string) {
	for _, c := range sc.list() {
		switch {
		case c.ID != id:
		case c.Enabled():
			sc.shell.focusScreen()
			c.Run()
			return
		case c.Why != "":
			sc.toast(c.Why+".", "", nil)
			return
		}
	}
}

// goToStep shows the canvas of a step, or says what is missing for it.
func (sc *screen) goToStep(st *method.Step) {
	with, err := drawing()
	if err != nil || st.Canvas == "" {
		return
	}
	kind := method.Find(with.methods, st.Canvas)
	c := st.CanvasOf(sc.snapshot)
	switch {
	case c == nil && kind.Of != "":
		sc.toast(say.AgendaInside(st.Title, kind.Title), "", nil)
	case c == nil:
		sc.toast(say.AgendaNoCanvas(st.Title, kind.Title), say.AgendaMakeIt, func() { sc.putBegun(kind, "") })
	default:
		if c.ID != sc.canvas {
			sc.show(c.ID)
		}
		if lane := missingLane(sc.snapshot, c, kind, st); lane != "" {
			sc.toast(say.AgendaNoLane(lane, c.Title), "", nil)
		}
	}
}

// missingLane is the name of a lane of the step that its canvas no longer has, "" if it has
// all of them.
func missingLane(s *workshop.Snapshot, c *workshop.Canvas, kind *method.CanvasKind, st *method.Step) string {
	lanes := s.LaneList(c.ID)
	for _, key := range st.Lanes {
		if slices.ContainsFunc(lanes, func(l *workshop.Lane) bool { return l.Key == key }) {
			continue
		}
		for i := range kind.Lanes {
			if kind.Lanes[i].Key == key {
				return kind.Lanes[i].Name
			}
		}
	}
	return ""
}

// tellStep tells those who do not lead that a step was begun, and where it is done.
func (sc *screen) tellStep(u workshop.Update) {
	if u.Origin != workshop.Remote || !slices.ContainsFunc(u.Diff, func(c workshop.Change) bool {
		return c.Ref.Kind == workshop.KindWorkshop && c.Field == workshop.FieldStep && c.After != ""
	}) {
		return
	}
	r := sc.recipe()
	if r == nil {
		return
	}
	st, _ := r.Step(sc.snapshot.Meta.Step)
	if st == nil {
		return
	}
	c := st.CanvasOf(sc.snapshot)
	if c == nil || c.ID == sc.canvas {
		sc.toast(say.AgendaNow(st.Title), "", nil)
		return
	}
	sc.toast(say.AgendaNow(st.Title), say.AgendaGoThere, func() { sc.show(c.ID) })
}

// lanesOf names the lanes that a step is about.
func lanesOf(kind *method.CanvasKind, st *method.Step) string {
	var names []string
	for i := range kind.Lanes {
		if slices.Contains(st.Lanes, kind.Lanes[i].Key) {
			names = append(names, kind.Lanes[i].Name)
		}
	}
	if len(names) == len(kind.Lanes) {
		return ""
	}
	return strings.Join(names, ", ")
}
