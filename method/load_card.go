package method

import (
	"fmt"
	"slices"
	"strings"

	"throughline.app/workshop"
)

// The cards of a method file.
type (
	fileCard struct {
		ID     string         `toml:"id"`
		Title  string         `toml:"title"`
		Color  workshop.Color `toml:"color"`
		Shape  CardShape      `toml:"shape"`
		Fields []fileField    `toml:"field"`
	}
	fileField struct {
		Key     string    `toml:"key"`
		Title   string    `toml:"title"`
		Type    FieldType `toml:"type"`
		Options []string  `toml:"options"`
		Open    bool      `toml:"open"`
		Mark    bool      `toml:"mark"`
		Sign    string    `toml:"sign"`
		Unit    string    `toml:"unit"`
		Min     int       `toml:"min"`
		Max     int       `toml:"max"`
	}
)

// Bounds of cards.
const (
	maxFields  = 20 // of a card
	maxOptions = 30 // of a choice
	maxScale   = 10 // steps of a scale
	maxSign    = 4  // characters of a sign or a unit's beginning
)

// card checks one card, and enters its colour in colors.
func (c *checker) card(f *fileCard, table string, colors map[string]workshop.Color) Card {
	c.key(table, "id", f.ID)
	c.words(table, "title", f.Title)
	if !f.Color.Known() {
		c.fault(table, "color", fmt.Sprintf("there is no note colour %q", f.Color), "choose one of "+colorNames())
	}
	if !slices.Contains(CardShapes(), f.Shape) {
		c.fault(table, "shape", fmt.Sprintf("there is no shape %q", f.Shape), `write "token", "star" or "diamond", or leave it out`)
	}
	if _, twice := colors[f.ID]; twice {
		c.fault(table, "id", fmt.Sprintf("a second card is called %q", f.ID), "give it another id")
	}
	colors[f.ID] = f.Color
	c.cards[f.ID] = f.Title
	card := Card{ID: f.ID, Title: f.Title, Color: f.Color, Shape: f.Shape}
	if len(f.Fields) > maxFields {
		c.fault(table, "", fmt.Sprintf("the card has %d fields", len(f.Fields)), fmt.Sprintf("write at most %d times [[card.field]]", maxFields))
	}
	for i := range f.Fields {
		at := fmt.Sprintf("%s.field[%d]", table, i)
		for _, other := range card.Fields {
			if other.Key == f.Fields[i].Key {
				c.fault(at, "key", fmt.Sprintf("a second field has the key %q", other.Key), "give it another key")
			}
		}
		card.Fields = append(card.Fields, c.field(&f.Fields[i], at))
	}
	return card
}

func (c *checker) field(f *fileField, table string) CardField {
	c.key(table, "key", f.Key)
	c.words(table, "title", f.Title)
	if !slices.Contains(FieldTypes(), f.Type) {
		var names []string
		for _, t := range FieldTypes() {
			names = append(names, string(t))
		}
		c.fault(table, "type", fmt.Sprintf("there is no type of field %q", f.Type), "choose one of "+strings.Join(names, ", "))
	}
	choice := f.Type == Choice || f.Type == Choices
	switch {
	case choice && (len(f.Options) == 0 || len(f.Options) > maxOptions):
		c.fault(table, "options", fmt.Sprintf("there are %d options to choose from", len(f.Options)), fmt.Sprintf("name 1 to %d", maxOptions))
	case !choice && len(f.Options) > 0:
		c.fault(table, "options", fmt.Sprintf("a field of type %q has no options", f.Type), `take them out, or write type = "choice"`)
	case !choice && f.Open:
		c.fault(table, "open", fmt.Sprintf("a field of type %q has no options to add to", f.Type), `take it out, or write type = "choice"`)
	}
	seen := make(map[string]bool)
	for _, o := range f.Options {
		c.words(table, "options", o)
		if seen[strings.ToLower(o)] {
			c.fault(table, "options", fmt.Sprintf("%q is there twice", o), "take one out")
		}
		seen[strings.ToLower(o)] = true
	}
	switch {
	case f.Type == Scale && (f.Max <= f.Min || f.Max-f.Min >= maxScale):
		c.fault(table, "max", fmt.Sprintf("a scale cannot go from %d to %d", f.Min, f.Max), fmt.Sprintf("let min be less than max, with at most %d steps", maxScale))
	case f.Type != Scale && (f.Min != 0 || f.Max != 0):
		c.fault(table, "max", fmt.Sprintf("a field of type %q has no min and max", f.Type), `take them out, or write type = "scale"`)
	}
	if f.Unit != "" && f.Type != Number {
		c.fault(table, "unit", fmt.Sprintf("a field of type %q has no unit", f.Type), `take it out, or write type = "number"`)
	}
	if f.Unit != "" && workshop.CleanName(f.Unit) != f.Unit {
		c.fault(table, "unit", fmt.Sprintf("unit is %q", f.Unit), "write a word on one line")
	}
	if len([]rune(f.Sign)) > maxSign {
		c.fault(table, "sign", fmt.Sprintf("sign is %q", f.Sign), fmt.Sprintf("write %d characters at most", maxSign))
	}
	return CardField(*f)
}
