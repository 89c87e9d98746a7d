package cluster

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// maxTokens bounds how much of one note is read: what it is about is said before.
const maxTokens = 300

// A token is one word of a note.
type token struct {
	from, to int // bytes of the note's text in NFC
	lower    string
	// stem is the index of what it is counted as, -1 for a stop word.
	stem int
}

// tokenise cuts text into words: letters and digits, with apostrophes inside. Scripts that
// are written without blanks between words are cut into overlapping pairs of characters.
// It returns the text in NFC, which the tokens point into.
func tokenise(text string) (string, []token) {
	text = norm.NFC.String(strings.ToValidUTF8(text, "\uFFFD"))
	var found []token
	for at := 0; at < len(text) && len(found) < maxTokens; {
		r, size := utf8.DecodeRuneInString(text[at:])
		switch {
		case unbroken(r):
			end := at + size
			for end < len(text) {
				next, n := utf8.DecodeRuneInString(text[end:])
				if !unbroken(next) {
					break
				}
				end += n
			}
			found = append(found, pairs(text, at, end)...)
			at = end
		case wordRune(r):
			end := wordEnd(text, at)
			lower := strings.ToLower(strings.ReplaceAll(text[at:end], "’", "'"))
			found = append(found, token{from: at, to: end, lower: lower})
			at = end
		default:
			at += size
		}
	}
	return text, found[:min(len(found), maxTokens)]
}

func wordRune(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r) || unicode.Is(unicode.Mc, r)
}

// wordEnd is where the word that begins at ends. An apostrophe belongs to it if a letter
// follows.
func wordEnd(text string, at int) int {
	for at < len(text) {
		r, size := utf8.DecodeRuneInString(text[at:])
		if r == '\'' || r == '’' {
			next, _ := utf8.DecodeRuneInString(text[at+size:])
			if !wordRune(next) || unbroken(next) {
				return at
			}
		} else if !wordRune(r) || unbroken(r) {
			return at
		}
		at += size
	}
	return at
}

// unbroken tells letters of scripts that put no blanks between words.
func unbroken(r rune) bool {
	return r >= 0x0E00 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}

// pairs cuts text[from:to] into overlapping pairs of characters; a lone one stands alone.
func pairs(text string, from, to int) []token {
	var starts []int
	for i := range text[from:to] {
		starts = append(starts, from+i)
	}
	starts = append(starts, to)
	if len(starts) == 2 {
		return []token{{from: from, to: to, lower: text[from:to]}}
	}
	found := make([]token, 0, len(starts))
	for i := 0; i+2 < len(starts); i++ {
		found = append(found, token{from: starts[i], to: starts[i+2], lower: text[starts[i]:starts[i+2]]})
	}
	return found
}

// plain takes accents off.
func plain(word string) string {
	ascii := true
	for i := 0; i < len(word); i++ {
		ascii = ascii && word[i] < utf8.RuneSelf
	}
	if ascii {
		return word
	}
	var b strings.Builder
	for _, r := range norm.NFKD.String(word) {
		if !unicode.Is(unicode.Mn, r) {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// number tells a word of digits alone.
func number(word string) bool {
	for _, r := range word {
		if !unicode.IsDigit(r) {
			return false
		}
	}
	return word != ""
}
