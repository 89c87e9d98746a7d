package say

import (
	"strconv"
	"strings"
)

// Getting at everything.
const (
	Menus      = "Everything you can do · F10"
	RenameAsk  = "Rename the workshop…"
	ShareAsk   = "Share: let others in…"
	ExportAsk  = "Save as a picture or a table…"
	OpenMenus  = "Menus"
	MenuHere   = "Menu of the selection"
	GoToNotice = "Go to the notice"
	NoNotice   = "There is no notice now"
	OtherMode  = "Light, dark, or as the laptop"
	KeysAsk    = "Keys…"
)

// The panel at the right.
const (
	Panel      = "Panel"
	PanelMenu  = "Panel"
	ClosePanel = "Close the panel · Ctrl+B"
	TabHistory = "History"
	TabMore    = "More"
	NoHistory  = "What you and your colleagues do from now on is listed here."
	You        = "You"
	Colleague  = "A colleague"
)

// BroughtByYou, see [BroughtBy].
const BroughtByYou = "brought in by you"

// BroughtBy says who vouches for what somebody else did: out of a file, or from before they left.
func BroughtBy(name string) string { return "brought in by " + name }

// Several names those who did something together.
func Several(names []string) string {
	switch len(names) {
	case 0:
		return Colleague
	case 1:
		return names[0]
	case 2:
		return names[0] + " and " + names[1]
	}
	return names[0] + " and " + Number(len(names)-1) + " others"
}

// A Deed is what somebody did.
type Deed string

// What somebody can do.
const (
	DidStage    Deed = "stage"
	DidCategory Deed = "category"
	DidHeader   Deed = "header"
	DidRename   Deed = "rename"
	DidDelete   Deed = "delete"
	DidRestore  Deed = "restore"
	DidWrite    Deed = "write"
	DidEdit     Deed = "edit"
	DidSort     Deed = "sort"
	DidRecolour Deed = "recolour"
	DidMove     Deed = "move"
	DidShow     Deed = "show"
	DidHide     Deed = "hide"
)

// Deeds lists them; of several in one change the first is told.
var Deeds = []Deed{DidStage, DidCategory, DidHeader, DidRename, DidDelete, DidRestore, DidWrite, DidEdit, DidSort, DidRecolour, DidMove, DidShow, DidHide}

// DeedLine tells what was done to n things; words are of the one note, or a name.
func DeedLine(d Deed, n int, words string) string {
	quoted := func(verb, many string) string {
		if n == 1 && words != "" {
			return verb + " “" + strings.Join(strings.Fields(words), " ") + "”"
		}
		return many
	}
	switch d {
	case DidStage:
		return quoted("changed the stage", "changed the stages")
	case DidCategory:
		return quoted("changed the category", "changed the categories")
	case DidHeader:
		return "wrote in the header"
	case DidRename:
		return "renamed the workshop"
	case DidDelete:
		return quoted("deleted", "deleted "+Notes(n))
	case DidRestore:
		return quoted("brought back", "brought back "+Notes(n))
	case DidWrite:
		return quoted("wrote", "wrote "+Notes(n))
	case DidEdit:
		return quoted("edited", "edited "+Notes(n))
	case DidSort:
		return quoted("sorted", "sorted "+Notes(n))
	case DidRecolour:
		return quoted("recoloured", "recoloured "+Notes(n))
	case DidShow:
		return quoted("put on another canvas too:", "put "+Notes(n)+" on another canvas too")
	case DidHide:
		return quoted("took off a canvas:", "took "+Notes(n)+" off a canvas")
	}
	return quoted("moved", "moved "+Notes(n))
}

// The palette.
const (
	PaletteAsk  = "Any command…"
	PaletteHint = "What do you want to do, or find?"
	PaletteNone = "Nothing is called that."
	NotePrefix  = "note:"
	Stage       = "Stage"
	Canvas      = "Canvas"
	Person      = "Person"
)

// GoToStage and GoToPerson are lines of the palette.
func GoToStage(name string) string { return "Go to stage " + name }

// GoToCanvas: see [GoToStage].
func GoToCanvas(title string) string { return "Go to canvas " + title }

// MakeCard gives the selected notes another kind: see [GoToStage].
func MakeCard(title string) string { return "Make it “" + title + "”" }

// GoToPerson: see [GoToStage].
func GoToPerson(name string) string { return "Go to " + name }

// Finding notes.
const (
	FindHint      = "Find a note…"
	FindKey       = "Ctrl F"
	FindTip       = "Find a note by its words, author, tag, category or stage · Ctrl+F"
	FindAsk       = "Find a note…"
	FindNext      = "Next find"
	FindBefore    = "Find before"
	FindAll       = "Select all finds"
	FindFirst     = "Find a note first"
	FindNextTip   = "Next · Enter"
	FindBeforeTip = "Before · Shift+Enter"
	FindStay      = "Close and stay here · Esc goes back"
	Unplaced      = "Unplaced"
)

// Found counts what was found; FoundAt says which of it is shown.
func Found(n int) string { return Number(n) + " found" }

// FoundAt: see [Found].
func FoundAt(i, n int) string { return Number(i) + " of " + Number(n) }

// SelectFound is the button that selects n finds.
func SelectFound(n int) string {
	if n == 0 {
		return "Select all"
	}
	return "Select all " + Number(n)
}

// Chip is a stage and how much was found there.
func Chip(stage string, n int) string { return stage + " " + Number(n) }

// OnlyStage tells what a click on a chip does.
func OnlyStage(stage string) string { return "Only in " + stage }

// The corner at the bottom right.
const (
	Map        = "Map"
	MapTip     = "Map · M"
	ZoomIn     = "Zoom in · Ctrl+="
	ZoomOut    = "Zoom out · Ctrl+-"
	ZoomActual = "100 % · Ctrl+0"
)

// Percent says a zoom.
func Percent(n int) string { return strconv.Itoa(n) + " %" }

// FoundNone tells that no note has the words that were looked for.
func FoundNone(words string) string {
	if r := []rune(strings.Join(strings.Fields(words), " ")); len(r) > 40 {
		words = string(r[:39]) + "…"
	}
	return "Nothing says “" + strings.TrimSpace(words) + "”. Esc closes."
}
