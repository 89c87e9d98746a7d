package say

import "fmt"

// The agenda: the recipe that a workshop follows, step by step.
const (
	AgendaTab       = "Agenda"
	AgendaNone      = "No agenda yet"
	AgendaTeach     = "A recipe is a list of steps with their time. Beginning a step tells everybody what to do and starts the timer."
	AgendaWait      = "The facilitator can follow a recipe. Its steps then stand here."
	AgendaStrange   = "This workshop follows a recipe that this version of Throughline does not have. Its steps are not shown; the notes are safe."
	AgendaFollow    = "Follow a recipe…"
	AgendaFollowAsk = "Which recipe?"
	AgendaLeave     = "Follow no recipe"
	AgendaOther     = "Another recipe…"
	AgendaNext      = "Begin the next step"
	AgendaNoNext    = "There is no next step"
	AgendaNoRecipe  = "The workshop follows no recipe"
	AgendaBegin     = "Begin a step…"
	AgendaBeginAsk  = "Which step?"
	AgendaBeginThis = "Begin this step"
	AgendaAgain     = "Begin again"
	AgendaNotDone   = "Not done after all"
	AgendaNextIs    = "Next: "
	AgendaNextStep  = "Next step"
	AgendaFinish    = "Finish"
	AgendaOver      = "All steps are done"
	AgendaTakeTip   = "Shows the canvas and opens Export"
	AgendaPrivate   = "in private"
	AgendaGoThere   = "Go there"
	AgendaMakeIt    = "Add it"

	StepFollow  = "follow a recipe"
	StepLeave   = "follow no recipe"
	StepBegin   = "begin a step"
	StepDone    = "finish a step"
	StepNotDone = "open a step again"
)

// AgendaTime is how much of a recipe's time lies in steps that are done.
func AgendaTime(done, all int) string { return fmt.Sprintf("%d of %d min", done, all) }

// AgendaLength is the time of a recipe and how many steps it has.
func AgendaLength(minutes, steps int) string {
	return fmt.Sprintf("%d min · %s", minutes, count(steps, "step", "steps"))
}

// AgendaNow tells colleagues which step was begun.
func AgendaNow(title string) string { return "Now: " + title }

// AgendaNoCanvas says that the canvas of a step is not in the workshop.
func AgendaNoCanvas(step, canvas string) string {
	return "“" + step + "” needs the canvas “" + canvas + "”, which this workshop does not have."
}

// AgendaInside says that the canvas of a step is one that is opened from a stage.
func AgendaInside(step, canvas string) string {
	return "“" + step + "” is done on “" + canvas + "”: open it from the head of a stage."
}

// AgendaNoLane says that a lane of a step is gone from its canvas.
func AgendaNoLane(lane, canvas string) string {
	return "“" + canvas + "” has no lane “" + lane + "” any more; write where it fits."
}

// AgendaExport offers the picture of a canvas.
func AgendaExport(canvas string) string { return "Export “" + canvas + "”" }
