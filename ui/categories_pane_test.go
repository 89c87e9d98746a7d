package ui_test

import (
	"testing"

	"fyne.io/fyne/v2/test"
	"github.com/stretchr/testify/require"

	"throughline.app/workshop"
)

func TestTheCategoriesTabFollowsTheWorkshop(t *testing.T) {
	d := open(t, withWorkshop)
	d.enter()
	s := d.backend.Sessions["a"]
	d.run("view.panel.categories")
	require.NotNil(t, d.label("Or start the piles, we place the rest"))
	apply := func(op workshop.Op) {
		t.Helper()
		_, err := s.Receive(op)
		require.NoError(t, err)
	}
	apply(workshop.AddNotes{Notes: []workshop.Note{
		note("n1", "a", "p"), note("n2", "b", "p"), note("n3", "c", "p"),
	}})
	apply(workshop.MakeCategory{Category: workshop.Category{ID: "one", Name: "Dates"}, Notes: []workshop.NoteID{"n1"}})
	apply(workshop.MakeCategory{Category: workshop.Category{ID: "two", Name: "Waiting"}, Notes: []workshop.NoteID{"n2", "n3"}})
	d.untilText("2 notes · 1 stage")
	require.Nil(t, d.label("Or start the piles, we place the rest"))
	d.untilText("1 note · 1 stage")

	apply(workshop.MergeCategories{From: []workshop.CategoryID{"one"}, Into: "two"})
	d.untilText("3 notes · 1 stage")
	require.Nil(t, d.label("Dates"))
	test.Tap(d.card("Waiting"))
	apply(workshop.DissolveCategory{Category: "two"})
	d.untilText("Or start the piles, we place the rest")
}

func TestTheCategoriesTabTellsWhoIsBehindThem(t *testing.T) {
	d, v := spread(t)
	authors(t, d)
	s := d.backend.Sessions["a"]
	require.True(t, v.Run("view.panel.categories"))
	d.untilText("systemic · Billing 2, Network 2, Sales 2 +1")
	card := d.card("Dates")
	require.Contains(t, card.Tip, "Billing 2, Network 2, Sales 2, Service 2\n")
	require.Contains(t, card.Tip, "From Network 1")
	require.Nil(t, d.label("one function’s notes · Sales"))

	_, err := s.Receive(workshop.SetFunctions{Notes: []workshop.NoteID{noteID(0), noteID(1), noteID(2), noteID(3), "byNetwork", "byBilling", "byService"}, Functions: []string{"Sales"}})
	require.NoError(t, err)
	d.untilText("one function’s notes · Sales")
	d.untilText("recurring · Sales 8")
	mine := *s.Snapshot().Notes.Get("bySales")
	var more []workshop.Note
	for _, id := range []workshop.NoteID{"again", "and again"} {
		mine.ID, mine.Order = id, mine.Order+"z"
		more = append(more, mine)
	}
	_, err = s.Receive(workshop.AddNotes{Notes: more})
	require.NoError(t, err)
	_, err = s.Receive(workshop.JoinCategory{Notes: []workshop.NoteID{noteID(0), noteID(1), noteID(2), noteID(3), "byNetwork", "byBilling", "byService"}})
	require.NoError(t, err)
	d.untilText("one person’s notes · From Sales")
}
