package cards

import (
	"slices"
	"strconv"
	"strings"

	"throughline.app/editor"
	"throughline.app/method"
	"throughline.app/ui/dialog"
	"throughline.app/ui/panel"
	"throughline.app/ui/say"
	"throughline.app/workshop"
)

// field adds the control for one field of notes of one card.
func (p *Pane) field(ed *editor.Editor, f *method.CardField, notes []*workshop.Note) {
	caption := say.FieldWords(f.Title, f.Unit)
	switch {
	case f.Several():
		p.several(ed, f, notes, caption)
	case f.Type == method.Choice || f.Type == method.Scale:
		p.choice(ed, f, notes, caption)
	default:
		p.line(ed, f, notes, caption)
	}
}

// one is the value that stands in a field of all notes; it reports false where they differ.
func one(f *method.CardField, notes []*workshop.Note) (string, bool) {
	for _, n := range notes[1:] {
		if n.Typed(f.Key) != notes[0].Typed(f.Key) {
			return "", false
		}
	}
	return notes[0].Typed(f.Key), true
}

// line is a field to type in.
func (p *Pane) line(ed *editor.Editor, f *method.CardField, notes []*workshop.Note, caption string) {
	now, same := one(f, notes)
	hint := ""
	if !same {
		hint = say.CardDiffer
	}
	w := panel.NewField(now, hint)
	fill := func(text string) {
		text = strings.TrimSpace(text)
		if f.Type == method.Number && text != "" {
			if _, err := strconv.ParseFloat(strings.Replace(text, ",", ".", 1), 64); err != nil {
				ed.Tell(say.CardNumber)
				w.SetText(now)
				return
			}
		}
		if text != now {
			now = text
			ed.Fill(f, text)
		}
	}
	w.OnLeave = fill
	w.OnSubmitted = fill
	p.put(caption, w.Framed(), w)
}

// choice is one of a few values, or none.
func (p *Pane) choice(ed *editor.Editor, f *method.CardField, notes []*workshop.Note, caption string) {
	now, same := one(f, notes)
	values := append([]string{""}, ed.Offered(f)...)
	names := append([]string{say.CardNothing}, values[1:]...)
	at := slices.Index(values, now)
	if at < 0 { // said by a person, or by another version of the method
		values, names, at = append(values, now), append(names, now), len(values)
	}
	if !same {
		values, names, at = append(values, ""), append(names, say.CardDiffer), len(values)
	}
	other := -1
	if f.Open {
		other = len(names)
		names = append(names, say.CardOther)
	}
	var d *panel.Dropdown
	d = panel.NewDropdown(names, func(i int) {
		if i == other {
			d.Chosen = at
			d.Refresh()
			dialog.Line(p.o.Host, f.Title, "", now, say.OK, func(text string) { ed.Fill(f, workshop.CleanName(text)) })
			return
		}
		ed.Fill(f, values[i])
	})
	d.Chosen = at
	p.put(caption, d, d)
}

// several is any number of values.
func (p *Pane) several(ed *editor.Editor, f *method.CardField, notes []*workshop.Note, caption string) {
	counts := make(map[string]int)
	spelt := make(map[string]string)
	for _, n := range notes {
		for _, v := range f.Values(n) {
			counts[strings.ToLower(v)]++
			spelt[strings.ToLower(v)] = v
		}
	}
	values := ed.Offered(f)
	for key, v := range spelt {
		if !slices.ContainsFunc(values, func(o string) bool { return strings.ToLower(o) == key }) {
			values = append(slices.Clone(values), v)
		}
	}
	slices.SortStableFunc(values, func(a, b string) int { return strings.Compare(strings.ToLower(a), strings.ToLower(b)) })
	var words []string
	var offered []dialog.Tagging
	for _, v := range values {
		n := counts[strings.ToLower(v)]
		if n > 0 {
			words = append(words, v)
		}
		offered = append(offered, dialog.Tagging{Tag: v, Notes: n, On: n == len(notes), Some: n > 0})
	}
	text := say.CardChoose
	if len(words) > 0 {
		text = strings.Join(words, ", ")
	}
	b := panel.NewButton(panel.Soft, text, func() {
		dialog.Several(p.o.Host, dialog.SeveralWords{Title: f.Title, Help: say.CardSeveral, Hint: say.CardFind, None: say.CardNoneYet},
			f.Open || f.Type != method.Choices, offered, func(add, remove []string) { ed.FillSeveral(f, add, remove) })
	})
	b.Tip = text
	p.put(caption, b, b)
}
