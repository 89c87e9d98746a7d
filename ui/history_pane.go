package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"throughline.app/ui/panel"
	"throughline.app/ui/say"
	"throughline.app/ui/theme"
	"throughline.app/workshop"
)

// A historyPane lists what was done lately; a click shows where.
type historyPane struct {
	sc   *screen
	list *widget.List
	none *panel.Label
	root *fyne.Container
}

func newHistoryPane(sc *screen) pane {
	p := &historyPane{sc: sc, none: panel.Wrapped(say.NoHistory, theme.TextLabel, theme.Quiet, paneWidth, 0)}
	p.list = widget.NewList(
		func() int { return len(sc.journal.deeds) },
		func() fyne.CanvasObject {
			who, when := panel.Bold("", theme.TextLabel).Elided(), panel.Text("", theme.TextTiny, theme.Quiet)
			return panel.Inset(3, 5, 0, 0, panel.Column(0,
				panel.Row(6, who, panel.Stretch(), when),
				panel.Text("", theme.TextSmall, theme.SoftInk).Elided()))
		},
		func(i widget.ListItemID, o fyne.CanvasObject) {
			d := p.deed(i)
			column := o.(*fyne.Container).Objects[0].(*fyne.Container)
			row := column.Objects[0].(*fyne.Container)
			row.Objects[0].(*panel.Label).Set(d.name(sc.snapshot))
			row.Objects[2].(*panel.Label).Set(say.Ago(d.at, sc.shell.opts.Now()))
			column.Objects[1].(*panel.Label).Set(d.line(sc.snapshot, sc.session.Me()))
			row.Refresh()
		})
	p.list.HideSeparators = true
	p.list.OnSelected = func(i widget.ListItemID) {
		p.list.UnselectAll()
		sc.reveal(p.deed(i).notes)
	}
	p.root = container.NewStack(p.list, container.NewVBox(p.none))
	return p
}

// deed is the i-th of the list, which begins with the latest.
func (p *historyPane) deed(i int) deed {
	all := p.sc.journal.deeds
	if i = len(all) - 1 - i; i < 0 || i >= len(all) {
		return deed{}
	}
	return all[i]
}

// Object implements [pane].
func (p *historyPane) Object() fyne.CanvasObject { return p.root }

// Set implements [pane].
func (p *historyPane) Set(workshop.Update) {
	p.none.Hidden = len(p.sc.journal.deeds) > 0
	p.none.Refresh()
	p.list.Refresh()
}

// reveal selects those of the notes that are still there, and moves the view to them.
func (sc *screen) reveal(ids []workshop.NoteID) {
	if ed := sc.view.Editor(); ed != nil && len(ids) > 0 {
		ed.Show(ids...)
		sc.shell.focusScreen()
	}
}
