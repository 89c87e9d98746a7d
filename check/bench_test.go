package check_test

import (
	"fmt"
	"testing"

	"throughline.app/check"
	"throughline.app/method"
	"throughline.app/workshop"
)

// BenchmarkRun looks 5,000 notes through with all checks of the lifecycle.
func BenchmarkRun(b *testing.B) {
	methods, err := method.Embedded()
	if err != nil {
		b.Fatal(err)
	}
	r := &room{t: b, methods: methods, s: &workshop.Snapshot{}}
	r.do(workshop.Begin{Title: "T", Method: "lifecycle"})
	for _, m := range methods {
		if m.Name == "lifecycle" {
			r.add(m.Begins()[0])
		}
	}
	c := r.s.CanvasList()[0]
	stages, lanes := r.s.StageList(c.ID), r.s.LaneList(c.ID)
	var all []workshop.Note
	for i := range 5_000 {
		all = append(all, workshop.Note{ID: workshop.NoteID(fmt.Sprint("n", i)), Order: fmt.Sprintf("a%05dz", i), Color: workshop.Blue, Kind: "action",
			Text:  fmt.Sprintf("Asks the firm next door about line %d and then a lead waits", i),
			Place: workshop.Place{Canvas: c.ID, Region: workshop.Region{Stage: stages[i%len(stages)].ID, Lane: lanes[i%len(lanes)].ID}}})
	}
	r.do(workshop.AddNotes{Notes: all})
	for b.Loop() {
		check.Run(methods, r.s)
	}
}
