package ui

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"throughline.app/editor"
	"throughline.app/ui/dialog"
	"throughline.app/ui/issues"
	"throughline.app/ui/say"
	"throughline.app/workshop"
)

// An issuesPane is the tab of systemic issues in a workshop.
type issuesPane struct{ is *issues.Pane }

func newIssuesPane(sc *screen) pane {
	s := sc.shell
	return &issuesPane{issues.New(issues.Options{
		Snapshot: func() *workshop.Snapshot { return sc.snapshot },
		Canvas:   func() workshop.CanvasID { return sc.canvas },
		Do:       sc.decide,
		Light: func(lit map[workshop.NoteID]bool) {
			if sc.view != nil && sc.find.seek == nil && !sc.preview.Active() {
				sc.view.SetLit(lit)
			}
		},
		Show: func(ids []workshop.NoteID) { sc.reveal(ids) },
		Host: s.host, Dark: s.dark,
		Work:  func(do func(context.Context) error, done func(error)) { s.work("", do, done) },
		Width: paneWidth - 6,
	})}
}

// Object implements [pane].
func (p *issuesPane) Object() fyne.CanvasObject { return p.is.Object() }

// Set implements [pane].
func (p *issuesPane) Set(u workshop.Update) { p.is.Set(u) }

// rest lets all notes stand alike when the tab that lights them goes.
func (s *side) rest() {
	switch p := s.panes[sideTabs[s.chosen].id].(type) {
	case *issuesPane:
		p.is.Rest()
	case *checksPane:
		p.is.Rest()
	case *peoplePane:
		p.meter.rest()
	case cardPane:
		p.Keep()
	}
}

// redraw paints the tabs that are painted by hand in the colours of another theme.
func (s *side) redraw() {
	if p, ok := s.panes["issues"].(*issuesPane); ok {
		p.is.Set(workshop.Update{Snapshot: s.sc.snapshot})
	}
	if p, ok := s.panes["checks"].(*checksPane); ok {
		p.is.Redraw()
	}
}

// decide does what the panel asks, as one step that Undo takes back.
func (sc *screen) decide(label string, op workshop.Op) {
	if ed := sc.hands(); ed != nil {
		ed.Do(label, op)
		return
	}
	if _, err := sc.session.Apply(op); err != nil {
		sc.shell.trouble(label, err)
	}
}

// issueCommands are the twins of what the tab of issues does, and those that say where
// notes come from.
func (sc *screen) issueCommands() []editor.Command {
	here := func() bool { return sc.hands() != nil }
	some := func() bool { ed := sc.hands(); return ed != nil && ed.Selection().Len() > 0 }
	one := func() bool { return sc.categoryHere() != "" }
	return []editor.Command{
		{ID: "note.functions", Title: say.SetFunctions, Group: 2, Run: sc.askFunctions, Enabled: some, Why: "Select a note first"},
		{ID: "legend.functions", Title: say.ColoursFunctions, Group: 1, Enabled: here, Toggles: true,
			Run: func() {
				sc.decide("say what colours stand for", workshop.ColoursMean{Functions: !sc.snapshot.Meta.ColoursAreFunctions()})
			},
			Say: func() string {
				if sc.snapshot.Meta.ColoursAreFunctions() {
					return say.ColoursFree
				}
				return ""
			}},
		{ID: "category.issue", Title: say.ConfirmIssue, Group: 2, Enabled: one, Why: say.NeedsCategory, Run: func() {
			sc.decide("confirm an issue", workshop.DecideIssue{Category: sc.categoryHere(), State: workshop.Confirmed})
			sc.openIssue(workshop.IssueOf(sc.categoryHere()))
		}},
		{ID: "category.noissue", Title: say.DismissIssue, Group: 2, Enabled: one, Why: say.NeedsCategory, Run: func() {
			c := sc.categoryHere()
			dialog.File(sc.shell.host, say.IssueReasonAsk, say.IssueReasonTip, say.IssueDismissed, func(reason string) {
				sc.decide("dismiss an issue", workshop.DecideIssue{Category: c, State: workshop.Dismissed, Reason: reason})
			})
		}},
		{ID: "issue.rename", Title: say.RenameIssue, Menu: "Category", Group: 2, Enabled: func() bool { return sc.issueHere() != "" }, Why: say.NeedsIssue,
			Run: func() { sc.askIssue((*issues.Pane).Rename) }},
		{ID: "issue.owners", Title: say.OwnersOfIssue, Menu: "Category", Group: 2, Why: say.NeedsConfirmed, Run: func() { sc.askIssue((*issues.Pane).Owners) },
			Enabled: func() bool {
				is := sc.snapshot.Issues.Get(sc.issueHere())
				return is != nil && is.State == workshop.Confirmed
			}},
		{ID: "workshop.same", Title: say.RecurTitle, Group: 3, Enabled: here, Run: func() {
			sc.side.show("issues")
			if p, ok := sc.side.pane().(*issuesPane); ok {
				p.is.Compare()
			}
		}},
		{ID: "workshop.expected", Title: say.HeardExpect, Group: 3, Enabled: here, Run: func() {
			sc.side.show("issues")
			if p, ok := sc.side.pane().(*issuesPane); ok {
				p.is.Expect()
			}
		}},
	}
}

