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
	require.NotNil(t, d.label("No categories yet"))
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
	require.Nil(t, d.label("No categories yet"))
	d.untilText("1 note · 1 stage")

	apply(workshop.MergeCategories{From: []workshop.CategoryID{"one"}, Into: "two"})
	d.untilText("3 notes · 1 stage")
	require.Nil(t, d.label("Dates"))
	test.Tap(d.card("Waiting"))
	apply(workshop.DissolveCategory{Category: "two"})
	d.untilText("No categories yet")
}
