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
	on, now := p.of, ""
	w := panel.NewField("", "")
	fill := func(text string) {
		text = strings.TrimSpace(text)
		if text == now {
			return
		}
		if f.Type == method.Number && text != "" {
			if _, err := strconv.ParseFloat(strings.Replace(text, ",", ".", 1), 64); err != nil {
				ed.Tell(say.CardNumber)
				w.SetText(now)
				return
			}
		}
		now = text
		ed.Fill(f, text, on...)
	}
	w.OnLeave = fill
	w.OnSubmitted = fill
	update := func(notes []*workshop.Note) {
		typing := strings.TrimSpace(w.Text) != now
		is, same := one(f, notes)
		now = is
		if !typing && w.Text != is {
			w.SetText(is)
		}
		hint := ""
		if !same {
			hint = say.CardDiffer
		}
		if w.PlaceHolder != hint {
			w.SetPlaceHolder(hint)
		}
	}
	update(notes)
	w.CursorColumn = len([]rune(w.Text))
	p.put(caption, w.Framed(), control{f.Key, w, update, func() { fill(w.Text) }})
}

// choice is one of a few values, or none.
func (p *Pane) choice(ed *editor.Editor, f *method.CardField, notes []*workshop.Note, caption string) {
	var values []string
	on, now, other := p.of, "", -1
	d := panel.NewDropdown(nil, nil)
	update := func(notes []*workshop.Note) {
		is, same := one(f, notes)
		values = append([]string{""}, ed.Offered(f)...)
		names := append([]string{say.CardNothing}, values[1:]...)
		at := slices.Index(values, is)
		if at < 0 { // said by a person, or by another version of the method
			values, names, at = append(values, is), append(names, is), len(values)
		}
		if !same {
			values, names, at = append(values, ""), append(names, say.CardDiffer), len(values)
		}
		other = -1
		if f.Open {
			other = len(names)
			names = append(names, say.CardOther)
		}
		now = is
		if d.Chosen != at || !slices.Equal(d.Names, names) {
			d.Chosen, d.Names = at, names
			d.Refresh()
		}
	}
	d.OnChange = func(i int) {
		if i != other {
			ed.Fill(f, values[i], on...)
			return
		}
		p.Look() // what stands there is still what was said
		dialog.Line(p.o.Host, f.Title, "", now, say.OK, func(text string) { ed.Fill(f, workshop.CleanName(text), on...) })
	}
	update(notes)
	p.put(caption, d, control{key: f.Key, focus: d, update: update})
}

// several is any number of values.
func (p *Pane) several(ed *editor.Editor, f *method.CardField, notes []*workshop.Note, caption string) {
	on := p.of
	var offered []dialog.Tagging
	b := panel.NewButton(panel.Soft, "", func() {
		dialog.Several(p.o.Host, dialog.SeveralWords{Title: f.Title, Help: say.CardSeveral, Hint: say.CardFind, None: say.CardNoneYet},
			f.Open || f.Type != method.Choices, offered, func(add, remove []string) { ed.FillSeveral(f, add, remove, on...) })
	})
	update := func(notes []*workshop.Note) {
		var words []string
		if words, offered = offer(f, ed.Offered(f), notes); len(words) == 0 {
			words = []string{say.CardChoose}
		}
		if text := strings.Join(words, ", "); b.Text != text {
			b.Text, b.Tip = text, text
			b.Refresh()
		}
	}
	update(notes)
	p.put(caption, b, control{key: f.Key, focus: b, update: update})
}

// offer is what stands in a field of any of the notes, and what may stand there.
func offer(f *method.CardField, values []string, notes []*workshop.Note) (words []string, offered []dialog.Tagging) {
	counts, spelt := make(map[string]int), make(map[string]string)
	for _, n := range notes {
		for _, v := range f.Values(n) {
			key := strings.ToLower(v)
			counts[key]++
			if is, ok := spelt[key]; !ok || v < is {
				spelt[key] = v
			}
		}
	}
	values = slices.Clone(values)
	for key, v := range spelt {
		if !slices.ContainsFunc(values, func(o string) bool { return strings.ToLower(o) == key }) {
			values = append(values, v)
		}
	}
	slices.SortStableFunc(values, func(a, b string) int { return strings.Compare(strings.ToLower(a), strings.ToLower(b)) })
	for _, v := range values {
		n := counts[strings.ToLower(v)]
		if n > 0 {
			words = append(words, v)
		}
		offered = append(offered, dialog.Tagging{Tag: v, Notes: n, On: n == len(notes), Some: n > 0})
	}
	return words, offered
}
