package method

import (
	"slices"
	"strings"

	"throughline.app/workshop"
)

// A Card is a kind of note: what a note means where it stands, and what is asked of it
// beside its words.
type Card struct {
	ID     string // kept in a note's Kind
	Title  string
	Color  workshop.Color // of a new note of this kind
	Shape  CardShape      // how it is told from other notes at a glance
	Fields []CardField    // what people may say of one, in the order in which it is asked
}

// A CardShape tells a card from others at a glance.
type CardShape string

// The shapes of cards.
const (
	Plain   CardShape = ""
	Token   CardShape = "token"   // rounded, as a counter on a board: something that is at one place at a time
	Star    CardShape = "star"    // a star at its corner: what decides about everything
	Diamond CardShape = "diamond" // a diamond at its corner: where a way parts
)

// CardShapes lists the shapes.
func CardShapes() []CardShape { return []CardShape{Plain, Token, Star, Diamond} }

// A CardField is one thing that a card may say, kept as [workshop.Note.Typed].
type CardField struct {
	Key     string
	Title   string
	Type    FieldType
	Options []string // of a choice, in the order in which they are offered
	Open    bool     // other words than the options may be typed
	Mark    bool     // its value stands at the foot of the note
	Sign    string   // behind the value where it is marked: "↗"
	Unit    string   // behind a number: "days"
	Min     int      // of a scale
	Max     int
}

// A FieldType says what may stand in a [CardField].
type FieldType string

// The types of fields.
const (
	Words     FieldType = "text"      // some words
	Number    FieldType = "number"    // decimal digits, with a unit
	Scale     FieldType = "scale"     // a whole number from Min to Max
	Choice    FieldType = "choice"    // one of the options
	Choices   FieldType = "choices"   // any number of the options
	Functions FieldType = "functions" // functional areas: the note's own, see [workshop.Note.OwnFunctions]
	Personas  FieldType = "personas"  // any number of the personas that the workshop has
	Somebody  FieldType = "person"    // a person or a function, as people say it
)

// FieldTypes lists the types of fields.
func FieldTypes() []FieldType {
	return []FieldType{Words, Number, Scale, Choice, Choices, Functions, Personas, Somebody}
}

// Several reports whether several values may stand in the field.
func (f *CardField) Several() bool {
	return f.Type == Choices || f.Type == Functions || f.Type == Personas
}

// Values is what stands in the field of a note.
func (f *CardField) Values(n *workshop.Note) []string {
	if f.Type == Functions {
		return n.OwnFunctions()
	}
	return n.TypedAll(f.Key)
}

// Said is what stands in the field of a note as people read it, "" for nothing: "3 days",
// "1 day", "Owner, Clerk", and "2." of the number in an order.
func (f *CardField) Said(n *workshop.Note) string {
	words := strings.Join(f.Values(n), ", ")
	switch {
	case words == "":
	case f.Key == OrderField && f.Type == Number:
		words += "."
	case f.Unit != "" && words == "1":
		words += " " + strings.TrimSuffix(f.Unit, "s")
	case f.Unit != "":
		words += " " + f.Unit
	}
	return words
}

// A Marked is the value of a field that stands at the foot of a note, and the sign behind
// it, "" for none.
type Marked struct{ Words, Sign string }

// Marks is what stands at the foot of a note of the card, in the order of its fields; its
// number in an order comes first.
func (c *Card) Marks(n *workshop.Note) []Marked {
	var all []Marked
	for i := range c.Fields {
		f := &c.Fields[i]
		if !f.Mark {
			continue
		}
		words := f.Said(n)
		switch {
		case words == "":
		case f.Key == OrderField:
			all = slices.Insert(all, 0, Marked{words, f.Sign}) // as in a list
		default:
			all = append(all, Marked{words, f.Sign})
		}
	}
	return all
}

// besideMost is how many letters of a text stand for it at a foot.
const besideMost = 16

// Beside is what is said of a note of the card in the fields that are not marked, short
// enough for a foot, in their order: "data", "Effort 2", "Owner Ana".
func (c *Card) Beside(n *workshop.Note) []string {
	var all []string
	for i := range c.Fields {
		f := &c.Fields[i]
		words := strings.Join(strings.Fields(f.Said(n)), " ")
		if f.Mark || words == "" {
			continue
		}
		switch f.Type {
		case Number, Scale, Somebody:
			words = f.Title + " " + words
		case Words:
			if r := []rune(words); len(r) > besideMost {
				words = strings.TrimRight(string(r[:besideMost-1]), " ") + "…"
			}
		}
		all = append(all, words)
	}
	return all
}

// Card returns the card of that id, nil if the method has none.
func (m *Method) Card(id string) *Card { return cardOf(m.Cards, id) }

// Card returns the card of that id of the canvas's method, nil if there is none.
func (k *CanvasKind) Card(id string) *Card { return cardOf(k.Cards, id) }

func cardOf(cards []Card, id string) *Card {
	for i := range cards {
		if id != "" && cards[i].ID == id {
			return &cards[i]
		}
	}
	return nil
}

// Of returns the method that a kind of canvas or a recipe, "method/id", belongs to; nil
// for one that is not here.
func Of(methods []*Method, id string) *Method {
	name, _, _ := strings.Cut(id, "/")
	i := slices.IndexFunc(methods, func(m *Method) bool { return m.Name == name })
	if i < 0 {
		return nil
	}
	return methods[i]
}

// CardOf is what the method says of a note's card, nil if there is none of its kind, as
// when a later version of the method had one.
func CardOf(methods []*Method, s *workshop.Snapshot, n *workshop.Note) *Card {
	c := s.Canvases.Get(n.Place.Canvas)
	if c == nil {
		return nil
	}
	if m := Of(methods, c.Kind); m != nil {
		return m.Card(n.Kind)
	}
	return nil
}

// personaCard is the id of the card whose notes are the personas of a workshop.
const personaCard = "persona"

// PersonaNames lists the personas of a workshop: the first lines of its persona cards, at most
// [workshop.MaxTag] characters of each, in
// the order of their names. It goes through all notes.
func PersonaNames(s *workshop.Snapshot) []string {
	var all []string
	for _, n := range s.Notes.All() {
		if n.Kind == personaCard && !n.Deleted() {
			first, _, _ := strings.Cut(strings.TrimSpace(n.Text), "\n")
			if name := workshop.CleanTag(first); name != "" {
				all = append(all, name)
			}
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}
