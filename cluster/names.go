package cluster

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	// phraseFrom is the share of a group's notes that a phrase must be on to name it.
	phraseFrom = 0.4
	// pairFrom is the share of the notes with the rarer of two words on which they must stand
	// together to be shown so.
	pairFrom = 0.3
	// longestPhrase is how many words that are no stop words a phrase has at most.
	longestPhrase = 3
	// longestName is how many characters a name has at most.
	longestName = 48
	// between is put between two terms. It is no word.
	between = " · "
)

// A naming is the name of a group and what else it could be called.
type naming struct {
	name   string
	others []string
}

// A phrase is words that stand side by side on notes of a group.
type phrase struct {
	stems   []int
	notes   int // of the group that it is on
	score   float64
	surface map[string]int // how often it is written so
	first   int            // order of finding, for ties
}

// name names all groups, so that no two names are equal. Piles with a name keep it.
func (a *Analysis) name(drafts []draft) []naming {
	onBoard, total := make([]int, len(a.read.stems)), 0
	for _, b := range a.read.bags {
		for _, c := range b {
			onBoard[c.of] += int(c.n)
			total += int(c.n)
		}
	}
	perGroup := float64(total) / float64(max(len(drafts), 1))
	taken := map[string]bool{}
	for _, d := range drafts {
		if d.name != "" {
			taken[folded(d.name)] = true
		}
	}
	named, joined := make([]naming, len(drafts)), a.joined()
	for g, d := range drafts {
		var n naming
		if d.name != "" {
			n.name = d.name
		}
		own := map[string]bool{}
		for _, c := range a.candidates(d.members, onBoard, perGroup, joined) {
			f := folded(c)
			switch {
			case own[f] || taken[f]:
			case n.name == "":
				n.name = c
				own[f] = true
			case len(n.others) < 2 && f != folded(n.name):
				n.others = append(n.others, c)
				own[f] = true
			}
		}
		taken[folded(n.name)] = true
		named[g] = n
	}
	// A name that a later group took is no alternative.
	for g := range named {
		named[g].others = slices.DeleteFunc(named[g].others, func(c string) bool { return taken[folded(c)] })
	}
	return named
}

func folded(name string) string { return strings.ToLower(name) }

// candidates are names for a group, the best first.
func (a *Analysis) candidates(members []int, onBoard []int, perGroup float64, joined map[[2]string]bool) []string {
	weight := func(stem int) float64 { return ln(1 + perGroup/float64(onBoard[stem])) }
	phrases := a.phrases(members, joined)
	for i := range phrases {
		p := &phrases[i]
		sum := 0.0
		for _, s := range p.stems {
			sum += weight(s)
		}
		p.score = float64(float64(p.notes)/float64(len(members))) * sum
	}
	slices.SortStableFunc(phrases, func(x, y phrase) int {
		return cmp.Or(cmp.Compare(y.score, x.score), x.first-y.first)
	})
	var terms, long []phrase
	for _, p := range phrases {
		if len(p.stems) == 1 {
			terms = append(terms, p)
		} else {
			long = append(long, p)
		}
	}
	var names []string
	add := func(name string) {
		if name != "" && utf8.RuneCountInString(name) <= longestName {
			names = append(names, capital(name))
		}
	}
	var rare []phrase
	for _, p := range long {
		if float64(p.notes) >= phraseFrom*float64(len(members)) {
			add(p.shown())
		} else if p.notes >= 2 {
			rare = append(rare, p)
		}
	}
	for i := 0; i < min(len(terms), 4); i++ {
		for j := i + 1; j < min(len(terms), 4); j++ {
			add(pairShown(terms[i], terms[j], long))
		}
	}
	for _, p := range rare {
		add(p.shown())
	}
	for _, t := range terms {
		add(t.shown())
	}
	if len(names) == 0 {
		if m := a.medoid(members); m >= 0 {
			add(trimmed(a.read.texts[m]))
		}
	}
	return names
}

// pairShown is two terms as a name: as the phrase that they are often enough, else side by
// side.
func pairShown(one, other phrase, long []phrase) string {
	for _, p := range long {
		if len(p.stems) == 2 && slices.Contains(p.stems, one.stems[0]) && slices.Contains(p.stems, other.stems[0]) &&
			float64(p.notes) >= pairFrom*float64(min(one.notes, other.notes)) {
			return p.shown()
		}
	}
	return one.shown() + between + other.shown()
}

