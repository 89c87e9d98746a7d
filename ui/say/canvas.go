package say

// The canvases of a workshop.
const (
	CanvasGo       = "Go to canvas…"
	CanvasNext     = "Next canvas"
	CanvasPrevious = "Canvas before"
	CanvasUp       = "Back to the canvas of the stage"
	CanvasAdd      = "Add a canvas…"
	CanvasAddOf    = "What kind of canvas?"
	CanvasRename   = "Rename the canvas…"
	CanvasName     = "What is the canvas called?"
	CanvasEarlier  = "Move the canvas up"
	CanvasLater    = "Move the canvas down"
	CanvasRemove   = "Remove the canvas"
	CanvasBring    = "Bring back a canvas…"
	CanvasesTip    = "Canvases of this workshop"

	CanvasHere    = "You are here"
	CanvasOne     = "There is one canvas"
	CanvasTop     = "This canvas belongs to no stage"
	CanvasFirst   = "It is the first"
	CanvasLast    = "It is the last"
	CanvasKept    = "None was removed"
	CanvasNoKind  = "This method has no canvas for a stage."
	CanvasInside  = "How should the stage be opened?"
	StepCanvasAdd = "add a canvas"
	StepRename    = "rename a canvas"
	StepMove      = "move a canvas"
	StepRemove    = "remove a canvas"
	StepBring     = "bring back a canvas"
)

// CanvasRemoved tells that a canvas went, and that what is on it did not.
func CanvasRemoved(title string, notes int) string {
	if notes == 0 {
		return title + " is removed"
	}
	return title + " is removed; its " + Notes(notes) + " are kept with it"
}

// CanvasOf is a canvas that opens up a stage of another.
func CanvasOf(title, parent string) string { return title + " · in " + parent }

// Notes that are shown on several canvases.
const (
	NoteShow     = "Show on another canvas…"
	NoteShowWhy  = "Select a note, in a workshop of several canvases"
	NoteShowOn   = "Show on which canvas too?"
	NoteWhere    = "Where else is it?"
	NoteWhereWhy = "Select a note that is on several canvases"
	NoteWhereOn  = "It is on these canvases too"
	Look         = "Look"
)

// StepShow is the label of showing notes on a further canvas.
func StepShow(n int) string {
	if n == 1 {
		return "show a note on another canvas"
	}
	return "show " + Notes(n) + " on another canvas"
}

// NotesShown tells on which canvas notes are shown now; of those that have no place there it
// tells where they lie.
func NotesShown(n, shelved int, canvas string) string {
	text := Notes(n) + " also on " + canvas
	switch {
	case shelved == n && n == 1:
		return text + ", under Unplaced"
	case shelved > 0:
		return text + ", " + Notes(shelved) + " of them under Unplaced"
	}
	return text
}

// NoteOnAll tells that there is no further canvas.
func NoteOnAll(n int) string {
	if n == 1 {
		return "The note is on every canvas already."
	}
	return "The notes are on every canvas already."
}
