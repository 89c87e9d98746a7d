package editor

import (
	"time"

	"throughline.app/method"
	"throughline.app/workshop"
)

// A Document is the workshop as the editor needs it. Apply commits op as one change.
type Document interface {
	Snapshot() *workshop.Snapshot
	Apply(workshop.Op) (workshop.Diff, error)
	Me() workshop.PersonID
	NewID() string
}

// Hits answers what lies where, in drawn order; *render.Scene does.
type Hits interface {
	NoteAt(workshop.Point) (workshop.NoteID, bool)
	NotesIn(r workshop.Rect, enclosed bool) []workshop.NoteID
	NoteRect(workshop.NoteID) (workshop.Rect, bool)
	LinkAt(p workshop.Point, within float64) (workshop.LinkID, bool)
	// PillAt and PillRect know the name of a category at a zoom; Containers what is drawn
	// around the notes of each category of a region. What they return is not written to.
	PillAt(p workshop.Point, zoom float64) (*method.Container, bool)
	PillRect(id workshop.CategoryID, r workshop.Region, zoom float64) (workshop.Rect, bool)
	// TagRect is where the name of a note's category is shown if the note lies alone.
	TagRect(id workshop.NoteID, zoom float64) (workshop.Rect, bool)
	Containers(workshop.Region) []*method.Container
}

// Options is what an [Editor] works with. All but History, Trouble, Applied, OnOffer, OnChoose,
// OnWeb and Notify are needed.
type Options struct {
	Document Document
	Canvas   workshop.CanvasID
	Layout   func() *method.Layout // where regions are now
	Hits     func() Hits           // where notes are now
	Measure  method.Measure
	Tools    []Tool // the first is held to begin with
	Insets   Insets
	History  *workshop.History // what the person did before; nil is nothing

	// After calls f on the drawing goroutine once d has passed, unless stop is called; nil
	// never does.
	After func(d time.Duration, f func()) (stop func())

	Trouble    func(error)            // told of a refused edit
	Applied    func(workshop.Diff)    // told of every edit by this person, before anything reads Layout or Hits again
	OnComments func(workshop.NoteID)  // the person wants to read and write what is said about a note
	OnOffer    func(Offer)            // told what to say to the person; nil says nothing
	OnChoose   func(Choice)           // asks the person for one of several
	OnEscape   func() bool            // asked when Escape ends nothing here but the selection; true takes it
	OnWeb      func(target string)    // asks the person whether to open an address
	OnMenu     func(ScreenPoint)      // told to open the menu of the [Target]; nil opens none
	OnIssue    func(workshop.IssueID) // asks for an issue that the strip names; nil has none
	OnInside   func(workshop.StageID) // asks for the canvas that opens up a stage; nil has none
	OnJourney  func(workshop.StageID) // asks for the journeys through a stage; nil has none
	OnTake     func(workshop.StageID) // asks into which other canvas a stage is taken; nil has none

	OnElsewhere func(Elsewhere) // asks for something on another canvas; nil has none
	Notify      func()          // told that selection, tool, preview, writing, view or history may be another
}

// An Editor is one person's hands on one canvas.
type Editor struct {
	Options
	doc    Document
	canvas workshop.CanvasID

	view      Viewport
	jumps     int  // see [Editor.Jumps]
	fitted    bool // the view still shows all, as Fit left it
	tool      Tool
	state     State
	pan       *panning
	space     bool // held
	selection Selection
	preview   Preview
	editing   *writing
	history   *workshop.History
	steps     int  // changes by this person so far: names the last one
	nudging   bool // the last step was a nudge of this selection
	pointer   ScreenPoint
	hover     Handle
	mods      Mods            // held at the last move
	rest      pasteRest       // of the last paste
	plussed   workshop.NoteID // has pluses, beside the one that is selected
	tagged    workshop.NoteID // shows the name of its category, if it lies alone
	plain     bool            // categories are not shown among the notes
	seen      bool            // the pointer is over the canvas
	ahead     typeAhead
	commands  []Command
	byKey     map[Chord]*Command
	first     map[Chord][]*Command // those with First
	corner    ScreenVec            // at the bottom right, covered
	base      *Insets              // as they were before [Editor.Cover]
	target    Target
	aims      []Aim
	links     linking
	naming    *naming
	gridHand  gridHand
	laser     laser
	call      uint32
	trying    trying
	watch     string             // why the person only looks on; "" they write
	held      map[string]Command // as they are for who writes, while the person looks on
	feeling   *Feeling           // the point of a curve that the arrows move; nil if none
}

// New makes an editor that holds the first tool, at 100 %.
func New(o Options) *Editor {
	ed := &Editor{Options: o, doc: o.Document, canvas: o.Canvas}
	if ed.history = o.History; ed.history == nil {
		ed.history = new(workshop.History)
	}
	ed.view = Viewport{Zoom: 1}
	ed.tool = o.Tools[0]
	ed.state = ed.tool.Idle()
	ed.buildCommands()
	return ed
}

// Canvas is the canvas that is edited.
func (ed *Editor) Canvas() workshop.CanvasID { return ed.canvas }

