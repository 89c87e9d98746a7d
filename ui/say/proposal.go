package say

import (
	"fmt"
	"strings"
	"time"
)

// Categories that are proposed.
const (
	Unsorted = "Unsorted"

	Suggest        = "Suggest categories"
	SuggestMore    = "Suggest new ones too"
	SuggestHow     = "From the words on the notes, on this laptop. You look first: nothing changes until you apply."
	SuggestTip     = "A preview on your screen alone"
	PlaceRest      = "Place the rest"
	PlaceRestTip   = "Puts what is like the notes of a pile into it; what is like none stays unsorted"
	PlaceRestAsk   = "Place the rest by the piles you started"
	OtherWays      = "Other ways…"
	ByColor        = "Categories by colour"
	ByFunction     = "Categories by function"
	ByStage        = "Categories by stage"
	ByAuthor       = "Categories by author"
	ByVotes        = "Categories by votes"
	ByVotesNone    = "Nobody has voted yet: select a note and press Ctrl+Shift+D."
	ByWords        = "Categories by words…"
	ByWordsAsk     = "By which words?"
	ByWordsHelp    = "One category for each, with commas between them: bill, engineer, “status page”"
	SameWords      = "Words that mean the same…"
	SameTitle      = "Words that mean the same"
	SameHelp       = "Words and phrases are compared as they are written. Say here what means the same in this workshop; it holds for everybody."
	SameHint       = "lead time = delivery time"
	SameAdd        = "Add"
	SameNone       = "Nothing yet"
	SameRemove     = "Remove"
	SameNeedsTwo   = "It takes two words: cash = money"
	SuggestNote    = "Suggest a category for this note…"
	SuggestNoteAsk = "Where does it belong?"
	SuggestNoteNo  = "No category is like this note yet."

	ProposalTitle     = "Suggested from the words"
	ProposalTitlePile = "Placed by your piles"
	ProposalTitleBy   = "Suggested"
	ProposalOnlyYou   = "nothing has moved for anyone else yet"
	Fewer             = "Fewer"
	More              = "More"
	HowMany           = "How many categories"
	Discard           = "Discard"
	ProposalDiscard   = "Discard the suggestion"
	ProposalApply     = "Apply the suggestion"
	Apply             = "Apply · Enter"
	ApplyArrange      = "Apply and arrange…"
	Arrange           = "Arrange…"
	ArrangeTip        = "Apply, and bring the notes of each category together"
	ArrangeTitle      = "Arrange the notes as well?"
	ArrangeDo         = "Apply and arrange"
	ProposalFewer     = "Fewer categories"
	ProposalMore      = "More categories"
	ProposalAgain     = "Suggest again"
	ProposalAll       = "Suggest for all notes"
	AllNotes          = "take all notes"
	NoLane            = "The suggestion is about a selection, or the canvas has no lane of opportunities"
	ProposalKeep      = "Keep this group as it is"
	ProposalRename    = "Rename this group"
	ProposalTray      = "Go to the unsorted notes"
	Keep              = "keep"
	Kept              = "kept"
	PileYours         = "yours"
	LeaveOut          = "leave out"
	TakeIn            = "take in"
	WasLeftOut        = "left out · stays as it was"
	GroupTip          = "Show its notes · double-click to rename"
	ProposalHint      = "Drag a note to correct a group: it stays where you put it when you suggest again. “keep” leaves a group as it is."
	ProposalNone      = "No categories came of it"
	ProposalEmpty     = "There are no notes here yet that could be grouped."
	WhereElse         = "Where it could go"
	NoPlace           = "like no other note"
	NoneOfWords       = "none of the words is on it"
	NothingSaid       = "it says nothing of that"
	PutByYou          = "You put it there."
	StaysThere        = "It was there already and stays."
	Reworded          = "Somebody has changed its words since. “Suggest again” compares them anew."
	NoProposal        = "Suggest categories first"
	NeedsUnsorted     = "Select an unsorted note"
	NeedsGroup        = "Choose a group of the suggestion first"
	OneAuthor         = "one person’s notes"
	OneFunction       = "one function’s notes"
	SelectContested   = "Show contested notes"
	NoneContested     = "No note is moved to and fro between categories"
	CopiesFan         = "Fan out notes that say nearly the same"
	Copies            = "Notes that say nearly the same"
	CopiesNone        = "No two notes say nearly the same."
	KeepCategory      = "Keep as it is when categories are suggested"
	UnkeepCategory    = "Let suggestions change this category"
)

// CouldGo tells of an unsorted note which categories are like it, the likest first.
func CouldGo(categories []string) string {
	return "Unsorted. It is most like " + strings.Join(categories, ", ")
}

