package say

import "fmt"

// Rounds: everybody answers in private, and the answers are shown together.
const (
	RoundTitle   = "In private"
	RoundAsk     = "Ask everybody in private…"
	RoundAskHelp = "Everybody writes one line on their own laptop. Nothing is sent until you show the answers."
	RoundBegin   = "Ask"
	RoundWrite   = "Write yours…"
	RoundRewrite = "Change yours…"
	RoundHelp    = "It stays on this laptop until the answers are shown. Nobody's name stands beside it."
	RoundKeep    = "Keep it here"
	RoundKept    = "Kept on this laptop"
	RoundShow    = "Show the answers"
	RoundShowAsk = "Show the answers now?"
	RoundShowHow = "Every laptop sends what its person wrote. This cannot be taken back."
	RoundTake    = "Take an answer into the header…"
	RoundTakeOne = "Take it"
	RoundTakeTip = "Puts it above the canvas"
	RoundEnd     = "Put away"
	RoundNone    = "Nothing is asked on this canvas"
	RoundOpen    = "The answers are not shown yet"
	RoundRunning = "Something is asked on this canvas already"
	RoundWaiting = "The answers are on their way"
	StepHeader   = "take an answer into the header"
	RoundGo      = "Write…"
)

// RoundWritten is how many of those in the room have answered.
func RoundWritten(wrote, people int) string {
	if wrote > people {
		people = wrote
	}
	return fmt.Sprintf("%d of %d have written", wrote, people)
}

// RoundAnswers is how many answers there are, and in how many piles.
func RoundAnswers(n, kinds int) string {
	return count(n, "answer", "answers") + " · " + count(kinds, "way of saying it", "ways of saying it")
}

// RoundAgreement says how far people agree: how often two of them say much the same.
func RoundAgreement(part float64, people int) string {
	switch percent := fmt.Sprintf(": %d %% of pairs agree", int(part*100+0.5)); {
	case people < 2:
		return "One answer alone tells nothing of how far people agree."
	case part >= 0.66:
		return "Most say much the same" + percent + "."
	case part >= 0.25:
		return "There is more than one promise in this room" + percent + "."
	default:
		return "Hardly two people promise the same" + percent + ". Talk about that first."
	}
}

// RoundNow tells colleagues that something is asked.
func RoundNow(question string) string { return "In private: " + question }

// RoundSaying is a pile of answers.
func RoundSaying(name string, n int) string { return fmt.Sprintf("%s · %d", name, n) }
