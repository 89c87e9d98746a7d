package checks

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"throughline.app/check"
	"throughline.app/method"
	"throughline.app/ui/dialog"
	"throughline.app/ui/panel"
	"throughline.app/ui/say"
	"throughline.app/ui/theme"
	"throughline.app/workshop"
)

// Options is what a [Pane] works with. All are needed.
type Options struct {
	Methods func() []*method.Method
	Me      func() workshop.PersonID
	Do      func(label string, op workshop.Op) // as one step that can be undone
	Show    func(...check.Finding)             // lights what findings are about, and goes there
	Rest    func()                             // lets all notes stand alike again
	Host    *dialog.Host
	// Work runs do on a goroutine of its own and then done on the main one.
	Work  func(do func(context.Context) error, done func(error))
	Focus func(fyne.Focusable)
	Width float32 // of what the pane writes, in Fyne units
}

// most is how many findings are listed; more of them are told by their number.
const most = 60

// A Pane is the tab. It belongs to the main goroutine; what is found is found on another.
type Pane struct {
	o      Options
	root   fyne.CanvasObject
	column *fyne.Container
	snap   *workshop.Snapshot

	looked  bool // something was found, or nothing
	looking bool // for what it is like now
	again   bool // the workshop moved on meanwhile
	found   []check.Finding
	open    []check.Finding
	settled []check.Settled

	cards  map[workshop.FindingID]*card
	lit    workshop.FindingID // what stands out, "" nothing; a group's words
	folded bool               // those that are settled
	told   func()             // for tests: what was found is shown
}

// New makes the tab.
func New(o Options) *Pane {
	p := &Pane{o: o, column: panel.Column(8), cards: make(map[workshop.FindingID]*card), folded: true}
	p.root = panel.NewScroller(panel.Inset(0, 0, 0, 6, p.column), false).Scroll
	return p
}

// Object is put on the screen.
func (p *Pane) Object() fyne.CanvasObject { return p.root }

// Set tells that the workshop moved on. It is looked through again where d may matter, and
// listed again where people said something of a finding.
func (p *Pane) Set(u workshop.Update) {
	p.snap = u.Snapshot
	switch {
	case u.Diff == nil || matters(u.Diff):
		p.look()
	case u.Diff.Touches(workshop.KindFinding) && p.looked:
		p.list()
	}
}

// matters reports whether d may change what is found: how notes lie in their region and
// look does not.
func matters(d workshop.Diff) bool {
	for _, c := range d {
		switch {
		case c.Ref.Kind == workshop.KindComment, c.Ref.Kind == workshop.KindFinding, c.Ref.Kind == workshop.KindIssue, c.Ref.Kind == workshop.KindCategory:
		case c.Ref.Kind == workshop.KindNote && (c.Field == workshop.FieldOrder || c.Field == workshop.FieldSize):
		case c.WithinRegion():
		default:
			return true
		}
	}
	return false
}

// look looks the workshop through beside what the person does. While that goes on, only
// the latest that comes is looked through after it.
func (p *Pane) look() {
	if p.looking {
		p.again = true
		return
	}
	p.looking = true
	snap, methods := p.snap, p.o.Methods()
	var found []check.Finding
	p.o.Work(func(context.Context) error {
		found = check.Run(methods, snap)
		return nil
	}, func(error) {
		p.looking, p.looked, p.found = false, true, found
		p.list()
		if p.again {
			p.again = false
			p.look()
		}
	})
}

// Rest lets all notes stand alike again, as when another tab comes.
func (p *Pane) Rest() {
	if p.lit == "" {
		return
	}
	if c := p.cards[p.lit]; c != nil {
		c.lit(false)
	}
	p.lit = ""
	p.o.Rest()
}

// Redraw paints the list anew, in the colours of another theme.
func (p *Pane) Redraw() {
	clear(p.cards)
	if p.looked {
		p.list()
	}
}

