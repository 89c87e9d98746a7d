package cluster

import "strconv"

// A voice is one kind of feature that says where a note belongs: each group has some of its own.
type voice struct {
	bags  []bag // by note
	size  int   // how many features there are
	beta  float64
	share float64 // what it counts for beside the words
}

const (
	// mannerShare is what the small words, and the pairs of words, count for beside piles. They
	// say how a thing is put – why, how, not, "can I" –, which tells groups apart where somebody
	// has given examples.
	mannerShare = 0.3
	// mannerAlone is the same without examples, where they would soon tie together what has only
	// its grammar in common.
	mannerAlone = 0.1
	mannerBeta  = 0.1
)

// voices are the words, and how they are put.
func (a *Analysis) voices() []voice {
	words := voice{bags: a.judge.bags, size: a.judge.vocabulary, beta: beta, share: 1}
	share := mannerShare
	if len(a.piles) == 0 {
		share = mannerAlone
	}
	return []voice{words, a.manner(share, (*reading).small), a.manner(share, (*reading).neighbours)}
}

func (a *Analysis) manner(share float64, of func(*reading, int) []string) voice {
	v := voice{bags: make([]bag, len(a.notes)), beta: mannerBeta, share: share}
	index := map[string]int32{}
	for i := range a.notes {
		var ids []int32
		for _, feature := range of(a.read, i) {
			id, known := index[feature]
			if !known {
				id = int32(len(index))
				index[feature] = id
			}
			ids = append(ids, id)
		}
		v.bags[i] = counted(ids)
	}
	v.size = len(index)
	return v
}

// small are the stop words of note i.
func (r *reading) small(i int) []string {
	var words []string
	for _, t := range r.tokens[i] {
		if t.stem < 0 {
			words = append(words, t.lower)
		}
	}
	return words
}

// neighbours are the pairs of words that follow each other on note i, its beginning counted
// as one: stems, and stop words as they are.
func (r *reading) neighbours(i int) []string {
	var pairs []string
	before := ""
	for _, t := range r.tokens[i] {
		word := t.lower
		if t.stem >= 0 {
			word = strconv.Itoa(t.stem) + "." // no token has a dot
		}
		pairs = append(pairs, before+" "+word)
		before = word
	}
	return pairs
}

// A hearing is what the notes of each group say in one voice, each note counted as far as it
// is there.
type hearing struct {
	voice
	counts []float64 // group × feature
	totals []float64 // by group
	words  []float64 // by note: how many of its own
}

func newHearing(v voice, groups int) *hearing {
	h := &hearing{voice: v, counts: make([]float64, groups*v.size), totals: make([]float64, groups), words: make([]float64, len(v.bags))}
	for i, b := range v.bags {
		for _, c := range b {
			h.words[i] += float64(c.n)
		}
	}
	return h
}

func (h *hearing) clear() {
	clear(h.counts)
	clear(h.totals)
}

// add counts a share of note i in a group.
func (h *hearing) add(i, group int, share float64) {
	if share == 0 {
		return
	}
	counts := h.counts[group*h.size:]
	for _, c := range h.bags[i] {
		n := float64(share * float64(c.n))
		counts[c.of] += n
		h.totals[group] += n
	}
}

// foretell is how probable what note i says is in a group where a share of it was counted,
// which does not speak for itself.
func (h *hearing) foretell(i, group int, own float64) float64 {
	counts := h.counts[group*h.size:]
	all := max(h.totals[group]-float64(own*h.words[i]), 0) + float64(h.beta*float64(h.size))
	if len(h.bags[i]) == 0 {
		return 0
	}
	sum := -float64(h.words[i] * ln(all))
	for _, c := range h.bags[i] {
		sum += float64(float64(c.n) * ln(max(counts[c.of]-float64(own*float64(c.n)), 0)+h.beta))
	}
	return float64(h.share * sum)
}
