package ui

import (
	"fyne.io/fyne/v2"

	"throughline.app/editor"
	"throughline.app/render"
	"throughline.app/workshop"
)

// A CanvasView is the canvas between the bars. All of it belongs to the main goroutine.
type CanvasView interface {
	// Object is what is put on the screen; it takes all the room below the top bar.
	Object() fyne.CanvasObject
	// Focus gives the keyboard to the canvas.
	Focus()
	// Set shows a workshop that moved on.
	Set(workshop.Update)
	// SetOthers shows where others point.
	SetOthers([]Cursor)
	// SetHabits tells what the person wants of a canvas.
	SetHabits(Habits)
	// ShowCursors chooses whose cursors are shown, one of canvasview's Cursors….
	ShowCursors(which string)
	// Follow lets the view go along with a person's; "" ends that.
	Follow(id string)
	// SetDark changes the side of the palette.
	SetDark(bool)
	// Commands lists what can be asked of the canvas; Run does one by its id.
	Commands() []editor.Command
	Run(id string) bool
	// AddCommands adds those of the screen to the list, so that their keys are heard.
	AddCommands(...editor.Command)
	// Editor is the person's hands: selection, layout, what is in sight. A view that has
	// none returns nil.
	Editor() *editor.Editor
	// Scene is the drawing as it is now, nil if there is none.
	Scene() *render.Scene
	// PictureCame tells that a picture of a note is here now.
	PictureCame(sum [32]byte)
	// SetLit lets some notes stand out; nil lets none.
	SetLit(map[workshop.NoteID]bool)
	// SetLitPlaces lets cells, whole stages and rows of a grid stand out; nil lets none.
	SetLitPlaces([]editor.Place)
	// Hand says what the person holds now.
	Hand() Hand
	// Close lets go of workers and pictures.
	Close()
}

// A Hand is what a person holds, for tool rail and top bar.
type Hand struct {
	Tool       string         // "select", "note", "hand"
	Colors     bool           // there is something that can be given a colour
	Color      workshop.Color // of all that is selected, "" if they differ
	Undo, Redo string         // labels of the steps, "" if there is none
	Writing    bool           // in the middle of a text
}

// A ViewMaker makes the view of one canvas.
type ViewMaker func(ViewOptions) (CanvasView, error)

// ViewOptions is what a view works with.
type ViewOptions struct {
	Session Session
	Canvas  workshop.CanvasID
	Window  fyne.Window
	Dark    bool
	Habits  Habits
	Hue     string                 // of this person
	Looks   bool                   // nothing lies over the canvas, and nobody works on it: a wall
	Follows func(id string)        // this person follows another now, "" nobody
	Post    func(func())           // runs a function on the main goroutine, from any
	Changed func()                 // the [Hand] may be another
	Moved   func()                 // another part of the canvas is seen
	Pointer func(editor.Presence)  // the others may see this of the person
	Trouble func(error)            // an edit was refused
	Help    func()                 // the person asks for the keys
	Choose  func(editor.Choice)    // the person is to choose one of several
	Offer   func(editor.Offer)     // there is something to say to the person
	Menu    func(fyne.Position)    // the person asks for a menu, at a place in the window
	Web     func(target string)    // the person wants to open an address
	Said    func(workshop.NoteID)  // the person asks for the comments on a note
	Inside  func(workshop.StageID) // the person asks for the canvas of a stage
	Journey func(workshop.StageID) // the person asks for the journeys through a stage
	Take    func(workshop.StageID) // the person asks into which other canvas a stage is taken
	Go      func(editor.Elsewhere) // the person asks for something on another canvas
	Issue   func(workshop.IssueID) // the person asks for an issue that the strip names
	Pasted  func(string) bool      // takes what is pasted, unless it is text for notes
}
