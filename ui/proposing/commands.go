package proposing

import (
	"slices"
	"time"

	"throughline.app/editor"
	"throughline.app/ui/dialog"
	"throughline.app/ui/proposal"
	"throughline.app/ui/say"
	"throughline.app/workshop"
)

// fewToSuggest is how many notes are to be selected so that a question is about them alone.
const fewToSuggest = 3

// Commands are those that ask for categories, and those of a preview. The latter are heard
// before others while something is looked at.
func (p *Preview) Commands() []editor.Command {
	return append(p.asks(), p.answers()...)
}

func (p *Preview) asks() []editor.Command {
	ask := func(m proposal.Mode) func() { return func() { p.Ask(p.scoped(m)) } }
	here := func() bool { return p.o.Editor() != nil }
	const ways = "Category/Suggest by"
	all := []editor.Command{
		{ID: "category.suggest", Title: say.Suggest, Group: 3, Run: ask(proposal.Likeness), On: editor.OnPaper,
			Keys: []editor.Chord{{Mods: editor.Ctrl | editor.Shift, Key: "S"}}, Say: func() string {
				if n := len(p.only()); n > 0 {
					return say.SuggestFor(n)
				}
				return ""
			}},
		{ID: "category.place", Title: say.PlaceRestAsk, Group: 3, Run: func() { p.Ask(proposal.Question{Mode: proposal.Piles}) }, On: editor.OnPaper | editor.OnCategory,
			Enabled: func() bool { return here() && p.Piles() > 0 }, Why: say.MakeCategory},
		{ID: "category.by.color", Title: say.ByColor, Menu: ways, Group: 3, Run: ask(proposal.Color)},
		{ID: "category.by.function", Title: say.ByFunction, Menu: ways, Group: 3, Run: ask(proposal.Function)},
		{ID: "category.by.stage", Title: say.ByStage, Menu: ways, Group: 3, Run: ask(proposal.Stage)},
		{ID: "category.by.author", Title: say.ByAuthor, Menu: ways, Group: 3, Run: ask(proposal.Author)},
		{ID: "category.by.votes", Title: say.ByVotes, Menu: ways, Group: 3, Run: p.byVotes, Why: say.ByVotesNone,
			Enabled: func() bool { return here() && len(p.o.Snapshot().DotCounts("")) > 0 }},
		{ID: "category.by.words", Title: say.ByWords, Menu: ways, Group: 3, Run: p.words},
		{ID: "category.same", Title: say.SameWords, Menu: ways, Group: 3, Run: p.same},
		{ID: "category.contested", Title: say.SelectContested, Group: 3, Run: p.showContested, On: editor.OnPaper,
			Enabled: func() bool { return here() && len(p.Contested()) > 0 }, Why: say.NoneContested},
		{ID: "note.suggest", Title: say.SuggestNote, Menu: "Category", Group: 0, On: editor.OnNote, Why: "Select one note first",
			Run:     func() { p.SuggestFor(p.o.Editor().Selection().IDs()[0]) },
			Enabled: func() bool { return here() && p.o.Editor().Selection().Len() == 1 }},
		{ID: "category.keep", Title: say.KeepCategory, Group: 1, Run: p.toggleKept, On: editor.OnCategory,
			Enabled: func() bool { return p.category() != nil }, Why: say.NeedsGroup, Say: func() string {
				if c := p.category(); c != nil && c.Kept {
					return say.UnkeepCategory
				}
				return ""
			}},
	}
	for i := range all {
		if all[i].Enabled == nil {
			all[i].Enabled = here
		}
	}
	return all
}

