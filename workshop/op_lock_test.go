package workshop_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"throughline.app/internal/workshoptest"
	"throughline.app/workshop"
)

// TestWhatALockAllowsIsTakenBack: a lock does not keep a note out of a category, nor off a
// further canvas, so it keeps neither when that is taken back.
func TestWhatALockAllowsIsTakenBack(t *testing.T) {
	s := workshoptest.Big(1)
	id := s.NoteList(s.CanvasList()[0].ID)[0].ID
	plan := func(op workshop.Op) workshop.Diff {
		d, err := op.Plan(s)
		require.NoError(t, err)
		s = s.With(d)
		return d
	}
	plan(workshop.JoinCategory{Notes: []workshop.NoteID{id}})
	plan(workshop.Lock{Notes: []workshop.NoteID{id}, Locked: true})
	plan(workshop.AddCanvas{Canvas: workshop.Canvas{ID: "other", Title: "Other", Kind: "k"}})
	for _, op := range []workshop.Op{
		workshop.JoinCategory{Category: s.CategoryList()[0].ID, Notes: []workshop.NoteID{id}, By: "me"},
		workshop.ShowNotes{At: []workshop.Move{{Note: id, To: workshop.Place{Canvas: "other"}}}},
	} {
		before := s
		d := plan(op)
		require.NotEmpty(t, d, "%T", op)
		plan(workshop.Revert{Diff: d})
		require.Empty(t, s.Differences(before, 5), "%T", op)
	}
}
