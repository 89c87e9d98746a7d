package issues

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"throughline.app/insight"
	"throughline.app/ui/dialog"
	"throughline.app/ui/panel"
	"throughline.app/ui/say"
	"throughline.app/ui/theme"
	"throughline.app/workshop"
)

// Options is what a [Pane] works with. All are needed.
type Options struct {
	Snapshot func() *workshop.Snapshot
	Canvas   func() workshop.CanvasID
	Do       func(label string, op workshop.Op) // as one step that can be undone
	Light    func(map[workshop.NoteID]bool)     // lets notes stand out; nil lets none
	Show     func([]workshop.NoteID)            // selects notes and moves the view to them
	Host     *dialog.Host
	Dark     func() bool
	// Work runs do on a goroutine of its own and then done on the main one.
	Work  func(do func(context.Context) error, done func(error))
	Width float32 // of what the pane writes, in Fyne units
}

// A Pane is the tab. It belongs to the main goroutine.
type Pane struct {
	o      Options
	root   fyne.CanvasObject
	column *fyne.Container
	again  *fyne.Container // below the list, so that nothing moves under the pointer: to show all notes alike
	snap   *workshop.Snapshot
	canvas workshop.CanvasID

	found  *insight.Findings
	chosen workshop.IssueID // whose evidence is open
	lit    string           // what stands out: "" nothing
	recurs *recurring
}

// New makes the tab.
func New(o Options) *Pane {
	p := &Pane{o: o, column: panel.Column(8), recurs: new(recurring)}
	p.again = panel.Inset(10, 0, 0, 0, panel.NewButton(panel.Soft, say.HeatAll, func() { p.Rest(); p.refresh() }))
	p.again.Hide()
	p.root = container.NewBorder(nil, p.again, nil, nil, container.NewVScroll(panel.Inset(0, 0, 0, 6, p.column)))
	return p
}

// Object is put on the screen.
func (p *Pane) Object() fyne.CanvasObject { return p.root }

// Set tells that the workshop moved on. The pane is made anew only where d may matter.
func (p *Pane) Set(u workshop.Update) {
	p.snap = u.Snapshot
	if u.Diff != nil && !matters(u.Diff) && p.canvas == p.o.Canvas() {
		return
	}
	p.refresh()
}

// matters reports whether d may change what the pane tells: texts and places within a
// region do not.
func matters(d workshop.Diff) bool {
	for _, c := range d {
		switch {
		case c.Ref.Kind == workshop.KindComment, c.Ref.Kind == workshop.KindLink:
		case c.Ref.Kind == workshop.KindNote && (c.Field == workshop.FieldText || c.Field == workshop.FieldOrder || c.Field == workshop.FieldSize):
		case c.WithinRegion():
		default:
			return true
		}
	}
	return false
}

// Open shows the evidence of an issue, and lights its notes.
func (p *Pane) Open(id workshop.IssueID) {
	p.chosen, p.lit = id, ""
	p.refresh()
	for _, it := range p.found.Strip() {
		if it.Issue == id {
			p.light("issue "+string(id), p.notes(it))
		}
	}
}

// Rest lets all notes stand alike again, as when another tab comes.
func (p *Pane) Rest() {
	if p.lit != "" {
		p.lit = ""
		p.again.Hide()
		p.o.Light(nil)
	}
}

// light lets notes stand out, or the second time all alike.
func (p *Pane) light(what string, ids []workshop.NoteID) {
	if p.lit == what || len(ids) == 0 {
		p.Rest()
	} else {
		set := make(map[workshop.NoteID]bool, len(ids))
		for _, id := range ids {
			set[id] = true
		}
		p.lit = what
		p.o.Light(set)
	}
	p.refresh()
}

func (p *Pane) refresh() {
	if p.snap == nil {
		return
	}
	p.canvas = p.o.Canvas()
	p.found = insight.Look(p.snap, p.canvas)
	p.found.Chance()
	p.keep(func() {
		p.column.RemoveAll()
		p.again.Hidden = p.lit == ""
		p.issues()
		p.heat()
		p.same()
		p.heard()
		p.root.Refresh()
	})
}

func (p *Pane) add(objects ...fyne.CanvasObject) {
	for _, o := range objects {
		p.column.Add(o)
	}
}

// section begins a part of the pane.
func (p *Pane) section(title string) {
	p.add(panel.Inset(8, 0, 0, 0, panel.Bold(title, theme.TextBody)))
}

// tell adds a quiet sentence.
func (p *Pane) tell(text string) {
	p.add(panel.Wrapped(text, theme.TextSmall, theme.Quiet, p.o.Width, 0))
}
