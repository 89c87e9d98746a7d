package say

import (
	"fmt"
	"strings"
)

// Systemic issues.
const (
	IssuesTab      = "Issues"
	IssuesTitle    = "Systemic issues"
	IssuesEmpty    = "No systemic issue yet"
	IssuesTeach    = "When the notes of a category come from several stages and several functions, no function can mend it alone. It is proposed here, and the room decides. Sort notes into categories, and say which function they come from."
	IssueProposed  = "proposed"
	IssueConfirmed = "confirmed"
	IssueDismissed = "dismissed"
	IssueConfirm   = "Confirm"
	IssueReopen    = "Back to proposed"
	IssueDismiss   = "Dismiss…"
	IssueRename    = "Rename…"
	IssueOwners    = "Owners…"
	IssueNameAsk   = "What is the issue called?"
	IssueReasonAsk = "Why is it no systemic issue?"
	IssueReasonTip = "The reason stays with it. One undo takes the decision back."
	IssueOwnerAsk  = "Who owns it?"
	IssueOwnerHelp = "Two people or functions who bring it forward together."
	IssueFirst     = "First owner"
	IssueSecond    = "Second owner"
	IssueOwnerHint = "a person or a function"
	IssueNoOwners  = "Nobody owns it yet"
	IssueTip       = "Show its notes and its evidence"
	IssueHow       = "How is this computed?"
	IssueEvidence  = "Its notes say"
	IssueMore      = "%d more"
	IssueSet       = "Set aside"

	HeatTitle = "Stages × functions"
	HeatTeach = "Say which function people or notes come from, and the notes show here by stage and function."
	HeatTip   = "Show these notes"
	HeatHelp  = "A note counts once for every function."
	HeatAll   = "Show all notes again"

	RecurTitle = "Same issue, different place"
	RecurFind  = "Compare the notes"
	RecurTeach = "Finds notes in different stages that say nearly the same."
	RecurNone  = "No three notes from different places say nearly the same."
	RecurMany  = "There are too many notes to compare at once."

	HeardTitle   = "Who is heard"
	HeardTeach   = "Nobody has said a function yet. It is asked for on joining, and can be set for a note."
	HeardExpect  = "Who should be here…"
	HeardAsk     = "Which functions should be in the room?"
	HeardAskHelp = "With commas between them: Sales, Billing, Field service."

	SetFunctions     = "Set functions…"
	SetFunctionsHelp = "With commas between them. Empty: the legend or the author tells."
	ConfirmIssue     = "Confirm as a systemic issue"
	DismissIssue     = "No systemic issue…"
	RenameIssue      = "Rename the systemic issue…"
	OwnersOfIssue    = "Owners of the systemic issue…"
	NeedsIssue       = "Open a systemic issue first, or select the notes of its category"
	NeedsConfirmed   = "Open a confirmed issue first, or select the notes of its category"
	ColoursFunctions = "Colours stand for functions"
	ColoursFree      = "Colours no longer stand for functions"
	NeedsCategory    = "Select the notes of one category, or point at its name"
)

// FunctionsOfNotes asks which functions so many notes concern.
func FunctionsOfNotes(n int) string {
	if n == 1 {
		return "Which functions does the note concern?"
	}
	return fmt.Sprintf("Which functions do %d notes concern?", n)
}

// IssueReach tells how far an issue reaches: "In 4 of 6 stages and 3 of 5 functions, 9 notes, 5 people".
func IssueReach(stages, ofStages, functions, ofFunctions, notes, people int) string {
	s := fmt.Sprintf("In %d of %s", stages, count(ofStages, "stage", "stages"))
	if ofFunctions > 0 {
		s += fmt.Sprintf(" and %d of %s", functions, count(ofFunctions, "function", "functions"))
	}
	s += ", " + Notes(notes)
	if people > 0 {
		s += ", " + count(people, "person", "people")
	}
	return s + "."
}