// OnNoNote tells by which words nothing was found: "On no note that is free: zebra, fax".
func OnNoNote(words []string) string { return "On no note that is free: " + strings.Join(words, ", ") }

// VoteBands are what the categories by votes are called: of many votes, of some, of none.
func VoteBands() []string { return []string{"Many votes", "Some votes", "No votes"} }

// PilesStarted says what people began: "You have started 3 piles".
func PilesStarted(n int) string { return "You have started " + count(n, "pile", "piles") }

// ProposalTitleSome is the heading where a few notes were asked about.
func ProposalTitleSome(n int) string { return "Suggested for " + Notes(n) + " selected" }

// ProposalTitleLane is the heading where the notes of a lane were asked about.
func ProposalTitleLane(lane string) string { return "Suggested for " + lane }

// LaneNotes tells how many notes of all were looked at: "24 of 68 notes".
func LaneNotes(some, all int) string { return Number(some) + " of " + Notes(all) }

// EveryNote tells that all were: "all 68 notes".
func EveryNote(n int) string { return "all " + Notes(n) }

// OnlyLane offers to look at the notes of a lane alone.
func OnlyLane(lane string) string { return "only " + lane }

// ProposalLane is the command for that.
func ProposalLane(lane string) string { return "Suggest for " + lane + " alone" }

// Comparing says what goes on: "Comparing 2,000 notes…".
func Comparing(notes int) string { return "Comparing " + Notes(notes) + "…" }

// Preview says what is seen: "Preview: 4 categories from 18 notes".
func Preview(groups, notes int) string {
	return "Preview: " + count(groups, "category", "categories") + " from " + Notes(notes)
}

// PreviewShort says it where there is little room: "4 categories".
func PreviewShort(groups int) string { return count(groups, "category", "categories") }

// Took says how long it took: "0.04 s".
func Took(d time.Duration) string { return fmt.Sprintf("%.2f s", d.Seconds()) }

// SuggestFor is the command for some notes: "Suggest categories for 12 notes".
func SuggestFor(notes int) string { return "Suggest categories for " + Notes(notes) }

// GroupChange tells how a group differs from what there is: "new", "3 more", "dissolved".
func GroupChange(there bool, came, left int) string {
	switch {
	case !there:
		return "new"
	case came > 0 && left > 0:
		return fmt.Sprintf("%d more, %d fewer", came, left)
	case came > 0:
		return fmt.Sprintf("%d more", came)
	case left > 0:
		return fmt.Sprintf("%d fewer", left)
	}
	return "as it is"
}

// Dissolves tells of a category that the suggestion does not have any more.
func Dissolves(notes int) string { return "no longer · its " + Notes(notes) + " go elsewhere" }

// SharedWords lists words that notes share: "shared: date, owner".
func SharedWords(words []string) string { return "shared: " + strings.Join(words, ", ") }

// ClosestTo names the notes that are most like one.
func ClosestTo(texts []string) string { return "closest: " + strings.Join(texts, " · ") }

// AndMore tells how many are not listed: "and 12 more".
func AndMore(n int) string { return "and " + Number(n) + " more" }

// UnsortedCount is the heading of the tray: "Unsorted · 12".
func UnsortedCount(n int) string { return "Unsorted · " + Number(n) }

// TooManyToGroup says the limit.
func TooManyToGroup(most int) string {
	return "More than " + Notes(most) + " cannot be compared at once. Select some of them and suggest categories for these."
}

// Applied says what was done: "5 categories made of 43 notes".
func Applied(groups, notes int) string {
	return count(groups, "category", "categories") + " from " + Notes(notes)
}

// ApplyLabel names the step for undo.
func ApplyLabel(groups int) string {
	return "apply " + count(groups, "suggested category", "suggested categories")
}

// ArrangeHelp says what arranging does before it is done.
func ArrangeHelp(moves int) string {
	if moves == 0 {
		return "The notes lie in their blocks already: nothing has to move."
	}
	return count(moves, "note moves", "notes move") + ": in each stage and lane the notes of a category come to lie together, one block below the other. No note leaves its stage or lane, locked notes stay, and one Undo takes all of it back."
}

// Place names a place with its key: "1  Bills people read".
func Place(i int, name string) string { return fmt.Sprintf("%d  %s", i+1, name) }

// Stacked counts copies: "3 notes say nearly this".
func Stacked(n int) string { return count(n, "note says", "notes say") + " nearly this" }

// PutIntoPlace names the command for a place of the selected note, from 0.
func PutIntoPlace(i int) string {
	return "Put the note into its " + [...]string{"best", "second", "third"}[i] + " place"
}

// ContestedNotes tells that people do not agree: "2 notes are moved to and fro".
func ContestedNotes(n int) string { return count(n, "note is", "notes are") + " moved to and fro" }
