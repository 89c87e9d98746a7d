package cluster

// The Dirichlet-multinomial model of groups: each group has words of its own, drawn with
// concentration beta, and a note is a handful of them. Its likelihood rises as long as
// splitting makes the groups' words more their own, and falls again when the groups get too
// small to say what their words are. So its highest cut is the number of groups.
const (
	beta  = 0.05
	alpha = 1.0
)

// A judge scores groups by the likelihood of their words.
type judge struct {
	bags          []bag
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
		bags: bags, word: rising(beta, most), all: rising(beta*float64(max(vocabulary, 1)), total),
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

// mostGroups is how many groups are proposed at most: people cannot take in more.
func mostGroups(notes int) int {
	switch {
	case notes <= 300:
		return 12
	case notes <= 500:
		return 15
	}
	return 20
}
