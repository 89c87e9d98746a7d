package canvasview

import "throughline.app/workshop"

// syncTrial follows [editor.Editor.Trial]: what is tried is drawn as if it were in the
// document, with the hue of its category around each note. Only what differs from the last
// is drawn anew.
func (v *View) syncTrial() {
	now := v.ed.Trial()
	if now == v.trial {
		return
	}
	was := v.trial
	v.trial = now
	var touched workshop.Diff
	if was != nil {
		touched = append(touched, was.Diff...)
	}
	if now != nil {
		touched = append(touched, now.Diff...)
	}
	if (was == nil) != (now == nil) { // the rings come and go
		v.scene = v.scene.Ringed(now != nil)
		for id, n := range v.snap.Notes.All() {
			if n.Category != "" {
				touched = append(touched, workshop.Change{Ref: id.Ref(), Field: workshop.FieldCategory})
			}
		}
	}
	v.step(touched)
}
