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
	o      Options
	column *fyne.Container
	root   fyne.CanvasObject
	shown  string // what it was made of, to see whether something is new
	first  fyne.Focusable
}

// New makes the tab.
func New(o Options) *Pane {
	p := &Pane{o: o, column: panel.Column(12)}
	p.root = container.NewVScroll(panel.Inset(0, 0, 0, 6, p.column))
	return p
}

// Object is put on the screen.
func (p *Pane) Object() fyne.CanvasObject { return p.root }

// First is the control that the keyboard goes to, nil where nothing can be said.
func (p *Pane) First() fyne.Focusable { return p.first }

// Look shows what is selected now, unless it is as it was shown.
func (p *Pane) Look() {
	ed := p.o.Editor()
	if ed == nil {
		return
	}
	notes := selected(ed)
	if now := print(ed, notes); now != p.shown {
		p.shown = now
		p.show(ed, notes)
	}
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

// print is everything that the pane shows, as one text.
func print(ed *editor.Editor, notes []*workshop.Note) string {
	parts := []string{ed.Layout().Kind.ID}
	for _, n := range notes {
		parts = append(parts, string(n.ID), n.Kind, n.Text, strings.Join(n.OwnFunctions(), ","))
		for _, e := range n.TypedSet.All() {
			parts = append(parts, e.Key, e.Value)
		}
	}
	return strings.Join(parts, "\x00")
}

func (p *Pane) show(ed *editor.Editor, notes []*workshop.Note) {
	p.column.RemoveAll()
	p.first = nil
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
	d := panel.NewDropdown(titles, func(i int) {
		if other {
			i--
		}
		if i >= 0 {
			ed.TurnInto(&cards[i])
		}
	})
	d.Chosen = at
	p.put(say.CardKind, d, d)
}

// put adds a control below its caption.
func (p *Pane) put(caption string, o fyne.CanvasObject, focus fyne.Focusable) {
	if p.first == nil && focus != nil {
		p.first = focus
	}
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
