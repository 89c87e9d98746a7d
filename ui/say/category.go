package say

import "fmt"

// Categories.
const (
	ToolCategory = "Category · C"
	MakeCategory = "make a category"

	Categories      = "Categories"
	CategoriesEmpty = "Or start the piles, we place the rest"
	CategoriesTeach = "Drag a note onto another and wait a moment, or select notes and press Ctrl+G. Three notes a pile will do: the others are placed by their example, which comes closest to what the room means. Notes of one category may lie in different stages."
	CategoryTip     = "Show its notes · double-click to rename"
	ShowCategories  = "Show or hide categories"
	RenameCategory  = "What is the category called?"
	CategoryNew     = "Make one of the selected notes"

	CategoryNeedsNotes = "Select the notes that belong together first."
)

// IntoCategory tells that what is in the hand would join a category.
func IntoCategory(name string) string { return "into “" + name + "”" }

// CategoryReach tells how far a category reaches: "5 notes · 19 votes · 3 stages, 4 functions".
func CategoryReach(notes, votes, stages, functions int) string {
	s := Notes(notes)
	if votes > 0 {
		s += " · " + count(votes, "vote", "votes")
	}
	if stages > 0 {
		s += " · " + count(stages, "stage", "stages")
	}
	if functions > 0 {
		s += fmt.Sprintf(", %s", count(functions, "function", "functions"))
	}
	return s
}
