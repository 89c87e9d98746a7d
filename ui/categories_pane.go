package ui

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"throughline.app/insight"
	"throughline.app/ui/dialog"
	"throughline.app/ui/panel"
	"throughline.app/ui/say"
	"throughline.app/ui/theme"
	"throughline.app/workshop"
)

// A categoriesPane lists the categories, the largest first. A click shows the notes of one
// on the canvas, two write its name.
type categoriesPane struct {
	sc      *screen
	rows    []categoryRow
	column  *fyne.Container
	begin   *fyne.Container // how categories are suggested
	offered [2]int          // piles and contested notes that it tells of
	list    fyne.CanvasObject
	none    fyne.CanvasObject
	root    fyne.CanvasObject
	clicked workshop.CategoryID
	at      time.Time // of that click
}

// A categoryRow is what the pane tells of a category on the canvas.
type categoryRow struct {
	id                              workshop.CategoryID
	name                            string
	hue                             workshop.Color
	notes, votes, stages, functions int
	behind, all                     string // who is behind it: the first functions, and everybody
	echo                            string // whose one voice it is
}

// doubleClick is how soon the second click follows.
const doubleClick = 400 * time.Millisecond

func newCategoriesPane(sc *screen) pane {
	p := &categoriesPane{sc: sc, column: panel.Column(8)}
	p.none = panel.Column(6,
		panel.Bold(say.CategoriesEmpty, theme.TextBody),
		panel.Wrapped(say.CategoriesTeach, theme.TextLabel, theme.Quiet, paneWidth, 0))
	add := panel.NewButton(panel.Soft, say.CategoryNew, func() {
		if sc.view != nil && !sc.view.Run("category.make") && sc.view.Editor() != nil {
			sc.view.Editor().Tell(say.CategoryNeedsNotes)
		}
	})
	p.begin = panel.Column(8)
	p.list = container.NewBorder(p.begin, panel.Inset(10, 0, 0, 0, add), nil, nil,
		container.NewStack(container.NewVBox(p.none), container.NewVScroll(panel.Inset(0, 0, 0, 6, p.column))))
	p.root = container.NewStack(p.list, sc.preview.Pane())
	return p
}

// Object implements [pane].
func (p *categoriesPane) Object() fyne.CanvasObject { return p.root }

// Set implements [pane].
func (p *categoriesPane) Set(u workshop.Update) {
	p.swap()
	if u.Diff != nil && !regroups(u.Diff) {
		return
	}
	rows := categoryRows(u.Snapshot, p.sc.canvas)
	p.suggest()
	if u.Diff != nil && slices.Equal(rows, p.rows) {
		return
	}
	p.rows = rows
	p.column.RemoveAll()
	for _, r := range rows {
		p.column.Add(p.card(r))
	}
	if len(rows) == 0 {
		p.none.Show()
	} else {
		p.none.Hide()
	}
	p.root.Refresh()
}

// regroups reports whether d may change what the pane tells.
func regroups(d workshop.Diff) bool {
	return slices.ContainsFunc(d, func(c workshop.Change) bool {
		switch c.Ref.Kind {
		case workshop.KindCategory, workshop.KindPerson, workshop.KindStage, workshop.KindAnswer:
			return true
		case workshop.KindWorkshop: // what colours stand for
			return true
		case workshop.KindNote:
			switch c.Field {
			case workshop.FieldCategory, workshop.FieldPlace, workshop.FieldGone, workshop.FieldFunction, workshop.FieldAuthor, workshop.FieldColor,
				workshop.FieldSorted, workshop.FieldHeard:
				return true
			}
			return strings.HasPrefix(c.Field, workshop.FieldArea) || strings.HasPrefix(c.Field, workshop.FieldPut)
		}
		return false
	})
}

// categoryRows lists the categories by how many notes they have on a canvas.
func categoryRows(s *workshop.Snapshot, c workshop.CanvasID) []categoryRow {
	var rows []categoryRow
	found := insight.Look(s, c)
	for _, is := range s.CategoryList() {
		row := categoryRow{id: is.ID, name: is.Name, hue: is.Color}
		if t := found.Theme(is.ID); t != nil {
			b := found.Behind(is.ID)
			functions, people := voices(b.Functions), voices(b.People)
			first := functions
			if len(first) == 0 {
				first = people
			}
			row.notes, row.votes, row.stages, row.functions = t.Notes, t.Votes, t.Stages, t.Functions
			row.behind, row.all = joined(t.Rule.String(), say.Voices(first)), say.RuleMeans(t.Rule.String())+"\n"+say.AllVoices(functions, people)
			switch b.Echo {
			case insight.OneAuthor:
				row.echo = joined(say.OneAuthor, b.People[0].Name)
			case insight.OneFunction:
				row.echo = joined(say.OneFunction, b.Functions[0].Name)
			}
		}
		rows = append(rows, row)
	}
	slices.SortStableFunc(rows, func(a, b categoryRow) int { return cmp.Compare(b.notes, a.notes) })
	return rows
}