// Snapshot is the workshop as it is now.
func (ed *Editor) Snapshot() *workshop.Snapshot { return ed.doc.Snapshot() }

// State is the name of the state that receives the next event.
func (ed *Editor) State() string {
	if ed.pan != nil {
		return "panning"
	}
	if n, ok := ed.state.(Named); ok {
		return n.Name()
	}
	return ""
}

// Tool is the tool in the hand.
func (ed *Editor) Tool() ToolID { return ed.tool.ID }

// TakeUp takes another tool into the hand; what was going on is cancelled, what was being
// written is kept.
func (ed *Editor) TakeUp(id ToolID) {
	for _, t := range ed.Tools {
		if t.ID == id {
			ed.Finish()
			ed.handle(Event{Kind: Cancel})
			ed.tool, ed.state = t, t.Idle()
			ed.notify()
			return
		}
	}
}

// PointerDown tells that a button went down in the view; clicks is 2 for the second of a
// double-click.
func (ed *Editor) PointerDown(at ScreenPoint, b Button, m Mods, clicks int) {
	ed.pointer, ed.seen, ed.ahead = at, true, typeAhead{}
	if ed.pan != nil {
		return
	}
	ed.Finish()
	if b == Middle || b == Left && ed.space {
		ed.BeginPan(at)
		return
	}
	ed.handle(ed.event(Down, at, b, m, clicks))
}

// PointerMove tells that the pointer moved over the view.
func (ed *Editor) PointerMove(at ScreenPoint, m Mods) {
	ed.pointer, ed.seen, ed.mods = at, true, m
	if ed.pan != nil {
		ed.setView(ed.pan.from.PanBy(at.Sub(ed.pan.at)))
		return
	}
	ed.handle(ed.event(Move, at, NoButton, m, 0))
	if ed.lookUnder() {
		ed.notify()
	}
}

// PointerUp tells that a button came up.
func (ed *Editor) PointerUp(at ScreenPoint, b Button, m Mods, clicks int) {
	ed.pointer = at
	if ed.pan != nil {
		ed.pan = nil
		ed.notify()
		return
	}
	ed.handle(ed.event(Up, at, b, m, clicks))
}

// PointerGone tells that the pointer left the view.
func (ed *Editor) PointerGone() {
	ed.seen = false
	if ed.lookUnder() {
		ed.notify()
	}
	if p := ed.preview; !p.Busy() && (p.Over || p.Link != "" || p.LinkTo != "") {
		ed.preview = Preview{}
		ed.notify()
	}
}

// Cancel ends what is going on without doing it.
func (ed *Editor) Cancel() {
	if ed.pan != nil {
		ed.setView(ed.pan.from)
		ed.pan = nil
	}
	ed.handle(Event{Kind: Cancel})
}

func (ed *Editor) event(k EventKind, at ScreenPoint, b Button, m Mods, clicks int) Event {
	return Event{Kind: k, At: ed.view.ToCanvas(at), Screen: at, Button: b, Mods: m, Clicks: clicks}
}

func (ed *Editor) handle(ev Event) {
	before := ed.preview
	ed.state = ed.state.Handle(ed, ev)
	now := ed.preview
	still := !before.Busy() && !now.Busy() && before.Over == now.Over && before.Region == now.Region &&
		before.Link == now.Link && before.LinkTo == now.LinkTo
	if ev.Kind != Move || !still { // most moves of the pointer change nothing
		ed.notify()
	}
}

// WaitHeld asks for an [Event] of kind Held once d has passed, unless stop is called.
func (ed *Editor) WaitHeld(d time.Duration) (stop func()) {
	if ed.After == nil {
		return func() {}
	}
	return ed.After(d, func() { ed.handle(Event{Kind: Held}) })
}

// Do commits op as one step that the person can take back; label names it: "move 12 notes".
// A refusal goes to Trouble, and nothing has changed.
func (ed *Editor) Do(label string, op workshop.Op) (workshop.Diff, bool) {
	d, err := ed.apply(op)
	if err != nil {
		return nil, false
	}
	ed.nudging = false
	ed.history.Record(label, d)
	return d, true
}

func (ed *Editor) apply(op workshop.Op) (workshop.Diff, error) {
	if ed.refuseWatching() {
		return nil, ErrWatching
	}
	d, err := ed.doc.Apply(op)
	if err != nil {
		if ed.Trouble != nil {
			ed.Trouble(err)
		}
		return nil, err
	}
	ed.steps++
	if ed.Applied != nil && !d.Empty() {
		ed.Applied(d)
	}
	return d, nil
}

// Changed tells the editor that the document moved on, by this person or another. The
// selection loses notes that are gone, a drag goes on with those that are left, and what
// colleagues wrote in the note being written comes into [Editing].
func (ed *Editor) Changed() {
	ed.reselect(ed.selection.ids)
	ed.checkLink()
	ed.rebase()
	ed.handle(Event{Kind: Changed})
}

func (ed *Editor) notify() {
	ed.tellTrial()
	if ed.Notify != nil {
		ed.Notify()
	}
}
