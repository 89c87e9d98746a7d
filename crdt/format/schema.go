package format

import (
	"strings"
	"unicode/utf8"
)

// A Schema says what this product writes: what a record and a field may be called, which fields are
// collaborative text, and how long things may be. A change that says anything else is refused with
// [ErrSchema] or [ErrLimit]. Its zero limits allow nothing; begin with [DefaultSchema].
//
// A Schema judges each change on its own. What two people did at the same time can add up to more
// than one of them was allowed, say a text of twice the limit, and must not be refused: other
// members would have taken it in already.
type Schema struct {
	// Text holds the collaborative texts, as "kind.field".
	Text map[string]bool
	// MaxString is the longest string value, in bytes.
	MaxString int
	// MaxTextInsert is how many runes one change may put into one text.
	MaxTextInsert int
	// MaxRecordID is the longest part of a record key behind the slash, in bytes.
	MaxRecordID int
	// MaxField is the longest field name, in bytes.
	MaxField int
	// MaxMessage is the longest commit message, in bytes.
	MaxMessage int
}

// DefaultSchema returns the schema of this version.
func DefaultSchema() Schema {
	return Schema{
		Text:          map[string]bool{"note.text": true, "canvas.header": true},
		MaxString:     1024,
		MaxTextInsert: 4000,
		MaxRecordID:   64,
		MaxField:      96,
		MaxMessage:    256,
	}
}

// IsText reports whether the field of the record is a collaborative text.
func (s *Schema) IsText(record, field string) bool {
	kind, _, ok := strings.Cut(record, "/")
	if !ok {
		return false
	}
	var buf [128]byte
	name := append(append(append(buf[:0], kind...), '.'), field...)
	return s.Text[string(name)]
}

// ValidRecord reports whether key may be a record's key: a kind in lower-case letters, a slash, and
// an id of any characters but slashes and controls.
func (s *Schema) ValidRecord(key string) bool {
	kind, id, ok := strings.Cut(key, "/")
	if !ok || kind == "" || len(kind) > 32 || id == "" || len(id) > s.MaxRecordID || !utf8.ValidString(id) {
		return false
	}
	for i := range len(kind) {
		if kind[i] < 'a' || kind[i] > 'z' {
			return false
		}
	}
	for i := range len(id) {
		if id[i] < 0x20 || id[i] == '/' {
			return false
		}
	}
	return true
}

// ValidField reports whether name may be a field's name: a lower-case letter, then letters, digits,
// dots, underscores, colons and hyphens.
func (s *Schema) ValidField(name string) bool {
	if name == "" || len(name) > s.MaxField || name[0] < 'a' || name[0] > 'z' {
		return false
	}
	for i := range len(name) {
		switch c := name[i]; {
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c >= '0' && c <= '9',
			c == '.', c == '_', c == ':', c == '-':
		default:
			return false
		}
	}
	return true
}

// oneRune reports whether s is a single rune.
func oneRune(s string) bool {
	_, n := utf8.DecodeRuneInString(s)
	return n == len(s) && n > 0
}
