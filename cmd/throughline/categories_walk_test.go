package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"throughline.app/cmd/throughline/laptop"
	"throughline.app/exchange"
	"throughline.app/ui/proposal"
	"throughline.app/workshop"
)

// wall is what a room of four wrote, as a spreadsheet: two notes say nearly the same, and two
// belong nowhere.
const wall = `stage,lane,text,author,color,function
Awareness,Opportunities,The engineer came without a date,Ana,yellow,Field Service
Acquisition,Opportunities,No date for the engineer visit,Ben,coral,Sales
Onboarding,Opportunities,Engineer date changed twice,Cleo,coral,Field Service
Onboarding,Opportunities,Tell me the engineer date early,Dov,yellow,Support
Retention,Opportunities,The bill has four lines nobody reads,Ana,yellow,Billing
Acquisition,Opportunities,First bill is too high,Ben,green,Billing
Onboarding,Opportunities,Explain the first bill,Cleo,green,Sales
Onboarding,Opportunities,Bill lines are a puzzle,Dov,yellow,Support
Awareness,Opportunities,Status page says all is well in an outage,Ana,yellow,Support
Retention,Opportunities,Outage and no status page,Ben,coral,Support
Retention,Opportunities,Say it on the status page before the outage is noticed,Cleo,green,Field Service
Advocacy,Opportunities,Status page is always green,Dov,yellow,Marketing
Advocacy,Opportunities,status page is always green!,Ana,yellow,Marketing
Advocacy,Opportunities,Coffee in the showroom,Ben,yellow,Marketing
Advocacy,Opportunities,Thank the referrer,Cleo,coral,Marketing
`

func wallWorkshop(t *testing.T, dir string) (id string) {
	t.Helper()
	code, id, errs := cli(t, dir, "new", "--title", "Wall")
	require.Zero(t, code, errs)
	id = strings.TrimSpace(id)
	file := filepath.Join(t.TempDir(), "wall.csv")
	require.NoError(t, os.WriteFile(file, []byte(wall), 0o600))
	code, _, errs = cli(t, dir, "import", id, file)
	require.Zero(t, code, errs)
	return id
}

// propose asks about the notes of the first canvas as the preview does.
func (w *tour) propose(q proposal.Question) *proposal.Draft {
	w.t.Helper()
	a, err := q.Ask(w.t.Context(), w.r.Snapshot(), w.canvas("canvas"), nil)
	require.NoError(w.t, err)
	return proposal.NewDraft(a, laptop.NewID)
}

// categoryOf is the name of the category of the note that begins so.
func (w *tour) categoryOf(text string) string {
	w.t.Helper()
	if c := w.r.Snapshot().CategoryOf(w.note(text)); c != nil {
		return c.Name
	}
	return ""
}

// groupNames are the names of a draft's groups with how many notes each has.
func groupNames(d *proposal.Draft) map[string]int {
	all := make(map[string]int)
	for _, g := range d.Groups {
		all[g.Name] = len(g.Members)
	}
	return all
}

// A board from a spreadsheet is looked at in every way there is; nothing is written by looking.
func TestWalkEveryWayToSuggestCategories(t *testing.T) {
	dir := t.TempDir()
	id := wallWorkshop(t, dir)
	_, before, _ := cli(t, dir, "show", id, "--json")
	tourOf(t, dir, id, func(w *tour) {
		d := w.propose(proposal.Question{})
		names := groupNames(d)
		require.Len(t, names, 3, "%v", names)
		for _, g := range d.Groups {
			require.LessOrEqual(t, len(g.Others), 2)
			for _, m := range g.Members {
				require.NotEmpty(t, m.Reason.Closest, "every note has its reasons")
			}
		}
		require.Contains(t, d.Stack(w.note("Status page is always").ID), w.note("status page is always").ID, "shown together, and both are there")

		require.Equal(t, map[string]int{"Yellow": 8, "Coral": 4, "Green": 3}, groupNames(w.propose(proposal.Question{Mode: proposal.Color})))
		require.Equal(t, map[string]int{"Field Service": 3, "Sales": 2, "Support": 4, "Billing": 2, "Marketing": 4},
			groupNames(w.propose(proposal.Question{Mode: proposal.Function})))
		require.Equal(t, map[string]int{"Awareness": 2, "Acquisition": 2, "Onboarding": 4, "Retention": 3, "Advocacy": 4},
			groupNames(w.propose(proposal.Question{Mode: proposal.Stage})))
		require.Equal(t, map[string]int{"Ana": 4, "Ben": 4, "Cleo": 4, "Dov": 3}, groupNames(w.propose(proposal.Question{Mode: proposal.Author})))
		words := w.propose(proposal.Question{Mode: proposal.Words, Words: []string{"bills", "status page", "zebra"}})
		require.Equal(t, map[string]int{"bills": 4, "status page": 5}, groupNames(words))
		require.Len(t, words.Unsorted, 6)
	})
	_, after, _ := cli(t, dir, "show", id, "--json")
	require.JSONEq(t, before, after)

	tourOf(t, dir, id, func(w *tour) {
		w.do(workshop.PutDots{Notes: []workshop.NoteID{w.note("Coffee").ID}, Person: "ana", By: 4})
		w.do(workshop.PutDots{Notes: []workshop.NoteID{w.note("Thank").ID}, Person: "ben", By: 1})
		require.Equal(t, map[string]int{"Many": 1, "Some": 1, "None": 13},
			groupNames(w.propose(proposal.Question{Mode: proposal.Votes, Words: []string{"Many", "Some", "None"}})))

		words := proposal.Question{Mode: proposal.Words, Words: []string{"invoice"}}
		require.Empty(t, w.propose(words).Groups)
		w.do(workshop.TreatAsSame{Add: [][]string{{"invoice", "bill"}}})
		require.Equal(t, map[string]int{"invoice": 4}, groupNames(w.propose(words)))
		w.do(workshop.TreatAsSame{Remove: [][]string{{"invoice", "bill"}}})
		require.Empty(t, w.propose(words).Groups)
	})
}

