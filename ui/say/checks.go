package say

import "strings"

// Checks: what a method asks of the workshop all the time.
const (
	ChecksTab       = "Checks"
	ChecksNone      = "What the method asks for is there."
	ChecksTeach     = "The method asks questions of the workshop all the time: words that only we use, empty cells, functions that nobody has heard. What is found is listed here, and the room answers it."
	ChecksFold      = "Fold away what is settled"
	ChecksGroupTip  = "Show all of these"
	CheckShow       = "Show"
	CheckShowTip    = "Light up what it is about"
	CheckUse        = "Use it"
	CheckAnswer     = "Answer"
	CheckDismiss    = "Dismiss…"
	CheckDismissTip = "It is nothing; a reason stays with it"
	CheckReopen     = "Open again"
	CopyFindings    = "Copy the list of findings"
	UseSuggestion   = "Use the customer’s words"
	NoSuggestion    = "Select a note with a word that only we use"
	CheckAnswered   = "answered"
	CheckDismissed  = "Dismissed"
	CheckAnswerAsk  = "What is the room’s answer?"
	CheckDismissAsk = "Why is it nothing?"
)

// ChecksFound is how many findings are open: "6 findings".
func ChecksFound(n int) string {
	if n == 0 {
		return "Nothing found"
	}
	return count(n, "finding", "findings")
}

// ChecksSettled is how many are answered or dismissed: "2 answered".
func ChecksSettled(n int) string {
	if n == 0 {
		return ""
	}
	return Number(n) + " answered"
}

// ChecksUnfold offers what is settled.
func ChecksUnfold(n int) string { return "Show " + Number(n) + " settled" }

// ChecksMore tells how many findings the list leaves out.
func ChecksMore(n int) string { return "and " + Number(n) + " more" }

// ChecksCount is a part of a summary: "Nothing written 4".
func ChecksCount(title string, n int) string { return title + " " + Number(n) }

// CheckUseTip names the words that would stand there.
func CheckUseTip(with string) string { return "“" + with + "”" }

// CheckSaid is what somebody said of a finding: "Answered: one diary for all · Ana".
func CheckSaid(state, reason, who string) string {
	s := strings.ToUpper(state[:1]) + state[1:] + ": “" + reason + "”"
	if who != "" {
		s += " · " + who
	}
	return s
}
