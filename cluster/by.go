package cluster

import (
	"cmp"
	"slices"
)

// By groups notes by what key says of them: colour, function, stage, author. The groups are
// in order of their keys, which are their names and, behind "by-", their ids; notes of which
// key says "" are unsorted.
func By(notes []Note, key func(Note) string) *Proposal {
	sorted := slices.Clone(notes)
	slices.SortFunc(sorted, func(x, y Note) int { return cmp.Compare(x.ID, y.ID) })
	p := &Proposal{}
	at := map[string]int{}
	for _, n := range sorted {
		k := key(n)
		if k == "" {
			p.Unsorted = append(p.Unsorted, Leftover{ID: n.ID})
			continue
		}
		g, known := at[k]
		if !known {
			g = len(p.Groups)
			at[k] = g
			p.Groups = append(p.Groups, Group{ID: "by-" + k, Name: k, Medoid: n.ID})
		}
		p.Groups[g].Members = append(p.Groups[g].Members, Member{ID: n.ID})
	}
	slices.SortFunc(p.Groups, func(x, y Group) int { return cmp.Compare(x.Name, y.Name) })
	p.K = len(p.Groups)
	return p
}

// The keys of [By] that people ask for.
func (n Note) ByColor() string    { return n.Color }
func (n Note) ByFunction() string { return n.Function }
func (n Note) ByStage() string    { return n.Stage }
func (n Note) ByAuthor() string   { return n.Author }

// ByWords makes a group of the notes on which each of the words is, or a form of it, or one
// that o treats as the same. Several words in one entry must all be there. A note that fits
// several goes to the first; one that fits none is unsorted. Groups without notes are left
// out.
func ByWords(notes []Note, words []string, o Options) *Proposal {
	sorted := slices.Clone(notes)
	slices.SortFunc(sorted, func(x, y Note) int { return cmp.Compare(x.ID, y.ID) })
	r := read(sorted, o.Same)
	alike := newAlike(o.Same, r.board)
	at := map[string]int32{}
	for i, stem := range r.stems {
		at[stem] = int32(i)
	}
	groups := make([]Group, len(words))
	wanted := make([][]int32, len(words))
	for w, word := range words {
		groups[w] = Group{ID: "word-" + word, Name: word}
		_, tokens := tokenise(word)
		_, stems := alike.join(tokens, func(lower string) string {
			if stopWord(lower, r.board) && len(tokens) > 1 {
				return ""
			}
			return stemOf(lower, r.board)
		})
		for _, s := range stems {
			if s == "" {
				continue
			}
			stem, known := at[s]
			if !known {
				stem = -1
			}
			wanted[w] = append(wanted[w], stem)
		}
	}
	p := &Proposal{Language: code(r.board)}
	for i, n := range sorted {
		g := slices.IndexFunc(wanted, func(stems []int32) bool {
			return len(stems) > 0 && !slices.ContainsFunc(stems, func(s int32) bool { return !r.has(i, s) })
		})
		if g < 0 {
			p.Unsorted = append(p.Unsorted, Leftover{ID: n.ID})
			continue
		}
		var shared []string
		for _, s := range wanted[g] {
			shared = append(shared, r.surface(i, int(s)))
		}
		groups[g].Members = append(groups[g].Members, Member{ID: n.ID, Reason: Reason{Shared: shared}})
	}
	for _, g := range groups {
		if len(g.Members) > 0 {
			g.Medoid = g.Members[0].ID
			p.Groups = append(p.Groups, g)
		}
	}
	p.K = len(p.Groups)
	return p
}
