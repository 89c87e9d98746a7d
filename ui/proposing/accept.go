package proposing

import (
	"context"
	"slices"
	"strings"

	"throughline.app/ui/dialog"
	"throughline.app/ui/proposal"
	"throughline.app/ui/say"
	"throughline.app/workshop"
)

// Apply accepts what is looked at, as one step of this person.
func (p *Preview) Apply() { p.accept(nil) }

func (p *Preview) accept(moves []workshop.Move) {
	ed := p.o.Editor()
	if p.draft == nil || ed == nil {
		return
	}
	draft := p.draft
	p.renew()
	draft.Follow(p.o.Snapshot())
	groups, notes, _ := draft.Counts()
	op := draft.Op(moves)
	p.Discard()
	d, ok := ed.Do(say.ApplyLabel(groups), op)
	if ok && !d.Empty() {
		ed.OfferUndo(say.Applied(groups, notes))
	}
}

// Arrange says what arranging moves, and accepts with these moves if the person wants it.
func (p *Preview) Arrange() {
	if p.draft == nil {
		return
	}
	var groups [][]workshop.NoteID
	for _, g := range p.draft.Groups {
		if g.Off {
			continue
		}
		var ids []workshop.NoteID
		for _, m := range g.Members {
			ids = append(ids, m.Note)
		}
		groups = append(groups, ids)
	}
	moves := p.o.Editor().Blocks(groups)
	dialog.Confirm(p.o.Host, say.ArrangeTitle, say.ArrangeHelp(len(moves)), say.ArrangeDo, func() { p.accept(moves) })
}

// SuggestFor says where one note could go, and puts it there if the person chooses.
func (p *Preview) SuggestFor(note workshop.NoteID) {
	ed := p.o.Editor()
	if p.draft != nil {
		p.focus = note
		p.offer(note, p.draft.Alternatives(note), func(id workshop.CategoryID) { p.put([]workshop.NoteID{note}, id) })
		return
	}
	snap, canvas := p.o.Snapshot(), p.o.Canvas()
	var places []proposal.Place
	p.o.Work(func(ctx context.Context) (err error) {
		places, err = proposal.Suggest(ctx, snap, canvas, note)
		return err
	}, func(err error) {
		switch {
		case err != nil:
			p.o.Trouble("suggest a category", err)
		case len(places) == 0:
			ed.Tell(say.SuggestNoteNo)
		default:
			p.offer(note, places, func(id workshop.CategoryID) { ed.JoinCategory(id, note) })
		}
	})
}

// offer asks for one of some places.
func (p *Preview) offer(note workshop.NoteID, places []proposal.Place, do func(workshop.CategoryID)) {
	snap := p.o.Editor().Shown()
	var rows []dialog.Place
	var ids []workshop.CategoryID
	for _, at := range places {
		c := snap.Category(at.Group)
		if c == nil {
			continue
		}
		ids = append(ids, c.ID)
		rows = append(rows, dialog.Place{Name: c.Name, Dot: p.Hue(c.Color), Why: why(snap, at.Reason.Shared, at.Reason.Closest)})
	}
	if len(rows) == 0 {
		p.o.Editor().Tell(say.SuggestNoteNo)
		return
	}
	title := say.SuggestNoteAsk
	if n := snap.Notes.Get(note); n != nil {
		title = brief(n.Text, 60)
	}
	dialog.Places(p.o.Host, say.SuggestNoteAsk, title, rows, func(i int) { do(ids[i]) })
}

// words asks for words, and for a category of each.
func (p *Preview) words() {
	dialog.File(p.o.Host, say.ByWordsAsk, say.ByWordsHelp, say.OK, func(text string) {
		words := strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(",;\n", r) })
		for i := range words {
			words[i] = workshop.CleanName(strings.Trim(words[i], " \"“”"))
		}
		if words = slices.DeleteFunc(words, func(w string) bool { return w == "" }); len(words) > 0 {
			p.Ask(proposal.Question{Mode: proposal.Words, Words: words})
		}
	})
}

// same shows the words that mean the same here, and lets them be changed.
func (p *Preview) same() {
	sets := func() (lines []string) {
		for _, set := range p.o.Snapshot().Meta.Same() {
			lines = append(lines, strings.Join(set, " = "))
		}
		return lines
	}
	dialog.Same(p.o.Host, sets, func(add, remove string) bool {
		op := workshop.TreatAsSame{}
		if set := workshop.SplitSame(add); len(set) > 1 {
			op.Add = [][]string{set}
		} else if add != "" {
			return false
		}
		if remove != "" {
			op.Remove = [][]string{workshop.SplitSame(remove)}
		}
		p.o.Apply(op)
		return true
	}, func() {
		if p.draft != nil {
			p.Again()
		}
	})
}
