package main

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"throughline.app/exchange"
	"throughline.app/method"
	"throughline.app/workshop"
)

// recipeOf begins a workshop with a recipe, as Home does, with a few notes to work on.
func recipeOf(t *testing.T, dir, recipe string, with ...string) (id string) {
	t.Helper()
	code, id, errs := cli(t, dir, append([]string{"new", "--title", "Winter", "--recipe", recipe}, with...)...)
	require.Zero(t, code, errs)
	return strings.TrimSpace(id)
}

// step comes to the next step of the recipe, which is that one, and returns its canvas.
func (w *tour) step(key string) workshop.CanvasID {
	w.t.Helper()
	s := w.r.Snapshot()
	r := method.RecipeOf(w.methods, s.Meta.Recipe)
	require.NotNil(w.t, r)
	next := r.Next(&s.Meta)
	require.NotNil(w.t, next, "there is no step after %q", s.Meta.Step)
	require.Equal(w.t, key, next.Key)
	w.do(next.Begin(s, s.Meta.Step))
	c := next.CanvasOf(w.r.Snapshot())
	require.NotNil(w.t, c, "the recipe brought the canvas of %q", next.Title)
	for _, lane := range next.Lanes {
		w.lane(c.ID, lane)
	}
	return c.ID
}

// finish ends the recipe after its last step.
func (w *tour) finish() {
	w.t.Helper()
	w.do(workshop.TakeStep{Done: []string{w.r.Snapshot().Meta.Step}})
	s := w.r.Snapshot()
	require.True(w.t, method.RecipeOf(w.methods, s.Meta.Recipe).Over(&s.Meta))
}

// feel says how a stage feels to somebody.
func (w *tour) feel(who, poll string, canvas workshop.CanvasID, stage, value string) {
	w.t.Helper()
	w.do(workshop.GiveAnswer{Poll: poll, About: w.stage(canvas, stage).ID.Ref().Key(), Person: workshop.NamedPerson(who), Value: value})
}

// Lifecycle in 90 minutes: from practising to who takes up which of the top opportunities.
func TestWalkRecipeLifecycleInNinetyMinutes(t *testing.T) {
	dir := t.TempDir()
	id := recipeOf(t, dir, "ninety")
	tourOf(t, dir, id, func(w *tour) {
		c := w.step("practise")
		try := w.write(c, "Awareness", "actions", "Hello")
		w.do(workshop.DeleteNotes{Notes: []workshop.NoteID{try}})
		w.step("value")
		w.do(workshop.AskPoll{Poll: workshop.Poll{ID: "promise", Canvas: c, Kind: workshop.HeaderPoll, Question: "What do we promise?"}})
		require.NoError(t, w.r.KeepPrivate("promise", "One person until it works"))
		w.do(workshop.ShowPoll{Poll: "promise"})
		w.do(workshop.EditHeader{Canvas: c, Text: "One person until it works"})
		w.do(workshop.PutAway{Poll: "promise"})
		w.step("stages")
		w.do(workshop.Rename{Ref: w.stage(c, "Acquisition").ID.Ref(), Name: "Choose & buy"})
		w.step("questions")
		w.write(c, "Choose & buy", "actions", "Calls to ask for a date")
		w.write(c, "Choose & buy", "frontstage", "Call-back within the hour")
		w.write(c, "Choose & buy", "backstage", "Credit check by fax")
		w.write(c, "Choose & buy", "opportunities", "A date at the time of the quote")
		w.write(c, "Onboarding", "opportunities", "One date for box and engineer")
		w.step("sort")
		w.do(workshop.MakeCategory{Category: workshop.Category{ID: "dates", Name: "New category"},
			Notes: []workshop.NoteID{w.note("A date at").ID, w.note("One date").ID}})
		w.step("name")
		w.do(workshop.Rename{Ref: workshop.CategoryID("dates").Ref(), Name: "Dates that hold"})
		w.step("vote")
		w.step("next")
		w.say(w.note("One date").ID, "owner", "Ravi", "horizon", "short term")
		w.finish()
	})
	s := shown(t, dir, id)
	require.Equal(t, "One person until it works", s.Canvases[0].Header)
	require.Equal(t, &exchange.ShownAgenda{Recipe: "lifecycle/ninety", Done: []string{"name", "next", "practise", "questions", "sort", "stages", "value", "vote"}}, s.Agenda)
	_, fields := said(t, s, "One date for box and engineer")
	require.Equal(t, map[string]string{"owner": "Ravi", "horizon": "short term"}, fields)
	require.Equal(t, "Dates that hold", s.Categories[0].Name)
	require.Equal(t, []string{"Onboarding has nothing in Customer actions.", "Onboarding has nothing in Frontstage.", "Onboarding has nothing in Backstage."}, asks(s, "gap"))
	pictured(t, dir, id, "Customer lifecycle")
}