// list shows what was found. What is there already keeps its object, and the keyboard.
func (p *Pane) list() {
	p.open, p.settled = check.Sort(p.snap, p.found)
	had := p.cards
	p.cards = make(map[workshop.FindingID]*card, len(p.open))
	p.column.RemoveAll()
	p.column.Add(container.NewBorder(nil, nil, nil, panel.Text(say.ChecksSettled(len(p.settled)), theme.TextSmall, theme.Quiet),
		panel.Bold(say.ChecksFound(len(p.open)), theme.TextBody)))
	if len(p.open) == 0 {
		p.column.Add(panel.Wrapped(say.ChecksNone, theme.TextLabel, theme.SoftInk, p.o.Width, 0))
		p.column.Add(panel.Wrapped(say.ChecksTeach, theme.TextSmall, theme.Quiet, p.o.Width, 0))
	}
	p.summary()
	for i, f := range p.open {
		if i == most {
			p.column.Add(panel.Text(say.ChecksMore(len(p.open)-most), theme.TextSmall, theme.Quiet))
			break
		}
		c := had[f.ID]
		if c == nil || !c.same(f) {
			c = p.newCard(f)
		}
		c.finding = f
		c.lit(p.lit == f.ID)
		p.cards[f.ID] = c
		p.column.Add(c.root)
	}
	p.refocus(had)
	if p.lit != "" && p.cards[p.lit] == nil && !p.grouped(p.lit) {
		p.Rest() // what it was about is mended
	}
	p.aside()
	p.root.Refresh()
	if p.told != nil {
		p.told()
	}
}

// refocus gives the keyboard of a card that went to the one that took its place.
func (p *Pane) refocus(had map[workshop.FindingID]*card) {
	for id, c := range had {
		if !c.focused() || p.cards[id] == c {
			continue
		}
		if next := p.cards[id]; next != nil {
			p.o.Focus(next.root)
		} else if i := min(c.at, len(p.open)-1, most-1); i >= 0 {
			p.o.Focus(p.cards[p.open[i].ID].root)
		} else {
			p.o.Focus(nil)
		}
		break
	}
	for i, f := range p.open {
		if c := p.cards[f.ID]; c != nil {
			c.at = i
		}
	}
}

// summary counts what belongs together, in a line that shows all of it.
func (p *Pane) summary() {
	counts := check.Summary(p.open)
	for i, c := range counts {
		if i > 0 && counts[i-1].Group == c.Group {
			continue
		}
		text := ""
		for _, other := range counts {
			if other.Group == c.Group {
				if text != "" {
					text += "  ·  "
				}
				text += say.ChecksCount(other.Title, other.Findings)
			}
		}
		line := panel.NewCard(c.Group, panel.Inset(7, 8, 10, 10, panel.Column(2,
			panel.Bold(c.Group, theme.TextSmall), panel.Wrapped(text, theme.TextSmall, theme.SoftInk, p.o.Width-20, 0))), func() { p.showGroup(c.Group) })
		line.Tip, line.First = say.ChecksGroupTip, p.lit == workshop.FindingID(c.Group)
		p.column.Add(line)
	}
}

func (p *Pane) grouped(words workshop.FindingID) bool {
	for _, f := range p.open {
		if f.Group != "" && f.Group == string(words) {
			return true
		}
	}
	return false
}

// showGroup lights all that is counted under some words, or the second time nothing.
func (p *Pane) showGroup(words string) {
	if p.lit == workshop.FindingID(words) {
		p.Rest()
		p.list()
		return
	}
	p.Rest()
	var all []check.Finding
	for _, f := range p.open {
		if f.Group == words {
			all = append(all, f)
		}
	}
	p.lit = workshop.FindingID(words)
	p.o.Show(all...)
	p.list()
}

// aside lists what is settled, folded away until wanted.
func (p *Pane) aside() {
	if len(p.settled) == 0 {
		return
	}
	words := say.ChecksFold
	if p.folded {
		words = say.ChecksUnfold(len(p.settled))
	}
	p.column.Add(panel.Row(0, panel.NewButton(panel.Link, words, func() { p.folded = !p.folded; p.list() }), panel.Stretch()))
	if p.folded {
		return
	}
	for _, f := range p.settled {
		state := say.CheckAnswered
		if f.Said.State == workshop.FindingDismissed {
			state = say.CheckDismissed
		}
		who := p.snap.AuthorName(f.Said.By)
		back := panel.NewButton(panel.Link, say.CheckReopen, func() {
			p.o.Do("open a finding again", workshop.SettleFinding{ID: f.ID, Check: f.Check, By: p.o.Me()})
		})
		p.column.Add(panel.Column(1,
			container.NewBorder(nil, nil, nil, back, panel.Bold(f.Title, theme.TextSmall).Elided()),
			panel.Wrapped(f.Says, theme.TextSmall, theme.Quiet, p.o.Width, 2),
			panel.Wrapped(say.CheckSaid(state, f.Said.Reason, who), theme.TextSmall, theme.SoftInk, p.o.Width, 0)))
	}
}
