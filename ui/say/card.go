package say

import "strings"

// What is said of a note beside its words.
const (
	CardTab      = "Card"
	CardAsk      = "Card…"
	CardNone     = "Select a note"
	CardTeach    = "What is known of a note beside its words stands here: who it is about, how we know, who owns it. Select one, or several of one kind."
	CardMixed    = "Notes of several kinds are selected"
	CardUnknown  = "The method on this laptop has no such kind of card. What was said of it is kept. Choose a kind, or drag it into a lane."
	CardKind     = "Kind"
	CardNothing  = "–"
	CardDiffer   = "various"
	CardOther    = "Other…"
	CardChoose   = "Choose…"
	CardSeveral  = "Type to find, Enter takes one. Enter alone is done."
	CardFind     = "Find or add …"
	CardNoneYet  = "None here yet"
	CardNumber   = "Write a number"
	LensAsk      = "Look through a lens…"
	LensAskTitle = "Whose eyes?"
	LensAnything = "anything"
	LensNothing  = "Nothing has been said of notes here"
)

// CardOf is the heading of what is said of notes: "Touchpoint", "3 touchpoints".
func CardOf(title string, notes int) string {
	if notes == 1 {
		return title
	}
	return title + " · " + Notes(notes)
}

// FieldWords is a field's caption with its unit: "Time to value (days)".
func FieldWords(title, unit string) string {
	if unit == "" {
		return title
	}
	return title + " (" + unit + ")"
}

// LensRow is one line of what a lens can show: "Channel: Web   4 notes".
func LensRow(title, value string, notes int) string {
	return title + ": " + value + strings.Repeat(" ", 3) + Notes(notes)
}
