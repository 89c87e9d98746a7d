package editor

import "throughline.app/workshop"

// A Target is what a menu was opened on: what its commands are about, where that is not
// the selection. The zero Ref is the paper.
type Target struct {
	Ref workshop.Ref
	At  workshop.Point // where on the canvas
	On  Spot
}

// An Aim finds what lies at a point of the canvas, or reports false. Parts of the screen
// that draw something of their own register one with [Editor.AddAim].
type Aim func(workshop.Point) (ref workshop.Ref, on Spot, ok bool)

// AddAim registers an aim. It is asked after notes, before stages and lanes; the one added
// first is asked first.
func (ed *Editor) AddAim(a Aim) { ed.aims = append(ed.aims, a) }

// AimAt finds what lies at a point of the view, and makes it the target of the commands
// that follow. A note that is not selected becomes the selection.
func (ed *Editor) AimAt(at ScreenPoint) Target {
	p := ed.view.ToCanvas(at)
	ed.target = Target{At: p, On: OnPaper}
	if c, ok := ed.PillAt(p); ok { // it is drawn above the notes
		ed.target.Ref, ed.target.On = c.Category.Ref(), OnCategory
		return ed.target
	}
	if id, ok := ed.Hits().NoteAt(p); ok {
		if !ed.selection.Has(id) {
			ed.Select(id)
		}
		ed.target.Ref, ed.target.On = id.Ref(), OnNote
		return ed.target
	}
	if s := ed.GridAt(at); s.Part == CellPart || s.Part == RowPart || s.Part == ColumnPart {
		ed.FocusGrid(s)
		ed.target.On = OnCell
		return ed.target
	}
	for _, a := range ed.aims {
		if ref, on, ok := a(p); ok {
			ed.target.Ref, ed.target.On = ref, on
			return ed.target
		}
	}
	l := ed.Layout()
	for _, s := range l.Stages {
		if s.Head.Contains(p) {
			ed.target.Ref, ed.target.On = s.ID.Ref(), OnStage
		}
	}
	for _, r := range l.Lanes {
		if r.Title.Contains(p) {
			ed.target.Ref, ed.target.On = r.ID.Ref(), OnLane
		}
	}
	return ed.target
}

// OpenMenu opens the menu of a stage or a lane at a point of the view.
func (ed *Editor) OpenMenu(ref workshop.Ref, at ScreenPoint) {
	if ed.OnMenu == nil {
		return
	}
	ed.target = Target{Ref: ref, At: ed.view.ToCanvas(at), On: OnStage}
	if ref.Kind == workshop.KindLane {
		ed.target.On = OnLane
	}
	ed.OnMenu(at)
}

// AimAtSelection makes what is selected the target, or else the paper, and tells where in
// the view it is: for a menu that is opened by key.
func (ed *Editor) AimAtSelection() (Target, ScreenPoint) {
	if r := ed.bounds(ed.selection.ids); !r.Empty() {
		at := ed.view.ToScreen(r.Center())
		if at.X > 0 && at.Y > 0 && at.X < ed.view.Size.W && at.Y < ed.view.Size.H {
			ed.target = Target{Ref: ed.selection.ids[0].Ref(), At: r.Center(), On: OnNote}
			return ed.target, at
		}
	}
	if r, ok := ed.GridRect(ed.GridFocus()); ok {
		at := ed.view.ToScreen(r.Center())
		ed.target = Target{At: r.Center(), On: OnCell}
		return ed.target, at
	}
	at := ScreenPoint{ed.view.Size.W / 2, ed.view.Size.H / 2}
	if ed.seen {
		at = ed.pointer
	}
	ed.target = Target{At: ed.view.ToCanvas(at), On: OnPaper}
	return ed.target, at
}

// Target is what the last menu was opened on, and whether one is open. A command that is
// asked for by key or from the palette has none.
func (ed *Editor) Target() (Target, bool) { return ed.target, ed.target.On != 0 }

// ForgetTarget ends what [Editor.AimAt] began: the menu has closed.
func (ed *Editor) ForgetTarget() { ed.target = Target{} }