// IssueStands tells what people said, what the rule says, and the score.
func IssueStands(state, rule string, score int) string {
	return fmt.Sprintf("%s · %s · score %d", state, rule, score)
}

// IssueChance tells whether an issue reaches further than chance would.
func IssueChance(wider, notes int, byItsSize bool) string {
	if byItsSize {
		return fmt.Sprintf("Its spread is what its size alone would give: wider than %d %% of random groups of %d.", wider, notes)
	}
	return fmt.Sprintf("Wider than %d %% of random groups of %d.", wider, notes)
}

// IssueHowLong explains the rule and the score.
func IssueHowLong() string {
	return strings.Join([]string{
		"Systemic: at least 4 notes by at least 2 people, over several stages and several functions (three, or two with two notes each), and no stage and no function has three quarters of them. Where only one function is known, three stages decide.",
		"Recurring: at least 3 notes in two stages or of two functions. Everything else is local.",
		"Score = 100 · (0.4 · (Es − 1) ÷ (S − 1) + 0.4 · (Ef − 1) ÷ (F − 1) + 0.2 · ln c ÷ ln c max)",
		"Es and Ef are the effective numbers of stages and functions, exp(−Σ p ln p): as many as if its notes were spread evenly. S and F are how many there are, c is its notes, c max those of the largest category.",
		"The chance check deals all sorted notes out anew, up to 500 times and the same on every laptop, and counts how many groups of that size reach less far.",
	}, "\n\n")
}

// IssueScore is the score with its parts: "Score 63 · Es 2.97 of 6 · Ef 3.83 of 5".
func IssueScore(score int, evenS float64, stages int, evenF float64, functions int) string {
	s := fmt.Sprintf("Score %d · Es %.2f of %d", score, evenS, stages)
	if functions > 1 {
		s += fmt.Sprintf(" · Ef %.2f of %d", evenF, functions)
	}
	return s
}

// HeatCell tells of a cell: "Network in Onboarding: 4 notes".
func HeatCell(function, stage string, notes int) string {
	return fmt.Sprintf("%s in %s: %s", function, stage, Notes(notes))
}

// HeatNobody tells how many notes the grid leaves out.
func HeatNobody(n int) string {
	return count(n, "note is", "notes are") + " of no known function."
}

// Recurs tells where the same is said.
func Recurs(notes, stages, functions int) string {
	s := Notes(notes) + " · " + count(stages, "stage", "stages")
	if functions > 0 {
		s += ", " + count(functions, "function", "functions")
	}
	return s
}

// Heard, Silent and Absent head the functions that take part, or do not.
const (
	Heard  = "Heard"
	Silent = "Here, and silent"
	Absent = "Not in the room"
)

// HeardLine tells of a function: "Network · 12 notes · Lena, Omar".
func HeardLine(notes int, people []string) string {
	var parts []string
	if notes > 0 {
		parts = append(parts, Notes(notes))
	}
	if len(people) > 3 {
		people = append(append([]string{}, people[:3]...), fmt.Sprintf("+%d", len(people)-3))
	}
	if len(people) > 0 {
		parts = append(parts, strings.Join(people, ", "))
	}
	return strings.Join(parts, " · ")
}

// Owners is the pair of owners.
func Owners(a, b string) string {
	switch {
	case a == "":
		return b
	case b == "":
		return a
	}
	return a + " and " + b
}

// MeterTitle tells how many functions are heard: "4 of 6 functions heard".
func MeterTitle(heard, all int) string {
	if all == 0 {
		return HeardTitle
	}
	return fmt.Sprintf("%d of %s heard", heard, count(all, "function", "functions"))
}

// MeterChip is a function and its notes.
func MeterChip(function string, notes int) string {
	if notes == 0 {
		return function
	}
	return function + " " + Number(notes)
}

// MeterSilent tells who of a silent function is here.
func MeterSilent(people []string) string {
	return Silent + ": " + strings.Join(people, ", ")
}
