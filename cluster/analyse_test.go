package cluster_test

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"throughline.app/cluster"
)

// spoken are remarks about three things, and two about none of them.
var spoken = []string{
	"Customers wait weeks for the engineer", "The engineer did not show up", "No engineer visit on Saturdays",
	"Engineer visits are cancelled without a call", "The first bill is wrong", "Nobody understands the bill",
	"Bill arrives late", "Wrong amounts on the bill", "Router arrives after the line is active",
	"The router is hard to set up", "Router set-up needs a hotline call", "Old router sent again",
	"Penguins", "Jazz on Thursdays",
}

func numbered(texts []string) []cluster.Note {
	notes := make([]cluster.Note, len(texts))
	for i, text := range texts {
		notes[i] = cluster.Note{ID: fmt.Sprintf("n%03d", i), Text: text}
	}
	return notes
}

func analysed(t require.TestingT, notes []cluster.Note, o cluster.Options) *cluster.Analysis {
	a, err := cluster.Analyse(context.Background(), notes, o)
	require.NoError(t, err)
	return a
}

func ids(g cluster.Group) []string {
	var found []string
	for _, m := range g.Members {
		found = append(found, m.ID)
	}
	return found
}

func TestNotesAboutOneThingAreOneGroup(t *testing.T) {
	p := analysed(t, numbered(spoken), cluster.Options{}).Groups(0)
	require.Equal(t, 3, p.K)
	var groups [][]string
	for _, g := range p.Groups {
		groups = append(groups, ids(g))
	}
	require.ElementsMatch(t, [][]string{{"n000", "n001", "n002", "n003"}, {"n004", "n005", "n006", "n007"}, {"n008", "n009", "n010", "n011"}}, groups)
	require.Equal(t, []string{"n012", "n013"}, []string{p.Unsorted[0].ID, p.Unsorted[1].ID})
	require.Equal(t, "en", p.Language)
	require.False(t, p.Weak)
}

func TestTheOrderOfNotesChangesNothing(t *testing.T) {
	first, err := json.Marshal(analysed(t, numbered(spoken), cluster.Options{}).Groups(0))
	require.NoError(t, err)
	rapid.Check(t, func(t *rapid.T) {
		notes := rapid.Permutation(numbered(spoken)).Draw(t, "order")
		given := slices.Clone(notes)
		again, err := json.Marshal(analysed(t, notes, cluster.Options{}).Groups(0))
		require.NoError(t, err)
		require.Equal(t, string(first), string(again))
		require.Equal(t, given, notes, "the notes are the caller's")
	})
}

func TestPilesKeepWhatIsInThemAndDrawTheRest(t *testing.T) {
	notes := numbered(spoken)
	for i, pile := range map[int]string{0: "visits", 1: "visits", 9: "visits", 4: "bills", 5: "bills"} {
		notes[i].Group = pile
	}
	p := analysed(t, notes, cluster.Options{Names: map[string]string{"bills": "What we charge"}}).Groups(0)
	require.Equal(t, "bills", p.Groups[0].ID)
	require.Equal(t, "What we charge", p.Groups[0].Name)
	require.Subset(t, ids(p.Groups[0]), []string{"n004", "n005", "n006", "n007"})
	require.Subset(t, ids(p.Groups[1]), []string{"n000", "n001", "n002", "n003", "n009"})
}
