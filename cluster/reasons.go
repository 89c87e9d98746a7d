package cluster

import (
	"cmp"
	"math"
	"slices"
)

const (
	mostShared  = 3
	mostClosest = 3
	mostPlaces  = 3
	// faint is how like its nearest notes a place must be to be named at all.
	faint = 0.02
)

// reason says why note i is, or could be, with the notes of a group.
func (a *Analysis) reason(i int, group []int) Reason {
	return Reason{Shared: a.shared(i, group), Closest: a.closest(i, group)}
}

// shared are the words of a note that others of the group have too, as they are on it.
func (a *Analysis) shared(i int, group []int) []string {
	type word struct {
		stem   int32
		weight float64
	}
	var words []word
	for _, f := range a.words[i] {
		n := 0
		for _, j := range group {
			if j != i && a.read.has(j, f.of) {
				n++
			}
		}
		if n > 0 {
			words = append(words, word{f.of, f.w * float64(n)})
		}
	}
	slices.SortStableFunc(words, func(x, y word) int { return cmp.Compare(y.weight, x.weight) })
	var shown []string
	for _, w := range words[:min(len(words), mostShared)] {
		shown = append(shown, a.read.surface(i, int(w.stem)))
	}
	return shown
}

// has tells whether a stem is on note i.
func (r *reading) has(i int, stem int32) bool {
	_, found := slices.BinarySearchFunc(r.bags[i], stem, func(c count, of int32) int { return int(c.of - of) })
	return found
}

// surface is a stem as note i first writes it.
func (r *reading) surface(i, stem int) string {
	for _, t := range r.tokens[i] {
		if t.stem == stem {
			return r.texts[i][t.from:t.to]
		}
	}
	return ""
}

// closest are the notes of a group that are most like note i.
func (a *Analysis) closest(i int, group []int) []string {
	var top []int
	for _, j := range group {
		v := a.like.at(i, j)
		if j == i || v <= 0 {
			continue
		}
		at := len(top)
		for at > 0 && v > a.like.at(i, top[at-1]) {
			at--
		}
		if at < mostClosest {
			top = slices.Insert(top, at, j)
			top = top[:min(len(top), mostClosest)]
		}
	}
	ids := make([]string, len(top))
	for k, j := range top {
		ids[k] = a.notes[j].ID
	}
	return ids
}

// places are the groups that a note fits best.
func (a *Analysis) places(i int, groups [][]int) []Place {
	type fit struct {
		group       int
		near, score float64
	}
	var fits []fit
	for g, members := range groups {
		near := a.near(i, members)
		if near < faint {
			continue
		}
		fits = append(fits, fit{g, near, a.belongs(i, near, members)})
	}
	slices.SortStableFunc(fits, func(x, y fit) int { return cmp.Compare(y.score, x.score) })
	var places []Place
	for _, f := range fits[:min(len(fits), mostPlaces)] {
		places = append(places, Place{Group: f.group, Score: min(f.near, 1), Reason: a.reason(i, groups[f.group])})
	}
	return places
}

// Suggest says which of the groups, as they are now, the note fits best: at most three, the
// best first. Whether the note is in one of them does not count. Ids that were not analysed
// are passed over.
func (a *Analysis) Suggest(id string, groups []Group) []Place {
	i, known := a.index[id]
	if !known || a.speechless(i) {
		return nil
	}
	sets := make([][]int, len(groups))
	for g := range groups {
		for _, m := range groups[g].Members {
			if j, ok := a.index[m.ID]; ok && j != i {
				sets[g] = append(sets[g], j)
			}
		}
		slices.Sort(sets[g])
	}
	return a.places(i, sets)
}

// belongs is how well note i fits the others of a group: by the nearest of them, and by how
// probable its words are among theirs.
func (a *Analysis) belongs(i int, near float64, group []int) float64 {
	seen := make([]int32, len(a.read.stems))
	total := 0
	for _, j := range group {
		if j == i {
			continue
		}
		for _, c := range a.read.bags[j] {
			seen[c.of] += c.n
			total += int(c.n)
		}
	}
	return a.judge.foretell(a.read.bags[i], seen, total, false)/math.Sqrt(float64(len(a.read.bags[i]))) + float64(nearness*near)
}

// nearness is what a whole unit of likeness to the nearest notes counts for, in units of
// log-likelihood.
const nearness = 10
