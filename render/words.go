package render

import "fmt"

// The words that the drawing itself puts on a canvas; all others come from the method, or were
// written by people.
const (
	wordKept      = "kept"      // a note that one person deleted while another wrote on it
	wordContested = "contested" // one that people move to and fro between categories
	wordProposed  = "proposed"  // before the issues that nobody has confirmed yet
	wordUnplaced  = "Unplaced"  // the shelf of notes whose stage or lane is gone
)

// wordStages says how many stages something reaches: "3 stages".
func wordStages(n int) string { return counted(n, "stage") }

// wordFunctions says how many functions something reaches: "2 functions".
func wordFunctions(n int) string { return counted(n, "function") }

// wordInNotes says how many notes the issues are about: "in 23 notes".
func wordInNotes(n int) string { return "in " + counted(n, "note") }

// wordMore says how many there was no room for: "+3 more".
func wordMore(n int) string { return fmt.Sprintf("+%d more", n) }

func counted(n int, word string) string {
	if n != 1 {
		word += "s"
	}
	return fmt.Sprintf("%d %s", n, word)
}
