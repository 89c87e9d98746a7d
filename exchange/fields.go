package exchange

import (
	"slices"
	"strings"

	"throughline.app/method"
	"throughline.app/workshop"
)

// A fieldColumn is a column of a table that holds a typed field of the notes.
type fieldColumn struct {
	key string
	at  int // of its cell in a row
}

// fieldPrefix may stand before the key of a typed field at the head of a column, and does
// where the key alone is another column's name: "field.size".
const fieldPrefix = workshop.FieldTyped

func (t *table) typedAt(key string) int {
	return slices.IndexFunc(t.fields, func(c fieldColumn) bool { return c.key == key })
}

// fieldKey is the typed field that a column is about: named by its key or its title, where
// a card of the canvas's method has such a field, or in any case by "field." and its key.
func (to Target) fieldKey(name string) (string, bool) {
	if key, ok := strings.CutPrefix(name, fieldPrefix); ok {
		return key, workshop.IsTypedKey(key)
	}
	if to.Kind == nil {
		return "", false
	}
	titled := ""
	for _, c := range to.Kind.Cards {
		for _, f := range c.Fields {
			switch {
			case f.Type == method.Functions: // has a column of its own
			case f.Key == name:
				return name, true
			case titled == "" && strings.ToLower(f.Title) == name:
				titled = f.Key
			}
		}
	}
	return titled, titled != ""
}

// card is the id of the card that a cell names by id or title, and its colour. A card that
// the method does not have is kept, without a colour; "" is that of the lane.
func (to Target) card(cell string) (string, workshop.Color) {
	name := strings.ToLower(cell)
	if to.Kind != nil {
		for _, c := range to.Kind.Cards {
			if c.ID == name || strings.ToLower(c.Title) == name {
				return c.ID, c.Color
			}
		}
	}
	if !workshop.IsTypedKey(name) {
		return "", ""
	}
	return name, ""
}

// typed reads the typed fields of a row. A value that is not among a field's options is
// kept as it is.
func (to Target) typed(t *table, cells []string, card string) workshop.Keyed {
	var set workshop.Keyed
	for _, c := range t.fields {
		if c.at >= len(cells) || set.Len() >= workshop.MaxTyped {
			continue
		}
		value := cleanText(unguard(strings.TrimSpace(cells[c.at])))
		if len(value) > workshop.MaxField {
			value = strings.ToValidUTF8(value[:workshop.MaxField], "")
		}
		if !to.several(card, c.key) {
			set = set.With(c.key, value)
			continue
		}
		for _, v := range strings.FieldsFunc(value, func(r rune) bool { return strings.ContainsRune(",;\n", r) }) {
			if set.Len() < workshop.MaxTyped {
				set = set.WithTyped(c.key, v)
			}
		}
	}
	return set
}

// several reports whether a field of a card may have several values; of a card that has no
// such field the first other one that has tells.
func (to Target) several(card, key string) bool {
	found := false
	if to.Kind == nil {
		return false
	}
	for _, c := range to.Kind.Cards {
		for i := range c.Fields {
			if f := &c.Fields[i]; f.Key == key {
				if c.ID == card {
					return f.Several()
				}
				found = found || f.Several()
			}
		}
	}
	return found
}

// fieldKeys lists the typed fields that any of the notes has, by key.
func fieldKeys(notes []*workshop.Note) []string {
	var keys []string
	for _, n := range notes {
		for _, key := range n.TypedKeys() {
			if !slices.Contains(keys, key) {
				keys = append(keys, key)
			}
		}
	}
	slices.Sort(keys)
	return keys
}

// fieldName is the head of the column of a typed field.
func (to Target) fieldName(key string) string {
	taken := key == commentsColumn || slices.ContainsFunc(columns, func(names []string) bool { return slices.Contains(names, key) })
	if is, ok := to.fieldKey(key); taken || !ok || is != key {
		return fieldPrefix + key
	}
	return key
}

// joined is several values in one cell.
func joined(values []string) string { return strings.Join(values, ", ") }

// A ShownField is what is said of a note in a typed field.
type ShownField struct {
	Key    string   `json:"key"`
	Values []string `json:"values"` // one, or several by their words
}

func showFields(n *workshop.Note) []ShownField {
	var all []ShownField
	for _, key := range n.TypedKeys() {
		all = append(all, ShownField{key, n.TypedAll(key)})
	}
	return all
}
