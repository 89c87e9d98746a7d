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
