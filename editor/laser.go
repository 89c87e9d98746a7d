package editor

import "throughline.app/workshop"

// MaxTrail is how many points of the laser pointer a [Presence] tells: more than come in
// between two frames to the others.
const MaxTrail = 16

// A laser is the laser pointer: a trail that the others see for less than a second. It
// changes nothing and is kept nowhere.
type laser struct {
	last  uint64
	trail []workshop.Point // the newest at most MaxTrail
	held  ToolID           // in the hand before the laser's key was held; "" if it is not
	drew  bool             // since the key went down
}

// Beam points the laser at a place on the canvas.
func (ed *Editor) Beam(at workshop.Point) {
	l := &ed.laser
	if n := len(l.trail); n > 0 && l.trail[n-1] == at {
		return
	}
	l.last++
	l.drew = true
	from := max(0, len(l.trail)+1-MaxTrail)
	l.trail = append(append([]workshop.Point(nil), l.trail[from:]...), at) // a Presence may hold the other
	ed.notify()
}

// EndBeam lets the trail end: where the laser goes next is another line.
func (ed *Editor) EndBeam() {
	if l := &ed.laser; len(l.trail) > 0 {
		l.trail = nil
		l.last++
		ed.notify()
	}
}

// HoldLaser tells that the laser's key is held, or was let go. While it is held the trail
// follows the pointer without a press. Let go after it drew something, or long after it
// went down, it gives back the tool that was in the hand before; a short touch alone leaves
// the laser there.
func (ed *Editor) HoldLaser(before ToolID, long bool) {
	l := &ed.laser
	if before != "" {
		l.held, l.drew = before, false
		return
	}
	was := l.held
	l.held = ""
	if was == "" || ed.tool.ID != LaserTool {
		return
	}
	ed.EndBeam()
	if (l.drew || long) && was != LaserTool {
		ed.TakeUp(was)
	}
}

// LaserHeld reports whether the laser's key is held.
func (ed *Editor) LaserHeld() bool { return ed.laser.held != "" }

// Call asks the others to look where this person looks: number is another one for every
// call, 0 ends it. It moves nobody.
func (ed *Editor) Call(number uint32) {
	if ed.call != number {
		ed.call = number
		ed.notify()
	}
}
