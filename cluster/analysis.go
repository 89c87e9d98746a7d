package cluster

import (
	"cmp"
	"context"
	"fmt"
	"slices"
)

// An Analysis is all that is known of some notes before somebody says how many groups
// there should be. It does not change, and is safe for concurrent use.
type Analysis struct {
	notes   []Note // by rising id
	index   map[string]int
	read    *reading
	words   []vector // by note
	same    *table   // likeness by shared words alone
	like    *table   // with second-order likeness
	piles   []pile   // by rising id
	tree    *tree    // of the notes in no pile
	options []option // by number of groups besides the piles, from 1
	auto    int      // the one that is proposed, besides the piles
}

// A pile is what people put together: notes that stay, and those that join them.
type pile struct {
	id, name string
	pinned   []int
	joined   []int
}

// An option is the best cut for a number of groups.
type option struct {
	cut   int // groups of the tree, small ones included; 0 if none gives this number
	score float64
}

// Analyse reads the notes, compares them and joins them to a tree, which takes a tenth of a
// second for 300 notes and seconds for [MaxNotes]. The order of notes does not matter.
//
// Errors: [ErrTooMany], [ErrTwice], the context's.
func Analyse(ctx context.Context, notes []Note, o Options) (*Analysis, error) {
	if len(notes) > MaxNotes {
		return nil, fmt.Errorf("cluster: %d notes: %w", len(notes), ErrTooMany)
	}
	a := &Analysis{notes: slices.Clone(notes), index: make(map[string]int, len(notes))}
	slices.SortFunc(a.notes, func(x, y Note) int { return cmp.Compare(x.ID, y.ID) })
	for i, n := range a.notes {
		if _, twice := a.index[n.ID]; twice {
			return nil, fmt.Errorf("cluster: note %q: %w", n.ID, ErrTwice)
		}
		a.index[n.ID] = i
	}
	step := func(done float64) error {
		if o.Progress != nil {
			o.Progress(done)
		}
		return ctx.Err()
	}
	if err := step(0); err != nil {
		return nil, err
	}
	a.read = read(a.notes, o.Same)
	gramBags, gramCount := grams(a.read)
	a.words = weigh(a.read.bags, len(a.read.stems), 1)
	gramVectors := weigh(gramBags, gramCount, 2)
	if err := step(0.1); err != nil {
		return nil, err
	}
	a.same = likeness(a.words, gramVectors, len(a.read.stems), gramCount)
	if err := step(0.3); err != nil {
		return nil, err
	}
	a.like = blend(a.same)
	if err := step(0.8); err != nil {
		return nil, err
	}
	rest := a.fill(o.Names)
	a.tree = link(a.like, rest)
	a.choose()
	return a, step(1)
}

// speechless tells a note without a word to go by.
func (a *Analysis) speechless(i int) bool { return len(a.read.bags[i]) == 0 }

// choose finds the best cut for every number of groups, and the best of all.
func (a *Analysis) choose() {
	n := len(a.tree.leaves)
	score := newJudge(a.read.bags, len(a.read.stems)).along(a.tree)
	most := min(max(n/smallest, 1), 40)
	a.options = make([]option, most+1)
	sizes, big := make([]int, 2*n), 0
	for i := range n {
		sizes[i] = 1
	}
	isBig := func(node int) int {
		if sizes[node] >= smallest {
			return 1
		}
		return 0
	}
	counts := make([]int, n+1)
	for m, j := range a.tree.merges {
		sizes[n+m] = sizes[j.a] + sizes[j.b]
		big += isBig(n+m) - isBig(j.a) - isBig(j.b)
		counts[n-m-1] = big
	}
	furthest := min(20, n/3) + 4
	cap, best := mostGroups(n), 0.0
	for k := 1; k <= n; k++ {
		groups := counts[k]
		if groups < 1 || groups > most {
			continue
		}
		if o := &a.options[groups]; o.cut == 0 || score[k] > o.score {
			*o = option{k, score[k]}
		}
		if k <= furthest && groups <= cap && (a.auto == 0 || score[k] > best) {
			a.auto, best = groups, score[k]
		}
	}
}

// Auto is the number of groups that the notes fall into best, piles included.
func (a *Analysis) Auto() int { return len(a.piles) + a.auto }

// Range is what numbers of groups [Analysis.Groups] can make, piles included.
func (a *Analysis) Range() (least, most int) {
	least, most = len(a.piles), len(a.piles)
	for k, o := range a.options {
		if o.cut > 0 {
			most = len(a.piles) + k
		}
	}
	if most > least {
		least++
	}
	return least, most
}

// Groups proposes k groups, piles included, or [Analysis.Auto] for 0. A k outside of
// [Analysis.Range] gives the nearest there is.
func (a *Analysis) Groups(k int) *Proposal {
	least, most := a.Range()
	if k == 0 {
		k = a.Auto()
	}
	k = min(max(k, least), most)
	var groups [][]int
	var tray []int
	if o := k - len(a.piles); o > 0 {
		groups, tray = settle(a.like, a.tree.cut(a.options[o].cut))
	} else {
		tray = append(tray, a.tree.leaves...)
	}
	for i := range a.notes {
		if a.speechless(i) && a.notes[i].Group == "" {
			tray = append(tray, i)
		}
	}
	slices.Sort(tray)
	return a.propose(groups, tray)
}