// issueHere is the issue that a command is about: that of a category, or the one that is
// open in the panel; "" if there is none.
func (sc *screen) issueHere() workshop.IssueID {
	if c := sc.categoryHere(); c != "" {
		if is := sc.snapshot.IssueFor(c); is != nil {
			return is.ID
		}
		return workshop.IssueOf(c)
	}
	if p, ok := sc.side.panes["issues"].(*issuesPane); ok && sc.hands() != nil {
		return p.is.Chosen()
	}
	return ""
}

// askIssue opens the issue that a command is about, and asks something of it.
func (sc *screen) askIssue(ask func(*issues.Pane, workshop.IssueID)) {
	id := sc.issueHere()
	sc.side.show("issues")
	if p, ok := sc.side.pane().(*issuesPane); ok {
		if _, found := p.is.Find(id); !found {
			sc.hands().Tell(say.NeedsIssue)
			return
		}
		if p.is.Chosen() != id {
			p.is.Open(id)
		}
		ask(p.is, id)
	}
}

// categoryHere is the category that a command is about, "" if there is none.
func (sc *screen) categoryHere() workshop.CategoryID {
	ed := sc.hands()
	if ed == nil {
		return ""
	}
	if t, ok := ed.Target(); ok && t.On == editor.OnCategory {
		return workshop.CategoryID(t.Ref.ID)
	}
	if ids := ed.SelectedCategories(); len(ids) == 1 {
		return ids[0]
	}
	return ""
}

// openIssue shows an issue with its evidence in the panel.
func (sc *screen) openIssue(id workshop.IssueID) {
	sc.side.show("issues")
	if p, ok := sc.side.pane().(*issuesPane); ok {
		p.is.Open(id)
	}
}

// askFunctions asks which functions the selected notes concern.
func (sc *screen) askFunctions() {
	ed := sc.hands()
	if ed == nil || ed.Selection().Len() == 0 || sc.shell.host.Busy() {
		return
	}
	ids := ed.Selection().IDs()
	var now []string
	for i, id := range ids {
		if n := sc.snapshot.Notes.Get(id); n != nil {
			own := n.OwnFunctions()
			if i == 0 {
				now = own
			}
			now = slices.DeleteFunc(now, func(f string) bool { return !slices.Contains(own, f) })
		}
	}
	help := say.SetFunctionsHelp
	dialog.Line(sc.shell.host, say.FunctionsOfNotes(len(ids)), help, strings.Join(now, ", "), say.OK, func(text string) {
		sc.decide(fmt.Sprintf("set functions of %s", say.Notes(len(ids))), workshop.SetFunctions{Notes: ids, Functions: workshop.SplitFunctions(text)})
	})
}
