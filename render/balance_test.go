package render_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"throughline.app/method"
	"throughline.app/render"
	"throughline.app/workshop"
)

func TestSharesCountNotesByTheValueOfAField(t *testing.T) {
	s := &workshop.Snapshot{}
	apply := func(op workshop.Op) {
		d, err := op.Plan(s)
		require.NoError(t, err)
		s = s.With(d)
	}
	apply(workshop.AddCanvas{Canvas: workshop.Canvas{ID: "c", Title: "C", Kind: "x/y"}})
	for i, kind := range []string{"idea", "idea", "idea", "fact", "idea"} {
		apply(workshop.AddNotes{Notes: []workshop.Note{{ID: workshop.NoteID("n" + string(rune('0'+i))), Color: workshop.Blue, Kind: kind, Place: workshop.Place{Canvas: "c"}}}})
	}
	apply(workshop.SetTyped{Notes: []workshop.NoteID{"n0", "n2"}, Key: "horizon", Value: "short"})
	apply(workshop.SetTyped{Notes: []workshop.NoteID{"n1", "n3"}, Key: "horizon", Value: "long"})
	values, notes := render.Shares(s, "c", &method.BalanceKind{Field: "horizon", Card: "idea"})
	require.Equal(t, []string{"short", "long", ""}, values, "the most frequent first, what is not said last")
	require.Equal(t, []int{2, 1, 1}, notes)
	values, notes = render.Shares(s, "c", &method.BalanceKind{Field: "horizon", Asked: []string{"idea"}, Order: []string{"long", "short"}})
	require.Equal(t, []string{"long", "short", ""}, values, "the options in their order")
	require.Equal(t, []int{2, 2, 1}, notes, "nobody asks a fact when")
	values, _ = render.Shares(s, "c", &method.BalanceKind{Field: "color"})
	require.Equal(t, []string{"blue"}, values)
	values, _ = render.Shares(s, "other", &method.BalanceKind{Field: "color"})
	require.Empty(t, values)
}
