package canvasview

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"throughline.app/editor"
	"throughline.app/editor/tool"
	"throughline.app/method"
	"throughline.app/render"
	"throughline.app/workshop"
)

// Options is what a [View] works with. Document, Canvas, Methods, Shaper and Style are
// needed.
type Options struct {
	Document editor.Document   // its Apply must be quick
	History  *workshop.History // what the person did before; nil is nothing
	Canvas   workshop.CanvasID
	Methods  []*method.Method
	Shaper   *render.Shaper
	Style    render.Style
	Pictures func(sum [32]byte) ([]byte, error) // bytes of a note's picture, from any goroutine; nil shows none
	Authors  bool                               // show who wrote a note
	Hue      string                             // of the person, "#RRGGBB"
	Insets   editor.Insets                      // what the screen covers; the zero value leaves room for a tool rail
	Looks    bool                               // nobody works here: nothing is taught

	// Screen is where the view will be; without it [View.Focus] does nothing before the
	// view was drawn for the first time.
	Screen fyne.Canvas

	// OneGoroutine paints and waits on the main goroutine, for tests and trials.
	OneGoroutine bool
	// Post runs a function on the main goroutine, from any; without it [fyne.Do] does.
	Post func(func())
	// Now and After are the clock: After calls f on the main goroutine once d has passed,
	// unless stop was called. Without them it is the laptop's.
	Now   func() time.Time
	After func(d time.Duration, f func()) (stop func())
	// Slips are words that get a dotted line below them; see [render.Options].
	Slips func(*workshop.Snapshot, workshop.Ref) []string
	// Modifiers are the keys held now; without it the window is asked.
	Modifiers func() editor.Mods
}

// A View is the canvas on the screen. Its methods belong to the main goroutine. Set the
// callbacks before it is shown.
type View struct {
	widget.BaseWidget

	OnPointer  func(editor.Presence)  // pointer, selection, writing or view are another; often
	OnChanged  func()                 // tool, history, zoom, writing, selection or its colour are another
	OnView     func()                 // another part of the canvas is seen
	OnTrouble  func(error)            // an edit was refused; nothing has changed
	OnComments func(workshop.NoteID)  // the person asks for the comments on a note
	OnPaste    func(text string) bool // takes what is pasted, unless it is text for notes
	OnHelp     func()                 // the person asks for the keys
	OnFollow   func(id string)        // this person follows another, "" no longer
	OnOffer    func(editor.Offer)     // something to say to the person
	OnChoose   func(editor.Choice)    // the person is to choose one of several
	OnIssue    func(workshop.IssueID) // the person asks for an issue that the strip names
	OnInside   func(workshop.StageID) // the person asks for the canvas of a stage
	OnJourney  func(workshop.StageID) // the person asks for the journeys through a stage
	OnTake     func(workshop.StageID) // the person asks into which other canvas a stage is taken

	OnElsewhere func(editor.Elsewhere) // the person asks for something on another canvas
	OnWeb       func(target string)    // the person wants to open an address
	OnMenu      func(at fyne.Position) // the person asks for a menu there in the window; see [editor.Editor.Target]

	opts    Options
	doc     editor.Document
	kind    *method.CanvasKind
	ed      *editor.Editor
	layout  *method.Layout
	scene   *render.Scene
	gallery *render.Gallery
	snap    *workshop.Snapshot

	tiles   *tiles
	overlay *overlay
	objects []fyne.CanvasObject // what the renderer hands out; used again
	ratio   float64             // device pixels per unit of the window

	still      bool // nothing glides
	wheelZooms bool // the wheel alone zooms
	glide      glide
	gliding    editor.Viewport // where the glide goes

	zooming  bool // the person turns the wheel: stretch, do not repaint
	rest     func()
	draft    func() // stops the timer that keeps what is written
	input    input
	pointed  bool // the pointer was over the view
	ready    bool // New is done
	closed   bool
	deaf     func()                   // hears of fonts no more
	seen     editor.Viewport          // what OnView was last called for
	away     bool                     // something else is shown in its place
	told     hand                     // what OnChanged was last called for
	toldOf   editor.Selection         // likewise
	blank    bool                     // no note is on the canvas
	unlinked bool                     // the person does not want to see links
	plain    bool                     // categories are not shown
	hidden   map[workshop.NoteID]bool // in the hand, not in the tiles
	lit      map[workshop.NoteID]bool // see [View.SetLit]
	litAt    []editor.Place           // see [View.SetLitPlaces]
	hover    hover
	company  company
	laserKey laserKey
	drifts   bool                     // the paper moves by itself, or is about to
	carried  map[workshop.NoteID]bool // in the hand
	trial    *editor.Trial            // that is drawn
}

