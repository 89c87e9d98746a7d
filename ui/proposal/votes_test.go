package proposal_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"throughline.app/ui/proposal"
	"throughline.app/workshop"
)

func TestCategoriesByVotes(t *testing.T) {
	w := newWorld(t, themes[:6])
	by := proposal.Question{Mode: proposal.Votes, Words: []string{"Many", "Some", "None"}}
	none := w.ask(by)
	require.Empty(t, none.Groups, "nobody has voted")
	require.Len(t, none.Unsorted, 6)

	for i, n := range []int{3, 6, 2, 1, 0, 0} {
		for person := range []string{"ana", "ben"}[:min(n, 2)] {
			w.do(workshop.PutDots{Notes: []workshop.NoteID{id(i)}, Person: workshop.PersonID(string(rune('a' + person))), By: (n + person) / min(n, 2)})
		}
	}
	d := w.ask(by)
	members := map[string][]workshop.NoteID{}
	for _, g := range d.Groups {
		for _, m := range g.Members {
			members[g.Name] = append(members[g.Name], m.Note)
		}
	}
	require.Equal(t, map[string][]workshop.NoteID{"Many": {id(0), id(1)}, "Some": {id(2), id(3)}, "None": {id(4), id(5)}}, members)
	require.Empty(t, d.Unsorted)
	for _, g := range d.Groups {
		if g.Name == "Many" {
			require.Equal(t, 9, d.Votes(g))
			require.Equal(t, id(1), g.Medoid, "the one with most stands for the others")
		}
	}
}

// Votes that come in while categories by votes are looked at count at once, and what the person
// left out stays so.
func TestVotesComeInMeanwhile(t *testing.T) {
	w := newWorld(t, themes)
	dots := func(by int, ids ...workshop.NoteID) {
		for _, who := range []workshop.PersonID{"ana", "jo"} {
			w.do(workshop.PutDots{Notes: ids, Person: who, By: by})
		}
	}
	dots(1, id(0), id(1))
	q := proposal.Question{Mode: proposal.Votes, Words: []string{"Many", "Some", "None"}}
	d := w.ask(q)
	many, _ := d.Of(id(0))
	require.Equal(t, "Many", many.Name)
	none, _ := d.Of(id(5))
	d.Want(none.ID, false)
	dots(4, id(5))
	w.do(workshop.DeleteNotes{Notes: []workshop.NoteID{id(1)}})
	a, err := q.Ask(context.Background(), w.snap, "canvas", nil)
	require.NoError(t, err)
	require.True(t, a.Fixed())
	d.Renew(a)
	many, _ = d.Of(id(5))
	require.Equal(t, "Many", many.Name)
	some, _ := d.Of(id(0))
	require.Equal(t, "Some", some.Name)
	require.Equal(t, 8, d.Votes(many))
	none, _ = d.Of(id(6))
	require.True(t, none.Off)
}
