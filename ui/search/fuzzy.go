package search

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Score tells how well a few letters mean a name, both folded: 0 is not at all. The letters
// must come in the name in their order. Beginnings of words and letters side by side count
// for more, and short names for more than long ones.
func Score(letters, name string) int {
	letters = strings.TrimSpace(letters)
	if letters == "" {
		return 1
	}
	if at := wordAt(name, letters); at >= 0 {
		return 10000 - 4*min(at, 500) - min(utf8.RuneCountInString(name), 500)
	}
	score, beside := 0, 0
	begins := true
	rest := letters
	for _, r := range name {
		want, size := utf8.DecodeRuneInString(rest)
		for want == ' ' { // a blank asks for another word
			rest = rest[size:]
			want, size = utf8.DecodeRuneInString(rest)
			beside = 0
		}
		switch {
		case r == want && (begins || beside > 0):
			score += 20 + 5*min(beside, 6)
			beside++
			rest = rest[size:]
		case r == want:
			score += 2
			beside = 1
			rest = rest[size:]
		default:
			beside = 0
		}
		begins = !unicode.IsLetter(r) && !unicode.IsDigit(r)
		if rest == "" {
			break
		}
	}
	if strings.TrimSpace(rest) != "" {
		return 0
	}
	n := utf8.RuneCountInString(letters)
	if score < 6*n { // letters strewn over a name mean nothing
		return 0
	}
	return max(1, score*20/n-min(utf8.RuneCountInString(name), 100))
}

// wordAt is where text stands in name from the beginning of a word on, or -1.
func wordAt(name, text string) int {
	for from := 0; ; {
		i := strings.Index(name[from:], text)
		if i < 0 {
			return -1
		}
		at := from + i
		if r, _ := utf8.DecodeLastRuneInString(name[:at]); at == 0 || !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			return at
		}
		from = at + 1
	}
}
