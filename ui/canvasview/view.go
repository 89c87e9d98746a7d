package canvasview

import (
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
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
	Document editor.Document // its Apply must be quick
	Canvas   workshop.CanvasID
	Methods  []*method.Method
	Shaper   *render.Shaper
	Style    render.Style
	Authors  bool          // show who wrote a note
	Insets   editor.Insets // what the screen covers; the zero value leaves room for a tool rail

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
	// Modifiers are the keys held now; without it the window is asked.
	Modifiers func() editor.Mods
}

// A View is the canvas on the screen. Its methods belong to the main goroutine. Set the
// callbacks before it is shown.
type View struct {
	widget.BaseWidget

	OnPointer func(workshop.Point) // the pointer moved over the canvas
	OnChanged func()               // tool, history, zoom, writing, or number or colour of the selected are another
	OnTrouble func(error)          // an edit was refused; nothing has changed
	OnHelp    func()               // the person asks for the keys
	OnMenu    func(at fyne.Position)

	opts   Options
	doc    editor.Document
	kind   *method.CanvasKind
	ed     *editor.Editor
	layout *method.Layout
	scene  *render.Scene
	snap   *workshop.Snapshot

	tiles   *tiles
	overlay *overlay
	objects []fyne.CanvasObject // what the renderer hands out; used again
	ratio   float64             // device pixels per unit of the window

	zooming bool // the person turns the wheel: stretch, do not repaint
	wheel   bool // within a wheel event
	rest    func()
	draft   func() // stops the timer that keeps what is written
	input   input
	ready   bool // New is done
	closed  bool
	told    hand                     // what OnChanged was last called for
	blank   bool                     // no note is on the canvas
	hidden  map[workshop.NoteID]bool // in the hand, not in the tiles
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
	v.build()
	v.ed = editor.New(editor.Options{
		Document: o.Document, Canvas: o.Canvas, Tools: tool.All(), Insets: o.Insets,
		Layout:  func() *method.Layout { return v.layout },
		Hits:    func() editor.Hits { return v.scene },
		Measure: o.Shaper.Measure,
		Applied: v.applied,
		Trouble: func(err error) {
			if v.OnTrouble != nil {
				v.OnTrouble(err)
			}
		},
		Notify: v.changed,
	})
	v.overlay = newOverlay(v)
	v.ExtendBaseWidget(v)
	v.ready = true
	return v
}

// build lays out and draws everything anew.
func (v *View) build() {
	v.layout = v.kind.Layout(v.snap, v.opts.Canvas, v.opts.Shaper.Measure)
	v.scene = render.Build(v.snap, v.layout, v.opts.Shaper, render.Options{Style: v.opts.Style, Authors: v.opts.Authors, Hide: v.hidden})
	v.tiles.setScene(v.scene, []workshop.Rect{everything})
	v.look()
}

// look finds out whether there is anything to see.
func (v *View) look() {
	v.blank = true
	for _, n := range v.snap.Notes.All() {
		if n.Place.Canvas == v.opts.Canvas && !n.Deleted() {
			v.blank = false
			return
		}
	}
}

var everything = workshop.Rect{
	Min: workshop.Point{X: -2 * workshop.MaxCoord, Y: -2 * workshop.MaxCoord},
	Max: workshop.Point{X: 2 * workshop.MaxCoord, Y: 2 * workshop.MaxCoord},
}

// Set shows what the document became. Updates may be squashed, and may come later than
// what this person did since.
func (v *View) Set(u workshop.Update) {
	if u.Origin == workshop.Load || u.Diff == nil {
		v.snap = v.doc.Snapshot()
		v.build()
	} else {
		v.step(u.Diff)
	}
	v.ed.Changed()
	v.overlay.syncEntry()
	v.refresh()
}

// lift takes the notes in the hand out of the tiles, and puts them back.
func (v *View) lift() {
	ids := v.ed.Preview().Lifted
	if len(ids) == len(v.hidden) && !slices.ContainsFunc(ids, func(id workshop.NoteID) bool { return !v.hidden[id] }) {
		return
	}
	if len(v.hidden) == 0 {
		v.overlay.lifted.lift(v.scene, ids, float64(v.ed.View().Zoom)*v.ratio)
	}
	v.hide(ids)
	if len(ids) > 0 {
		v.overlay.lifted.keep(v.hidden)
	}
}

// applied shows what this person did, in the next frame.
func (v *View) applied(d workshop.Diff) { v.patch(v.step(d)) }

// step takes d into what is shown and returns what it changed. Each field takes its latest
// value, not d's: this person's edits are shown before colleagues' that were committed
// earlier but are told later, and must not be undone on the screen by them. A field whose
// change has not been told stays as it is drawn, so that the scene knows what to erase.
func (v *View) step(d workshop.Diff) []workshop.Rect {
	now := v.doc.Snapshot()
	latest := make(workshop.Diff, len(d))
	for i, c := range d {
		c.Before, c.After = v.snap.Field(c.Ref, c.Field), now.Field(c.Ref, c.Field)
		latest[i] = c
	}
	v.snap = v.snap.With(latest)
	return v.advance(latest)
}

// advance draws what d touched.
func (v *View) advance(d workshop.Diff) []workshop.Rect {
	if moves(d) {
		v.layout = v.kind.Layout(v.snap, v.opts.Canvas, v.opts.Shaper.Measure)
	}
	scene, dirty := v.scene.With(v.snap, v.layout, d)
	v.scene = scene
	v.tiles.setScene(scene, dirty)
	v.look()
	return dirty
}

// patch paints what this person changed at once, if it is small.
func (v *View) patch(dirty []workshop.Rect) {
	view := v.ed.View()
	v.tiles.patch(float64(view.Zoom)*v.ratio, view.Visible(), dirty)
}

