package check_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"throughline.app/method"
	"throughline.app/workshop"
)

const withGrid = `[[canvas]]
id = "grid"
title = "Who"
layout = "grid"
begin = false
[canvas.grid]
rows = "card:touch"
columns = "functions"
outside = true
[[canvas.grid.mark]]
key = "R"
title = "does it"
`

func TestSomebodyOutsideIsFoundOnceANote(t *testing.T) {
	r := begin(t, with("outside", "cards = [\"touch\"]\nwhen = \"outside\"\nfield = \"lever\"", "{name} in {stage}: {columns}")+withGrid)
	visit := r.note("Use", "Meets", "Visit")
	r.do(workshop.SetTyped{Notes: []workshop.NoteID{visit}, Key: "outside", Value: "the digger firm"})
	parcel := r.note("Buy", "Meets", "Parcel")
	require.Equal(t, []string{"Visit in Use: the digger firm"}, r.says(), "the card alone")
	id := r.found()[0].ID

	grid := r.add(method.Find(r.methods, "plain/grid"))
	yes := true
	for _, who := range []string{"The digger firm", "Post"} {
		r.do(workshop.SetHeads{Grid: grid, Heads: []workshop.HeadChange{{Column: workshop.FunctionLine(who), Label: &who, Added: &yes, Outside: &yes}}})
		for _, n := range []workshop.NoteID{visit, parcel} {
			if who == "Post" || n == visit {
				r.do(workshop.MarkCell{Grid: grid, Row: n.Ref().Key(), Column: workshop.FunctionLine(who), Label: who, Add: []string{"R"}})
			}
		}
	}
	require.ElementsMatch(t, []string{"Visit in Use: Post and The digger firm", "Parcel in Buy: Post"}, r.says(), "each once, each name once")
	for _, f := range r.found() {
		require.Equal(t, f.About[0] == visit.Ref(), f.ID == id, "it stays the same finding")
		require.Equal(t, grid, f.Canvas)
	}
	r.do(workshop.SetTyped{Notes: []workshop.NoteID{visit}, Key: "lever", Value: "a date"})
	require.Equal(t, []string{"Parcel in Buy: Post"}, r.says())
}

func TestEveryEmptyCellOfAStageInUse(t *testing.T) {
	r := begin(t, with("gaps", "canvas = \"canvas\"\nlanes = [\"does\", \"meets\", \"behind\"]\nevery = true", "{stage}: {lane}"))
	require.Empty(t, r.says(), "nothing is in use yet")
	r.note("Buy", "Meets", "Shop")
	require.Equal(t, []string{"Buy: Does", "Buy: Behind"}, r.says())
}
