package canvasview

import (
	"throughline.app/editor"
	"throughline.app/workshop"
)

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
	v.scene = v.scene.Ringed(now != nil, marksOf(now))
	if (was == nil) != (now == nil) { // the rings come and go
		for id, n := range v.snap.Notes.All() {
			if v.snap.CategoryOf(n) != nil {
				touched = append(touched, workshop.Change{Ref: id.Ref(), Field: workshop.FieldCategory})
			}
		}
	}
	for _, t := range [2]*editor.Trial{was, now} {
		for id := range marksOf(t) {
			if marksOf(was)[id] != marksOf(now)[id] {
				touched = append(touched, workshop.Change{Ref: id.Ref(), Field: workshop.FieldCategory})
			}
		}
	}
	v.step(touched)
}

func marksOf(t *editor.Trial) map[workshop.NoteID]string {
	if t == nil {
		return nil
	}
	return t.Marks
}
