package workshoptest

import (
	"pgregory.net/rapid"

	"throughline.app/workshop"
)

// areas are functional areas, some the same but for their letters.
var areas = []string{"Sales", "Network", "Billing", "billing", "Field service"}

// findingOp draws what people say of functions and of issues.
func findingOp(t *rapid.T, s *workshop.Snapshot) workshop.Op {
	some := func(label string) []string {
		return rapid.SliceOfN(rapid.SampledFrom(areas), 0, 3).Draw(t, label)
	}
	ids := NoteIDs(s).Draw(t, "notes")
	state := rapid.SampledFrom([]workshop.IssueState{"", workshop.Confirmed, workshop.Dismissed}).Draw(t, "state")
	switch rapid.IntRange(0, 5).Draw(t, "finding") {
	case 0, 1:
		return workshop.SetFunctions{Notes: ids, Functions: some("functions")}
	case 2:
		return workshop.Together{
			workshop.SetLegend{Meanings: map[workshop.Color]string{workshop.Yellow: rapid.SampledFrom(areas).Draw(t, "meaning")}},
			workshop.ColoursMean{Functions: rapid.Bool().Draw(t, "functions")},
		}
	case 3:
		return workshop.ExpectFunctions{Functions: some("expected")}
	case 4:
		return workshop.Together{
			workshop.DecideIssue{Notes: ids, Name: "The same in many places", State: state},
			workshop.OwnIssue{Issue: workshop.IssueAbout(ids), Owner: "Sales", Second: "Network"},
		}
	}
	return workshop.DecideIssue{Category: workshop.CategoryID(ID("g", 0)), Name: rapid.SampledFrom([]string{"", "One owner"}).Draw(t, "name"), State: state}
}

// Finding draws what people say of functions and of issues, on a workshop with notes.
func Finding(s *workshop.Snapshot) *rapid.Generator[workshop.Op] {
	return rapid.Custom(func(t *rapid.T) workshop.Op { return findingOp(t, s) })
}
