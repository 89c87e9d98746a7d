package say

import "fmt"

// The outline: the workshop as a tree.
const (
	Outline           = "Outline"
	OutlineAsk        = "Outline of all notes"
	OutlineStages     = "By stage"
	OutlineCategories = "By category"
	OutlineFilter     = "Find in the list…"
	OutlineBack       = "Back to the canvas"
	OutlineBackTip    = "Back to the canvas · Esc"
	OutlineKeys       = "Enter writes · N adds a note · Del deletes · Alt+Up and Alt+Down move · Menu key or Shift+F10 for everything else · letters search · Esc goes back"
	OutlineUnplaced   = "Unplaced"
	OutlineNoCategory = "In no category"
	OutlineEmpty      = "no notes yet"
	OutlineNoWords    = "no words yet"
)

// OutlineLinkTo is a link as it reads from the note where it begins, OutlineLinkFrom from
// the other.
func OutlineLinkTo(does, other string) string   { return "→  " + does + "  " + other }
func OutlineLinkFrom(other, does string) string { return "←  " + other + "  " + does + " this" }

// OutlineFound tells how many notes of a group fit what was searched for.
func OutlineFound(n, of int) string { return fmt.Sprintf("%d of %s", n, Notes(of)) }

// OutlineRows says how many rows a grid has.
func OutlineRows(n int) string {
	if n == 1 {
		return "1 row"
	}
	return fmt.Sprintf("%d rows", n)
}

// OutlineOutside names a column of somebody outside of the house.
func OutlineOutside(name string) string { return name + " (outside)" }
