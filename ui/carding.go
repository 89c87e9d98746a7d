package ui

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"throughline.app/editor"
	"throughline.app/method"
	"throughline.app/ui/cards"
	"throughline.app/ui/dialog"
	"throughline.app/ui/say"
	"throughline.app/ui/search"
	"throughline.app/workshop"
)

// A cardPane is the tab in which people say of notes what their cards ask for.
type cardPane struct{ *cards.Pane }

func newCardPane(sc *screen) pane {
	return cardPane{cards.New(cards.Options{Editor: sc.hands, Host: sc.shell.host, Width: paneWidth - 6})}
}

// Set implements [pane].
func (p cardPane) Set(workshop.Update) { p.Look() }

// follow shows another selection, while the tab of cards is on the screen.
func (s *side) follow() {
	if s.open() {
		if p, ok := s.pane().(cardPane); ok {
			p.Look()
		}
	}
}

// cardCommands say something of notes, and look at them through what was said.
func (sc *screen) cardCommands() []editor.Command {
	here := func() bool { return sc.hands() != nil }
	return []editor.Command{
		{ID: "note.card", Title: say.CardAsk, Group: 2, Run: sc.openCard, Why: say.CardNone,
			Keys:    []editor.Chord{{Mods: editor.Ctrl, Key: "I"}},
			Enabled: func() bool { ed := sc.hands(); return ed != nil && ed.Selection().Len() > 0 }},
		{ID: "view.lens", Title: say.LensAsk, Group: 6, Run: sc.askLens, Enabled: here, On: editor.OnPaper},
	}
}

// openCard shows what is said of the selected notes, and gives the keyboard to it.
func (sc *screen) openCard() {
	sc.side.show("card")
	if p, ok := sc.side.pane().(cardPane); ok && p.First() != nil {
		sc.shell.window.Canvas().Focus(p.First())
	}
}

// askLens asks for a value that stands on notes of the canvas, and lights those: the others
// stand back until the search that this is, is closed.
func (sc *screen) askLens() {
	ed := sc.hands()
	if ed == nil || sc.shell.host.Busy() {
		return
	}
	lenses := lensesOf(ed)
	if len(lenses) == 0 {
		ed.Tell(say.LensNothing)
		return
	}
	var rows []string
	for _, l := range lenses {
		rows = append(rows, say.LensRow(l.title, l.value, l.notes))
	}
	dialog.Choose(sc.shell.host, say.LensAskTitle, rows, func(i int) {
		sc.find.open()
		sc.find.bar.field.SetText(lenses[i].term)
	})
}

// A lens is a value of a field, and how many notes of the canvas have it.
type lens struct {
	title, value, term string
	order, notes       int
	first              bool // of its field
}

// lensWords is how many characters of a text are a lens of their own; a longer one, as a
// quotation, is looked for by its words.
const lensWords = 40

// lensesOf lists the lenses of a canvas: field by field in the order of the method's cards,
// and what most notes have first. Of a text the first is that there is one.
func lensesOf(ed *editor.Editor) []lens {
	titles, order, texts := make(map[string]string), make(map[string]int), make(map[string]bool)
	for _, c := range ed.Cards() {
		for _, f := range c.Fields {
			if titles[f.Key] == "" {
				titles[f.Key], order[f.Key] = f.Title, len(order)
				texts[f.Key] = f.Type == method.Words
			}
		}
	}
	found := make(map[string]*lens)
	count := func(key, title, value, term string, first bool) {
		at := key + "\n" + strings.ToLower(term)
		if found[at] == nil {
			found[at] = &lens{title: title, value: value, term: search.Term(key, term), order: order[key], first: first}
		}
		found[at].notes++
	}
	snap := ed.Snapshot()
	for _, n := range snap.NoteList(ed.Canvas()) {
		for key, title := range titles {
			values := n.TypedAll(key)
			if key == "functions" {
				values = n.OwnFunctions()
			}
			if texts[key] && len(values) > 0 {
				count(key, title, say.LensAnything, search.Anything, true)
			}
			for _, v := range values {
				if v = strings.Join(strings.Fields(v), " "); v != "" && (!texts[key] || len([]rune(v)) <= lensWords) {
					count(key, title, v, v, false)
				}
			}
		}
	}
	all := make([]lens, 0, len(found))
	for _, key := range slices.Sorted(maps.Keys(found)) {
		all = append(all, *found[key])
	}
	slices.SortStableFunc(all, func(a, b lens) int { return cmp.Or(a.order-b.order, before(a.first, b.first), b.notes-a.notes) })
	return all
}

func before(a, b bool) int {
	switch {
	case a && !b:
		return -1
	case b && !a:
		return 1
	}
	return 0
}
