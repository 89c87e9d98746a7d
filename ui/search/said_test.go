package search_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"throughline.app/ui/search"
	"throughline.app/workshop"
)

func TestFieldsAreFoundByTheirValues(t *testing.T) {
	s := &workshop.Snapshot{}
	apply := func(op workshop.Op) {
		d, err := op.Plan(s)
		require.NoError(t, err)
		s = s.With(d)
	}
	note := func(id workshop.NoteID, text string, fields map[string]string) workshop.Note {
		return workshop.Note{ID: id, Text: text, Kind: "frontstage", Color: workshop.Green, Place: workshop.Place{Canvas: "c"}, TypedSet: workshop.TypedOf(fields)}
	}
	apply(workshop.AddCanvas{Canvas: workshop.Canvas{ID: "c", Title: "Canvas", Kind: "x/y"}})
	apply(workshop.AddNotes{Notes: []workshop.Note{
		note("a", "Price page at 12:30", map[string]string{"channel": "Web"}),
		note("b", "The web is slow", map[string]string{"channel": "Phone"}),
		note("c", "Visit", nil),
	}})
	apply(workshop.TypedValues{Notes: []workshop.NoteID{"b", "c"}, Key: "persona", Add: []string{"Owner of a bakery"}})
	apply(workshop.SetFunctions{Notes: []workshop.NoteID{"c"}, Functions: []string{"Finance"}})
	ix := search.New(nil, s, []workshop.NoteID{"a", "b", "c"}, func(*workshop.Note) workshop.StageID { return "" })
	for query, want := range map[string][]workshop.NoteID{
		"channel:web":                {"a"},
		"web":                        {"a", "b"},
		"12:30":                      {"a"},
		`persona:"owner of a" visit`: {"c"},
		"persona:bakery":             nil,
		"functions:fin":              {"c"},
		"is:frontstage":              {"a", "b", "c"},
		"channel:*":                  {"a", "b"},
		"quote:*":                    nil,
		search.Term("persona", "Owner of a bakery"): {"b", "c"},
	} {
		require.Equal(t, want, ix.Find(query), query)
	}
}
