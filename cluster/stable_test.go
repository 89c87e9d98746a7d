package cluster_test

import (
	"encoding/json"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"throughline.app/cluster"
)

// board is notes about a number of things, of each of which people have words of their own
// and words that all have, drawn with a seed.
func board(seed uint64, things, each int) []cluster.Note {
	r := rand.New(rand.NewPCG(seed, 1))
	word := func() string {
		var b strings.Builder
		for range 2 + r.IntN(3) {
			b.WriteByte("bcdfgklmnprstvz"[r.IntN(15)])
			b.WriteByte("aeiou"[r.IntN(5)])
		}
		return b.String()
	}
	var common []string
	for range 30 {
		common = append(common, word())
	}
	var texts []string
	for range things {
		own := []string{word(), word(), word(), word(), word(), word()}
		for range each {
			texts = append(texts, strings.Join([]string{own[r.IntN(3)], own[r.IntN(6)], own[r.IntN(6)], common[r.IntN(30)], common[r.IntN(30)]}, " "))
		}
	}
	return numbered(texts)
}

func TestOneMoreNoteMovesHardlyAnother(t *testing.T) {
	shares := 0.0
	const boards = 12
	for seed := range uint64(boards) {
		notes := board(seed, 6, 10)
		whole := analysed(t, notes, cluster.Options{}).Groups(0)
		fewer := analysed(t, slices.Delete(slices.Clone(notes), 17, 18), cluster.Options{}).Groups(0)
		shares += float64(strangers(whole, fewer)) / float64(len(notes))
	}
	require.LessOrEqual(t, shares/boards, 0.04, "seeds 0…%d", boards-1)
}

// strangers is how many notes are not with the group that has most of its former members.
func strangers(whole, fewer *cluster.Proposal) int {
	after := map[string]int{}
	for g, group := range fewer.Groups {
		for _, id := range ids(group) {
			after[id] = g + 1
		}
	}
	left := 0
	for _, group := range whole.Groups {
		in, most := map[int]int{}, 0
		for _, id := range ids(group) {
			in[after[id]]++
			if after[id] > 0 {
				most = max(most, in[after[id]])
			}
		}
		left += len(group.Members) - most
	}
	return max(left-1, 0) // the one that was taken out
}

func TestEveryOrderOfABoardGivesTheSameBytes(t *testing.T) {
	notes := board(7, 5, 8)
	for i := range notes {
		if i%9 == 0 {
			notes[i].Group = "pile"
		}
	}
	said := func(t require.TestingT, notes []cluster.Note) string {
		a := analysed(t, notes, cluster.Options{Names: map[string]string{"pile": "Ours"}})
		data, err := json.Marshal([]any{a.Groups(0), a.Groups(4), a.Pairs()})
		require.NoError(t, err)
		return string(data)
	}
	want := said(t, notes)
	rapid.Check(t, func(t *rapid.T) {
		require.Equal(t, want, said(t, rapid.Permutation(notes).Draw(t, "order")))
	})
}

func TestManyNotesFallIntoTheGroupsThatWerePlanted(t *testing.T) {
	notes := board(3, 8, 25) // enough to be merged
	said := func(notes []cluster.Note) ([]byte, *cluster.Analysis) {
		a := analysed(t, notes, cluster.Options{})
		data, err := json.Marshal([]any{a.Groups(0), a.Groups(4), a.Groups(11)})
		require.NoError(t, err)
		return data, a
	}
	want, a := said(notes)
	p := a.Groups(0)
	require.InDelta(t, 8, len(p.Groups), 1)
	for _, g := range p.Groups {
		things := map[int]int{}
		for _, id := range ids(g) {
			n := slices.IndexFunc(notes, func(n cluster.Note) bool { return n.ID == id })
			things[n/25]++
		}
		most := 0
		for _, n := range things {
			most = max(most, n)
		}
		require.Greater(t, 10*most, 9*len(g.Members), "%q has notes about several things: %v", g.Name, things)
	}
	require.Equal(t, 4, a.Groups(4).K)
	r := rand.New(rand.NewPCG(3, 2))
	for range 3 {
		r.Shuffle(len(notes), func(i, j int) { notes[i], notes[j] = notes[j], notes[i] })
		got, _ := said(notes)
		require.Equal(t, string(want), string(got))
	}
}