// The room starts two piles, the rest is placed; what people said stays whatever is proposed
// later, and one undo takes a suggestion back.
func TestWalkStartThePilesAndTheRestIsPlaced(t *testing.T) {
	dir := t.TempDir()
	id := wallWorkshop(t, dir)
	tourOf(t, dir, id, func(w *tour) {
		pile := func(name string, notes ...string) workshop.CategoryID {
			c := workshop.Category{ID: workshop.CategoryID(laptop.NewID()), Name: name}
			op := workshop.MakeCategory{Category: c, By: w.r.Me()}
			for _, text := range notes {
				op.Notes = append(op.Notes, w.note(text).ID)
			}
			w.do(op)
			return c.ID
		}
		pile("One date", "The engineer came", "No date for")
		bills := pile("Bills people read", "The bill has", "First bill")
		w.do(workshop.Lock{Notes: []workshop.NoteID{w.note("Engineer date").ID}, Locked: true})
		before := w.r.Snapshot()

		d := w.propose(proposal.Question{Mode: proposal.Piles})
		require.Equal(t, map[string]int{"One date": 3, "Bills people read": 4}, groupNames(d))
		places, err := proposal.Suggest(t.Context(), before, w.canvas("canvas"), w.note("Explain").ID)
		require.NoError(t, err)
		require.Equal(t, bills, places[0].Group)
		require.LessOrEqual(t, len(places), 3)
		require.NotEmpty(t, places[0].Reason.Closest)
		for _, l := range d.Unsorted {
			require.LessOrEqual(t, len(l.Places), 3)
		}
		applied, err := w.r.Apply(d.Op(nil))
		require.NoError(t, err)
		require.Equal(t, "One date", w.categoryOf("Tell me"))
		require.Equal(t, "Bills people read", w.categoryOf("Explain"))
		require.Empty(t, w.categoryOf("Engineer date"), "it is locked")
		require.Empty(t, w.categoryOf("Coffee"))
		undone := w.r.Snapshot().With(applied.Invert())
		for _, n := range before.Notes.All() {
			require.Equal(t, before.CategoryOf(n) == nil, undone.CategoryOf(undone.Notes.Get(n.ID)) == nil, "one undo takes all of it back")
		}

		// Again, for what is still loose: each difference is taken or left on its own.
		w.do(workshop.KeepCategory{Category: bills, Kept: true})
		w.write(w.canvas("canvas"), "Retention", "opportunities", "The bill came twice")
		d = w.propose(proposal.Question{})
		require.True(t, d.Compares())
		require.Len(t, d.Group(bills).Members, 4, "kept as it is")
		require.Zero(t, d.Group(bills).Came+d.Group(bills).Left)
		for _, g := range d.Groups {
			if !g.There {
				d.Want(g.ID, false)
			}
		}
		w.do(d.Op(nil))
		require.Empty(t, w.categoryOf("Status page is"), "that group was left out")
		require.Equal(t, "Bills people read", w.categoryOf("Explain"))
		require.Len(t, w.r.Snapshot().CategoryList(), 2)
	})
	s := shown(t, dir, id)
	code, out, errs := cli(t, dir, "cluster", id, "--json")
	require.Zero(t, code, errs)
	var got clusterGroups
	require.NoError(t, json.Unmarshal([]byte(out), &got))
	all := slices.Clone(got.Unsorted)
	in := make(map[string]string)
	for _, g := range got.Groups {
		all = append(all, g.Notes...)
		for _, n := range g.Notes {
			in[n] = g.Name
		}
	}
	require.Len(t, all, len(s.Notes), "every note is in one place")
	names := make(map[string]string)
	for _, c := range s.Categories {
		names[c.ID] = c.Name
	}
	for _, n := range s.Notes {
		require.Contains(t, all, n.ID)
		if n.Category != "" {
			require.Equal(t, names[n.Category], in[n.ID], "a pile keeps its notes and its name")
		}
	}
	require.Equal(t, s, func() exchange.Shown { return shown(t, dir, id) }(), "grouping writes nothing")
	pictured(t, dir, id, "Customer lifecycle")
}