func (p *Preview) answers() []editor.Command {
	key := func(keys ...string) (all []editor.Chord) {
		for _, k := range keys {
			all = append(all, editor.Chord{Key: k})
		}
		return all
	}
	quiet := func() bool {
		ed := p.o.Editor()
		if ed == nil {
			return false
		}
		_, writing := ed.Editing()
		return !writing && !ed.Preview().Busy()
	}
	looking := func() bool { return p.draft != nil && quiet() }
	named := func() bool { g := p.group(); return looking() && g != nil && !g.Person }
	fewer := func() bool { least, _, _ := p.rangeNow(); return looking() && p.want > least }
	more := func() bool { _, most, _ := p.rangeNow(); return looking() && p.want < most }
	all := []editor.Command{
		{ID: "proposal.apply", Title: say.ProposalApply, Keys: key("Return", "Enter"), Run: p.enter, Enabled: looking},
		{ID: "proposal.arrange", Title: say.ApplyArrange, Run: p.Arrange, Enabled: looking},
		{ID: "proposal.discard", Title: say.ProposalDiscard, Keys: key("Escape"), Run: p.giveUp,
			Enabled: func() bool { return (p.draft != nil || p.asking != nil) && quiet() }},
		{ID: "proposal.fewer", Title: say.ProposalFewer, Keys: key("-"), Run: func() { p.Many(p.want - 1) }, Enabled: fewer},
		{ID: "proposal.more", Title: say.ProposalMore, Keys: append(key("+", "="), editor.Chord{Mods: editor.Shift, Key: "="}), Run: func() { p.Many(p.want + 1) }, Enabled: more},
		{ID: "proposal.tray", Title: say.ProposalTray, Keys: key("U"), Run: p.tray,
			Enabled: func() bool { return looking() && len(p.draft.Unsorted) > 0 }},
		{ID: "proposal.copies", Title: say.CopiesFan, Keys: key("D"), Run: p.fanNext, Why: say.CopiesNone,
			Enabled: func() bool { return looking() && len(p.draft.Stacks()) > 0 }},
		{ID: "proposal.keep", Title: say.ProposalKeep, Run: func() { g := p.group(); p.keep(g.ID, !g.Kept) }, Enabled: named, Why: say.NeedsGroup},
		{ID: "proposal.rename", Title: say.ProposalRename, Keys: key("F2"), Run: func() { p.choose(p.group().ID); p.Rename() }, Enabled: named, Why: say.NeedsGroup},
		{ID: "proposal.scope", Title: say.ProposalAll, Run: p.widen, Enabled: func() bool { return looking() && p.canWiden() }, Why: say.NoLane,
			Say: func() string {
				if p.draft != nil && p.of.Lane == "" && p.canWiden() {
					_, lane := p.lane()
					return say.ProposalLane(lane)
				}
				return ""
			}},
		{ID: "proposal.again", Title: say.ProposalAgain, Run: p.Again, Enabled: looking},
	}
	for i := range 3 {
		all = append(all, editor.Command{ID: "proposal.place." + string(rune('1'+i)), Title: say.PutIntoPlace(i), Keys: key(string(rune('1' + i))),
			Run: func() { p.place(i) }, Enabled: func() bool { return looking() && len(p.placesNow()) > i }, Why: say.NeedsUnsorted})
	}
	for i := range all {
		c := &all[i]
		c.First, c.Menu, c.Group, c.On = true, "Category/Suggestion", 4, editor.Nowhere
		if c.Why == "" {
			c.Why = say.NoProposal
		}
	}
	return all
}

// byVotes asks for categories by how many votes notes have.
func (p *Preview) byVotes() {
	q := p.scoped(proposal.Votes)
	q.Words = say.VoteBands()
	p.Ask(q)
}

// only is the selection where it is enough to ask about it alone.
func (p *Preview) only() []workshop.NoteID {
	if ed := p.o.Editor(); ed != nil && p.draft == nil && ed.Selection().Len() >= fewToSuggest {
		return ed.Selection().IDs()
	}
	return nil
}

// fewInLane is how many notes a lane has at least that is asked about alone.
const fewInLane = 10

// scoped is a question about the selection; without one by likeness about the lane of
// opportunities, where the canvas has one with notes enough; else about all.
func (p *Preview) scoped(m proposal.Mode) proposal.Question {
	q := proposal.Question{Mode: m, Only: p.only()}
	if q.Only == nil && m == proposal.Likeness {
		q.Only, q.Lane = p.lane()
	}
	return q
}

