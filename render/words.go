package render

import "fmt"

// The words that the drawing itself puts on a canvas; all others come from the method, or were
// written by people.
const (
	wordKept      = "kept"             // a note that one person deleted while another wrote on it
	wordContested = "contested"        // one that people move to and fro between categories
	wordProposed  = "proposed"         // before the issues that nobody has confirmed yet
	wordOutside   = "for the customer" // on brackets
	wordOurs      = "for us"
	wordBlind     = "blind zone"
	wordUnsaid    = "not said" // in a balance bar
	wordStage     = "Stage"    // over the stages of a grid's rows
	wordNothing   = "(no words)"
	wordUnplaced  = "Unplaced" // the shelf of notes whose stage or lane is gone
)

// wordStages says how many stages something reaches: "3 stages".
func wordStages(n int) string { return counted(n, "stage") }

// wordFunctions says how many functions something reaches: "2 functions".
func wordFunctions(n int) string { return counted(n, "function") }

// wordInNotes says how many notes the issues are about: "in 23 notes".
func wordInNotes(n int) string { return "in " + counted(n, "note") }

// wordMore says how many there was no room for: "+3 more".
func wordMore(n int) string { return fmt.Sprintf("+%d more", n) }

// wordConfirmed says what part of a stage's notes stood up: "3 of 13 confirmed".
func wordConfirmed(n, all int) string { return fmt.Sprintf("%d of %d confirmed", n, all) }

// wordLook says how many rows of a grid break a rule: "2 rows to look at".
func wordLook(n int) string { return counted(n, "row") + " to look at" }

// wordBlank says how many rows of a grid are empty.
func wordBlank(n int) string { return fmt.Sprintf("%d with nothing in it yet", n) }

func counted(n int, word string) string {
	if n != 1 {
		word += "s"
	}
	return fmt.Sprintf("%d %s", n, word)
}
