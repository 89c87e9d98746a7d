package say

// KeyGroups are the headings of the Keys sheet, and which commands stand under each.
var KeyGroups = []struct {
	Title    string
	Prefixes []string
}{
	{"Tools", []string{"tool"}},
	{"Notes", []string{"note", "header", "color", "link"}},
	{"Edit", []string{"edit", "nudge"}},
	{"Arrange", []string{"arrange"}},
	{"Look", []string{"view", "stage"}},
}

// A KeyFamily is a row for commands that differ only in a digit or a direction.
type KeyFamily struct{ Does, Keys string }

// KeyFamilies are rows by the ids' common part.
var KeyFamilies = map[string]KeyFamily{
	"color":     {"Colour", "Alt+1…6"},
	"nudge":     {"Nudge", "Arrows"},
	"nudge.far": {"Nudge far", "Shift+Arrows"},
	"stage":     {"Go to a stage", "1…9"},
}

// KeysHand heads what is done with the pointer.
const KeysHand = "With the pointer"

// HandKeys are habits of the hand that are no commands.
var HandKeys = []KeyFamily{
	{"New note", "Double-click"},
	{"Move the paper", "Wheel, Space-drag"},
	{"Zoom at the pointer", "Ctrl+Wheel"},
	{"Add to the selection", "Shift+Click"},
	{"Copy a note", "Alt-drag"},
}
