package workshoptest

import (
	"pgregory.net/rapid"

	"throughline.app/workshop"
)

// roundOp draws an op of what people answer, of what is shown of it, and of the agenda.
func roundOp(t *rapid.T, s *workshop.Snapshot) workshop.Op {
	canvases, about := []workshop.CanvasID{}, []string{""}
	for _, c := range s.CanvasList() {
		canvases = append(canvases, c.ID)
		for _, st := range s.StageList(c.ID) {
			about = append(about, st.ID.Ref().Key())
		}
	}
	switch rapid.IntRange(0, 3).Draw(t, "kind of answer") {
	case 0:
		return workshop.ShowView{Canvas: rapid.SampledFrom(canvases).Draw(t, "canvas"), View: rapid.SampledFrom([]string{"mood", "evidence"}).Draw(t, "view"), On: rapid.Bool().Draw(t, "on")}
	case 1:
		return workshop.TakeStep{Step: rapid.SampledFrom([]string{"", "one", "two"}).Draw(t, "step"), Done: []string{"one"}}
	}
	if rapid.Bool().Draw(t, "judges") {
		return workshop.Judge{Notes: NoteIDs(s).Draw(t, "notes"), Person: "ana", Verdict: rapid.SampledFrom([]string{"", "confirm", "wrong"}).Draw(t, "verdict")}
	}
	return workshop.GiveAnswer{
		Poll:   rapid.SampledFrom([]string{"mood/as-is", "mood/to-be", "validation"}).Draw(t, "poll"),
		About:  rapid.SampledFrom(about).Draw(t, "about"),
		Person: rapid.SampledFrom([]workshop.PersonID{"ana", "jo", "ravi"}).Draw(t, "person"),
		Value:  rapid.SampledFrom([]string{"", "-2", "-0.5", "1", "2", "confirm"}).Draw(t, "value"),
	}
}