// Touchpoints and ownership: from where customers meet us to each with one who answers.
func TestWalkRecipeTouchpointsAndOwnership(t *testing.T) {
	dir := t.TempDir()
	id := recipeOf(t, dir, "touchpoints", "--stages", "SaaS trial")
	tourOf(t, dir, id, func(w *tour) {
		c := w.step("meet")
		w.write(c, "Start the trial", "frontstage", "Sign-up form", "order", "1", "channel", "Web")
		w.write(c, "Start the trial", "frontstage", "Welcome mail", "order", "2", "channel", "E-mail")
		w.write(c, "Decide to pay", "frontstage", "Price page", "channel", "Web")
		w.step("evidence")
		w.say(w.note("Sign-up form").ID, "evidence", "data")
		w.say(w.note("Welcome mail").ID, "evidence", "assumed")
		w.step("behind")
		w.write(c, "Start the trial", "backstage", "Account is made by hand", "owner", "Operations")
		grid := w.step("own")
		w.mark(grid, "Sign-up form", "Product", "R", "A")
		w.mark(grid, "Welcome mail", "Marketing", "R")
		w.mark(grid, "Price page", "Marketing", "A")
		w.mark(grid, "Price page", "Sales", "A")
	})
	s := shown(t, dir, id)
	require.Equal(t, []string{"Price page: Marketing and Sales are accountable, and so nobody is."}, asks(s, "two-answer"))
	require.Equal(t, []string{"Welcome mail has no one accountable."}, asks(s, "nobody-answers"))
	require.Equal(t, []string{"Touchpoints that we only assume: 1."}, asks(s, "assumed"))
	require.Len(t, s.Balances, 1, "how we know is shown from that step on")

	tourOf(t, dir, id, func(w *tour) {
		grid := w.step("gaps")
		w.mark(grid, "Welcome mail", "Marketing", "A")
		w.do(workshop.MarkCell{Grid: grid, Row: w.note("Price page").ID.Ref().Key(), Column: workshop.FunctionLine("Sales"), Remove: []string{"A"}, Add: []string{"C"}})
		w.finish()
	})
	s = shown(t, dir, id)
	require.Empty(t, asks(s, "two-answer"))
	require.Empty(t, asks(s, "nobody-answers"))
	for _, r := range s.Grids[0].Rows {
		require.Empty(t, r.Faults, r.Name)
	}
	pictured(t, dir, id, "Touchpoints and who controls them")
	pictured(t, dir, id, "Customer lifecycle")
}

// Moments of truth: from a walk through the stages to where the curve should be, and what
// gets it there.
func TestWalkRecipeMomentsOfTruth(t *testing.T) {
	dir := t.TempDir()
	id := recipeOf(t, dir, "moments", "--stages", "SaaS trial")
	tourOf(t, dir, id, func(w *tour) {
		c := w.step("walk")
		w.write(c, "First success", "actions", "Imports an old list, and half of it is gone")
		w.step("mood")
		for who, value := range map[string]string{"Ana": "-2", "Ravi": "-1", "Jo": "-1.5"} {
			w.feel(who, "mood/as-is", c, "First success", value)
		}
		w.feel("Ana", "mood/as-is", c, "Decide to pay", "1")
		moments := w.step("moments")
		w.write(moments, "First success", "moments", "The import")
		w.step("decide")
		w.write(moments, "Decide to pay", "decisions", "Day fourteen", "decides", "To pay or to leave", "next", "We call before that day")
		w.say(w.note("The import").ID, "decides", "Whether to trust us with the rest", "next", "They write to support, or never come back")
	})
	s := shown(t, dir, id)
	require.True(t, s.Curves[0].Shown, "the step shows the curve")
	require.InDelta(t, -1.5, s.Curves[0].Points[0].Mean, 0)
	require.Equal(t, []string{"First success: mood −1.5, and nothing is proposed there."}, asks(s, "low-point"))
	require.Empty(t, asks(s, "many-moments"))

	tourOf(t, dir, id, func(w *tour) {
		c := w.step("to-be")
		w.feel("Ana", "mood/to-be", c, "First success", "1.5")
		w.write(c, "First success", "opportunities", "Show what was left out, and why")
		w.finish()
	})
	s = shown(t, dir, id)
	require.Empty(t, asks(s, "low-point"))
	require.Equal(t, "to-be", s.Curves[1].Series)
	card, fields := said(t, s, "The import")
	require.Equal(t, "moment", card)
	require.Equal(t, "Whether to trust us with the rest", fields["decides"])
	pictured(t, dir, id, "Moments of truth")
	pictured(t, dir, id, "Customer lifecycle")
}

