package ui

import (
	"strings"

	"throughline.app/editor"
	"throughline.app/ui/dialog"
	"throughline.app/ui/panel"
	"throughline.app/ui/say"
)

// showKeys lists the keys of everything that can be asked of the canvas.
func (sc *screen) showKeys() {
	if sc.view == nil || sc.shell.host.Busy() {
		return
	}
	dialog.Keys(sc.shell.host, keyGroups(sc.view.Commands()))
}

// keyGroups sorts commands by the first part of their ids. Families of commands that
// differ only in a digit or a direction are one row.
func keyGroups(commands []editor.Command) []dialog.KeyGroup {
	groups := make([]dialog.KeyGroup, len(say.KeyGroups))
	for i, g := range say.KeyGroups {
		groups[i].Title = g.Title
	}
	seen := make(map[string]bool)
	for _, c := range commands {
		at := groupOf(c.ID)
		if at < 0 || len(c.Keys) == 0 {
			continue
		}
		row := dialog.KeyRow{Does: c.Title}
		if family, ok := say.KeyFamilies[familyOf(c.ID)]; ok {
			if seen[family.Does] {
				continue
			}
			seen[family.Does] = true
			row = dialog.KeyRow{Does: family.Does, Keys: []string{panel.KeyName(family.Keys)}}
		} else {
			for _, k := range c.Keys[:min(2, len(c.Keys))] {
				name := panel.KeyName(k.String())
				if len(row.Keys) == 0 || row.Keys[0] != name {
					row.Keys = append(row.Keys, name)
				}
			}
		}
		groups[at].Rows = append(groups[at].Rows, row)
	}
	groups = append(groups, dialog.KeyGroup{Title: say.KeysHand})
	for _, r := range say.HandKeys {
		groups[len(groups)-1].Rows = append(groups[len(groups)-1].Rows, dialog.KeyRow{Does: r.Does, Keys: []string{panel.KeyName(r.Keys)}})
	}
	var filled []dialog.KeyGroup
	for _, g := range groups {
		if len(g.Rows) > 0 {
			filled = append(filled, g)
		}
	}
	return filled
}

func groupOf(id string) int {
	for i, g := range say.KeyGroups {
		for _, prefix := range g.Prefixes {
			if strings.HasPrefix(id, prefix+".") {
				return i
			}
		}
	}
	return -1
}

// familyOf is an id without its last part: "stage" for "stage.3".
func familyOf(id string) string {
	if i := strings.LastIndexByte(id, '.'); i > 0 {
		return id[:i]
	}
	return id
}
