package search

import (
	"strings"

	"throughline.app/workshop"
)

// fieldMark stands before the name of a typed field in an entry's words, so that a term
// with a colon is compared with values from their beginning.
const fieldMark = "\x1f"

// said is what the typed fields of a note add to its words: the card's kind as "is", and
// each value with the key of its field before it.
func said(n *workshop.Note, name func(string) string) []string {
	var parts []string
	add := func(key, value string) { parts = append(parts, fieldMark+key+":"+name(value)) }
	if n.Kind != "" {
		add("is", n.Kind)
	}
	for _, e := range n.TypedSet.All() {
		key, _, _ := strings.Cut(e.Key, ".")
		add(key, e.Value)
	}
	for _, f := range n.OwnFunctions() {
		add("functions", f)
	}
	for _, key := range n.TypedKeys() {
		parts = append(parts, fieldMark+key+":"+Anything)
	}
	return parts
}

// Anything finds the notes that say something, whatever it is, in a field: quote:*
const Anything = "*"

// Term is what finds the notes in whose field a value stands: channel:web.
func Term(key, value string) string {
	if strings.ContainsAny(value, " \t") {
		value = `"` + strings.ReplaceAll(value, `"`, "") + `"`
	}
	return key + ":" + value
}

// terms are the words of a folded query. Between quotation marks blanks belong to a word. A
// word with a colon behind letters and digits asks for a field, unless it is an address.
func terms(query string) []string {
	var all []string
	var word strings.Builder
	quoted := false
	end := func() {
		if w := word.String(); w != "" {
			if key, value, ok := strings.Cut(w, ":"); ok && value != "" && isKey(key) && !strings.HasPrefix(value, "//") {
				w = fieldMark + w
			}
			all = append(all, w)
		}
		word.Reset()
	}
	for _, r := range query {
		switch {
		case r == '"':
			quoted = !quoted
		case r == ' ' && !quoted:
			end()
		default:
			word.WriteRune(r)
		}
	}
	end()
	return all
}

func isKey(s string) bool {
	for _, r := range s {
		if !(r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == '-') {
			return false
		}
	}
	return s != "" && (s[0] < '0' || s[0] > '9')
}
