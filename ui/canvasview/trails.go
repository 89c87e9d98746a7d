package canvasview

import (
	"image/color"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"throughline.app/editor"
	"throughline.app/workshop"
)

// Limits of laser pointers on the screen.
const (
	trailLife   = 800 * time.Millisecond
	trailSpread = 50 * time.Millisecond // what came in one frame was drawn over that time
	trailFrame  = 25 * time.Millisecond
	trailPoints = 160
	trailWidth  = 5.0 // units of the window, at its head
	trailStep   = 3.0 // units of the window, between the points that are drawn
	maxTrails   = 6
	maxTrailSeg = 240
)

// trails are laser pointers: lines that get thinner and are gone within a second.
type trails struct {
	by    map[string]*trail // by person; "" is this one
	lines []*canvas.Line
	used  int
	timed bool // a frame is due
}

type trail struct {
	hue    color.Color
	last   uint64
	cut    bool // the next point begins another line
	points []trailPoint
}

type trailPoint struct {
	at    workshop.Point
	when  time.Time
	first bool // of a line
}

// take adds the points that are new: those with numbers over the last one. Spread is the
// time over which they were drawn.
func (t *trails) take(who string, hue color.Color, last uint64, points []workshop.Point, now time.Time, spread time.Duration) {
	tr := t.by[who]
	if tr == nil {
		if len(points) == 0 || len(t.by) >= maxTrails && who != "" {
			return
		}
		if t.by == nil {
			t.by = make(map[string]*trail)
		}
		tr = &trail{cut: true}
		t.by[who] = tr
	}
	tr.hue = hue
	n := uint64(len(points))
	switch {
	case last == tr.last:
		return
	case last < tr.last: // the person began anew
		tr.cut = true
	default:
		n = min(n, last-tr.last)
		tr.cut = tr.cut || last-n != tr.last
	}
	tr.last = last
	if n == 0 {
		tr.cut = true
		return
	}
	for i, p := range points[uint64(len(points))-n:] {
		ago := spread * time.Duration(int(n)-1-i) / time.Duration(n)
		tr.points = append(tr.points, trailPoint{p, now.Add(-ago), tr.cut})
		tr.cut = false
	}
	tr.points = tr.points[max(0, len(tr.points)-trailPoints):]
}

// expire forgets what has faded, and reports whether something is left to fade.
func (t *trails) expire(now time.Time) bool {
	any := false
	for _, tr := range t.by {
		gone := 0
		for gone < len(tr.points) && now.Sub(tr.points[gone].when) >= trailLife {
			gone++
		}
		tr.points = append(tr.points[:0], tr.points[gone:]...)
		any = any || len(tr.points) > 0
	}
	return any
}

// arrange draws the newest part of every trail.
func (t *trails) arrange(o *overlay, view editor.Viewport) {
	t.used = 0
	now := o.v.opts.Now()
	for _, tr := range t.by {
		n := len(tr.points)
		if n == 0 {
			continue
		}
		to := view.ToScreen(tr.points[n-1].at)
		for i := n - 1; i > 0 && t.used < maxTrailSeg; i-- {
			p := &tr.points[i-1]
			from := view.ToScreen(p.at)
			if tr.points[i].first {
				to = from
				continue
			}
			if i > 1 && !p.first && to.Sub(from).Len() < trailStep {
				continue
			}
			left := 1 - float64(now.Sub(p.when))/float64(trailLife)
			if left <= 0 {
				break
			}
			t.line(o, from, to, tr.hue, 0.75+trailWidth*left)
			to = from
		}
	}
}

func (t *trails) line(o *overlay, from, to editor.ScreenPoint, hue color.Color, width float64) {
	if t.used == len(t.lines) {
		t.lines = append(t.lines, canvas.NewLine(hue))
	}
	l := t.lines[t.used]
	t.used++
	if d := to.Sub(from); d.Len() > 0 { // a little over the joint, so that there is no gap in a bend
		over := width / 5 / d.Len()
		to.X, to.Y = to.X+d.DX*over, to.Y+d.DY*over
		from.X, from.Y = from.X-d.DX*over, from.Y-d.DY*over
	}
	l.StrokeColor, l.StrokeWidth = hue, float32(width)
	l.Position1, l.Position2 = fyne.NewPos(float32(from.X), float32(from.Y)), fyne.NewPos(float32(to.X), float32(to.Y))
	o.shown = append(o.shown, l)
}

// fade draws frames as long as a trail is left, and then no more.
func (v *View) fade() {
	t := &v.overlay.trails
	if t.timed || v.closed || !t.expire(v.opts.Now()) {
		return
	}
	t.timed = true
	v.opts.After(trailFrame, func() {
		t.timed = false
		if v.closed {
			return
		}
		v.fade()
		v.refresh()
	})
}

// beam shows this person's own laser pointer.
func (v *View) beam() {
	p := v.ed.Presence()
	hue := v.overlay.colors.accent
	if v.opts.Hue != "" {
		hue = parseHue(v.opts.Hue)
	}
	v.overlay.trails.take("", hue, p.Last, p.Trail, v.opts.Now(), 0)
	v.fade()
}

// A laserKey is the laser's key while it is held: it goes on being typed then, which must
// not write.
type laserKey struct {
	down     bool
	typed    bool // once since it went down
	repeated bool
	at       time.Time
}

const laserLong = 350 * time.Millisecond

func (v *View) holdLaser() {
	if v.opts.Modifiers() == 0 && v.writer() == nil {
		v.laserKey = laserKey{down: true, at: v.opts.Now()}
		v.ed.HoldLaser(v.ed.Tool(), false)
	}
}

func (v *View) releaseLaser() {
	if k := v.laserKey; k.down {
		v.laserKey = laserKey{}
		v.ed.HoldLaser("", v.opts.Now().Sub(k.at) >= laserLong)
	}
}

// repeatsLaser reports whether a key is only the laser's that is still held.
func (v *View) repeatsLaser(key fyne.KeyName) bool {
	k := &v.laserKey
	if !k.down || key != fyne.KeyK {
		k.repeated = false
		return false
	}
	k.repeated = k.typed && v.ed.Tool() == editor.LaserTool
	k.typed = true
	return k.repeated
}
