package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"throughline.app/editor"
	"throughline.app/ui/panel"
	"throughline.app/ui/say"
	"throughline.app/ui/theme"
	"throughline.app/workshop"
)

// A pane is what a tab of the right panel shows. Its methods belong to the main goroutine.
type pane interface {
	// Object is put on the screen, as wide as the panel and as high as there is room.
	Object() fyne.CanvasObject
	// Set tells that the workshop moved on, while the pane is on the screen. It is called
	// with a nil Diff when the pane comes onto the screen.
	Set(workshop.Update)
}

// A sideTab is one tab of the right panel. Make is called when the tab is first chosen in
// a workshop.
type sideTab struct {
	id    string // "history": its command is "view.panel.history"
	title string
	make  func(*screen) pane
}

// sideTabs lists the tabs, from left to right.
var sideTabs = []sideTab{
	{"categories", say.Categories, newCategoriesPane},
	{"issues", say.IssuesTab, newIssuesPane},
	{"history", say.TabHistory, newHistoryPane},
	{"people", say.PeopleTab, newPeoplePane},
}

// A side is the panel at the right: a sheet with tabs, closed until wanted.
type side struct {
	sc     *screen
	root   *fyne.Container // hidden while the panel is closed
	tabs   *panel.Segments
	holder *fyne.Container
	panes  map[string]pane
	chosen int
}

const (
	sideWidth float32 = 292
	sideEdge  float32 = 12
	sidePad   float32 = 14
	// paneWidth is the room for a pane, in Fyne units.
	paneWidth = sideWidth - 2*sidePad
)

func newSide(sc *screen) *side {
	s := &side{sc: sc, holder: container.NewStack(), panes: make(map[string]pane)}
	var names []string
	for _, t := range sideTabs {
		names = append(names, t.title)
	}
	s.tabs = panel.NewSegments(names, func(i int) { s.choose(i) })
	closing := panel.NewIconButton(panel.Tool, panel.IconClose, say.ClosePanel, s.close)
	head := container.NewBorder(nil, nil, nil, panel.Inset(0, 0, 6, 0, closing), s.tabs)
	sheet := panel.NewSurface(theme.Sheet, theme.Line, theme.RadiusCard, sidePad,
		container.NewBorder(panel.Inset(0, 12, 0, 0, head), nil, nil, nil, s.holder))
	sheet.Shadow = true
	s.root = container.NewStack(sheet)
	s.root.Hide()
	return s
}

// commands open the panel, or one of its tabs.
func (s *side) commands() []editor.Command {
	all := []editor.Command{{ID: "view.panel", Title: say.Panel, Run: s.toggle, Menu: "View/" + say.PanelMenu, Group: 3, Anywhere: true,
		Keys: []editor.Chord{{Mods: editor.Ctrl, Key: "B"}}}}
	for _, t := range sideTabs {
		all = append(all, editor.Command{ID: "view.panel." + t.id, Title: t.title, Menu: "View/" + say.PanelMenu, Group: 4,
			Run: func() { s.show(t.id) }})
	}
	return all
}

func (s *side) open() bool { return s.root.Visible() }

func (s *side) toggle() {
	if s.open() {
		s.close()
		return
	}
	s.show(sideTabs[s.chosen].id)
}

// show opens the panel at a tab.
func (s *side) show(id string) {
	for i, t := range sideTabs {
		if t.id == id {
			s.root.Show()
			s.sc.fit()
			if s.tabs.Chosen == i {
				s.choose(i)
			} else {
				s.tabs.Choose(i)
			}
		}
	}
}

func (s *side) close() {
	if !s.open() {
		return
	}
	s.root.Hide()
	s.restIssues()
	s.sc.fit()
	s.sc.shell.focusScreen()
}

func (s *side) choose(i int) {
	if i != s.chosen {
		s.restIssues()
	}
	s.chosen = i
	p := s.pane()
	s.holder.Objects = []fyne.CanvasObject{p.Object()}
	p.Set(workshop.Update{Snapshot: s.sc.snapshot})
	s.sc.arrange()
	s.root.Refresh()
}

// pane is the chosen tab's.
func (s *side) pane() pane {
	t := sideTabs[s.chosen]
	if s.panes[t.id] == nil {
		s.panes[t.id] = t.make(s.sc)
	}
	return s.panes[t.id]
}

// set tells the pane on the screen that the workshop moved on.
func (s *side) set(u workshop.Update) {
	if s.open() {
		s.pane().Set(u)
	}
}

// people tells the list of people, while it is on the screen, that they may be others.
func (s *side) people() {
	if s.open() {
		if p, ok := s.pane().(*peoplePane); ok {
			p.look()
		}
	}
}
