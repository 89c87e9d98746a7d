package search_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"throughline.app/internal/workshoptest"
	"throughline.app/ui/search"
	"throughline.app/workshop"
)

func TestFold(t *testing.T) {
	for in, want := range map[string]string{
		"Straße":            "strasse",
		"Café\u0301 CAFÉ":   "cafe cafe",
		"cafe\u0301":        "cafe",
		"zero\u200bwidth":   "zerowidth",
		"\u202eright":       "right",
		"a\n\tb\u00a0c":     "a b c",
		"Ærø":               "aero",
		"ﬁbre":              "fibre",
		"Привет":            "привет",
		"شَبَكَة":           "شبكة",
		"bad\xffbytes":      "badbytes",
		"👩‍🔧 engineer, ÄÖÜ": "👩🔧 engineer, aou",
	} {
		require.Equal(t, want, search.Fold(in), "%q", in)
	}
}

func index(notes ...workshop.Note) (*workshop.Snapshot, *search.Index) {
	s := &workshop.Snapshot{}
	d := workshop.Diff{
		{Ref: workshop.CanvasID("c").Ref(), Field: workshop.FieldTitle, After: "Canvas"},
		{Ref: workshop.StageID("s1").Ref(), Field: workshop.FieldCanvas, After: "c"},
		{Ref: workshop.LaneID("l1").Ref(), Field: workshop.FieldCanvas, After: "c"},
		{Ref: workshop.PersonID("p1").Ref(), Field: workshop.FieldName, After: "Zoë Brandt"},
		{Ref: workshop.StageID("s1").Ref(), Field: workshop.FieldName, After: "Onboarding"},
		{Ref: workshop.CategoryID("c1").Ref(), Field: workshop.FieldName, After: "One date, one owner"},
	}
	s = s.With(d)
	var order []workshop.NoteID
	for _, n := range notes {
		p, err := workshop.AddNotes{Notes: []workshop.Note{n}}.Plan(s)
		if err != nil {
			panic(err)
		}
		s = s.With(p)
		order = append(order, n.ID)
	}
	return s, search.New(nil, s, order, stage)
}

func stage(n *workshop.Note) workshop.StageID { return n.Place.Region.Stage }

func note(id, text string) workshop.Note {
	return workshop.Note{ID: workshop.NoteID(id), Text: text, Color: workshop.Blue, Order: "a", Place: workshop.Place{Canvas: "c"}}
}

func TestFindLooksAtEverythingThatANoteSays(t *testing.T) {
	a, b, c := note("a", "Fibre to the café"), note("b", "Fibre from the street"), note("c", "Invoice")
	b.Author, b.Place.Region, c.Category = "p1", workshop.Region{Stage: "s1", Lane: "l1"}, "c1"
	_, ix := index(a, b, c)
	for query, want := range map[string][]workshop.NoteID{
		"":               nil,
		"  ":             nil,
		"FIBRE":          {"a", "b"},
		"cafe":           {"a"},
		"zoe":            {"b"},
		"fibre onboard":  {"b"},
		"owner":          {"c"},
		"street fibre":   {"b"},
		"nothing at all": nil,
	} {
		require.Equal(t, want, ix.Find(query), query)
	}
}

func TestANewIndexTakesOverWhatIsTheSame(t *testing.T) {
	s, before := index(note("a", "one"), note("b", "two"))
	d, err := workshop.Recolor{Notes: []workshop.NoteID{"a"}, Color: workshop.Coral}.Plan(s)
	require.NoError(t, err)
	s = s.With(d).With(workshop.Diff{{Ref: workshop.PersonID("p2").Ref(), Field: workshop.FieldName, After: "Omar"}})
	after := search.New(before, s, []workshop.NoteID{"b", "a", "gone"}, stage)
	require.Equal(t, []workshop.NoteID{"a"}, after.Find("one"))
	require.Equal(t, 2, after.Len())
}

func TestScore(t *testing.T) {
	best := func(letters string, names ...string) string {
		at, most := "", 0
		for _, n := range names {
			if s := search.Score(search.Fold(letters), search.Fold(n)); s > most {
				at, most = n, s
			}
		}
		return at
	}
	names := []string{"Delete", "Duplicate", "Select all", "Bring to the front", "See all", "Zoom in", "Go to stage Onboarding", "Align left"}
	for letters, want := range map[string]string{
		"del": "Delete", "dup": "Duplicate", "sa": "See all", "sel": "Select all", "front": "Bring to the front",
		"btf": "Bring to the front", "onb": "Go to stage Onboarding", "go onb": "Go to stage Onboarding", "zoin": "Zoom in", "al": "Align left",
		"xyz": "", "tbf": "",
	} {
		require.Equal(t, want, best(letters, names...), letters)
	}
	require.Positive(t, search.Score("", "anything"))
}

func big(n int) (*workshop.Snapshot, []workshop.NoteID) {
	s := workshoptest.Big(n)
	order := make([]workshop.NoteID, n)
	for i := range order {
		order[i] = workshop.NoteID(workshoptest.ID("n", i))
	}
	return s, order
}

func BenchmarkIndex5000(b *testing.B) {
	s, order := big(5000)
	for b.Loop() {
		search.New(nil, s, order, stage)
	}
}

func BenchmarkIndexAgain5000(b *testing.B) {
	s, order := big(5000)
	ix := search.New(nil, s, order, stage)
	for b.Loop() {
		ix = search.New(ix, s, order, stage)
	}
}

func BenchmarkFind5000(b *testing.B) {
	s, order := big(5000)
	ix := search.New(nil, s, order, stage)
	for _, q := range []string{"a", "price onboarding", "nothing here"} {
		b.Run(fmt.Sprint(len(ix.Find(q)), " found"), func(b *testing.B) {
			for b.Loop() {
				ix.Find(q)
			}
		})
	}
}
