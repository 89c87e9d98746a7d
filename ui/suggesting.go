package ui

import (
	"context"

	"fyne.io/fyne/v2"

	"throughline.app/editor"
	"throughline.app/method"
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
		Lane: func() ([]workshop.NoteID, string) {
			with, err := drawing()
			if err != nil {
				return nil, ""
			}
			return method.Opportunities(with.methods, sc.session.Snapshot(), sc.canvas)
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
		Listed:  func() bool { return sc.side.showing("categories") },
		Open:    sc.openSuggestions,
		Placed:  func() { sc.fit(); sc.side.previewed() },
		Trouble: s.trouble,
		Back:    s.focusScreen,
	})
}

// roomForPanel is how wide the window is before the panel opens by itself.
const roomForPanel float32 = 900

func (sc *screen) openSuggestions() {
	if sc.opensForSuggestions() {
		sc.side.show("categories")
	}
}

// opensForSuggestions reports whether the panel is seen while a suggestion is.
func (sc *screen) opensForSuggestions() bool {
	return sc.side.open() || sc.root.Size().Width >= roomForPanel
}

// barGap is what lies between the bar of suggestions and what is around it.
const barGap float32 = 12

// layPreview puts the bar of suggestions at the foot of the canvas, beside the panel, or
// below it where there is no room for both. It returns how much of the foot the bar takes,
// and how much of that is the panel's.
func (sc *screen) layPreview(size fyne.Size, right float32) (foot, below float32) {
	bar := sc.preview.Bar()
	if !bar.Visible() {
		return 0, 0
	}
	if sc.preview.Waiting() && sc.opensForSuggestions() && !sc.side.open() {
		right -= sideWidth + sideEdge // the panel comes with the answer: Cancel is not to lie below it then
	}
	left := barGap
	if sc.rail.root.Visible() {
		left += sc.rail.root.Position().X + sc.rail.root.Size().Width
	}
	is := sc.preview.Fit(right - left)
	foot = is.Height + barGap
	if is.Width > right-left {
		below = foot
		is = sc.preview.Fit(size.Width - barGap - left)
		is.Width = min(is.Width, size.Width-2*barGap)
		left = size.Width - barGap - is.Width
	}
	bar.Resize(is)
	bar.Move(fyne.NewPos(left, size.Height-is.Height-barGap))
	return foot, below
}

// openWays opens the other ways to suggest categories, below a button.
func (sc *screen) openWays(below fyne.CanvasObject) {
	var items []panel.MenuItem
	for _, id := range []string{"category.by.color", "category.by.function", "category.by.stage", "category.by.author", "category.by.votes", "category.by.words", "", "category.same"} {
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
