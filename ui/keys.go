package ui

import (
	"slices"
	"strings"

	"throughline.app/editor"
	"throughline.app/ui/dialog"
	"throughline.app/ui/panel"
	"throughline.app/ui/say"
	"throughline.app/ui/search"
)

// showKeys lists the keys of everything that can be asked for.
func (sc *screen) showKeys() {
	if sc.view == nil || sc.shell.host.Busy() {
		return
	}
	dialog.Keys(sc.shell.host, keyGroups(sc.list()), func(typed string, row dialog.KeyRow) bool {
		hay := search.Fold(row.Does + " " + strings.Join(row.Keys, " "))
		for _, word := range strings.Fields(search.Fold(typed)) {
			if !strings.Contains(hay, word) {
				return false
			}
		}
		return true
	})
}

// keyGroups sorts the commands that have keys by their menus. Families of commands that
// differ only in a digit or a direction are one row.
func keyGroups(commands []editor.Command) []dialog.KeyGroup {
	var groups []dialog.KeyGroup
	seen := make(map[string]bool)
	for _, m := range editor.Menus(commands) {
		if g := (dialog.KeyGroup{Title: m.Title, Rows: keyRows(m, seen)}); len(g.Rows) > 0 {
			groups = append(groups, g)
		}
	}
	first := slices.IndexFunc(groups, func(g dialog.KeyGroup) bool { return g.Title == say.KeysFirst })
	if first > 0 { // what a beginner needs
		g := groups[first]
		groups = slices.Insert(slices.Delete(groups, first, first+1), 0, g)
	}
	hand := dialog.KeyGroup{Title: say.KeysHand}
	for _, r := range say.HandKeys {
		hand.Rows = append(hand.Rows, dialog.KeyRow{Does: r.Does, Keys: []string{panel.KeyName(r.Keys)}})
	}
	return slices.Insert(groups, min(1, len(groups)), hand)
}

func keyRows(m editor.Menu, seen map[string]bool) (rows []dialog.KeyRow) {
	for _, i := range m.Items {
		switch {
		case i.Menu != nil:
			rows = append(rows, keyRows(*i.Menu, seen)...)
		case i.Command == nil || len(i.Command.Keys) == 0:
		default:
			if r, ok := keyRow(i.Command, seen); ok {
				rows = append(rows, r)
			}
		}
	}
	return rows
}

// keyRow is a command's row; false if its family has one already.
func keyRow(c *editor.Command, seen map[string]bool) (dialog.KeyRow, bool) {
	if family, ok := say.KeyFamilies[familyOf(c.ID)]; ok {
		first := !seen[family.Does]
		seen[family.Does] = true
		return dialog.KeyRow{Does: family.Does, Keys: []string{panel.KeyName(family.Keys)}}, first
	}
	row := dialog.KeyRow{Does: strings.TrimSuffix(c.Title, "…")}
	for _, k := range c.Keys[:min(2, len(c.Keys))] {
		name := panel.KeyName(k.String())
		if !slices.Contains(row.Keys, name) {
			row.Keys = append(row.Keys, name)
		}
	}
	return row, true
}

// familyOf is an id without its last part: "stage" for "stage.3".
func familyOf(id string) string {
	if i := strings.LastIndexByte(id, '.'); i > 0 {
		return id[:i]
	}
	return id
}
