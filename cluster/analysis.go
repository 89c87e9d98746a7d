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
	spoken  []int    // notes with words to go by, in rising order
	words   []vector // by note
	same    *table   // likeness by what is on the notes
	like    *table   // with second-order likeness
	judge   *judge
	piles   []pile   // by rising id
	tree    *tree    // of the notes that are not clearly in a pile
	options []option // by number of new groups
	auto    int      // the number of new groups that is proposed
}

// A pile is what people put together: notes that stay, and those that are clearly like them.
type pile struct {
	id, name string
	pinned   []int
	joined   []int
}

// Analyse reads the notes, compares them and joins them to a tree, which takes a tenth of a
// second for 500 notes and seconds for [MaxNotes]. The order of notes does not matter.
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
	steps := []struct {
		done float64 // when the step is
		run  func()
	}{
		{0, func() {}},
		{0.1, func() { a.prepare(o) }},
		{0.3, a.compare},
		{0.6, func() { a.like = blend(a.same) }},
		{0.7, func() { a.fill(o.Names) }},
		{1, a.choose},
	}
	for _, s := range steps {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		s.run()
		if o.Progress != nil {
			o.Progress(s.done)
		}
	}
	return a, ctx.Err()
}

// prepare reads the words.
func (a *Analysis) prepare(o Options) {
	a.read = read(a.notes, o.Same)
	a.words = weigh(a.read.bags, len(a.read.stems), 1)
	a.judge = newJudge(a.read.bags, len(a.read.stems))
	a.spoken = nil
	for i := range a.notes {
		if !a.speechless(i) {
			a.spoken = append(a.spoken, i)
		}
	}
}

// compare says how like all notes are.
func (a *Analysis) compare() {
	bags, size := grams(a.read)
	a.same = likeness(a.words, weigh(bags, size, 2), len(a.read.stems), size)
}

// speechless tells a note without a word to go by.
func (a *Analysis) speechless(i int) bool { return len(a.read.bags[i]) == 0 }

// Auto is the number of groups that the notes fall into best, piles included.
func (a *Analysis) Auto() int { return a.Groups(0).K }

// Range is what numbers of groups can be asked for, piles included.
func (a *Analysis) Range() (least, most int) {
	least, most = len(a.piles), len(a.piles)
	for g, o := range a.options {
		if !o.none() {
			most = len(a.piles) + g
		}
	}
	if least == 0 && most > 0 {
		least = 1
	}
	return least, most
}

// Groups proposes k groups, piles included, or as many as fit best for 0. Sometimes there
// are no k groups that hold together; then there are fewer. A k outside of
// [Analysis.Range] counts as its nearest end.
func (a *Analysis) Groups(k int) *Proposal {
	piles, fresh, tray := a.sift(a.placed(a.auto))
	least, most := a.Range()
	if wanted := min(max(k, least), most); k != 0 && wanted != len(piles)+len(fresh) {
		missed := most + 1
		// Groups that fall apart make room for others: ask for some more.
		for more := 0; more <= 4 && wanted+more <= most && missed > 0; more++ {
			g := wanted + more - len(a.piles)
			if g > 0 && a.options[g].none() {
				continue
			}
			p, f, t := a.sift(a.placed(g))
			if off := max(len(p)+len(f)-wanted, wanted-len(p)-len(f)); off < missed {
				piles, fresh, tray, missed = p, f, t, off
			}
		}
	}
	return a.propose(piles, fresh, tray)
}
