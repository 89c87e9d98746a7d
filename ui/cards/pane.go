package cards

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"throughline.app/editor"
	"throughline.app/method"
	"throughline.app/ui/dialog"
	"throughline.app/ui/panel"
	"throughline.app/ui/say"
	"throughline.app/ui/theme"
	"throughline.app/workshop"
)

// Options is what a [Pane] works with. All are needed.
type Options struct {
	Editor func() *editor.Editor // of the canvas that is shown, nil without one
	Host   *dialog.Host
	Width  float32 // of what the pane writes, in Fyne units
}

// A Pane is the tab. It follows the selection. It belongs to the main goroutine.
type Pane struct {
	o        Options
	column   *fyne.Container
	root     fyne.CanvasObject
	shown    string            // what it was made of, to see whether it has to be made anew
	of       []workshop.NoteID // the notes that it is about
	controls []control
	looking  bool
}

// A control is where one thing is said of notes. It stays with the notes that it was made
// for, whatever is selected by now.
type control struct {
	key    string // of the field; "" for the kind
	focus  fyne.Focusable
	update func(notes []*workshop.Note) // shows what stands there now
	keep   func()                       // takes what is being typed for said; nil if nothing is typed
}

// New makes the tab.
func New(o Options) *Pane {
	p := &Pane{o: o, column: panel.Column(12)}
	p.root = container.NewVScroll(panel.Inset(0, 0, 0, 6, p.column))
	return p
}

// Object is put on the screen.
func (p *Pane) Object() fyne.CanvasObject { return p.root }

// First is the control that the keyboard goes to, nil where nothing can be said: that of
// the first field, before that of the kind.
func (p *Pane) First() fyne.Focusable {
	switch len(p.controls) {
	case 0:
		return nil
	case 1:
		return p.controls[0].focus
	}
	return p.controls[1].focus
}

// Keep takes what is being typed for said. It is called before the tab leaves the screen.
func (p *Pane) Keep() {
	for _, c := range p.controls {
		if c.keep != nil {
			c.keep()
		}
	}
}

// Look shows what is selected now. Controls stay, with what is being typed in them, while
// the notes and their kind do.
func (p *Pane) Look() {
	ed := p.o.Editor()
	if ed == nil || p.looking {
		return
	}
	p.looking = true
	defer func() { p.looking = false }()
	notes := selected(ed)
	if print(ed, notes) == p.shown {
		for _, c := range p.controls {
			c.update(notes)
		}
		return
	}
	p.Keep()
	notes = selected(ed)
	p.shown = print(ed, notes)
	p.anew(ed, notes)
}

// anew makes the controls for notes. The keyboard stays with a field that it was with, if
// it is of the same notes.
func (p *Pane) anew(ed *editor.Editor, notes []*workshop.Note) {
	var at fyne.Focusable
	window := fyne.CurrentApp().Driver().CanvasForObject(p.root)
	if window != nil {
		at = window.Focused()
	}
	i := slices.IndexFunc(p.controls, func(c control) bool { return at != nil && c.focus == at })
	key, of := "", p.of
	if i >= 0 {
		key = p.controls[i].key
	}
	p.of = p.of[:0:0]
	for _, n := range notes {
		p.of = append(p.of, n.ID)
	}
	p.show(ed, notes)
	if i < 0 {
		return
	}
	j := slices.IndexFunc(p.controls, func(c control) bool { return c.key == key })
	if j < 0 || !slices.Equal(of, p.of) {
		window.Unfocus()
		return
	}
	window.Focus(p.controls[j].focus)
}

func selected(ed *editor.Editor) []*workshop.Note {
	var notes []*workshop.Note
	for _, id := range ed.Selection().IDs() {
		if n := ed.Snapshot().Notes.Get(id); n != nil {
			notes = append(notes, n)
		}
	}
	return notes
}

