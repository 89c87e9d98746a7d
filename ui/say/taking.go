package say

// Stages of one canvas on another.
const (
	TakeNone  = "No canvas of this method takes over stages."
	TakeThere = "The stage is there already, with all its notes."
	StepTake  = "take a stage into another canvas"
)

// TakeAsk asks where a stage is taken.
func TakeAsk(stage string) string { return "Take " + stage + " into" }

// TakeInto and TakeBegin are where it can be taken.
func TakeInto(title string) string { return title }

// TakeBegin: see [TakeInto].
func TakeBegin(title string) string { return title + " (a new canvas)" }
