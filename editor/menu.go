package editor

import (
	"cmp"
	"slices"
	"strings"
)

// A Spot is what a menu can open on. A command may be offered on several.
type Spot uint16

// The spots. A command without one is offered where its menu belongs: one of the Note menu
// on a note, one of the Stage menu on a stage.
const (
	OnPaper Spot = 1 << iota
	OnNote
	OnStage
	OnLane
	OnCategory
	OnLink
	OnCell  // of a grid, or a name of its rows and columns
	Nowhere // not when a menu opens on something
)

// menuOrder lists the menus, and what their commands are offered on.
var menuOrder = []struct {
	title string
	on    Spot
}{
	{"Edit", Nowhere}, {"Note", OnNote}, {"Arrange", OnNote}, {"Stage", OnStage}, {"Lane", OnLane},
	{"Category", OnCategory}, {"Link", OnLink}, {"Grid", OnCell}, {"View", Nowhere}, {"Tools", Nowhere}, {"Workshop", Nowhere},
}

// menuOf is the menu of an id's first part.
var menuOf = map[string]string{
	"edit": "Edit", "find": "Edit", "note": "Note", "text": "Note", "size": "Note/Size", "color": "Note/Colour",
	"tag": "Note", "legend": "Note/Colour", "comment": "Note", "image": "Note",
	"arrange": "Arrange", "align": "Arrange", "distribute": "Arrange", "tidy": "Arrange", "order": "Arrange",
	"nudge": "Arrange/Nudge", "lock": "Arrange", "move": "Arrange",
	"grid": "Grid", "stage": "Stage", "lane": "Lane", "header": "Workshop", "category": "Category", "link": "Link",
	"canvas": "Workshop/Canvases", "view": "View", "go": "View", "tool": "Tools", "workshop": "Workshop", "share": "Workshop", "export": "Workshop",
}

// placed fills in where a command stands if it does not say.
func (c Command) placed() Command {
	if c.Menu == "" {
		part, _, _ := strings.Cut(c.ID, ".")
		c.Menu = cmp.Or(menuOf[part], "Workshop")
	}
	if c.On == 0 {
		c.On = Nowhere
		top, sub, _ := strings.Cut(c.Menu, "/")
		for _, m := range menuOrder {
			if m.title == top && sub != "Nudge" {
				c.On = m.on
			}
		}
	}
	return c
}

// A Menu is a list of commands under a title, and of menus within it.
type Menu struct {
	Title string
	Items []MenuItem
}

// A MenuItem is one line of a menu: a command, a menu within it, or only a line.
type MenuItem struct {
	Command *Command
	Menu    *Menu
}

// Line reports whether the item only parts others.
func (i MenuItem) Line() bool { return i.Command == nil && i.Menu == nil }

// Menus sorts all commands into menus. Every command stands in exactly one.
func Menus(commands []Command) []Menu {
	var menus []Menu
	for _, m := range menuOrder {
		menus = append(menus, Menu{Title: m.title})
	}
	for _, c := range inGroups(commands, func(*Command) bool { return true }) {
		top, sub, _ := strings.Cut(c.Menu, "/")
		i := slices.IndexFunc(menus, func(m Menu) bool { return m.Title == top })
		if i < 0 {
			i = len(menus)
			menus = append(menus, Menu{Title: top})
		}
		menus[i].add(c, sub)
	}
	return slices.DeleteFunc(menus, func(m Menu) bool { return len(m.Items) == 0 })
}

// MenuOn is the menu that opens on a spot: the commands of its own first, those of the
// Edit menu below, and then the other menus that have something for it.
func MenuOn(commands []Command, on Spot) Menu {
	own := ""
	for _, m := range menuOrder {
		if m.on == on {
			own = m.title
			break
		}
	}
	rank := func(c *Command) int {
		switch top, _, _ := strings.Cut(c.Menu, "/"); top {
		case own:
			return 0
		case "Edit":
			return 1
		}
		return 2
	}
	fitting := inGroups(commands, func(c *Command) bool { return c.On&on != 0 })
	slices.SortStableFunc(fitting, func(a, b *Command) int { return cmp.Compare(rank(a), rank(b)) })
	out := Menu{}
	for i, c := range fitting {
		if i > 0 && rank(fitting[i-1]) != rank(c) {
			out.line()
		}
		top, sub, _ := strings.Cut(c.Menu, "/")
		if rank(c) == 2 && on != OnPaper && sub == "" {
			sub = top
		}
		out.add(c, sub)
	}
	return out
}

// inGroups lists the commands that are wanted, group by group, else in their order.
func inGroups(commands []Command, want func(*Command) bool) []*Command {
	var list []*Command
	for i := range commands {
		if want(&commands[i]) {
			list = append(list, &commands[i])
		}
	}
	slices.SortStableFunc(list, func(a, b *Command) int { return cmp.Compare(a.Group, b.Group) })
	return list
}

func (m *Menu) line() {
	if n := len(m.Items); n > 0 && !m.Items[n-1].Line() {
		m.Items = append(m.Items, MenuItem{})
	}
}

// add puts a command at the end, or into a menu within this one; a line parts groups.
func (m *Menu) add(c *Command, sub string) {
	if sub != "" {
		for _, i := range m.Items {
			if i.Menu != nil && i.Menu.Title == sub {
				i.Menu.add(c, "")
				return
			}
		}
		m.Items = append(m.Items, MenuItem{Menu: &Menu{Title: sub, Items: []MenuItem{{Command: c}}}})
		return
	}
	if last := m.last(); last != nil && last.Group != c.Group {
		m.line()
	}
	m.Items = append(m.Items, MenuItem{Command: c})
}

// last is the last command that stands in the menu itself.
func (m *Menu) last() *Command {
	for i := len(m.Items) - 1; i >= 0; i-- {
		if c := m.Items[i].Command; c != nil {
			return c
		}
	}
	return nil
}
