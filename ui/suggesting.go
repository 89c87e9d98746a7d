package ui

import (
	"context"

	"fyne.io/fyne/v2"

	"throughline.app/editor"
	"throughline.app/ui/panel"
	"throughline.app/ui/proposing"
	"throughline.app/workshop"
)

// newPreview makes what shows proposed categories in a workshop.
func (sc *screen) newPreview() *proposing.Preview {
	s := sc.shell
	return proposing.New(proposing.Options{
		Snapshot: func() *workshop.Snapshot { return sc.session.Snapshot() },
		Canvas:   func() workshop.CanvasID { return sc.canvas },
		Editor: func() *editor.Editor {
			if sc.view == nil {
				return nil
			}
			return sc.view.Editor()
		},
		Light: func(lit map[workshop.NoteID]bool) {
			if sc.view != nil && sc.find.seek == nil {
				sc.view.SetLit(lit)
				sc.corner.changed()
			}
		},
		NewID: sc.session.NewID,
		Apply: func(op workshop.Op) {
			if _, err := sc.session.Apply(op); err != nil {
				s.trouble("change the workshop", err)
			}
		},
		Host: s.host, Window: s.window.Canvas(), Dark: s.dark,
		Work:    func(do func(context.Context) error, done func(error)) { s.work("", do, done) },
		Wait:    s.wait,
		Post:    s.main.Post,
		Now:     s.opts.Now,
		Open:    sc.openSuggestions,
		Placed:  func() { sc.fit(); sc.side.previewed() },
		Trouble: s.trouble,
		Back:    s.focusScreen,
	})
}

// roomForPanel is how wide the window is before the panel opens by itself.
const roomForPanel float32 = 900

func (sc *screen) openSuggestions() {
	if sc.side.open() || sc.root.Size().Width >= roomForPanel {
		sc.side.show("categories")
	}
}

// barGap is what lies between the bar of suggestions and what is around it.
const barGap float32 = 12

// layPreview puts the bar of suggestions at the foot of the canvas, beside the panel where
// there is room for both, and returns how much of the foot it takes.
func (sc *screen) layPreview(width, height, right float32) float32 {
	bar := sc.preview.Bar()
	if !bar.Visible() {
		return 0
	}
	left := sc.rail.root.Position().X + sc.rail.root.Size().Width + barGap
	if !sc.rail.root.Visible() {
		left = barGap
	}
	size := sc.preview.Fit(right - left)
	if size.Width > right-left { // it may lie over the panel rather than be cut
		left = max(barGap, width-barGap-size.Width)
	}
	bar.Resize(size)
	bar.Move(fyne.NewPos(left, height-size.Height-barGap))
	return size.Height + barGap
}

// openWays opens the other ways to suggest categories, below a button.
func (sc *screen) openWays(below fyne.CanvasObject) {
	var items []panel.MenuItem
	for _, id := range []string{"category.by.color", "category.by.function", "category.by.stage", "category.by.author", "category.by.words", "", "category.same"} {
		item := panel.MenuItem{}
		for _, c := range sc.list() {
			if c.ID == id {
				item = panel.MenuItem{Text: c.Name(), Off: !c.Enabled(), Why: c.Why, Do: c.Run}
			}
		}
		items = append(items, item)
	}
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(below)
	menu := panel.ShowMenu(sc.shell.window.Canvas(), at.AddXY(0, below.Size().Height+4), items)
	menu.OnClose = sc.shell.focusScreen
}

// previewed lets the tab of categories show what is suggested, or the list again.
func (s *side) previewed() {
	if p, ok := s.panes["categories"].(*categoriesPane); ok {
		p.swap()
	}
}
