package cluster

import (
	"cmp"
	"slices"
)

// nearCopy is from which likeness by shared words two notes say nearly the same.
const nearCopy = 0.8

// Pairs are the notes that say the same or nearly, the surest first. Of notes that say
// exactly the same each is paired with the first alone, so that n copies make n-1 pairs; and
// only that first one is compared with others.
func (a *Analysis) Pairs() []Pair {
	first := map[string]int{}
	var pairs []Pair
	var different []int
	for i, key := range a.read.keys {
		if key == "" {
			continue
		}
		if j, copied := first[key]; copied {
			pairs = append(pairs, Pair{A: a.notes[j].ID, B: a.notes[i].ID, Exact: true, Score: 1})
			continue
		}
		first[key] = i
		different = append(different, i)
	}
	for k, i := range different {
		for _, j := range different[k+1:] {
			if s := a.same.at(i, j); s >= nearCopy {
				pairs = append(pairs, Pair{A: a.notes[i].ID, B: a.notes[j].ID, Score: min(s, 1)})
			}
		}
	}
	slices.SortStableFunc(pairs, func(x, y Pair) int {
		if x.Exact != y.Exact {
			if x.Exact {
				return -1
			}
			return 1
		}
		return cmp.Compare(y.Score, x.Score)
	})
	return pairs
}
