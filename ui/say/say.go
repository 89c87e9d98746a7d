// Package say holds every sentence of the screens, in English, in one place, so that
// another language is a swap. Sentences are what a facilitator would say.
package say

import (
	"fmt"
	"strings"
	"time"
)

// Home.
const (
	Product     = "Throughline"
	Tagline     = "a shared wall for customer-lifecycle workshops · works with no internet"
	Start       = "Start a workshop"
	Yours       = "Your workshops"
	YoursEmpty  = "Nothing here yet"
	YoursTeach  = "Start a workshop above, write the first note, and it is kept on this laptop from then on. Workshops that you join are kept here too, so you can go on without the room."
	YoursWait   = "Looking on this laptop…"
	Room        = "In this room"
	JoinWords   = "Join with the words on the wall"
	JoinAddress = "Address"
	AddressHint = "only if it is not in the list"
	Join        = "Join"
	Joining     = "Checking the words…"
	JoinSafe    = "Everything stays in the room: encrypted between laptops, saved on each of them."
	WordsWrong  = "These words do not open this workshop"
	WordsFew    = "Five words are needed; the first three letters of each are enough."
	YourName    = "Your name"
	NameHint    = "How colleagues call you"
)

// Dialogs.
const (
	TitleAsk     = "What is the workshop called?"
	TitleHelp    = "You can change it at any time."
	Create       = "Start"
	Creating     = "Preparing the wall…"
	Opening      = "Opening the workshop…"
	Closing      = "Keeping the last changes…"
	NameAsk      = "Who are you?"
	NameHelp     = "Colleagues see your name on the notes that you write."
	NameFunction = "Functional area"
	FunctionHint = "Sales, Network, Finance …"
	NameColour   = "Your colour"
	Continue     = "Continue"
	Cancel       = "Cancel"
	Close        = "Close"
	Done         = "Done"
	OK           = "OK"
	ChooseHint   = "Type to narrow the list"
	ChooseNone   = "Nothing of that name"
	StayHere     = "Stay here"
	LeaveAnyway  = "Leave anyway"

	ShareTitle   = "People can join with these words"
	ShareOpening = "Opening the door…"
	ShareAddress = "or by address"
	ShareCopy    = "Copy invitation"
	ShareCopied  = "Copied"
	ShareRoom    = "In the room"
	ShareYou     = "you, on this laptop"
	ShareAlone   = "Nobody else yet. Names appear here as laptops come in."
	ShareHow     = "On the other laptops: start Throughline, type the five words, press Join."

	ExportTitle     = "Export"
	ExportWhat      = "What"
	ExportFormat    = "Format"
	ExportPNG       = "Picture, PNG"
	ExportSize      = "Size"
	ExportDrawing   = "Drawing the preview…"
	ExportNone      = "There is no preview of this canvas."
	ExportSave      = "Save PNG"
	ExportSaveOther = "Save"
	ExportSaving    = "Saving…"
	ExportFolder    = "Folder"
	ExportName      = "File"
	ExportThere     = "There is a file of this name already."
	ExportReplace   = "Replace it"

	KeysTitle = "Keys"
)

// Canvas screen.
const (
	BackHome    = "All workshops"
	Rename      = "Rename the workshop"
	Undo        = "Undo"
	Redo        = "Redo"
	NothingUndo = "Nothing to undo"
	NothingRedo = "Nothing to redo"
	Share       = "Share"
	ShareTip    = "Let others in"
	Export      = "Export"
	ExportTip   = "Save this canvas as a picture"
	ToolSelect  = "Select · V"
	ToolNote    = "Note · N"
	ToolHand    = "Move the paper · H"
	ToolLink    = "Link two notes · L"
	LinkLabel   = "A few words on the link, if you like"
	Fit         = "See all · Shift+1"
	Keys        = "Keys · ?"
	ModeLight   = "Light · click for dark"
	ModeDark    = "Dark · click to follow the laptop"
	ModeSystem  = "As the laptop · click for light"
	NoCanvas    = "This workshop has no canvas yet."
)

// How the workshop stands.
const (
	Loading    = "Loading…"
	Saving     = "Saving…"
	Saved      = "Saved on this laptop"
	Trouble    = "Needs a look"
	SavedShort = "saved"
	InStep     = "in step"
	Away       = "away"
)

// StandsInStep is told when all laptops hold the same; n counts this one too.
func StandsInStep(n int) string { return "In step · " + Laptops(n) }

// Behind is how far the room is behind.
func Behind(changes int) string {
	if changes == 1 {
		return "1 change behind"
	}
	return fmt.Sprintf("%d changes behind", changes)
}

// MemberBehind is how far one laptop is behind.
func MemberBehind(changes int) string { return fmt.Sprintf("%d behind", changes) }

// Laptops counts laptops.
func Laptops(n int) string { return count(n, "laptop", "laptops") }

// Notes counts notes.
func Notes(n int) string { return count(n, "note", "notes") }

// People counts people.
func People(n int) string { return count(n, "person", "people") }

func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return Number(n) + " " + many
}

// Number groups the digits of n by threes with a thin blank.
func Number(n int) string {
	s := fmt.Sprint(n)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "\u2009" + s[i:]
	}
	return s
}

// Ago tells when something was, as seen at now.
func Ago(then, now time.Time) string {
	then = then.In(now.Location())
	switch d := now.Sub(then); {
	case then.IsZero():
		return "never opened"
	case d < time.Minute:
		return "just now"
	case d < time.Hour:
		return count(int(d/time.Minute), "minute", "minutes") + " ago"
	case sameDay(then, now):
		return count(int(d/time.Hour), "hour", "hours") + " ago"
	case sameDay(then, now.AddDate(0, 0, -1)):
		return "yesterday"
	case then.Year() == now.Year():
		return then.Format("2 Jan")
	}
	return then.Format("2 Jan 2006")
}

func sameDay(a, b time.Time) bool {
	y, m, d := a.Date()
	Y, M, D := b.Date()
	return y == Y && m == M && d == D
}

// DefaultTitle is offered for a new workshop.
func DefaultTitle(method string, now time.Time) string {
	return method + " · " + now.Format("2 January")
}

// UndoStep names the step that would be taken back, or brought back.
func UndoStep(verb, step, keys string) string { return verb + " " + step + " · " + keys }

// Invitation is what *Copy invitation* copies.
func Invitation(words, addr, link string) string {
	return strings.TrimSpace(words + "\n" + addr + "\n" + link)
}

// Pixels is the size of a picture and what it is sharp enough for.
func Pixels(w, h int) string {
	s := Number(w) + " × " + Number(h) + " pixels"
	for _, paper := range []struct {
		name string
		long int // pixels of its long side at 150 to the inch
	}{{"A0", 7020}, {"A1", 4960}, {"A2", 3510}, {"A3", 2480}, {"A4", 1750}} {
		if max(w, h) >= paper.long {
			return s + " · sharp at " + paper.name
		}
	}
	return s + " · for the screen"
}

// SavedAs tells where a picture is.
func SavedAs(file string) string { return "Saved as " + file }