// print is all for which controls are made anew, as one text: which notes, of which kinds,
// their words, and what they say in fields that their card does not have.
func print(ed *editor.Editor, notes []*workshop.Note) string {
	parts := []string{ed.Layout().Kind.ID}
	for _, n := range notes {
		parts = append(parts, string(n.ID), n.Kind, n.Text)
		known := ed.Layout().Kind.Card(n.Kind)
		for _, key := range n.TypedKeys() {
			if known == nil || !slices.ContainsFunc(known.Fields, func(f method.CardField) bool { return f.Key == key }) {
				parts = append(append(parts, key), n.TypedAll(key)...)
			}
		}
	}
	return strings.Join(parts, "\x00")
}

func (p *Pane) show(ed *editor.Editor, notes []*workshop.Note) {
	p.column.RemoveAll()
	p.controls = nil
	defer p.root.Refresh()
	if len(notes) == 0 {
		p.column.Add(panel.Bold(say.CardNone, theme.TextBody))
		p.tell(say.CardTeach)
		return
	}
	cards := ed.Cards()
	at := slices.IndexFunc(cards, func(c method.Card) bool { return c.ID == notes[0].Kind })
	same := !slices.ContainsFunc(notes, func(n *workshop.Note) bool { return n.Kind != notes[0].Kind })
	p.heading(cards, at, notes, same)
	p.kind(ed, cards, at, same)
	switch {
	case !same:
		p.tell(say.CardMixed)
	case at < 0:
		p.tell(say.CardUnknown)
		p.rest(notes, nil)
	default:
		for i := range cards[at].Fields {
			p.field(ed, &cards[at].Fields[i], notes)
		}
		p.rest(notes, cards[at].Fields)
	}
}

func (p *Pane) heading(cards []method.Card, at int, notes []*workshop.Note, same bool) {
	title := say.Notes(len(notes))
	if same && at >= 0 {
		title = say.CardOf(cards[at].Title, len(notes))
	}
	p.column.Add(panel.Bold(title, theme.TextBody).Elided())
	if len(notes) == 1 {
		if words := strings.Join(strings.Fields(notes[0].Text), " "); words != "" {
			p.column.Add(panel.Wrapped(words, theme.TextLabel, theme.SoftInk, p.o.Width, 3))
		}
	}
}

func (p *Pane) kind(ed *editor.Editor, cards []method.Card, at int, same bool) {
	if len(cards) == 0 {
		return
	}
	var titles []string
	for _, c := range cards {
		titles = append(titles, c.Title)
	}
	other := at < 0 || !same
	if other { // what it is stands first, and is no card
		titles = append([]string{say.CardDiffer}, titles...)
		at = 0
	}
	on := p.of
	d := panel.NewDropdown(titles, func(i int) {
		if other {
			i--
		}
		if i >= 0 {
			ed.TurnInto(&cards[i], on...)
		}
	})
	d.Chosen = at
	p.put(say.CardKind, d, control{focus: d, update: func([]*workshop.Note) {}})
}

// put adds a control below its caption.
func (p *Pane) put(caption string, o fyne.CanvasObject, c control) {
	p.controls = append(p.controls, c)
	p.column.Add(panel.Column(5, panel.Bold(caption, theme.TextLabel), panel.Fixed(p.o.Width, theme.FieldHeight, o)))
}

func (p *Pane) tell(words string) {
	p.column.Add(panel.Wrapped(words, theme.TextSmall, theme.Quiet, p.o.Width, 0))
}

// rest tells what was said in fields that the card does not have here, as those of a later
// version of the method.
func (p *Pane) rest(notes []*workshop.Note, known []method.CardField) {
	seen := make(map[string]bool)
	for _, f := range known {
		seen[f.Key] = true
	}
	for _, n := range notes {
		for _, e := range n.TypedSet.All() {
			key, _, _ := strings.Cut(e.Key, ".")
			if !seen[key] {
				seen[key] = true
				p.tell(key + ": " + strings.Join(n.TypedAll(key), ", "))
			}
		}
	}
}
