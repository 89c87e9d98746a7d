package cluster

import (
	"strings"
	"sync"

	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/dutch"
	"github.com/blevesearch/snowballstem/english"
	"github.com/blevesearch/snowballstem/french"
	"github.com/blevesearch/snowballstem/german"
	"github.com/blevesearch/snowballstem/italian"
	"github.com/blevesearch/snowballstem/portuguese"
	"github.com/blevesearch/snowballstem/spanish"

	"throughline.app/assets/stopwords"
)

// noLanguage is that of words of which none is in any list: they are not stemmed.
const noLanguage = -1

// overrule is by how many votes a note's own language must lead before it counts against
// that of all notes.
const overrule = 2.0

// languages are the codes of those with lists and stemmers; a language is an index of it.
var languages = stopwords.Languages()

var stemmers = map[string]func(*snowballstem.Env) bool{
	"en": english.Stem, "de": german.Stem, "fr": french.Stem, "es": spanish.Stem,
	"it": italian.Stem, "nl": dutch.Stem, "pt": portuguese.Stem,
}

// lists are the stop words, read once.
var lists = sync.OnceValue(func() *stopLists {
	s := &stopLists{speaks: map[string][]int{}, stop: make([]map[string]bool, len(languages))}
	for i, code := range languages {
		s.stop[i] = map[string]bool{}
		grammar := stopwords.Grammar(code)
		for _, word := range append(grammar, stopwords.Fillers(code)...) {
			if !s.stop[i][word] {
				s.speaks[word] = append(s.speaks[word], i)
			}
			s.stop[i][word] = true
			s.stop[i][plain(strings.ReplaceAll(word, "'", ""))] = true
		}
	}
	return s
})

type stopLists struct {
	stop   []map[string]bool // by language; with and without apostrophes and accents
	speaks map[string][]int  // the languages of which a word is a stop word
}

// votes says for each language how much of a text is in it: each stop word gives one vote,
// shared by the languages that have it.
func votes(tokens []token) []float64 {
	sum := make([]float64, len(languages))
	for _, t := range tokens {
		of := lists().speaks[t.lower]
		for _, i := range of {
			sum[i] += 1 / float64(len(of))
		}
	}
	return sum
}

// winner is the language with most votes and its lead over the next; [noLanguage] if
// there is no vote at all.
func winner(votes []float64) (language int, lead float64) {
	language, best, second := noLanguage, 0.0, 0.0
	for i, v := range votes {
		switch {
		case v > best:
			language, best, second = i, v, best
		case v > second:
			second = v
		}
	}
	return language, best - second
}

// speak decides the language of all notes together and of each: that of all, unless its
// own words say clearly otherwise.
func speak(notes [][]token) (board int, each []int) {
	total := make([]float64, len(languages))
	own := make([][]float64, len(notes))
	for i, tokens := range notes {
		own[i] = votes(tokens)
		for l, v := range own[i] {
			total[l] += v
		}
	}
	board, _ = winner(total)
	each = make([]int, len(notes))
	for i := range notes {
		each[i] = board
		if l, _ := winner(own[i]); l != noLanguage && own[i][l]-own[i][board] >= overrule {
			each[i] = l
		}
	}
	return board, each
}

// code is the ISO code of a language, "" of none.
func code(language int) string {
	if language == noLanguage {
		return ""
	}
	return languages[language]
}

// stopWord tells whether a word in lower case says nothing about what a note is about.
func stopWord(lower string, language int) bool {
	if language == noLanguage {
		return false
	}
	stop := lists().stop[language]
	return stop[lower] || stop[plain(strings.ReplaceAll(lower, "'", ""))]
}

// stemOf is what a word is counted as: its Snowball stem without accents. Numbers count as
// how long they are.
func stemOf(lower string, language int) string {
	if number(lower) {
		return strings.Repeat("0", min(len(lower), 3))
	}
	if language != noLanguage {
		env := snowballstem.NewEnv(lower)
		stemmers[languages[language]](env)
		lower = env.Current()
	}
	return plain(lower)
}
