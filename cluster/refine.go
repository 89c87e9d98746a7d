package cluster

import "slices"

const (
	// rounds is how often every note may change its group at most; hardly any does after
	// the third.
	rounds = 8
	// kinship is what a whole unit of mean likeness counts for, in units of log-likelihood.
	kinship = 10
)

// A mixture is notes in groups, with the counts that say which group a note fits: how
// probable its words are where the words of the group, its own left out, have been seen,
// and how like the members it is.
type mixture struct {
	judge  *judge
	like   *table
	notes  []int     // in rising order
	stays  []bool    // by position in notes: a person put it where it is
	of     []int     // group by position, -1 none
	words  [][]int32 // by group and stem
	totals []int     // words by group
	sizes  []int     // notes by group
	sums   []float64 // likeness of a note to all of a group: group×notes + position
}

// newMixture puts notes, in rising order, into groups; those that are in none find one when
// the mixture settles.
func newMixture(j *judge, like *table, notes []int, groups [][]int) *mixture {
	m := &mixture{
		judge: j, like: like, notes: notes, of: make([]int, len(notes)), stays: make([]bool, len(notes)),
		words: make([][]int32, len(groups)), totals: make([]int, len(groups)), sizes: make([]int, len(groups)),
		sums: make([]float64, len(notes)*len(groups)),
	}
	for p := range m.of {
		m.of[p] = -1
	}
	for g, members := range groups {
		m.words[g] = make([]int32, j.vocabulary)
		for _, i := range members {
			if p, found := slices.BinarySearch(notes, i); found {
				m.of[p] = g
				m.count(p, g, 1)
			}
		}
	}
	return m
}

// move puts the note at a position into a group.
func (m *mixture) move(p, to int) {
	if from := m.of[p]; from >= 0 {
		m.count(p, from, -1)
	}
	m.of[p] = to
	m.count(p, to, 1)
}

func (m *mixture) count(p, g, by int) {
	for _, c := range m.judge.bags[m.notes[p]] {
		m.words[g][c.of] += int32(by) * c.n
		m.totals[g] += by * int(c.n)
	}
	m.sizes[g] += by
	row, sums := m.like.row(m.notes[p]), m.sums[g*len(m.notes):]
	for q, i := range m.notes {
		sums[q] += float64(float64(by) * float64(row[i]))
	}
}

// fit is how well the note at a position fits the others of a group, of which there must
// be some: a log-likelihood.
func (m *mixture) fit(p, g int) float64 {
	i := m.notes[p]
	sum, size := m.sums[g*len(m.notes)+p], m.sizes[g]
	own := m.of[p] == g
	if own {
		sum -= m.like.at(i, i)
		size--
	}
	return m.judge.foretell(m.judge.bags[i], m.words[g], m.totals[g], own) + float64(kinship*sum/float64(size))
}

// others is how many notes are in a group beside the one at a position.
func (m *mixture) others(p, g int) int {
	if m.of[p] == g {
		return m.sizes[g] - 1
	}
	return m.sizes[g]
}

// settle moves notes one by one, in order, to the group that they fit best, until none
// moves. Those that stay stay.
func (m *mixture) settle() {
	for range rounds {
		moved := false
		for p, was := range m.of {
			if m.stays[p] || was >= 0 && m.sizes[was] == 1 {
				continue
			}
			best, most := -1, 0.0
			for g := range m.sizes {
				if m.others(p, g) == 0 {
					continue
				}
				if f := m.fit(p, g); best < 0 || f > most {
					best, most = g, f
				}
			}
			if best >= 0 && best != was {
				m.move(p, best)
				moved = true
			}
		}
		if !moved {
			break
		}
	}
}

// likelihood is that of all groups as they are.
func (m *mixture) likelihood() float64 {
	sum := 0.0
	for g, size := range m.sizes {
		if size == 0 {
			continue
		}
		for _, n := range m.words[g] {
			sum += m.judge.word[n]
		}
		sum += m.judge.notes[size-1] + m.judge.concentration - m.judge.all[m.totals[g]]
	}
	return sum
}

// groups are the notes by group, each in rising order; some may be empty.
func (m *mixture) groups() [][]int {
	groups := make([][]int, len(m.sizes))
	for p, g := range m.of {
		if g >= 0 {
			groups[g] = append(groups[g], m.notes[p])
		}
	}
	return groups
}
