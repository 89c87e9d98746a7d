package say

// Curves and bars that are drawn on a canvas.
const (
	FeelingNobody = "Nobody has said yet. Click to say how it feels to you."
	FeelingOne    = "one person"

	ViewsAsk    = "Show or hide curves and bars…"
	ViewsTitle  = "What should this canvas show?"
	ViewsNone   = "This canvas has no curve and no bar"
	ViewsOn     = "Hide: "
	ViewsOff    = "Show: "
	StepViewOn  = "show a view"
	StepViewOff = "hide a view"
)

// FeelingTogether is the mean of several people, and how far they lie apart.
func FeelingTogether(mean, apart string, people int) string {
	return mean + " on average, " + apart + " apart · " + count(people, "person", "people")
}
