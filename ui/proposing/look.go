package proposing

import (
	"time"

	"throughline.app/ui/proposal"
	"throughline.app/workshop"
)

// doubleClick is how soon the second click follows.
const doubleClick = 400 * time.Millisecond

// look follows what the person selects: of one note of the draft the reasons are told, and
// the notes that are most like it stand out.
func (p *Preview) look() {
	ed := p.o.Editor()
	if p.draft == nil || ed == nil || p.moving {
		return
	}
	focus := workshop.NoteID("")
	if ids := ed.Selection().IDs(); len(ids) == 1 && p.draft.Note(ids[0]) != nil {
		focus = ids[0]
	}
	if focus != p.focus {
		p.fanned, p.sorting = "", false
		p.tellOf(focus)
	}
}

// tellOf makes a note the one that is told of.
func (p *Preview) tellOf(id workshop.NoteID) {
	p.focus, p.resting = id, ""
	var lit map[workshop.NoteID]bool
	if id != "" {
		lit = map[workshop.NoteID]bool{id: true}
		for _, near := range p.draft.Reason(id).Closest {
			lit[workshop.NoteID(near)] = true
		}
	}
	p.light(lit)
	p.pane.tell()
}

// light lets notes stand out, or all alike again if some did.
func (p *Preview) light(lit map[workshop.NoteID]bool) {
	if lit != nil || p.lit {
		p.lit = lit != nil
		p.o.Light(lit)
	}
}

// pointed follows the pointer: while it rests on a note of the draft the panel says why that
// is where it is.
func (p *Preview) pointed(id workshop.NoteID) {
	if p.draft == nil || p.moving {
		return
	}
	if p.draft.Note(id) == nil {
		id = ""
	}
	if p.resting != id {
		p.resting = id
		p.pane.tell()
	}
}

// told is the note that the panel tells of.
func (p *Preview) told() workshop.NoteID {
	if p.resting != "" {
		return p.resting
	}
	return p.focus
}

// later tells the panel anew as soon as nothing else is going on.
func (p *Preview) later() {
	if !p.due {
		p.due = true
		p.o.Wait(paneLag, func() {
			p.due = false
			p.pane.refresh()
		})
	}
}

// point selects a note on the canvas while the keyboard stays where it is.
func (p *Preview) point(id workshop.NoteID) {
	if ed := p.o.Editor(); ed != nil && p.focus != id {
		p.moving = true
		ed.Select(id)
		if r, ok := ed.Hits().NoteRect(id); ok {
			ed.Reveal(r)
		}
		p.moving = false
		p.tellOf(id)
	}
}

// goTo selects a note and shows it on the canvas.
func (p *Preview) goTo(id workshop.NoteID) {
	p.point(id)
	p.pane.reveal(id)
	p.o.Back()
}

// choose makes a group the one that commands are about.
func (p *Preview) choose(id workshop.CategoryID) {
	if p.chosen != id {
		p.chosen = id
		p.pane.mark()
	}
}

// showGroup selects the notes of a group and shows them; clicked twice in a row it lets the
// person write its name.
func (p *Preview) showGroup(id workshop.CategoryID) {
	ed := p.o.Editor()
	if ed == nil {
		return
	}
	now := p.o.Now()
	twice := p.chosen == id && now.Sub(p.clicked) < doubleClick
	p.clicked = now
	p.choose(id)
	ed.ShowCategory(id)
	if twice {
		p.Rename()
	}
}

// Rename lets the person write the name of the chosen group: on its pill, or in a sheet
// where none is seen.
func (p *Preview) Rename() {
	ed, id := p.o.Editor(), p.chosen
	g := p.group()
	if g == nil || ed == nil {
		return
	}
	if !ed.RenameCategory(id, workshop.Region{}) {
		p.askName(g)
		return
	}
	p.o.Back()
}

// group is the one that commands are about: the chosen one, or that of the selected notes.
func (p *Preview) group() *proposal.Group {
	if p.draft == nil {
		return nil
	}
	if g, _ := p.draft.Of(p.focus); g != nil {
		return g
	}
	return p.draft.Group(p.chosen)
}

// tray goes to the first unsorted note, or to the next.
func (p *Preview) tray() {
	list := p.draft.Unsorted
	if len(list) == 0 {
		return
	}
	next := 0
	for i, l := range list {
		if l.Note == p.focus {
			next = (i + 1) % len(list)
		}
	}
	p.sorting = true
	p.goTo(list[next].Note)
}

// loose reports whether the selected note is unsorted.
func (p *Preview) loose() bool {
	if p.draft == nil || p.focus == "" {
		return false
	}
	for _, l := range p.draft.Unsorted {
		if l.Note == p.focus {
			return true
		}
	}
	return false
}

// placesNow are where the selected note could go.
func (p *Preview) placesNow() []proposal.Place {
	switch {
	case p.draft == nil || p.focus == "":
		return nil
	case p.loose():
		return p.draft.Places(p.focus)
	}
	if g, m := p.draft.Of(p.focus); g == nil || m.Stays {
		return nil
	}
	return p.draft.Alternatives(p.focus)
}

// place puts the selected note into one of its places, and goes on to the next unsorted one
// if it was unsorted.
func (p *Preview) place(i int) {
	places, loose, note := p.placesNow(), p.loose(), p.focus
	if i >= len(places) {
		return
	}
	at := 0
	for k, l := range p.draft.Unsorted {
		if l.Note == note {
			at = k
		}
	}
	p.put([]workshop.NoteID{note}, places[i].Group)
	if !loose {
		p.tellOf(note)
		return
	}
	if left := p.draft.Unsorted; len(left) > 0 {
		p.goTo(left[min(at, len(left)-1)].Note)
		return
	}
	p.o.Editor().Select()
	p.tellOf("")
}

// Again asks the same question anew; what the person said of the draft is kept, and where
// notes were put is an example for the rest.
func (p *Preview) Again() {
	if p.draft == nil {
		return
	}
	p.before = p.draft
	q := p.ask
	q.Pins = p.before.Pins()
	p.send(q)
}
