package editor

import (
	"slices"
	"strconv"
	"strings"

	"throughline.app/method"
	"throughline.app/workshop"
)

// Card is the card that all selected notes are of, nil if they differ, if nothing is
// selected, or if the method has no such card.
func (ed *Editor) Card() *method.Card {
	kind, snap := "", ed.doc.Snapshot()
	for i, id := range ed.selection.ids {
		n := snap.Notes.Get(id)
		if n == nil || i > 0 && n.Kind != kind {
			return nil
		}
		kind = n.Kind
	}
	return ed.Layout().Kind.Card(kind)
}

// Cards lists the cards of the canvas's method.
func (ed *Editor) Cards() []method.Card { return ed.Layout().Kind.Cards }

// theseOrSelected are the notes of on that are not locked, or of the selection if on names
// none.
func (ed *Editor) theseOrSelected(on []workshop.NoteID) []workshop.NoteID {
	if len(on) == 0 {
		return ed.loose()
	}
	ids := slices.DeleteFunc(slices.Clone(on), ed.Locked)
	if n := len(on) - len(ids); n > 0 {
		ed.TellLocked(n)
	}
	return ids
}

// TurnInto makes notes cards of another kind, as one step: those of on, or the selected
// ones if it names none.
func (ed *Editor) TurnInto(card *method.Card, on ...workshop.NoteID) {
	if ids := ed.theseOrSelected(on); len(ids) > 0 {
		ed.Do("make "+notes(len(ids))+" “"+card.Title+"”", workshop.TurnInto{Notes: ids, Kind: card.ID, Color: card.Color})
	}
}

// Fill gives a field of notes one value, "" for none, as one step; of which, see
// [Editor.TurnInto].
func (ed *Editor) Fill(f *method.CardField, value string, on ...workshop.NoteID) {
	if f.Several() {
		return
	}
	if ids := ed.theseOrSelected(on); len(ids) > 0 {
		ed.Do("say “"+f.Title+"” of "+notes(len(ids)), workshop.SetTyped{Notes: ids, Key: f.Key, Value: value})
	}
}

// FillSeveral puts values into a field of notes that may have several, and takes others
// out, as one step; of which, see [Editor.TurnInto].
func (ed *Editor) FillSeveral(f *method.CardField, add, remove []string, on ...workshop.NoteID) {
	ids := ed.theseOrSelected(on)
	if len(ids) == 0 || len(add)+len(remove) == 0 {
		return
	}
	label := "say “" + f.Title + "” of " + notes(len(ids))
	if f.Type != method.Functions {
		ed.Do(label, workshop.TypedValues{Notes: ids, Key: f.Key, Add: add, Remove: remove})
		return
	}
	var all workshop.Together
	for _, id := range ids {
		n := ed.doc.Snapshot().Notes.Get(id)
		if n == nil {
			continue
		}
		functions := slices.DeleteFunc(n.OwnFunctions(), func(f string) bool {
			return slices.ContainsFunc(remove, func(r string) bool { return workshop.FunctionKey(r) == workshop.FunctionKey(f) })
		})
		all = append(all, workshop.SetFunctions{Notes: []workshop.NoteID{id}, Functions: append(functions, add...)})
	}
	ed.Do(label, all)
}

// Offered lists what may stand in a field: its options, the personas or functions that the
// workshop has, the steps of a scale. Nil where words are typed.
func (ed *Editor) Offered(f *method.CardField) []string {
	snap := ed.doc.Snapshot()
	switch f.Type {
	case method.Choice, method.Choices:
		return f.Options
	case method.Scale:
		var all []string
		for v := f.Min; v <= f.Max; v++ {
			all = append(all, strconv.Itoa(v))
		}
		return all
	case method.Personas:
		return method.PersonaNames(snap)
	case method.Functions:
		return snap.Functions()
	case method.Somebody:
		all := snap.Functions()
		for _, p := range snap.People.All() {
			if p.Name != "" {
				all = append(all, p.Name)
			}
		}
		slices.Sort(all)
		return slices.Compact(all)
	}
	return nil
}

// cardCommands adds what is said of notes beside their words.
func (ed *Editor) cardCommands(add adder) {
	some := func() bool { return ed.selection.Len() > 0 }
	c := add("note.kind", "Card kind…", func() bool { return some() && len(ed.Cards()) > 0 }, ed.askKind)
	c.Group, c.Why = 2, needsNotes
	c = add("note.say", "Say of the note…", func() bool { card := ed.Card(); return card != nil && len(card.Fields) > 0 }, ed.askField)
	c.Group, c.Why = 2, "Select notes of one kind first"
	for _, often := range []struct{ key, title string }{{"evidence", "How we know…"}, {"persona", "Personas…"}} {
		c = add("note.say."+often.key, often.title, func() bool { return ed.field(often.key) != nil }, func() { ed.askValue(ed.field(often.key)) })
		c.Group, c.Why = 2, "Select notes of a kind that asks for it"
	}
}

// field is the field of that key of the card that all selected notes are of, nil if it
// has none from whose values one is chosen.
func (ed *Editor) field(key string) *method.CardField {
	card := ed.Card()
	if card == nil {
		return nil
	}
	i := slices.IndexFunc(card.Fields, func(f method.CardField) bool { return f.Key == key })
	if i < 0 || len(ed.Offered(&card.Fields[i])) == 0 {
		return nil
	}
	return &card.Fields[i]
}

func (ed *Editor) askKind() {
	cards := ed.Cards()
	var titles []string
	for _, c := range cards {
		titles = append(titles, c.Title)
	}
	ed.Choose(Choice{"What is it?", titles, func(i int) { ed.TurnInto(&cards[i]) }})
}

// askField asks for a field, and then for what is to stand in it.
func (ed *Editor) askField() {
	card := ed.Card()
	if card == nil {
		return
	}
	var open []*method.CardField
	var titles []string
	for i := range card.Fields {
		if f := &card.Fields[i]; len(ed.Offered(f)) > 0 {
			open, titles = append(open, f), append(titles, f.Title)
		}
	}
	ed.Choose(Choice{"Say of the note", titles, func(i int) { ed.askValue(open[i]) }})
}

// askValue asks for one of the values that a field offers; the first takes back what was
// said. Of a field that may have several, one more is said, or taken back.
func (ed *Editor) askValue(f *method.CardField) {
	const nothing = "Nothing"
	values := ed.Offered(f)
	items := values
	if !f.Several() {
		items = append([]string{nothing}, values...)
	}
	ed.Choose(Choice{f.Title, items, func(i int) {
		v := items[i]
		switch {
		case !f.Several() && i == 0:
			ed.Fill(f, "")
		case !f.Several():
			ed.Fill(f, v)
		case ed.allSay(f, v):
			ed.FillSeveral(f, nil, []string{v})
		default:
			ed.FillSeveral(f, []string{v}, nil)
		}
	}})
}

// allSay reports whether a value stands in the field of all selected notes.
func (ed *Editor) allSay(f *method.CardField, value string) bool {
	snap := ed.doc.Snapshot()
	return !slices.ContainsFunc(ed.selection.ids, func(id workshop.NoteID) bool {
		n := snap.Notes.Get(id)
		return n == nil || !slices.ContainsFunc(f.Values(n), func(v string) bool { return strings.EqualFold(v, value) })
	})
}
