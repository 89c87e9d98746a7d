// Package wording holds lists of words that do not belong where a customer speaks, with
// what the customer would say: one list a language. It knows words, not notes; package
// check looks for them.
//
//	for _, w := range wording.List("company", "en") { fmt.Println(w.Said, "→", w.Instead) }
package wording

import (
	"embed"
	"strings"
)

//go:embed lists/*.txt
var files embed.FS

// A Word is a word or several that stand for one thing.
type Word struct {
	Said    string // in lower case, single spaces between words
	Instead string // what the customer would say; "" for words that may stand
}

// Languages are those that have lists, by their ISO 639-1 codes.
func Languages() []string { return []string{"en", "de"} }

// Lists are the names of the lists.
func Lists() []string { return []string{"company"} }

// List returns a list of a language, as it stands in its file. It is nil where there is
// none.
func List(name, language string) []Word {
	data, err := files.ReadFile("lists/" + name + "-" + language + ".txt")
	if err != nil {
		return nil
	}
	var all []Word
	for line := range strings.Lines(string(data)) {
		line = strings.TrimSpace(line)
		switch {
		case line == "" || line[0] == '#':
		case line[0] == '!':
			all = append(all, Word{Said: fold(line[1:])})
		default:
			said, instead, _ := strings.Cut(line, "=")
			all = append(all, Word{fold(said), strings.TrimSpace(instead)})
		}
	}
	return all
}

func fold(s string) string { return strings.ToLower(strings.Join(strings.Fields(s), " ")) }
