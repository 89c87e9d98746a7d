package ui

import (
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"throughline.app/editor"
	"throughline.app/ui/canvasview"
	"throughline.app/ui/say"
	"throughline.app/workshop"
)

const (
	// wallPause is how long a canvas that grew is left alone before all of it is shown again.
	wallPause = time.Second
	// wallStays is how long the wall shows what somebody called it to, after that person was
	// last seen to move.
	wallStays = 30 * time.Second
)

// A wall is what the projector shows: the canvas as a whole, what the room does now, the
// words to join, who is in. Nothing on it can be altered. It is a window of its own beside
// the one in which a person works, or all that there is.
type wall struct {
	sc     *screen
	window fyne.Window
	alone  bool // it is all that this laptop shows
	view   CanvasView
	canvas workshop.CanvasID
	parts  *wallParts

	fitted workshop.Rect     // what of the canvas was shown whole
	due    func()            // stops what shows it whole
	heard  map[string]uint32 // the last call of each
	called string            // by whom; "" shows the whole
	see    workshop.Rect     // what who called saw last
	moved  time.Time         // when that was another, or the call
	waits  bool              // for who called to be still
	home   workshop.CanvasID // to go back to after a call
	closed bool
}

// wallCommand shows the wall.
func (sc *screen) wallCommand() editor.Command {
	return editor.Command{ID: "view.wall", Title: say.WallAsk, Group: 4, Run: sc.showWall, Anywhere: true,
		Keys: []editor.Chord{{Key: "F5"}}}
}

// showWall opens the wall in a window of its own, full screen: on the projector if there is
// one.
func (sc *screen) showWall() {
	if sc.wall != nil {
		sc.wall.window.RequestFocus()
		return
	}
	window := sc.shell.app.NewWindow(say.WallTitle(sc.snapshot.Meta.Title))
	window.SetPadded(false)
	sc.wall = newWall(sc, window, sc.canvas)
	window.SetContent(sc.wall.parts.root)
	window.Resize(firstSize)
	window.SetCloseIntercept(sc.closeWall)
	window.Canvas().SetOnTypedKey(func(e *fyne.KeyEvent) {
		wallKey(window, e, func() { sc.closeWall(); sc.shell.focusScreen() })
	})
	fullScreen(window)
	window.Show()
}

// closeWall takes the wall's window away.
func (sc *screen) closeWall() {
	if w := sc.wall; w != nil && !w.alone {
		sc.wall = nil
		w.close()
		w.window.Close()
	}
}

// fullScreen fills the projector's screen, or this one if there is no other.
func fullScreen(w fyne.Window) {
	if d, ok := w.(desktop.Window); ok {
		d.RequestFullScreenSecondary()
		return
	}
	w.SetFullScreen(true)
}

// wallKey hears the keys of a wall: Escape leaves, F11 gives the window its frame, to be
// moved elsewhere, or takes it.
func wallKey(w fyne.Window, e *fyne.KeyEvent, leave func()) {
	switch e.Name {
	case fyne.KeyEscape:
		leave()
	case fyne.KeyF11:
		w.SetFullScreen(!w.FullScreen())
	}
}

// wallKey hears the keys where the wall is all that is shown.
func (s *Shell) wallKey(e *fyne.KeyEvent) { wallKey(s.window, e, s.close) }

func newWall(sc *screen, window fyne.Window, canvas workshop.CanvasID) *wall {
	w := &wall{sc: sc, window: window, heard: make(map[string]uint32)}
	w.parts = newWallParts(w)
	for _, o := range sc.session.Others() {
		w.heard[o.ID] = o.Call
	}
	w.show(canvas)
	w.retitle()
	w.restand()
	w.lookMoment(sc.session.Moment())
	return w
}

// show shows a canvas, or the first one if there is none of that id.
func (w *wall) show(canvas workshop.CanvasID) {
	if c := w.sc.snapshot.Canvases.Get(canvas); c == nil || c.Gone {
		list := w.sc.snapshot.CanvasList()
		if len(list) == 0 {
			return
		}
		canvas = list[0].ID
	}
	if w.view != nil && w.canvas == canvas {
		return
	}
	s := w.sc.shell
	view, err := s.opts.NewView(ViewOptions{
		Session: w.sc.session, Canvas: canvas, Window: w.window, Dark: s.dark(), Habits: s.comfort.habits, Post: s.main.Post,
		Looks: true, Follows: w.followed, Trouble: func(err error) { s.log.Warn("ui: the wall", "err", err) },
		Changed: func() {}, Moved: func() {}, Pointer: func(editor.Presence) {}, Help: func() {}, Choose: func(editor.Choice) {},
		Offer: func(editor.Offer) {}, Menu: func(fyne.Position) {}, Web: func(string) {}, Said: func(workshop.NoteID) {},
		Pasted: func(string) bool { return true },
	})
	if err != nil {
		s.log.Warn("ui: show the wall", "err", err)
		return
	}
	if w.view != nil {
		w.view.Close()
	}
	w.view, w.canvas, w.fitted = view, canvas, workshop.Rect{}
	view.ShowCursors(canvasview.CursorsAll)
	view.SetOthers(w.sc.session.Others())
	w.parts.put(view.Object())
	w.whole()
}

