package cluster

import "slices"

// The Dirichlet-multinomial model of groups: each group has words of its own, drawn with
// concentration beta, and a note is a handful of them. Its likelihood rises as long as
// splitting makes the groups' words more their own, and falls again when the groups get too
// small to say what their words are. So its highest cut is the number of groups.
const (
	beta  = 0.03
	alpha = 1.0
)

// A judge scores groups by the likelihood of their words.
type judge struct {
	bags          []bag
	vocabulary    int
	word          []float64 // ln of (beta)(beta+1)… of as many terms
	all           []float64 // the same from beta × vocabulary
	notes         []float64 // ln of factorials
	concentration float64
}

func newJudge(bags []bag, vocabulary int) *judge {
	total, most := 0, 0
	counts := make([]int, vocabulary)
	for _, b := range bags {
		for _, c := range b {
			total += int(c.n)
			counts[c.of] += int(c.n)
			most = max(most, counts[c.of])
		}
	}
	return &judge{
		bags: bags, vocabulary: vocabulary, word: rising(beta, most), all: rising(beta*float64(max(vocabulary, 1)), total),
		notes: rising(1, len(bags)), concentration: ln(alpha),
	}
}

// of is the likelihood of one group of size notes with the words in b.
func (j *judge) of(b bag, size int) float64 {
	sum, words := 0.0, 0
	for _, c := range b {
		sum += j.word[c.n]
		words += int(c.n)
	}
	return sum - j.all[words] + j.notes[size-1] + j.concentration
}

// foretell is how probable the words of b are where others have been seen, of which total;
// own says that those of b are among them, and do not count.
func (j *judge) foretell(b bag, seen []int32, total int, own bool) float64 {
	sum, words := 0.0, 0
	for _, c := range b {
		have := seen[c.of]
		if own {
			have -= c.n
		}
		sum += j.word[have+c.n] - j.word[have]
		words += int(c.n)
	}
	if own {
		total -= words
	}
	return sum - (j.all[total+words] - j.all[total])
}

// along returns the likelihood of every cut of the tree: at k that of k groups, 1…n.
func (j *judge) along(tr *tree) []float64 {
	n := len(tr.leaves)
	score := make([]float64, n+1)
	if n == 0 {
		return score
	}
	bags, sizes, own := make([]bag, 2*n), make([]int, 2*n), make([]float64, 2*n)
	sum := 0.0
	for i, note := range tr.leaves {
		bags[i], sizes[i] = j.bags[note], 1
		own[i] = j.of(bags[i], 1)
		sum += own[i]
	}
	score[n] = sum
	for m, g := range tr.merges {
		to := n + m
		bags[to], sizes[to] = union(bags[g.a], bags[g.b]), sizes[g.a]+sizes[g.b]
		own[to] = j.of(bags[to], sizes[to])
		sum += own[to] - own[g.a] - own[g.b]
		score[n-m-1] = sum
		bags[g.a], bags[g.b] = nil, nil
	}
	return score
}

// union adds two bags.
func union(a, b bag) bag {
	sum := make(bag, 0, len(a)+len(b))
	for len(a) > 0 && len(b) > 0 {
		switch {
		case a[0].of < b[0].of:
			sum, a = append(sum, a[0]), a[1:]
		case a[0].of > b[0].of:
			sum, b = append(sum, b[0]), b[1:]
		default:
			sum, a, b = append(sum, count{a[0].of, a[0].n + b[0].n}), a[1:], b[1:]
		}
	}
	return append(append(sum, a...), b...)
}

// An option is the likeliest way to begin with a number of groups, small ones not counted: a
// cut of a tree, or groups that were merged.
type option struct {
	tree   *tree
	cut    int     // groups of the tree, small ones counted; 0 if it is no cut
	merged [][]int // nil if they were not
	score  float64 // likelihood of the groups as they are
}

// none says that there is no way to begin with this number.
func (o option) none() bool { return o.cut == 0 && o.merged == nil }

// groups are those that are not small.
func (o option) groups() [][]int {
	all := o.merged
	if all == nil {
		all = o.tree.cut(o.cut)
	}
	return slices.DeleteFunc(slices.Clone(all), func(g []int) bool { return len(g) < smallest })
}

// newGroup is by how much a new group must raise the likelihood beside piles that people
// made: they asked for the rest to be placed, not for more groups.
const newGroup = 6

// manyGroups is how many groups can be asked for.
const manyGroups = 40

// optionsOf finds the most likely cut of the tree for every number of groups.
func optionsOf(tr *tree, j *judge) []option {
	n := len(tr.leaves)
	score := j.along(tr)
	options := make([]option, min(n/smallest, manyGroups)+1)
	sizes, groups := make([]int, 2*n), 0
	for i := range n {
		sizes[i] = 1
	}
	counts := func(node int) int {
		if sizes[node] >= smallest {
			return 1
		}
		return 0
	}
	for m, g := range tr.merges {
		sizes[n+m] = sizes[g.a] + sizes[g.b]
		groups += counts(n+m) - counts(g.a) - counts(g.b)
		k := n - m - 1
		// Of equally likely ones the fewer.
		if groups > 0 && groups < len(options) && (options[groups].cut == 0 || score[k] >= options[groups].score) {
			options[groups] = option{tree: tr, cut: k, score: score[k]}
		}
	}
	return options
}

// mostGroups is how many new groups are proposed at most: people cannot take in more.
func mostGroups(notes int) int {
	switch {
	case notes <= 300:
		return 12
	case notes <= 500:
		return 15
	}
	return 20
}

// choose finds the number of new groups that makes the words of all groups likeliest: as
// they are cut from a tree, and after the notes have settled in them. For every number the
// likeliest of the trees is kept. Many notes are merged instead (merge.go), and of very
// many the cut alone has to do.
func (a *Analysis) choose() {
	n := len(a.tree.leaves)
	a.options = optionsOf(a.tree, a.judge)
	if len(a.piles) == 0 && n >= mergeFrom && len(a.spoken) <= wholeRows {
		a.merge()
		return
	}
	best, found := 0.0, false
	for t, tr := range a.trees() {
		options := a.options
		if t > 0 {
			options = optionsOf(tr, a.judge)
		}
		for g, o := range options {
			if g > mostGroups(n) || g == 0 && len(a.piles) == 0 || g > 0 && o.none() {
				continue
			}
			score := 0.0
			if len(a.spoken) <= wholeRows || len(a.piles) > 0 {
				score = a.settled(g, o).likelihood()
			}
			if len(a.piles) == 0 {
				score += o.score
			} else {
				score -= float64(newGroup * g)
			}
			if t == 0 || a.options[g].none() || score > a.options[g].score {
				o.score = score
				a.options[g] = o
			}
			if !found || score > best {
				a.auto, best, found = g, score, true
			}
		}
	}
}

// settled is the piles and g new groups, which began as an option says, with every note in
// the one that it fits best.
func (a *Analysis) settled(g int, from option) *mixture {
	var start [][]int
	for _, p := range a.piles {
		start = append(start, append(append([]int{}, p.pinned...), p.joined...))
	}
	if g > 0 {
		start = append(start, from.groups()...)
	}
	m := newMixture(a.judge, a.like, a.spoken, start)
	for p, i := range m.notes {
		m.stays[p] = a.notes[i].Group != ""
	}
	m.settle()
	return m
}

// placed is the groups that are proposed with a number of new ones.
func (a *Analysis) placed(g int) [][]int {
	m := a.settled(g, a.options[g])
	if len(a.spoken) <= softUpTo {
		a.soften(m)
	}
	return m.groups()
}
