package cluster

import (
	"slices"
	"strings"
)

// alike is what is treated as the same: words and phrases, as the stems of their words.
type alike struct {
	to map[string]string // from stems, with blanks between, to those that they count as
	// phrases are those of several words by their first stem, the longest first.
	phrases map[string][][]string
}

// newAlike joins sets that share a word or phrase. Each set is counted as its first by the
// alphabet. Stop words in a phrase do not matter.
func newAlike(same [][]string, language int) alike {
	a := alike{map[string]string{}, map[string][][]string{}}
	cache := map[spoken]string{}
	for _, set := range same {
		var keys []string
		for _, entry := range set {
			_, tokens := tokenise(entry)
			var stems []string
			for _, t := range tokens {
				if stem := stemmed(t.lower, language, cache); stem != "" {
					stems = append(stems, stem)
				}
			}
			if len(stems) == 0 && len(tokens) == 1 { // people may mean a stop word
				stems = append(stems, stemOf(tokens[0].lower, language))
			}
			if len(stems) == 0 {
				continue
			}
			keys = append(keys, a.of(strings.Join(stems, " ")))
			if len(stems) > 1 {
				a.phrases[stems[0]] = append(a.phrases[stems[0]], stems)
			}
		}
		if len(keys) < 2 {
			continue
		}
		first := slices.Min(keys)
		for from, to := range a.to {
			if slices.Contains(keys, to) {
				a.to[from] = first
			}
		}
		for _, key := range keys {
			a.to[key] = first
		}
	}
	for _, list := range a.phrases {
		slices.SortFunc(list, func(x, y []string) int {
			if len(x) != len(y) {
				return len(y) - len(x)
			}
			return slices.Compare(x, y)
		})
	}
	return a
}

func (a alike) of(stem string) string {
	if to, ok := a.to[stem]; ok {
		return to
	}
	return stem
}

// join says of the tokens of a note what each is counted as, "" for stop words. A phrase that
// is treated as something else becomes one token, with all that it is written as.
func (a alike) join(tokens []token, stem func(lower string) string) ([]token, []string) {
	stems := make([]string, len(tokens))
	for t := range tokens {
		stems[t] = stem(tokens[t].lower)
	}
	if len(a.phrases) == 0 {
		for t, s := range stems {
			stems[t] = a.of(s)
		}
		return tokens, stems
	}
	var joined []token
	var counted []string
	for t := 0; t < len(tokens); t++ {
		one, key, last := tokens[t], stems[t], t
		for _, phrase := range a.phrases[stems[t]] {
			if end := ends(stems, t, phrase); end > t {
				key, last = strings.Join(phrase, " "), end
				break
			}
		}
		for _, more := range tokens[t+1 : last+1] {
			one.to, one.lower = more.to, one.lower+" "+more.lower
		}
		joined, counted = append(joined, one), append(counted, a.of(key))
		t = last
	}
	return joined, counted
}

// ends is the last word of a phrase that begins at a word, -1 if it does not. Stop words may
// stand between.
func ends(stems []string, at int, phrase []string) int {
	for _, want := range phrase {
		for at < len(stems) && stems[at] == "" {
			at++
		}
		if at == len(stems) || stems[at] != want {
			return -1
		}
		at++
	}
	return at - 1
}