// moves reports whether d may have moved a box of the layout.
func moves(d workshop.Diff) bool {
	for _, c := range d {
		switch c.Ref.Kind {
		case workshop.KindStage, workshop.KindLane, workshop.KindCanvas:
			return true
		case workshop.KindNote:
			switch c.Field {
			case workshop.FieldPlace, workshop.FieldText, workshop.FieldGone:
				return true
			}
		}
	}
	return false
}

// SetStyle draws everything in another style, as when it gets dark.
func (v *View) SetStyle(s render.Style) {
	v.opts.Style = s
	v.overlay.restyle()
	v.build()
	v.refresh()
}

// SetOthers shows the cursors of the others.
func (v *View) SetOthers(others []Cursor) {
	v.overlay.others = others
	v.refresh()
}

// Fit shows the whole canvas.
func (v *View) Fit() { v.ed.Fit() }

// Commands lists what can be asked for; run them with [View.Run].
func (v *View) Commands() []editor.Command { return v.ed.Commands() }

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

// Close keeps what is being written and ends the workers. The view must not be used
// afterwards.
func (v *View) Close() {
	v.ed.Finish()
	v.closed = true
	v.tiles.painter.close()
}

// ShowNote selects a note and moves the view to it, as from a search.
func (v *View) ShowNote(id workshop.NoteID) {
	v.ed.Select(id)
	if r, ok := v.scene.NoteRect(id); ok {
		v.ed.Reveal(r)
	}
}

// Focus takes the keyboard: for the entry while something is written, for the canvas
// otherwise.
func (v *View) Focus() {
	c := fyne.CurrentApp().Driver().CanvasForObject(v)
	if c == nil {
		c = v.opts.Screen
	}
	if c == nil {
		return
	}
	var want fyne.Focusable = v
	if v.overlay.writing {
		want = v.overlay.entry
	}
	if c.Focused() != want {
		c.Focus(want)
	}
}

// changed follows every event of the editor.
func (v *View) changed() {
	if !v.ready {
		return
	}
	v.lift()
	v.overlay.syncEntry()
	v.refresh()
	if now := v.hand(); now != v.told {
		v.told = now
		if v.OnChanged != nil {
			v.OnChanged()
		}
	}
}

// A hand is what bars and rails show of the person's hands.
type hand struct {
	tool       editor.ToolID
	undo, redo string
	writing    bool
	selected   int
	color      workshop.Color
	zoom       editor.Zoom
}

func (v *View) hand() hand {
	color, _ := v.ed.Color()
	return hand{
		tool: v.ed.Tool(), undo: v.ed.CanUndo(), redo: v.ed.CanRedo(), writing: v.overlay.writing,
		selected: v.ed.Selection().Len(), color: color, zoom: v.ed.View().Zoom,
	}
}

// collect shows what the workers painted.
func (v *View) collect() {
	if v.tiles.collect() {
		v.refresh()
	}
}

// refresh arranges tiles and overlay for the view as it is, and marks the window dirty.
func (v *View) refresh() {
	view := v.ed.View()
	if view.Size.W < 1 {
		return
	}
	v.tiles.arrange(view, v.ratio, v.zooming)
	v.overlay.arrange(view)
	v.objects = append(v.objects[:0], v.overlay.ground)
	for _, t := range v.tiles.shown {
		v.objects = append(v.objects, t.raster)
	}
	v.objects = v.overlay.appendTo(v.objects)
	v.overlay.ground.Refresh() // it is always on the screen: this marks the window dirty
}

// turn is a wheel event: while it zooms the tiles are stretched, and drawn at the exact
// scale when the wheel has been still for a moment.
func (v *View) turn(at editor.ScreenPoint, d editor.ScreenVec, m editor.Mods) {
	if m.Has(editor.Ctrl) {
		v.zooming = true
		if v.rest != nil {
			v.rest()
		}
		v.rest = v.opts.After(restPause, func() {
			v.zooming, v.rest = false, nil
			v.refresh()
		})
	}
	v.ed.Wheel(at, d, m)
}

const (
	restPause  = 150 * time.Millisecond
	draftPause = 800 * time.Millisecond
)

// wrote takes what stands in the entry, and keeps it after a pause.
func (v *View) wrote(text string) {
	v.ed.Write(text)
	v.overlay.arrange(v.ed.View())
	if v.draft != nil {
		v.draft()
	}
	v.draft = v.opts.After(draftPause, func() {
		v.draft = nil
		v.ed.Keep()
	})
}

// Cursor is the shape of the pointer; see [desktop.Cursorable].
func (v *View) Cursor() desktop.Cursor {
	switch {
	case v.ed.Grabbing():
		return handCursor
	case v.ed.Tool() == editor.NoteTool:
		return desktop.CrosshairCursor
	}
	return desktop.DefaultCursor
}

// hide draws the scene without some notes.
func (v *View) hide(ids []workshop.NoteID) {
	var touched workshop.Diff
	note := func(id workshop.NoteID) {
		touched = append(touched, workshop.Change{Ref: id.Ref(), Field: workshop.FieldOrder})
	}
	for id := range v.hidden {
		note(id)
	}
	v.hidden = make(map[workshop.NoteID]bool, len(ids))
	for _, id := range ids {
		v.hidden[id] = true
		note(id)
	}
	v.scene = v.scene.Hiding(v.hidden)
	v.patch(v.advance(touched))
}

// Painted reports whether everything in sight is drawn as it is now.
func (v *View) Painted() bool {
	return v.ed.View().Size.W > 0 && v.tiles.pending == 0
}