// voices are who is behind a category, as the panel names them.
func voices(all []insight.Count) (named []say.Voice) {
	for _, c := range all {
		named = append(named, say.Voice(c))
	}
	return named
}

func (p *categoriesPane) card(r categoryRow) fyne.CanvasObject {
	dot := canvas.NewCircle(p.sc.preview.Hue(r.hue))
	name := panel.Bold(r.name, theme.TextBody).Elided()
	content := panel.Column(3,
		container.NewBorder(nil, nil, panel.Inset(5, 5, 0, 8, panel.Fixed(10, 10, dot)), nil, name),
		panel.Text(say.CategoryReach(r.notes, r.votes, r.stages, r.functions), theme.TextSmall, theme.SoftInk).Elided())
	if r.behind != "" {
		content.Add(panel.Text(r.behind, theme.TextSmall, theme.Quiet).Elided())
	}
	if r.echo != "" {
		content.Add(panel.Text(r.echo, theme.TextSmall, theme.Amber).Elided())
	}
	card := panel.NewCard(r.name, panel.Inset(9, 9, 11, 11, content), func() { p.click(r.id) })
	card.Tip = strings.TrimSpace(r.all + "\n" + say.CategoryTip)
	return card
}

// click shows a category, or the second time in a row lets the person write its name.
func (p *categoriesPane) click(id workshop.CategoryID) {
	ed := p.sc.view.Editor()
	if ed == nil {
		return
	}
	now := p.sc.shell.opts.Now()
	twice := p.clicked == id && now.Sub(p.at) < doubleClick
	p.clicked, p.at = id, now
	ed.ShowCategory(id)
	if twice {
		p.clicked = ""
		if !ed.RenameCategory(id, workshop.Region{}) {
			p.rename(id)
		}
	}
	if !p.sc.shell.host.Busy() {
		p.sc.shell.focusScreen()
	}
}

// rename asks for the name of a category that has no notes on the canvas to show it on.
func (p *categoriesPane) rename(id workshop.CategoryID) {
	c := p.sc.snapshot.Category(id)
	if c == nil {
		return
	}
	dialog.Title(p.sc.shell.host, say.RenameCategory, c.Name, say.OK, func(name string) {
		if _, err := p.sc.session.Apply(workshop.Rename{Ref: c.ID.Ref(), Name: name}); err != nil {
			p.sc.shell.trouble("rename a category", err)
		}
	})
}

// suggest offers to have categories suggested: where people began some, to place the rest.
func (p *categoriesPane) suggest() {
	run := func(id string) func() {
		return func() {
			if ed := p.sc.view.Editor(); ed != nil { // the panel is about all notes
				ed.Select()
			}
			p.sc.run(id)
		}
	}
	piles, contested := p.sc.preview.Piles(), len(p.sc.preview.Contested())
	now := [2]int{piles, contested}
	if len(p.begin.Objects) > 0 && p.offered == now {
		return
	}
	p.offered = now
	ways := panel.NewButton(panel.Link, say.OtherWays, nil)
	ways.Do = func() { p.sc.openWays(ways) }
	p.begin.RemoveAll()
	if piles > 0 {
		p.begin.Add(panel.Bold(say.PilesStarted(piles), theme.TextBody))
		place := panel.NewButton(panel.Primary, say.PlaceRest, run("category.place"))
		place.Tip = say.PlaceRestTip
		p.begin.Add(place)
		p.begin.Add(panel.Row(8, panel.NewButton(panel.Soft, say.SuggestMore, run("category.suggest")), panel.Stretch(), ways))
	} else {
		suggest := panel.NewButton(panel.Primary, say.Suggest, run("category.suggest"))
		suggest.Tip = say.SuggestTip
		p.begin.Add(suggest)
		p.begin.Add(panel.Wrapped(say.SuggestHow, theme.TextSmall, theme.Quiet, paneWidth, 0))
		p.begin.Add(panel.Row(8, panel.Stretch(), ways))
	}
	if contested > 0 {
		p.begin.Add(panel.NewButton(panel.Link, say.ContestedNotes(contested), run("category.contested")))
	}
	p.begin.Add(panel.Fixed(1, 4, container.NewWithoutLayout()))
}

// swap shows the list, or what is suggested in its place.
func (p *categoriesPane) swap() {
	if p.sc.preview.Active() {
		p.list.Hide()
	} else {
		p.list.Show()
	}
}