// phrases are the runs of one to three words on the notes of a group that begin and end
// with a word that is no stop word, with at most one stop word between two. Those of one
// word alone may be on one note; longer ones are on two at least, if the group has as many.
//
// A stop word that is part of the word before it, as in "top up", is written with it.
func (a *Analysis) phrases(members []int, joined map[[2]string]bool) []phrase {
	found := map[string]*phrase{}
	var order []*phrase
	for _, i := range members {
		seen := map[string]bool{}
		tokens := a.read.tokens[i]
		for from := range tokens {
			if tokens[from].stem < 0 {
				continue
			}
			var stems []int
			var id strings.Builder
			for to := from; to < len(tokens); to++ {
				if to > from && a.apart(i, tokens[to-1], tokens[to]) {
					break
				}
				if tokens[to].stem < 0 {
					if tokens[to-1].stem < 0 {
						break
					}
					continue
				}
				stems = append(stems, tokens[to].stem)
				id.WriteString(a.read.stems[tokens[to].stem])
				id.WriteByte(' ')
				p := found[id.String()]
				if p == nil {
					p = &phrase{stems: slices.Clone(stems), surface: map[string]int{}, first: len(order)}
					found[id.String()] = p
					order = append(order, p)
				}
				if !seen[id.String()] {
					seen[id.String()] = true
					p.notes++
				}
				p.surface[a.read.texts[i][tokens[from].from:a.whole(i, to, joined)]]++
				if len(stems) == longestPhrase {
					break
				}
			}
		}
	}
	phrases := make([]phrase, 0, len(order))
	for _, p := range order {
		if distinct(p.stems) && (len(p.stems) == 1 || p.notes > 1 || len(members) < smallest) {
			phrases = append(phrases, *p)
		}
	}
	return phrases
}

// joined are the words that somebody wrote with a stop word behind them and a hyphen
// between the two: "top-up".
func (a *Analysis) joined() map[[2]string]bool {
	all := map[[2]string]bool{}
	for i, tokens := range a.read.tokens {
		for t := 1; t < len(tokens); t++ {
			one, next := tokens[t-1], tokens[t]
			if one.stem >= 0 && next.stem < 0 && next.from == one.to+1 && a.read.texts[i][one.to] == '-' {
				all[[2]string{one.lower, next.lower}] = true
			}
		}
	}
	return all
}

// whole is where a word of note i ends, with the stop word that is part of it.
func (a *Analysis) whole(i, word int, joined map[[2]string]bool) int {
	tokens := a.read.tokens[i]
	if next := word + 1; next < len(tokens) && joined[[2]string{tokens[word].lower, tokens[next].lower}] && !a.apart(i, tokens[word], tokens[next]) {
		return tokens[next].to
	}
	return tokens[word].to
}

// apart tells whether something stands between two words of note i that ends a phrase.
func (a *Analysis) apart(i int, before, after token) bool {
	if after.from < before.to {
		return false
	}
	return strings.Trim(a.read.texts[i][before.to:after.from], " -\u00A0/'’") != ""
}

func distinct(stems []int) bool {
	for i, s := range stems {
		if slices.Contains(stems[:i], s) {
			return false
		}
	}
	return true
}

// shown is the way in which a phrase is written most often; of equals the shorter, then the
// first by the alphabet. One in lower case stands for its capitalised twin.
func (p phrase) shown() string {
	best, most := "", 0
	for s, n := range p.surface {
		switch {
		case n > most, n == most && len(s) < len(best), n == most && len(s) == len(best) && s > best:
			best, most = s, n
		}
	}
	return strings.Join(strings.Fields(best), " ")
}

// capital makes the first letter a capital.
func capital(name string) string {
	r, size := utf8.DecodeRuneInString(name)
	return string(unicode.ToTitle(r)) + name[size:]
}

// trimmed is the beginning of a text, of whole words if they are not too long.
func trimmed(text string) string {
	words := strings.Fields(text)
	for n := min(len(words), 8); n > 0; n-- {
		if s := strings.Join(words[:n], " "); utf8.RuneCountInString(s) <= longestName {
			return s
		}
	}
	if runes := []rune(text); len(runes) >= longestName {
		return string(runes[:longestName-1]) + "…"
	}
	return strings.Join(words, " ")
}