// Front-line validation: from choosing what to ask to a stage whose notes are true.
func TestWalkRecipeFrontLineValidation(t *testing.T) {
	office, front := t.TempDir(), t.TempDir()
	id := recipeOf(t, office, "validation")
	tourOf(t, office, id, func(w *tour) {
		c := w.step("choose")
		w.write(c, "Onboarding", "frontstage", "Engineer at the door")
		w.write(c, "Retention", "frontstage", "Fault line, day and night")
		w.step("believe")
		w.write(c, "Onboarding", "believed", "They read the guide")
		w.step("send")
		w.do(workshop.AskValidation{On: true})
	})
	carry := func(from, to string) string {
		t.Helper()
		file := t.TempDir() + "/copy.throughline"
		code, _, errs := cli(t, from, "save", id, "--out", file)
		require.Zero(t, code, errs)
		code, out, errs := cli(t, to, "merge", file, "--json")
		require.Zero(t, code, errs)
		return out
	}
	carry(office, front)
	tourOf(t, front, id, func(w *tour) {
		for text, verdict := range map[string]string{"Engineer at": "confirm", "Fault line": "change", "They read": "wrong"} {
			w.do(workshop.Judge{Notes: []workshop.NoteID{w.note(text).ID}, Person: w.r.Me(), Verdict: verdict})
		}
		w.write(w.canvas("canvas"), "Retention", "frontstage", "Nobody calls back")
	})
	require.Contains(t, carry(front, office), `"answers":3`)
	tourOf(t, office, id, func(w *tour) { w.step("back") })
	s := shown(t, office, id)
	by := make(map[string]exchange.ShownValidation)
	for _, v := range s.Validation {
		by[v.Stage] = v
	}
	require.Equal(t, 1, by["Onboarding"].Confirm)
	require.Equal(t, 1, by["Onboarding"].Wrong, "what we believed, and they do not")
	require.Equal(t, 1, by["Retention"].Change)
	require.Equal(t, 2, by["Retention"].Notes, "what was missing came as a note")
	tourOf(t, office, id, func(w *tour) {
		w.step("differ")
		n := w.note("Fault line")
		w.do(workshop.EditText{Note: n.ID, Base: n.Text, Text: "Fault line, until six"})
		w.do(workshop.DeleteNotes{Notes: []workshop.NoteID{w.note("They read").ID}})
		w.finish()
	})
	s = shown(t, office, id)
	for _, v := range s.Validation {
		if v.Stage == "Onboarding" {
			require.InDelta(t, 1, v.Confirmed, 0)
		}
	}
	pictured(t, office, id, "Customer lifecycle")
}

// Personas and voice of the customer: from who they are to a promise that is worth it to each.
func TestWalkRecipePersonasAndVoice(t *testing.T) {
	dir := t.TempDir()
	id := recipeOf(t, dir, "personas")
	tourOf(t, dir, id, func(w *tour) {
		people := w.step("who")
		w.write(people, "People", "personas", "Office manager", "role", "Orders for five", "wants", "A date that holds")
		w.write(people, "People", "personas", "Owner", "worry", "The old number")
		w.step("quotes")
		voice := w.write(people, "People", "voices", "“Nobody called me back”", "source", "Call of 3 May", "evidence", "staff heard")
		c := w.step("whose")
		waits := w.write(c, "Onboarding", "actions", "Waits for three deliveries", "quote", "Three boxes, three days off")
		w.do(workshop.TypedValues{Notes: []workshop.NoteID{voice, waits}, Key: "persona", Add: []string{"Office manager", "Owner"}})
		w.step("look")
		w.write(c, "Onboarding", "opportunities", "One date for all three")
		w.step("promise")
		w.do(workshop.AskPoll{Poll: workshop.Poll{ID: "promise", Canvas: c, Kind: workshop.HeaderPoll, Question: "Worth it to each?"}})
		require.NoError(t, w.r.KeepPrivate("promise", "Your number, on the day we said"))
	})
	s := shown(t, dir, id)
	require.Len(t, s.Polls, 1)
	require.Equal(t, 1, s.Polls[0].Written)
	require.Empty(t, s.Polls[0].Answers, "in private")
	tourOf(t, dir, id, func(w *tour) {
		w.do(workshop.EditHeader{Canvas: w.canvas("canvas"), Text: "Your number, on the day we said"})
		w.do(workshop.PutAway{Poll: "promise"})
		w.finish()
	})
	s = shown(t, dir, id)
	card, fields := said(t, s, "“Nobody called me back”")
	require.Equal(t, "voice", card)
	require.Equal(t, map[string]string{"persona": "Office manager|Owner", "source": "Call of 3 May", "evidence": "staff heard"}, fields)
	_, fields = said(t, s, "Waits for three deliveries")
	require.Equal(t, "Office manager|Owner", fields["persona"])
	require.Equal(t, "Your number, on the day we said", s.Canvases[0].Header)
	pictured(t, dir, id, "Personas")
	pictured(t, dir, id, "Customer lifecycle")
}
