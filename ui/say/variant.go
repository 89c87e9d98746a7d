package say

import "fmt"

// Variants of a canvas.
const (
	VariantMake    = "Make a variant…"
	VariantWhy     = "A variant is made of a canvas with stages of its own"
	VariantCompare = "Compare with its variant…"
	VariantNone    = "This canvas has no variant"
	VariantAsk     = "A variant for whom, or for what?"
	VariantOther   = "Another one…"
	VariantName    = "What is the variant for?"
	VariantNotes   = "What of the notes?"
	VariantWith    = "Show the same notes there too"
	VariantWithout = "Begin without notes"
	VariantTitle   = "Side by side"
	VariantAbout   = "Stage by stage: what has another name, and which notes are on one side alone"
	VariantSame    = "Both sides are the same."
	VariantAdded   = "added"
	VariantRemoved = "removed"
	VariantRenamed = "renamed"
	StepVariant    = "make a variant"
)

// VariantBoth says how many notes are on both sides.
func VariantBoth(n int) string {
	if n == 0 {
		return ""
	}
	return Notes(n) + " on both"
}

// Journeys through a stage.
const (
	JourneyAsk   = "Journeys through the stage"
	JourneyNew   = "A new journey…"
	JourneyName  = "Whose journey, or which one?"
	JourneyNone  = "This method has no journeys."
	StepServe    = "let a journey serve a stage"
	StepServeEnd = "let a journey no longer serve a stage"
)

// JourneyOpen, JourneyServe and JourneyLeave are what can be done with a journey.
func JourneyOpen(title string) string { return "Open " + title }

// JourneyServe: see [JourneyOpen].
func JourneyServe(title string) string { return "Let " + title + " serve this stage too" }

// JourneyLeave: see [JourneyOpen].
func JourneyLeave(title string) string { return title + " serves this stage no longer" }

// Templates.
const (
	TemplateSave = "Save this canvas as a template…"
	TemplateName = "What is the template called?"
	TemplateWhy  = "A canvas of stages and lanes can be a template"
	TemplateDone = "Saved without its notes; it is on Home now."
)

// Lost tells of notes whose stage, lane or card is gone.
func Lost(regions, cards int) string {
	switch {
	case cards == 0:
		return fmt.Sprintf("%s under Unplaced: stage or lane is gone.", Notes(regions))
	case regions == 0:
		return fmt.Sprintf("%s under Unplaced: the method no longer has their kind of card.", Notes(cards))
	}
	return fmt.Sprintf("%s under Unplaced: their stage or lane is gone, or, of %d, their kind of card.", Notes(regions+cards), cards)
}
