package cluster

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// A reading is what all notes say, word by word.
type reading struct {
	texts  []string  // NFC
	tokens [][]token // by note
	stems  []string  // by stem
	board  int       // language of all
	each   []int     // language of each note
	// bags are the stems of each note with their counts, by rising stem.
	bags []bag
	// keys are the whole of each note's words, to tell exact copies.
	keys []string
}

// A bag is sorted features and how often each occurs.
type bag []count

type count struct {
	of int32
	n  int32
}

// read tokenises, detects languages, takes out stop words and stems. Stems are numbered in
// the order in which sorted notes first use them.
func read(notes []Note, same [][]string) *reading {
	r := &reading{
		texts: make([]string, len(notes)), tokens: make([][]token, len(notes)),
		bags: make([]bag, len(notes)), keys: make([]string, len(notes)),
	}
	for i, n := range notes {
		r.texts[i], r.tokens[i] = tokenise(n.Text)
		r.keys[i] = key(r.texts[i], r.tokens[i])
	}
	r.board, r.each = speak(r.tokens)
	alike := newAlike(same, r.board)
	index, cache := map[string]int{}, map[spoken]string{}
	for i := range r.tokens {
		tokens, stems := alike.join(r.tokens[i], func(lower string) string { return stemmed(lower, r.each[i], cache) })
		r.tokens[i] = tokens
		for t, stem := range stems {
			if stem == "" {
				tokens[t].stem = -1
				continue
			}
			id, known := index[stem]
			if !known {
				id = len(r.stems)
				index[stem] = id
				r.stems = append(r.stems, stem)
			}
			tokens[t].stem = id
		}
		r.bags[i] = tally(tokens)
	}
	return r
}

type spoken struct {
	word     string
	language int
}

// stemmed is stemOf with stop words as "", remembered in cache.
func stemmed(lower string, language int, cache map[spoken]string) string {
	at := spoken{lower, language}
	stem, known := cache[at]
	if known {
		return stem
	}
	word := strings.TrimSuffix(lower, "'s")
	if !stopWord(lower, language) && !stopWord(word, language) && (utf8.RuneCountInString(word) > 1 || unbrokenWord(word)) {
		stem = stemOf(word, language)
	}
	cache[at] = stem
	return stem
}

func unbrokenWord(word string) bool {
	r, _ := utf8.DecodeRuneInString(word)
	return unbroken(r)
}

// key is the words of a note in one form; "" if it has none.
func key(text string, tokens []token) string {
	if len(tokens) == 0 {
		return strings.Join(strings.Fields(text), " ")
	}
	words := make([]string, len(tokens))
	for i, t := range tokens {
		words[i] = t.lower
	}
	return strings.Join(words, " ")
}

// tally counts stems.
func tally(tokens []token) bag {
	ids := make([]int32, 0, len(tokens))
	for _, t := range tokens {
		if t.stem >= 0 {
			ids = append(ids, int32(t.stem))
		}
	}
	return counted(ids)
}

// counted makes a bag of ids, which it sorts.
func counted(ids []int32) bag {
	slices.Sort(ids)
	var b bag
	for _, id := range ids {
		if n := len(b); n > 0 && b[n-1].of == id {
			b[n-1].n++
			continue
		}
		b = append(b, count{id, 1})
	}
	return b
}
