package canvasview

import "time"

// While something is dragged near the edge the paper moves: not at once, so that a drag
// that only begins or ends there does not set it going, and then frame by frame.
const (
	driftWait  = 180 * time.Millisecond
	driftFrame = 16 * time.Millisecond
	driftMost  = 100 * time.Millisecond // that one frame counts for; a busy laptop must not jump
)

// drift sets the paper going if the editor wants it; it stops by itself.
func (v *View) drift() {
	if v.drifts || !v.ed.Drifting() {
		return
	}
	v.drifts = true
	var last time.Time
	var tick func()
	tick = func() {
		now := v.opts.Now()
		dt := driftFrame
		if !last.IsZero() {
			dt = min(driftMost, now.Sub(last))
		}
		if last = now; v.closed || !v.ed.Drift(dt) {
			v.drifts = false
			return
		}
		v.tellPresence()
		v.opts.After(driftFrame, tick)
	}
	v.opts.After(driftWait, tick)
}