// set shows a workshop that moved on.
func (w *wall) set(u workshop.Update) {
	if w.view == nil || u.Diff == nil || u.Diff.Touches(workshop.KindCanvas) || u.Diff.Touches(workshop.KindWorkshop) {
		w.retitle()
		w.show(w.canvas)
	}
	if w.view == nil {
		return
	}
	w.view.Set(u)
	if ed := w.view.Editor(); ed != nil && ed.Layout().Bounds != w.fitted && w.due == nil {
		w.due = w.sc.shell.wait(wallPause, func() {
			w.due = nil
			w.whole()
		})
	}
}

// whole shows all of the canvas, unless somebody called the wall elsewhere.
func (w *wall) whole() {
	if w.closed || w.called != "" || w.view == nil {
		return
	}
	if ed := w.view.Editor(); ed != nil {
		w.fitted = ed.Layout().Bounds
		ed.Fit()
	}
}

// others shows where people point. A facilitator who calls takes the wall along.
func (w *wall) others(all []Cursor) {
	if w.view == nil {
		return
	}
	for _, o := range all {
		before := w.heard[o.ID]
		w.heard[o.ID] = o.Call
		if o.Call != 0 && o.Call != before && w.sc.leads(o.ID) {
			if w.called == "" {
				w.home = w.canvas
			}
			w.called = o.ID
			w.stay()
		}
	}
	if i := slices.IndexFunc(all, func(o Cursor) bool { return o.ID == w.called }); i >= 0 {
		if w.canvas != all[i].Canvas {
			w.show(all[i].Canvas)
		}
		if see := all[i].View; see != w.see {
			w.see = see
			w.stay()
		}
	}
	w.view.SetOthers(all)
	if w.called != "" {
		w.view.Follow(w.called)
	}
}

// leads reports whether a facilitator is at a laptop.
func (sc *screen) leads(id string) bool {
	return slices.ContainsFunc(sc.session.Status().Members, func(m Member) bool { return m.ID == id && m.Role == RoleFacilitator })
}

// lookHere shows what the person at this laptop called everybody to.
func (w *wall) lookHere(canvas workshop.CanvasID, see workshop.Rect) {
	if w.called == "" {
		w.home = w.canvas
	}
	w.called = w.sc.session.ID() // no laptop's: nobody is followed
	w.show(canvas)
	if ed := w.view.Editor(); ed != nil && !see.Empty() {
		ed.SetView(ed.View().Fit(see, ed.Insets, editor.MaxZoom))
	}
	w.stay()
}

// stay keeps the wall where it was called to until who called has been still for a while.
func (w *wall) stay() {
	w.moved = w.sc.shell.opts.Now()
	if !w.waits {
		w.wait(wallStays)
	}
}

func (w *wall) wait(d time.Duration) {
	w.waits = true
	w.sc.shell.wait(d, func() {
		w.waits = false
		if still := w.sc.shell.opts.Now().Sub(w.moved); still >= 0 && still < wallStays {
			w.wait(wallStays - still)
			return
		}
		w.back()
	})
}

// followed hears that the one who called is followed no longer, for having left.
func (w *wall) followed(id string) {
	if id == "" && w.called != "" {
		w.sc.shell.main.Post(w.back)
	}
}

// back shows the whole again.
func (w *wall) back() {
	if w.closed || w.called == "" {
		return
	}
	w.called = ""
	w.view.Follow("")
	w.show(w.home)
	w.whole()
}

// restand shows who is in, and the words while the door is not shut.
func (w *wall) restand() {
	status := w.sc.session.Status()
	w.parts.people(w.sc.faces(status), w.alone, status)
	switch d := w.sc.session.Door(); d.Mode {
	case "open":
		w.parts.join(say.WallJoin, d.Words, d.Addr)
	case "ask":
		w.parts.join(say.WallAskIn, d.Words, d.Addr)
	default:
		w.parts.join("", nil, "")
	}
}

func (w *wall) retitle() {
	canvas := w.sc.snapshot.Canvases.Get(w.canvas)
	title := w.sc.snapshot.Meta.Title
	if canvas != nil && canvas.Title != title {
		title = joined(title, canvas.Title)
	}
	w.parts.retitle(title)
}

func (w *wall) lookMoment(m Moment) { w.parts.moment(m) }

// close lets go of the canvas.
func (w *wall) close() {
	w.closed = true
	if w.due != nil {
		w.due()
	}
	if w.view != nil {
		w.view.Close()
	}
}
