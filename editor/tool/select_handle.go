package tool

import (
	"throughline.app/editor"
	"throughline.app/method"
	"throughline.app/workshop"
)

// selectHandle holds a handle of a stage or a lane down and does not know yet whether it
// is a click or a drag.
type selectHandle struct {
	from   editor.Event
	handle editor.Handle
}

func (selectHandle) Name() string { return "select.handle" }

func (s selectHandle) Handle(ed *editor.Editor, ev editor.Event) editor.State {
	switch ev.Kind {
	case editor.Move:
		if ev.Screen.Sub(s.from.Screen).Len() < dragBegins {
			return s
		}
		switch s.handle.Part {
		case editor.GripPart:
			return selectReordering{from: s.from, ref: s.handle.Ref}.Handle(ed, ev)
		case editor.BracketStart, editor.BracketEnd:
			return selectBracketing{handle: s.handle, stage: -1}.Handle(ed, ev)
		case editor.EdgePart:
			return selectWidening{from: s.from, stage: workshop.StageID(s.handle.Ref.ID)}.Handle(ed, ev)
		}
		return s
	case editor.Up:
		s.click(ed, ev)
		return selectIdle{}
	case editor.Cancel:
		return selectIdle{}
	}
	return s
}

func (s selectHandle) click(ed *editor.Editor, ev editor.Event) {
	ref := s.handle.Ref
	if ed.HandleAt(ev.Screen) != s.handle {
		return // let go elsewhere, or it has moved away
	}
	switch s.handle.Part {
	case editor.MorePart, editor.GripPart:
		ed.OpenMenu(ref, ev.Screen)
	case editor.AddAfter:
		ed.AddBeside(ref)
	case editor.AddBefore:
		ed.AddBeside(ed.Before(ref))
	case editor.EdgePart:
		if s.from.Clicks == 2 {
			ed.SetWidth(workshop.StageID(ref.ID), 0)
		}
	}
}

// selectReordering carries a stage or a lane to another place among its like. The document
// hears of it once, on release.
type selectReordering struct {
	from  editor.Event
	ref   workshop.Ref
	after workshop.Ref
}

func (selectReordering) Name() string { return "select.reordering" }

func (s selectReordering) Handle(ed *editor.Editor, ev editor.Event) editor.State {
	switch ev.Kind {
	case editor.Move:
		if p, ok := s.show(ed, ev); ok {
			s.after = p
			return s
		}
	case editor.Changed:
		if len(ed.Handles(s.ref)) > 0 {
			return s
		}
	case editor.Down:
		return s // another button, while this one is held
	case editor.Up:
		ed.SetPreview(editor.Preview{})
		if s.after.Kind != "" {
			ed.Reorder(s.ref, s.after)
		}
		return selectIdle{}
	}
	ed.SetPreview(editor.Preview{})
	return selectIdle{}
}

// show draws what is carried and the line where it would go, and tells behind which one
// that is. It reports false if what is carried is gone.
func (s selectReordering) show(ed *editor.Editor, ev editor.Event) (after workshop.Ref, ok bool) {
	l, by := ed.Layout(), ev.At.Sub(s.from.At)
	after = workshop.Ref{Kind: s.ref.Kind}
	p := editor.Preview{Held: s.ref}
	if s.ref.Kind == workshop.KindLane {
		y := l.Header.Max.Y
		for i, ln := range l.Lanes {
			if i == 0 {
				y = ln.Row.Min.Y
			}
			if ln.ID.Ref() == s.ref {
				p.Box = ln.Title.Add(workshop.Vec{DY: by.DY})
			}
			if ev.At.Y > ln.Row.Center().Y {
				after, y = ln.ID.Ref(), ln.Row.Max.Y
			}
		}
		p.Line = workshop.Rect{Min: workshop.Point{X: l.Header.Min.X, Y: y}, Max: workshop.Point{X: l.Header.Max.X, Y: y}}
	} else {
		x := 0.0
		for i, st := range l.Stages {
			if i == 0 {
				x = st.Column.Min.X
			}
			if st.ID.Ref() == s.ref {
				p.Box = st.Head.Add(workshop.Vec{DX: by.DX})
			}
			if ev.At.X > st.Column.Center().X {
				after, x = st.ID.Ref(), st.Column.Max.X
			}
		}
		if len(l.Stages) > 0 {
			st := l.Stages[0]
			p.Line = workshop.Rect{Min: workshop.Point{X: x, Y: st.Head.Min.Y - 4}, Max: workshop.Point{X: x, Y: st.Column.Max.Y}}
		}
	}
	if p.Box.Empty() {
		return after, false
	}
	ed.SetPreview(p)
	return after, true
}

// selectWidening drags the right edge of a column.
type selectWidening struct {
	from  editor.Event
	stage workshop.StageID
	width float64
}

func (selectWidening) Name() string { return "select.widening" }

// widthStep is what a dragged edge snaps to, in canvas units; Ctrl lets it go free.
const widthStep = 4

func (s selectWidening) Handle(ed *editor.Editor, ev editor.Event) editor.State {
	switch ev.Kind {
	case editor.Move:
		for _, st := range ed.Layout().Stages {
			if st.ID != s.stage {
				continue
			}
			s.width = max(method.ColumnPitch, min(workshop.MaxColumn, st.Column.W()+ev.At.X-s.from.At.X))
			for _, snug := range []float64{0, 1, 2, 3, 4, 5, 6} { // as wide as so many notes
				w := method.ColumnPitch + snug*method.ColumnStep
				if d := s.width - w; d > -10 && d < 10 && !ev.Mods.Has(editor.Ctrl) {
					s.width = w
				}
			}
			s.width = float64(int(s.width/widthStep)) * widthStep
			x := st.Column.Min.X + s.width
			ed.SetPreview(editor.Preview{Held: s.stage.Ref(), Line: workshop.Rect{
				Min: workshop.Point{X: x, Y: st.Head.Min.Y}, Max: workshop.Point{X: x, Y: st.Column.Max.Y}}})
			return s
		}
	case editor.Changed:
		if len(ed.Handles(s.stage.Ref())) > 0 {
			return s
		}
	case editor.Down:
		return s
	case editor.Up:
		ed.SetPreview(editor.Preview{})
		if s.width > 0 {
			ed.SetWidth(s.stage, s.width)
		}
		return selectIdle{}
	}
	ed.SetPreview(editor.Preview{})
	return selectIdle{}
}
