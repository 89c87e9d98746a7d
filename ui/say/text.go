package say

import "fmt"

// Tags, the colour legend, and addresses in texts.
const (
	ToolText = "Words on the paper · T"

	TagAsk   = "Tag…"
	TagWhy   = "Select a note first"
	TagHelp  = "Type a tag and press Enter. Enter alone is done."
	TagHint  = "billing, first week, 5G …"
	TagNone  = "No tags here yet"
	TagNew   = "Add “%s”"
	TagEvery = "✓  "
	TagSome  = "–  "
	TagNot   = "     "

	LegendAsk   = "Colour legend…"
	LegendTitle = "What do the colours mean?"
	LegendHelp  = "What you write stands below the canvas, for everybody and in exported pictures."
	LegendHint  = "nothing in particular"

	LegendAny       = "Any meaning"
	LegendFunctions = "Functions"
	LegendKind      = "Functions: a note of a colour counts for the function that is written beside it, in issues and who is heard."

	WebAsk  = "Open this address?"
	WebHelp = "It opens outside Throughline. Without internet it may lead nowhere."
	WebOpen = "Open"
	WebCopy = "Copy"
)

// TagsOf heads the field of tags.
func TagsOf(notes int) string { return "Tags of " + Notes(notes) }

// TagAdd offers a tag that is not there yet.
func TagAdd(tag string) string { return fmt.Sprintf(TagNew, tag) }

// TagRow is a tag with the notes that bear it.
func TagRow(mark, tag string, notes int) string {
	if notes == 0 {
		return mark + tag
	}
	return mark + tag + " · " + Number(notes)
}

// SwatchTip is what a colour is and, if somebody said so, what it means here.
func SwatchTip(name, meaning, key string) string {
	if meaning != "" {
		return meaning + " · " + name + " · " + key
	}
	return name + " · " + key
}
