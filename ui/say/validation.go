package say

import "fmt"

// Validation: those who know say whether the notes are true.
const (
	ValidateTitle   = "Is it so?"
	ValidateHelp    = "You know how it really is. Select a note and say; write what is missing as a note of its own."
	ValidateBegin   = "You are asked whether these notes are true"
	ValidateGo      = "Begin"
	ValidateConfirm = "So it is"
	ValidateChange  = "Nearly: should be changed"
	ValidateMissing = "Something is missing"
	ValidateWrong   = "Not so"
	ValidateBack    = "Take your verdict back"
	ValidateNext    = "Next note"
	ValidateNextTip = "The next note of which you have said nothing"
	ValidateAllSaid = "You have said of every note on this canvas what you think. Thank you."
	ValidateSend    = "Send for validation…"
	ValidateStop    = "Ask no longer"
	ValidateAsked   = "Nobody is asked what is true"
	ValidateReturn  = "Save it to send back…"
	StepJudge       = "say what is true"
)

// ValidateDone is how far this person has come.
func ValidateDone(said, notes int) string { return fmt.Sprintf("%d of %s", said, Notes(notes)) }

// Verdict is what a verdict is called.
func Verdict(v string) string {
	switch v {
	case "confirm":
		return ValidateConfirm
	case "change":
		return ValidateChange
	case "missing":
		return ValidateMissing
	case "wrong":
		return ValidateWrong
	}
	return ""
}