// lane is the notes of the lane of opportunities, nil where there are few, or no others.
func (p *Preview) lane() (notes []workshop.NoteID, name string) {
	notes, name = p.o.Lane()
	if len(notes) < fewInLane || len(notes) == p.o.Snapshot().NotesOn(p.o.Canvas()) {
		return nil, ""
	}
	return notes, name
}

// canWiden reports whether there is a choice between a lane and all notes.
func (p *Preview) canWiden() bool {
	if p.draft == nil || p.draft.Answer.Mode != proposal.Likeness || p.of.Only != nil && p.of.Lane == "" {
		return false
	}
	only, _ := p.lane()
	return only != nil
}

// widen asks about all notes instead of those of a lane, or the other way round. What the
// person said of the draft is kept.
func (p *Preview) widen() {
	p.before = p.draft
	q := p.of
	q.Pins = p.before.Pins()
	if q.Lane != "" {
		q.Only, q.Lane = nil, ""
	} else {
		q.Only, q.Lane = p.lane()
	}
	p.send(q)
}

// Piles is how many categories with notes the canvas has that people began.
func (p *Preview) Piles() int {
	n, snap := 0, p.o.Snapshot()
	for _, c := range snap.CategoryList() {
		if c.Named() && len(snap.Members(c.ID, p.o.Canvas())) > 0 {
			n++
		}
	}
	return n
}

func (p *Preview) rangeNow() (least, most, auto int) {
	if p.draft == nil {
		return 0, 0, 0
	}
	return p.draft.Answer.Range()
}

// calm is how long Enter has to rest after it put the last note somewhere before it applies:
// who sorts the tray by Enter does not mean that.
const calm = 600 * time.Millisecond

// enter is Enter on the canvas: an unsorted note that is selected goes to its best place.
// While a person goes through the tray it goes on there; otherwise all is applied.
func (p *Preview) enter() {
	now := p.o.Now()
	switch {
	case p.loose() && len(p.placesNow()) > 0:
		p.sorted = now
		p.place(0)
	case p.sorting && p.focus != "" && len(p.draft.Unsorted) > 0:
		p.sorted = now
		p.tray()
	case now.Sub(p.sorted) < calm:
		p.sorted = now
	default:
		p.Apply()
	}
}

// category is the one of the document that a menu was opened on, or that of the selected
// notes.
func (p *Preview) category() *workshop.Category {
	ed := p.o.Editor()
	if ed == nil {
		return nil
	}
	if t, ok := ed.Target(); ok && t.On == editor.OnCategory {
		return ed.Snapshot().Category(workshop.CategoryID(t.Ref.ID))
	}
	if ids := ed.SelectedCategories(); len(ids) == 1 {
		return ed.Snapshot().Category(ids[0])
	}
	return nil
}

func (p *Preview) toggleKept() {
	if c := p.category(); c != nil {
		label := "keep “" + c.Name + "”"
		if c.Kept {
			label = "let “" + c.Name + "” change"
		}
		p.o.Editor().Do(label, workshop.KeepCategory{Category: c.ID, Kept: !c.Kept})
	}
}

// askName asks for the name of a group that has no pill in sight.
func (p *Preview) askName(g *proposal.Group) {
	dialog.Title(p.o.Host, say.RenameCategory, g.Name, say.OK, func(name string) { p.rename(g.ID, name) })
}

// Contested are the notes of the canvas that people move to and fro between categories.
func (p *Preview) Contested() (ids []workshop.NoteID) {
	snap := p.o.Snapshot()
	for id, n := range snap.Notes.All() {
		if n.On(p.o.Canvas()) && snap.Contested(n) {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	return ids
}

func (p *Preview) showContested() {
	ed := p.o.Editor()
	ed.Select(p.Contested()...)
	ed.Run("view.selection")
}
