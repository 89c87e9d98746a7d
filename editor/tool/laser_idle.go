package tool

import "throughline.app/editor"

// laserIdle draws a trail while the left button is held, or the laser's key.
type laserIdle struct{ down bool }

func (s laserIdle) Name() string {
	if s.down {
		return "laser.pointing"
	}
	return "laser.idle"
}

func (s laserIdle) Handle(ed *editor.Editor, ev editor.Event) editor.State {
	switch ev.Kind {
	case editor.Down:
		if ev.Button == editor.Left {
			s.down = true
			ed.Beam(ev.At)
		}
	case editor.Move:
		if s.down || ed.LaserHeld() {
			ed.Beam(ev.At)
		}
	case editor.Up, editor.Cancel:
		s.down = false
		ed.EndBeam()
	}
	return s
}
