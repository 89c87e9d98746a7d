package canvasview

import (
	"time"

	"throughline.app/editor"
)

// turn is a wheel event: while it zooms the tiles are stretched, and drawn at the exact
// scale when the wheel has been still for a moment.
func (v *View) turn(at editor.ScreenPoint, d editor.ScreenVec, m editor.Mods) {
	if v.wheelZooms && !m.Has(editor.Shift) {
		m ^= editor.Ctrl
	}
	if m.Has(editor.Ctrl) {
		v.stretch()
	}
	v.ed.Wheel(at, d, m)
}

// stretch leaves the tiles as they are painted until the zoom has been still for a moment.
func (v *View) stretch() {
	v.zooming = true
	if v.rest != nil {
		v.rest()
	}
	v.rest = v.opts.After(restPause, func() {
		v.zooming, v.rest = false, nil
		v.refresh()
	})
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
