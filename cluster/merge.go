package cluster

import "slices"

const (
	// mergeFrom is from how many notes on groups are merged by their words. Of fewer notes, a
	// group has too few words to say what it is about.
	mergeFrom = 150
	// mergeSpare is with how many groups it begins, for each that is proposed at most.
	mergeSpare = 1.5
)

// merge lets the notes settle in more groups than there will be, and joins those two, again
// and again, whose words are likeliest to be of one group. What is left at each number of
// groups is its option, and the likeliest is proposed.
func (a *Analysis) merge() {
	most := mostGroups(len(a.tree.leaves))
	first := 0
	for g := range a.options {
		if g > 0 && !a.options[g].none() && float64(g) <= mergeSpare*float64(most) {
			first = g
		}
	}
	if first == 0 {
		return
	}
	m := newMerging(a.judge, a.settled(first, a.options[first]).groups())
	met := make([]bool, len(a.options))
	best, found := 0.0, false
	for {
		large := m.large()
		if large > 0 && large < len(a.options) && (!met[large] || m.score > a.options[large].score) {
			met[large] = true
			a.options[large] = option{merged: slices.Clone(m.groups), score: m.score}
			if large <= most && (!found || m.score > best) {
				a.auto, best, found = large, m.score, true
			}
		}
		if len(m.groups) < 2 {
			return
		}
		m.join()
	}
}

// A merging is groups that become fewer.
type merging struct {
	judge  *judge
	groups [][]int
	bags   []bag // words by group
	own    []float64
	score  float64 // likelihood of all
}

func newMerging(j *judge, groups [][]int) *merging {
	m := &merging{judge: j}
	for _, g := range groups {
		if len(g) == 0 {
			continue
		}
		var words bag
		for _, i := range g {
			words = union(words, j.bags[i])
		}
		own := j.of(words, len(g))
		m.groups, m.bags, m.own = append(m.groups, g), append(m.bags, words), append(m.own, own)
		m.score += own
	}
	return m
}

// large is how many groups are not small.
func (m *merging) large() int {
	n := 0
	for _, g := range m.groups {
		if len(g) >= smallest {
			n++
		}
	}
	return n
}

// join makes one group of the two that lose the least likelihood by it. Of equals it takes
// those that come first.
func (m *merging) join() {
	a, b, gain := -1, -1, 0.0
	for x := range m.groups {
		for y := range x {
			both := m.judge.of(union(m.bags[x], m.bags[y]), len(m.groups[x])+len(m.groups[y]))
			if g := both - m.own[x] - m.own[y]; a < 0 || g > gain {
				a, b, gain = y, x, g
			}
		}
	}
	m.score += gain
	m.own[a] += m.own[b] + gain
	m.bags[a] = union(m.bags[a], m.bags[b])
	joined := slices.Concat(m.groups[a], m.groups[b])
	slices.Sort(joined)
	m.groups[a] = joined
	m.groups, m.bags, m.own = slices.Delete(m.groups, b, b+1), slices.Delete(m.bags, b, b+1), slices.Delete(m.own, b, b+1)
}
