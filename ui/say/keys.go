package say

// The Keys sheet. Its groups are the menus.
const (
	KeysFirst = "Tools"            // the group that comes first
	KeysHand  = "With the pointer" // heads what is done with the pointer
	KeysFind  = "Find a key…"
	KeysNone  = "No key does that."
)

// A KeyFamily is a row for commands that differ only in a digit or a direction.
type KeyFamily struct{ Does, Keys string }

// KeyFamilies are rows by the ids' common part.
var KeyFamilies = map[string]KeyFamily{
	"color":     {"Colour", "Alt+1…6"},
	"size":      {"Size", "Alt+7…9"},
	"nudge":     {"Nudge", "Arrows"},
	"nudge.far": {"Nudge far", "Shift+Arrows"},
	"stage":     {"Go to a stage", "1…9"},
}

// HandKeys are habits of the hand that are no commands.
var HandKeys = []KeyFamily{
	{"New note", "Double-click"},
	{"New note here", "Just type"},
	{"Go on right, left", "Tab, Shift+Tab"},
	{"Go on below, above", "Ctrl(+Shift)+Enter"},
	{"Move the paper", "Wheel, Space-drag"},
	{"Zoom at the pointer", "Ctrl+Wheel"},
	{"Add to the selection", "Shift+Click"},
	{"Select what is touched", "Drag to the left"},
	{"Copy a note", "Alt-drag"},
	{"Make a category", "Drag onto a note, wait"},
	{"Menu of what is there", "Right click"},
	{"Keep to one axis", "Shift-drag"},
	{"Drag without jumping in line", "Ctrl-drag"},
}
