package canvasview

import (
	"time"

	"fyne.io/fyne/v2"

	"throughline.app/editor"
	"throughline.app/workshop"
)

// A glide is the short way that the view takes to where the editor is already: what is
// pressed meanwhile means the place where it will end.
type glide struct {
	jumps int // of the editor, as last seen
	from  editor.Viewport
	part  float64 // of the way, 1 at the end
	shown editor.Viewport
	stop  func()
}

// glides is how long the way takes.
const glides = 120 * time.Millisecond

// view is what is shown now, on the way or at its end.
func (v *View) view() editor.Viewport {
	g, to := &v.glide, v.ed.View()
	if n := v.ed.Jumps(); n != g.jumps {
		g.jumps = n
		if !v.still && g.shown.Size == to.Size && to.Size.W > 1 && g.shown != to {
			v.setOff()
		}
	} else if g.stop != nil && to != v.gliding {
		v.arrive() // the person went on by hand
	}
	g.shown = to
	if g.stop != nil {
		g.shown = between(g.from, to, g.part)
	}
	return g.shown
}

func (v *View) setOff() {
	g := &v.glide
	if g.stop != nil {
		g.stop()
	}
	g.from, g.part, v.gliding = g.shown, 0, v.ed.View()
	a := fyne.NewAnimation(glides, func(part float32) {
		if g.stop == nil || v.closed {
			return
		}
		if g.part = float64(part); part >= 1 {
			v.arrive()
		}
		v.refresh()
	})
	a.Curve = fyne.AnimationEaseOut
	g.stop = a.Stop
	a.Start()
}

func (v *View) arrive() {
	if stop := v.glide.stop; stop != nil {
		v.glide.stop, v.glide.part = nil, 1
		stop()
	}
}

// between is a view on the way: its corners go straight.
func between(from, to editor.Viewport, part float64) editor.Viewport {
	lerp := func(a, b float64) float64 { return a + (b-a)*part }
	w := lerp(from.Size.W/float64(from.Zoom), to.Size.W/float64(to.Zoom))
	to.Origin = workshop.Point{X: lerp(from.Origin.X, to.Origin.X), Y: lerp(from.Origin.Y, to.Origin.Y)}
	to.Zoom = editor.Zoom(to.Size.W / w)
	return to
}