// railInsets leaves room for the tool rail at the left; the layout has a margin of its own.
var railInsets = editor.Insets{Left: 60, Top: 2, Right: 8, Bottom: 2}

// New makes the view of one canvas. It starts nothing; workers run while it is shown.
func New(o Options) *View {
	if o.Insets == (editor.Insets{}) {
		o.Insets = railInsets
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Post == nil {
		o.Post = fyne.Do
	}
	if o.After == nil {
		o.After = func(d time.Duration, f func()) func() {
			t := time.AfterFunc(d, func() { o.Post(f) })
			return func() { t.Stop() }
		}
	}
	if o.Modifiers == nil {
		o.Modifiers = heldModifiers
	}
	v := &View{opts: o, doc: o.Document, snap: o.Document.Snapshot(), ratio: 1}
	kind := ""
	if c := v.snap.Canvases.Get(o.Canvas); c != nil {
		kind = c.Kind
	}
	v.kind = method.Find(o.Methods, kind)
	v.tiles = newTiles(func() { o.Post(v.collect) })
	v.tiles.sync = o.OneGoroutine
	v.hang()
	v.build()
	v.ed = editor.New(editor.Options{
		Document: o.Document, History: o.History, Canvas: o.Canvas, Tools: tool.All(), Insets: o.Insets,
		Layout:  func() *method.Layout { return v.layout },
		Hits:    func() editor.Hits { return v.scene },
		Measure: o.Shaper.Measure,
		Applied: v.applied,
		Trouble: func(err error) {
			if v.OnTrouble != nil {
				v.OnTrouble(err)
			}
		},
		OnChoose: func(c editor.Choice) {
			if v.OnChoose != nil {
				v.OnChoose(c)
			}
		},
		OnWeb: func(target string) {
			if v.OnWeb != nil {
				v.OnWeb(target)
			}
		},
		OnIssue: func(id workshop.IssueID) {
			if v.OnIssue != nil {
				v.OnIssue(id)
			}
		},
		OnTake: func(id workshop.StageID) {
			if v.OnTake != nil {
				v.OnTake(id)
			}
		},
		OnJourney: func(id workshop.StageID) {
			if v.OnJourney != nil {
				v.OnJourney(id)
			}
		},
		OnInside: func(id workshop.StageID) {
			if v.OnInside != nil {
				v.OnInside(id)
			}
		},
		OnElsewhere: func(e editor.Elsewhere) {
			if v.OnElsewhere != nil {
				v.OnElsewhere(e)
			}
		},
		OnComments: func(id workshop.NoteID) {
			if v.OnComments != nil {
				v.OnComments(id)
			}
		},
		OnOffer: func(o editor.Offer) {
			if v.OnOffer != nil {
				v.OnOffer(o)
			}
		},
		After: o.After,
		OnMenu: func(at editor.ScreenPoint) {
			if v.OnMenu != nil {
				corner := fyne.CurrentApp().Driver().AbsolutePositionForObject(v)
				v.OnMenu(corner.AddXY(float32(at.X), float32(at.Y)))
			}
		},
		Notify: v.changed,
	})
	v.addClipboard()
	v.overlay = newOverlay(v)
	v.ExtendBaseWidget(v)
	v.ready = true
	v.deaf = o.Shaper.OnFonts(func() { o.Post(v.reset) })
	return v
}

// SetStyle draws everything in another style, as when it gets dark.
func (v *View) SetStyle(s render.Style) {
	v.opts.Style = s
	v.overlay.restyle()
	v.build()
	v.refresh()
}

// Fit shows the whole canvas.
func (v *View) Fit() { v.ed.Fit() }

// Commands lists what can be asked for; run them with [View.Run].
func (v *View) Commands() []editor.Command { return v.ed.Commands() }

// AddCommands adds those of the screen to the list, so that their keys are heard.
func (v *View) AddCommands(more ...editor.Command) { v.ed.AddCommands(more...) }

// Scene is the drawing as it is now; it never changes.
func (v *View) Scene() *render.Scene { return v.scene }

// Run runs a command by its id and takes the keyboard, as after a click on a button that
// stands for it. It reports whether the command is there and enabled.
func (v *View) Run(id string) bool {
	ok := v.ed.Run(id)
	v.Focus()
	return ok
}

// Editor is the person's hands, for what the screen shows of them: tool, selection,
// CanUndo, View.
func (v *View) Editor() *editor.Editor { return v.ed }

// Finish keeps what is being written and ends the writing; call it before the view goes
// away. It reports false if the text was refused.
func (v *View) Finish() bool { return v.ed.Finish() }

// reset sets and draws everything again, as when more fonts have been found.
func (v *View) reset() {
	if v.closed {
		return
	}
	v.build()
	v.ed.Changed()
	v.refresh()
}

// Close keeps what is being written and ends the workers. The view must not be used
// afterwards.
func (v *View) Close() {
	v.ed.Finish()
	v.deaf()
	v.closed = true
	v.tiles.painter.close()
	v.gallery.Close()
}

// ShowNote selects a note and moves the view to it, as from a search.
func (v *View) ShowNote(id workshop.NoteID) {
	v.ed.Select(id)
	if r, ok := v.scene.NoteRect(id); ok {
		v.ed.Reveal(r)
	}
}

// SetAway tells that something else is shown in the view's place: it goes on, but leaves
// the keyboard to that.
func (v *View) SetAway(away bool) { v.away = away }

// Focus takes the keyboard: for the entry while something is written, for the canvas
// otherwise.
func (v *View) Focus() {
	if v.away {
		return
	}
	c := fyne.CurrentApp().Driver().CanvasForObject(v)
	if c == nil {
		c = v.opts.Screen
	}
	if c == nil {
		return
	}
	want := v.writer()
	if want == nil {
		want = v
	}
	if c.Focused() != want {
		c.Focus(want)
	}
}

// writer is the field that is written in, nil if none is.
func (v *View) writer() fyne.Focusable {
	switch {
	case v.overlay.writing:
		return v.overlay.entry
	case v.overlay.name.isOpen():
		return v.overlay.name
	case v.overlay.links.panel.open != "":
		return v.overlay.links.panel.field
	}
	return nil
}

// collect shows what the workers painted.
func (v *View) collect() {
	if v.tiles.collect() {
		v.refresh()
	}
}

// refresh arranges tiles and overlay for the view as it is, and marks the window dirty.
func (v *View) refresh() {
	view := v.view()
	if view.Size.W < 1 {
		return
	}
	v.tiles.arrange(view, v.ratio, v.zooming || v.glide.stop != nil)
	v.overlay.arrange(view)
	v.objects = append(v.objects[:0], v.overlay.mark)
	if v.tiles.bare {
		v.objects = append(v.objects, v.overlay.ground)
	}
	v.objects = v.tiles.appendTo(v.objects)
	v.objects = v.overlay.appendTo(v.objects)
	v.overlay.mark.Refresh() // marks the window dirty
}

// Painted reports whether everything in sight is drawn as it is now.
func (v *View) Painted() bool {
	return v.ed.View().Size.W > 0 && v.tiles.pending == 0
}

// Work is how many tiles were painted, or painted on, so far: for measuring.
func (v *View) Work() int { return v.tiles.work }
