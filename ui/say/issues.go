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

// IssueReach tells how far an issue reaches: "In 4 of 6 stages and 3 of 5 functions, 9 notes, 5 people, 12 votes".
func IssueReach(stages, ofStages, functions, ofFunctions, notes, people, votes int) string {
	s := fmt.Sprintf("In %d of %s", stages, count(ofStages, "stage", "stages"))
	if ofFunctions > 0 {
		s += fmt.Sprintf(" and %d of %s", functions, count(ofFunctions, "function", "functions"))
	}
	s += ", " + Notes(notes)
	if people > 0 {
		s += ", " + count(people, "person", "people")
	}
	if votes > 0 {
		s += ", " + count(votes, "vote", "votes")
	}
	return s + "."
}

// IssueStands tells what people said, what the rule says, and the score.
func IssueStands(state, rule string, score int) string {
	return fmt.Sprintf("%s · %s · score %d", state, rule, score)
}

// RuleMeans tells what a rule says of a category, by its word: "systemic", "recurring" or
// "local".
func RuleMeans(rule string) string {
	switch rule {
	case "systemic":
		return "Systemic: no function can mend it alone."
	case "recurring":
		return "Recurring: it comes up in more than one place, and most of it is one place’s."
	}
	return "Local: one place can look after it."
}

// IssueChance tells whether an issue reaches further than chance would.
func IssueChance(wider, notes int, byItsSize bool) string {
	if byItsSize {
		return fmt.Sprintf("No wider than chance alone: %d %% of random groups of %d notes reach less far.", wider, notes)
	}
	return fmt.Sprintf("Wider than %d %% of random groups of %d notes.", wider, notes)
}

// IssueHowLong explains the rule and the score.
func IssueHowLong() string {
	return strings.Join([]string{
		"Systemic: at least 4 notes by at least 2 people (or by the one who writes for all), over several stages and several functions: three, or two with two notes each. No stage and no function has three quarters of them, and no one place half. Over three stages, none with more than half, a second function is enough.",
		"Recurring: at least 3 notes in two stages or of two functions. Everything else is local.",
		"Score = 100 · (0.4 · (Es − 1) ÷ (S − 1) + 0.4 · (Ef − 1) ÷ (F − 1) + 0.2 · ln (1 + v) ÷ ln (1 + v max))",
		"Es and Ef are the effective numbers of stages and functions, exp(−Σ p ln p): as many as if its notes were spread evenly. S and F are how many there are, v is its votes, v max those of the category with most. Until somebody has voted, the last part is 0.2 · ln c ÷ ln c max, of the numbers of notes.",
		"The chance check deals all sorted notes out anew, up to 500 times and the same on every laptop, and counts how many groups of that size reach less far.",
	}, "\n\n")
}

// IssueScore is the score with its parts, each of what it can be: "Score 63: 20 of 40 for
// stages, 28 of 40 for functions, 15 of 20 for votes".
func IssueScore(score int, parts, of [3]int, votes bool) string {
	much := "notes"
	if votes {
		much = "votes"
	}
	var all []string
	for i, what := range []string{"stages", "functions", much} {
		if of[i] > 0 {
			all = append(all, fmt.Sprintf("%d of %d for %s", parts[i], of[i], what))
		}
	}
	return fmt.Sprintf("Score %d: %s.", score, strings.Join(all, ", "))
}

// IssueEven tells how evenly an issue is spread: "As even as over 3.8 stages and 2.8
// functions".
func IssueEven(stages, functions float64) string {
	s := fmt.Sprintf("As even as over %.1f stages", stages)
	if functions > 0 {
		s += fmt.Sprintf(" and %.1f functions", functions)
	}
	return s + "."
}

// HeatCell tells of a cell: "Network in Onboarding: 4 notes".
func HeatCell(function, stage string, notes int) string {
	return fmt.Sprintf("%s in %s: %s", function, stage, Notes(notes))
}

// HeatNobody tells how many notes the grid leaves out.
func HeatNobody(n int) string {
	return count(n, "note is", "notes are") + " of no known function."
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

// A Voice is a function or a person, and how many notes are theirs.
type Voice struct {
	Name  string
	Notes int
}

// mostVoices is how many are named in a line.
const mostVoices = 3

// Voices names who is behind something, the first ones: "Sales 6, Network 4, IT 1 +2".
func Voices(all []Voice) string {
	var parts []string
	for _, v := range all[:min(len(all), mostVoices)] {
		parts = append(parts, v.Name+" "+Number(v.Notes))
	}
	s := strings.Join(parts, ", ")
	if more := len(all) - mostVoices; more > 0 {
		s += fmt.Sprintf(" +%d", more)
	}
	return s
}

// AllVoices names all who are behind a category.
func AllVoices(functions, people []Voice) string {
	var lines []string
	for _, list := range [][]Voice{functions, people} {
		var parts []string
		for i, v := range list {
			if i == 12 {
				parts = append(parts, fmt.Sprintf("+%d", len(list)-i))
				break
			}
			parts = append(parts, v.Name+" "+Number(v.Notes))
		}
		if len(parts) > 0 {
			lines = append(lines, strings.Join(parts, ", "))
		}
	}
	return strings.Join(lines, "\n")
}
