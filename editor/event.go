package editor

import "throughline.app/workshop"

// A Button is a button of the pointing device.
type Button int

// The buttons that the editor knows.
const (
	NoButton Button = iota
	Left
	Middle
	Right
)

// Mods is a set of modifier keys. Ctrl stands for the Command key where that is the habit.
type Mods uint8

// The modifier keys.
const (
	Shift Mods = 1 << iota
	Ctrl
	Alt
)

// Has reports whether all of m are held.
func (s Mods) Has(m Mods) bool { return s&m == m }

// An EventKind is a kind of [Event].
type EventKind int

// What can happen to a state.
const (
	Down    EventKind = iota // a button went down
	Move                     // the pointer moved, with or without a button
	Up                       // the button that began the gesture came up
	Cancel                   // the person pressed Escape, or the window lost the pointer
	Changed                  // the document moved on beneath the gesture
	Held                     // the time that the state asked for with [Editor.WaitHeld] has passed
)

// An Event is one thing that happens to the state of a tool.
type Event struct {
	Kind   EventKind
	At     workshop.Point // the pointer on the canvas
	Screen ScreenPoint    // the same in the view
	Button Button         // of Down and Up
	Mods   Mods
	Clicks int // of Down and Up: 1, 2 for a double-click
}

// A State is one state of a tool. Handle consumes one event and returns the state that
// receives the next; returning itself means stay. It runs on the drawing goroutine.
type State interface {
	Handle(ed *Editor, ev Event) State
}

// A Named state tells its name, as tests and logs print it: "select.translating".
type Named interface{ Name() string }

// A ToolID names a tool.
type ToolID string

// The tools of this version; package tool makes them.
const (
	SelectTool ToolID = "select"
	NoteTool   ToolID = "note"
	HandTool   ToolID = "hand"
	LinkTool   ToolID = "link"
	TextTool   ToolID = "text"

	CategoryTool ToolID = "category"
	LaserTool    ToolID = "laser"
)

// A Tool is something to hold.
type Tool struct {
	ID    ToolID
	Title string
	Key   string // the letter that takes it up: "V"
	Idle  func() State
}
