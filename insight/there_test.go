package insight_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"throughline.app/insight"
	"throughline.app/internal/workshoptest"
	"throughline.app/workshop"
)

// then is a workshop after an op.
func then(t *testing.T, s *workshop.Snapshot, op workshop.Op) *workshop.Snapshot {
	t.Helper()
	d, err := op.Plan(s)
	require.NoError(t, err)
	return s.With(d)
}

func TestWhatWasDeletedIsNotHeard(t *testing.T) {
	s := workshoptest.Big(3)
	ids := slices.Sorted(func(yield func(workshop.NoteID) bool) {
		for id := range s.Notes.All() {
			if !yield(id) {
				return
			}
		}
	})
	s = then(t, s, workshop.ExpectFunctions{Functions: []string{"Law"}})
	d := workshop.Diff{{Ref: ids[0].Ref(), Field: workshop.FieldFunction, Before: s.Notes.Get(ids[0]).Function, After: "Law"}}
	s = s.With(d)
	law := func() insight.Presence {
		all := insight.Present(s)
		return all[slices.IndexFunc(all, func(p insight.Presence) bool { return p.Function == "Law" })]
	}
	require.Equal(t, 1, law().Notes)
	s = then(t, s, workshop.DeleteNotes{Notes: ids[:1]})
	require.Zero(t, law().Notes)
}

func TestTheStripNamesWhatIsConfirmedOnThisCanvas(t *testing.T) {
	s := workshoptest.Big(3)
	canvas := s.CanvasList()[0].ID
	note := s.NoteList(canvas)[0].ID
	id := workshop.IssueAbout([]workshop.NoteID{note})
	named := func(on workshop.CanvasID) bool {
		return slices.ContainsFunc(insight.Look(s, on).Strip(), func(it insight.Item) bool { return it.Issue == id })
	}
	s = then(t, s, workshop.DecideIssue{Notes: []workshop.NoteID{note}, Name: "One note", State: workshop.Confirmed})
	require.True(t, named(canvas))
	s = then(t, s, workshop.AddCanvas{Canvas: workshop.Canvas{ID: "other", Title: "Other", Kind: "k"}})
	require.False(t, named("other"), "its note is not there")
	s = then(t, s, workshop.DecideIssue{Notes: []workshop.NoteID{note}, Name: "One note", State: workshop.Dismissed, Reason: "no"})
	require.False(t, named(canvas), "it was dismissed")
}
