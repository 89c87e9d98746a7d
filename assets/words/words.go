package words

import (
	_ "embed"
	"errors"
	"fmt"
	"io"
	"slices"
	"sort"
	"strings"
)

const (
	// RoomCode is how many words a room code has.
	RoomCode = 5
	// Prefix is how many letters tell every word of the list from every other.
	Prefix = 3
	// Count is how many words the list has.
	Count = 1296
	// maxTyped bounds what Parse looks at, in bytes.
	maxTyped = 512
)

// ErrUnknown says that something typed is no word of the list, nor the beginning of
// exactly one. The wrapping error names what was typed.
var ErrUnknown = errors.New("not a word of the list")

//go:embed eff_short_2_0.txt
var file string

var list = strings.Fields(file)

// All returns the whole list, sorted. The slice is the caller's.
func All() []string { return slices.Clone(list) }

// Pick draws n words, each evenly from the list and independently of the others, from
// random. It joins them with single blanks. The only errors are random's.
func Pick(random io.Reader, n int) (string, error) {
	drawn := make([]string, n)
	for i := range drawn {
		at, err := below(random, Count)
		if err != nil {
			return "", fmt.Errorf("words: drawing a room code: %w", err)
		}
		drawn[i] = list[at]
	}
	return strings.Join(drawn, " "), nil
}

// below draws an even number in [0, n), n ≤ 65,536: draws that would favour the low
// numbers are thrown away.
func below(random io.Reader, n int) (int, error) {
	limit := 1 << 16 / n * n
	for {
		var b [2]byte
		if _, err := io.ReadFull(random, b[:]); err != nil {
			return 0, err
		}
		if v := int(b[0])<<8 | int(b[1]); v < limit {
			return v % n, nil
		}
	}
}

// Parse reads typed words: any case, any blanks, commas, dots or hyphens between them, each
// whole or cut to its first three or more letters. It returns the whole words in lower case
// with single blanks between, which is the one form that keys are made from. It does not ask
// how many words there are.
//
// Errors: [ErrUnknown].
func Parse(typed string) (string, error) {
	if len(typed) > maxTyped {
		return "", fmt.Errorf("words: %d characters: %w", len(typed), ErrUnknown)
	}
	var whole []string
	for _, field := range strings.FieldsFunc(strings.ToLower(typed), isBetween) {
		parts := []string{field}
		if _, ok := Complete(field); !ok {
			parts = strings.FieldsFunc(field, func(r rune) bool { return r == '-' })
		}
		for _, part := range parts {
			word, ok := Complete(part)
			if !ok {
				return "", fmt.Errorf("words: %q: %w", part, ErrUnknown)
			}
			whole = append(whole, word)
		}
	}
	if len(whole) == 0 {
		return "", fmt.Errorf("words: nothing typed: %w", ErrUnknown)
	}
	return strings.Join(whole, " "), nil
}

// isBetween tells what may stand between two typed words; the hyphen is not among them
// because one word of the list has it.
func isBetween(r rune) bool {
	return r != '-' && (r < 'a' || r > 'z') && (r < 0x80 && r != '\'' || r == 0xA0 || r == 0x2009)
}

// Complete returns the one word of the list that begins with start, in lower case. It is
// false while fewer than [Prefix] letters are typed or no word begins so. A typed word that
// runs past the end of a word of the list is no beginning of it.
func Complete(start string) (string, bool) {
	start = strings.ToLower(start)
	if len(start) < Prefix {
		return "", false
	}
	at := sort.SearchStrings(list, start)
	if at == len(list) || !strings.HasPrefix(list[at], start) {
		return "", false
	}
	return list[at], true
}

// Suggest returns the words that begin with start, at most max, sorted: what a field shows
// while a word is being typed.
func Suggest(start string, max int) []string {
	start = strings.ToLower(start)
	at := sort.SearchStrings(list, start)
	var found []string
	for ; at < len(list) && len(found) < max && strings.HasPrefix(list[at], start); at++ {
		found = append(found, list[at])
	}
	return found
}
