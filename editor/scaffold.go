package editor

import (
	"throughline.app/method"
	"throughline.app/workshop"
)

// A Part is what the pointer can take hold of at a stage or a lane.
type Part int

// The parts. Name is the chevron, or the lane's title, itself.
const (
	NoPart Part = iota
	NamePart
	GripPart  // drag: put it elsewhere
	MorePart  // its menu
	AddBefore // add one at its left, or above it
	AddAfter  // add one at its right, or below it
	EdgePart  // drag: how wide the column is

	BracketStart // drag: where it starts, of the bracket that Who says; Ref is the canvas
	BracketEnd
)

// A Handle is a part of a stage or a lane where it lies on the canvas. Handles are as
// large as fingers need at every zoom.
type Handle struct {
	Ref  workshop.Ref
	Part Part
	Box  workshop.Rect
	Who  string // whose bracket, of its ends
}

// Sizes of handles, in units of the window.
const (
	handleSide  = 22.0
	leastSide   = 12.0 // below it there is none
	plusSide    = 20.0
	edgeReach   = 4.0
	roomForGrip = 110.0 // that a chevron needs to show its handles
	roomForEdge = 40.0
)

// Hover is the stage or lane under the pointer, and the part of it. It is zero while
// something else goes on: only the select tool takes hold of them.
func (ed *Editor) Hover() Handle {
	if !ed.seen || ed.pan != nil || ed.editing != nil || ed.naming != nil || ed.preview.Busy() || ed.tool.ID != SelectTool || ed.space {
		return Handle{}
	}
	return ed.hover
}

// HandleAt finds what of a stage or a lane lies at a point of the view.
func (ed *Editor) HandleAt(at ScreenPoint) Handle {
	p := ed.view.ToCanvas(at)
	l, px := ed.Layout(), 1/float64(ed.view.Zoom)
	if h, ok := ed.bracketAt(p); ok {
		return h
	}
	for i := range l.Stages {
		for _, h := range ed.stageHandles(l, i) {
			if h.Part == EdgePart && h.Box.Contains(p) && ed.plusUnder(l, i, p) == NoPart {
				return h
			}
		}
	}
	for i, st := range l.Stages {
		if st.Head.Empty() {
			continue
		}
		zone := st.Head
		zone.Min.X, zone.Max.X = st.Column.Min.X, st.Column.Max.X
		zone.Min.Y -= plusSide / 2 * px
		if !zone.Inset(-edgeReach * px).Contains(p) {
			continue
		}
		for _, h := range ed.stageHandles(l, i) {
			if h.Box.Contains(p) {
				return h
			}
		}
		if st.Head.Contains(p) {
			return Handle{Ref: st.ID.Ref(), Part: NamePart, Box: st.Head}
		}
	}
	for i, ln := range l.Lanes {
		if ln.Title.Empty() || !ln.Title.Inset(-plusSide/2*px).Contains(p) {
			continue
		}
		for _, h := range ed.laneHandles(l, i) {
			if h.Box.Contains(p) {
				return h
			}
		}
		if ln.Title.Contains(p) {
			return Handle{Ref: ln.ID.Ref(), Part: NamePart, Box: ln.Title}
		}
	}
	return Handle{}
}

// plusUnder is the plus of a stage at p, which lies over the column's edge.
func (ed *Editor) plusUnder(l *method.Layout, i int, p workshop.Point) Part {
	for _, h := range ed.stageHandles(l, i) {
		if (h.Part == AddAfter || h.Part == AddBefore) && h.Box.Contains(p) {
			return h.Part
		}
	}
	return NoPart
}

// Handles lists those of a stage or a lane that is shown, none where it is too small.
func (ed *Editor) Handles(ref workshop.Ref) []Handle {
	l := ed.Layout()
	if ref.Kind == workshop.KindCanvas {
		return ed.bracketHandles()
	}
	for i, st := range l.Stages {
		if st.ID.Ref() == ref {
			return ed.stageHandles(l, i)
		}
	}
	for i, ln := range l.Lanes {
		if ln.ID.Ref() == ref {
			return ed.laneHandles(l, i)
		}
	}
	return nil
}

func (ed *Editor) stageHandles(l *method.Layout, i int) []Handle {
	st, px := l.Stages[i], 1/float64(ed.view.Zoom)
	wide, ref := st.Column.W()/px, st.ID.Ref()
	if wide < roomForEdge || l.Fixed(workshop.KindStage) {
		return nil
	}
	mid := st.Head.Center().Y
	square := func(x, y, side float64) workshop.Rect {
		return workshop.RectAt(workshop.Point{X: x - side/2*px, Y: y - side/2*px}, workshop.Size{W: side * px, H: side * px})
	}
	top := st.Head.Min.Y - 2*px
	handles := []Handle{
		{Ref: ref, Part: AddAfter, Box: square(st.Column.Max.X-1, top, plusSide)},
		{Ref: ref, Part: AddBefore, Box: square(st.Column.Min.X-1, top, plusSide)},
	}
	if side := min(handleSide, st.Head.H()/px-4); wide >= roomForGrip && side >= leastSide {
		const tip = 14 // of the chevron
		handles = append(handles,
			Handle{Ref: ref, Part: GripPart, Box: square(st.Head.Min.X+tip+(side/2+3)*px, mid, side)},
			Handle{Ref: ref, Part: MorePart, Box: square(st.Head.Max.X-tip-(side/2+1)*px, mid, side)})
	}
	edge := workshop.Rect{
		Min: workshop.Point{X: st.Column.Max.X - 1 - edgeReach*px, Y: st.Head.Min.Y},
		Max: workshop.Point{X: st.Column.Max.X - 1 + edgeReach*px, Y: st.Head.Max.Y},
	}
	return append(handles, Handle{Ref: ref, Part: EdgePart, Box: edge})
}

// laneNameH is the room that a lane's name takes at the top of its title.
const laneNameH = 64

func (ed *Editor) laneHandles(l *method.Layout, i int) []Handle {
	ln, px := l.Lanes[i], 1/float64(ed.view.Zoom)
	ref := ln.ID.Ref()
	if ln.Title.W()/px < roomForEdge || l.Fixed(workshop.KindLane) {
		return nil
	}
	square := func(x, y, side float64) workshop.Rect {
		return workshop.RectAt(workshop.Point{X: x, Y: y - side/2*px}, workshop.Size{W: side * px, H: side * px})
	}
	left := ln.Title.Min.X
	handles := []Handle{
		{Ref: ref, Part: AddAfter, Box: square(left-plusSide/2*px, ln.Row.Max.Y, plusSide)},
		{Ref: ref, Part: AddBefore, Box: square(left-plusSide/2*px, ln.Row.Min.Y, plusSide)},
	}
	y := ln.Title.Min.Y + laneNameH + handleSide/2*px
	if y+handleSide/2*px < ln.Title.Max.Y && ln.Title.W()/px > 3*handleSide {
		handles = append(handles,
			Handle{Ref: ref, Part: GripPart, Box: square(left+4, y, handleSide)},
			Handle{Ref: ref, Part: MorePart, Box: square(left+4+(handleSide+4)*px, y, handleSide)})
	}
	return handles
}

// look finds out what of the scaffold is under the pointer, and reports whether that is
// something else than before.
func (ed *Editor) lookUnder() bool {
	now := Handle{}
	if ed.seen && ed.tool.ID == SelectTool && ed.pan == nil && !ed.preview.Busy() {
		now = ed.HandleAt(ed.pointer)
	}
	if now == ed.hover {
		return false
	}
	ed.hover = now
	return true
}
