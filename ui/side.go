package ui

import (
	"slices"

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

// A sideTab is one tab of the right panel.
type sideTab struct {
	id    string // "history": its command is "view.panel.history"
	title string
	more  bool // is chosen from the list at the end of the strip; such tabs come last
}

// sideTabs lists the tabs, from left to right.
var sideTabs = []sideTab{
	{"agenda", say.AgendaTab, false},
	{"categories", say.Categories, false},
	{"checks", say.ChecksTab, false},
	{"card", say.CardTab, true},
	{"issues", say.IssuesTab, true},
	{"people", say.PeopleTab, true},
	{"history", say.TabHistory, true},
}

// newPane makes what a tab shows, when it is first chosen in a workshop.
func newPane(sc *screen, tab string) pane {
	switch tab {
	case "agenda":
		return newAgendaPane(sc)
	case "categories":
		return newCategoriesPane(sc)
	case "checks":
		return newChecksPane(sc)
	case "card":
		return newCardPane(sc)
	case "issues":
		return newIssuesPane(sc)
	case "people":
		return newPeoplePane(sc)
	}
	return newHistoryPane(sc)
}

// firstMore is the first of the tabs that the end of the strip stands for.
var firstMore = slices.IndexFunc(sideTabs, func(t sideTab) bool { return t.more })

// A side is the panel at the right: a sheet with tabs, closed until wanted.
type side struct {
	sc     *screen
	root   *fyne.Container // hidden while the panel is closed
	tabs   *panel.Segments
	holder *fyne.Container
	panes  map[string]pane
	chosen int // of sideTabs
	more   int // the one that the end of the strip stood for last
}

const (
	sideWidth float32 = 320
	sideEdge  float32 = 12
	sidePad   float32 = 14
	closeOut  float32 = 12 // the cross stands out of the padding, so that no tab is cut
	// paneWidth is the room for a pane, in Fyne units.
	paneWidth = sideWidth - 2*sidePad
)

func newSide(sc *screen) *side {
	s := &side{sc: sc, holder: container.NewStack(), panes: make(map[string]pane), more: firstMore}
	var names []string
	for _, t := range sideTabs[:firstMore] {
		names = append(names, t.title)
	}
	s.tabs = panel.NewSegments(append(names, say.TabMore), func(i int) {
		if i == firstMore {
			i = s.more
		}
		s.choose(i)
	})
	s.tabs.OnList = s.list
	closing := panel.NewIconButton(panel.Tool, panel.IconClose, say.ClosePanel, s.close)
	head := container.NewBorder(nil, nil, nil, panel.Inset(0, 0, 4, -closeOut, closing), s.tabs)
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

// showing reports whether a tab is the one that is seen.
func (s *side) showing(id string) bool { return s.open() && sideTabs[s.chosen].id == id }

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
			s.choose(i)
		}
	}
}

func (s *side) close() {
	if !s.open() {
		return
	}
	s.root.Hide()
	s.rest()
	s.sc.fit()
	s.sc.shell.focusScreen()
}

// list offers the tabs that the end of the strip stands for.
func (s *side) list() {
	var items []panel.MenuItem
	for _, t := range sideTabs[firstMore:] {
		items = append(items, panel.MenuItem{Text: t.title, Do: func() { s.show(t.id) }})
	}
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(s.tabs).Add(s.tabs.ListAt())
	window := s.sc.shell.window.Canvas()
	panel.ShowMenu(window, at, items).OnClose = func() { window.Focus(s.tabs) }
}

func (s *side) choose(i int) {
	if i != s.chosen {
		s.rest()
	}
	s.chosen = i
	end := say.TabMore
	if i >= firstMore {
		s.more, end = i, sideTabs[i].title
	}
	s.tabs.Names[firstMore], s.tabs.Chosen = end, min(i, firstMore)
	s.tabs.Refresh()
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
		s.panes[t.id] = newPane(s.sc, t.id)
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
