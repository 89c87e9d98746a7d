package issues

import (
	"fyne.io/fyne/v2"

	"throughline.app/insight"
	"throughline.app/ui/dialog"
	"throughline.app/ui/panel"
	"throughline.app/ui/say"
	"throughline.app/workshop"
)

// decisions are buttons for what people can say of an issue.
func (p *Pane) decisions(it insight.Item) fyne.CanvasObject {
	rename := panel.NewButton(panel.Soft, say.IssueRename, func() { p.rename(it) })
	dismiss := panel.NewButton(panel.Soft, say.IssueDismiss, func() { p.dismiss(it) })
	first := panel.NewButton(panel.Primary, say.IssueConfirm, func() { p.confirm(it) })
	if it.Confirmed {
		first = panel.NewButton(panel.Primary, say.IssueOwners, func() { p.owners(it) })
	}
	return panel.Flow(6, first, rename, dismiss)
}

// Find is the issue of an id, or else the one that is open; false if there is none of them
// on the canvas.
func (p *Pane) Find(id workshop.IssueID) (insight.Item, bool) {
	if id == "" {
		id = p.chosen
	}
	if p.found == nil || id == "" {
		return insight.Item{}, false
	}
	for _, it := range p.found.Strip() {
		if it.Issue == id {
			return it, true
		}
	}
	return insight.Item{}, false
}

// Chosen is the issue whose evidence is open, "" if none is.
func (p *Pane) Chosen() workshop.IssueID { return p.chosen }

// Rename asks for another name of an issue, Owners for its pair of owners, see [Pane.Find].
func (p *Pane) Rename(id workshop.IssueID) {
	if it, ok := p.Find(id); ok {
		p.rename(it)
	}
}

// Owners asks for the pair of owners of an issue that was confirmed.
func (p *Pane) Owners(id workshop.IssueID) {
	if it, ok := p.Find(id); ok && it.Confirmed {
		p.owners(it)
	}
}

func (p *Pane) confirm(it insight.Item) {
	p.decide(it, "confirm an issue", workshop.DecideIssue{State: workshop.Confirmed})
}

func (p *Pane) rename(it insight.Item) {
	state := workshop.IssueState("")
	if it.Confirmed {
		state = workshop.Confirmed
	}
	dialog.Title(p.o.Host, say.IssueNameAsk, it.Name, say.OK, func(name string) {
		p.decide(it, "rename an issue", workshop.DecideIssue{Name: name, State: state})
	})
}

func (p *Pane) owners(it insight.Item) {
	dialog.Owners(p.o.Host, it.Owner, it.Second, func(a, b string) {
		p.o.Do("give an issue its owners", workshop.OwnIssue{Issue: it.Issue, Owner: a, Second: b})
	})
}

func (p *Pane) dismiss(it insight.Item) {
	dialog.File(p.o.Host, say.IssueReasonAsk, say.IssueReasonTip, say.IssueDismissed, func(reason string) {
		p.decide(it, "dismiss an issue", workshop.DecideIssue{State: workshop.Dismissed, Reason: reason})
	})
}

func (p *Pane) decide(it insight.Item, label string, op workshop.DecideIssue) {
	op.Category = it.Category
	if it.Category == "" {
		op.Notes = p.own(it.Issue)
	}
	p.o.Do(label, op)
}

// own lists the notes that an issue names itself.
func (p *Pane) own(id workshop.IssueID) (ids []workshop.NoteID) {
	if is := p.snap.Issues.Get(id); is != nil {
		for _, e := range is.Notes.All() {
			ids = append(ids, workshop.NoteID(e.Key))
		}
	}
	return ids
}
