package say

import (
	"fmt"
	"time"
)

// The door, and what people may do.
const (
	DoorOpen       = "Open"
	DoorAsk        = "Ask me"
	DoorShut       = "Shut"
	DoorIsOpen     = "Whoever types the words comes in."
	DoorAsks       = "Whoever types the words waits until you let them in."
	DoorIsShut     = "Nobody new comes in. Who is in stays."
	DoorOther      = "The facilitator decides who comes in."
	DoorNew        = "New words"
	DoorNewTip     = "The old ones open nothing from then on. Who is in stays."
	DoorNewDone    = "The words are new. The old ones open nothing any more."
	DoorUnshared   = "Share the workshop first"
	DoorMayNot     = "Only the facilitator may do this"
	DoorCommandNew = "New words for joining"
	DoorSetOpen    = "Door: open"
	DoorSetAsk     = "Door: ask me"
	DoorSetShut    = "Door: shut"

	AskLetIn  = "Let in"
	AskNot    = "Not now"
	AskAll    = "Let all in"
	AskNobody = "Nobody asks to be let in"
	AskAnswer = "Let in everybody who asks"

	RoleLeads     = "facilitator"
	RoleWatches   = "only watches"
	RoleBigScreen = "big screen"
	RoleLetsIn    = "lets people in"
	RoleOut       = "removed"

	PersonMore      = "What can be done about this person"
	PersonLeads     = "Make a facilitator, too"
	PersonWrites    = "May write notes"
	PersonWatches   = "May only watch"
	PersonLetsIn    = "May let people in"
	PersonLetsNoOne = "May no longer let people in"
	PersonOut       = "Remove from the workshop…"
	PersonBack      = "Let them back in"
	Remove          = "Remove"

	WatchSign   = "You only watch here"
	WatchReason = "You watch this workshop, and change nothing in it. The facilitator can let you write."
	YourCopy    = "Your own copy"

	FunctionYours = "Functional area"
	NameShort     = "Ana, say"
	FunctionShort = "Sales, say"
)

// DoorUntil says how long the door is open.
func DoorUntil(until time.Time) string {
	return "Open until " + until.Format("15:04") + ", then you are asked."
}

// DoorTried says that a laptop takes no words for a while.
func DoorTried(name string) string {
	if name == "" {
		name = "One"
	} else {
		name += "’s"
	}
	return name + " laptop was tried with too many wrong words, and takes none for a few minutes. New words, or Open, end that."
}

// AskWants says who wants in.
func AskWants(name string) string { return name + " wants in" }

// AskSeveral says how many want in.
func AskSeveral(n int) string { return fmt.Sprintf("%d people want in", n) }

// AskMore tells of those who are not listed.
func AskMore(n int) string { return fmt.Sprintf("and %d more", n) }

// Waiting says who is asked, at the door of a workshop.
func Waiting(who []string) string {
	switch len(who) {
	case 0:
		return "The words are right. The door is kept by people, and nobody who may let you in is here just now. Ask the facilitator to open the workshop on their laptop; you come in as soon as it is there."
	case 1:
		return "The words are right. You come in as soon as " + who[0] + " lets you in."
	case 2:
		return "The words are right. You come in as soon as " + who[0] + " or " + who[1] + " lets you in."
	}
	return fmt.Sprintf("The words are right. You come in as soon as %s or one of %d others lets you in.", who[0], len(who)-1)
}

// RemoveAsk asks whether somebody is to be removed, RemoveWhat what that means.
func RemoveAsk(name string) string { return "Remove " + name + "?" }

// RemoveWhat: see [RemoveAsk].
func RemoveWhat(name string) string {
	return name + " is out at once, on every laptop, and the words are new. What was on " + name + "’s laptop stays there."
}

// RemovedBy tells a person that they were removed, RemovedWhat what that means.
func RemovedBy(name string) string {
	if name == "?" {
		name = "The facilitator"
	}
	return name + " took you out of this workshop"
}

// RemovedWhat: see [RemovedBy].
func RemovedWhat(name string) string {
	if name == "?" {
		name = "the facilitator"
	}
	return "Everything that was here is still on this laptop, and yours to keep. If it was a mistake, ask " + name + " to let you back in, and join with the words that are on the wall then."
}
