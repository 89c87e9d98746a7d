package say

import (
	"fmt"
	"strings"
)

// Stages that a canvas begins with, or gets instead of its own.
const (
	StagesAsk      = "Use other stages…"
	StagesWhy      = "The stages of this canvas are given"
	StagesBegin    = "Stages to begin with"
	StagesOwn      = "As the method has them"
	StagesType     = "Type the stages…"
	StagesTypeHelp = "From left to right, with commas between them"
	StagesUse      = "Use these stages?"
	StagesFollow   = "Notes follow their stage"
	StagesDo       = "Use these stages"
	StageStays     = "Stays as it is"
	StepStages     = "use other stages"
)

// StageHolds says what is in a stage.
func StageHolds(name string, notes int, opened bool) string {
	switch {
	case notes > 0 && opened:
		return name + " · " + Notes(notes) + " and a canvas"
	case opened:
		return name + " · a canvas"
	}
	return name + " · " + Notes(notes)
}

// StagesGo names the stages that go because nothing is in them.
func StagesGo(names []string) string {
	if len(names) == 1 {
		return "Nothing is in " + names[0] + ": it goes."
	}
	last := len(names) - 1
	return "Nothing is in " + strings.Join(names[:last], ", ") + " and " + names[last] + ": they go."
}

// StagesUsed tells that a canvas has other stages.
func StagesUsed(n int) string {
	if n == 1 {
		return "The canvas has 1 stage now"
	}
	return fmt.Sprintf("The canvas has %d stages now", n)
}
