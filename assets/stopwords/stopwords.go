package stopwords

import (
	"embed"
	"strings"
)

//go:embed lists/*.txt
var files embed.FS

// Languages are those that have lists, by their ISO 639-1 codes, in the order in which
// ties between them are decided.
func Languages() []string { return []string{"en", "de", "fr", "es", "it", "nl", "pt"} }

// Grammar returns the words that hold sentences of a language together: lower case,
// sorted. It is nil for a language without a list.
func Grammar(language string) []string { return list(language + ".txt") }

// Fillers returns the words that frame remarks in a language without being their subject:
// lower case, sorted. It is nil for a language without a list.
func Fillers(language string) []string { return list(language + "-fillers.txt") }

func list(name string) []string {
	data, err := files.ReadFile("lists/" + name)
	if err != nil {
		return nil
	}
	return strings.Fields(string(data))
}
