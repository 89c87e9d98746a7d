package ui_test

import (
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"throughline.app/editor"
	"throughline.app/internal/editortest"
)

var update = flag.Bool("update", false, "write docs/keys.md from the list of commands")

const keysDoc = "../docs/keys.md"

// docs/keys.md is written from the list by "go test ./ui -run KeysDoc -update". A key that
// it tells of must do what it says.
func TestKeysDoc(t *testing.T) {
	_, v := atCanvas(t)
	does := make(map[string][]string)
	all := slices.Clone(v.Commands())
	for _, c := range editortest.NewGrid(t).Ed.Commands() { // those of a grid are on grids alone
		if strings.HasPrefix(c.ID, "grid.") {
			all = append(all, c)
		}
	}
	for _, c := range all {
		for _, k := range c.Keys {
			does[k.String()] = append(does[k.String()], c.Title)
		}
	}
	if *update {
		require.NoError(t, os.WriteFile(keysDoc, []byte(keysPage(all)), 0o644))
	}
	page, err := os.ReadFile(keysDoc)
	require.NoError(t, err)
	rows := 0
	for line := range strings.Lines(string(page)) {
		cells := strings.Split(line, " | ")
		if !strings.HasPrefix(line, "| `") || len(cells) != 3 {
			continue
		}
		rows++
		for _, key := range strings.Split(strings.TrimPrefix(cells[0], "| "), " · ") {
			key = strings.Trim(key, "` ")
			require.Contains(t, does[key], cells[1], "the key %s: run this test with -update", key)
		}
	}
	require.Greater(t, rows, 40)
}

func keysPage(commands []editor.Command) string {
	var b strings.Builder
	b.WriteString("# Keys\n\nWritten from the list of commands by `go test ./ui -run KeysDoc -update`. On a Mac, Cmd stands for Ctrl.\n" +
		"Everything else is in the palette: Ctrl+K.\n")
	for _, m := range editor.Menus(commands) {
		rows := docRows(m)
		if len(rows) > 0 {
			fmt.Fprintf(&b, "\n## %s\n\n| keys | does | command |\n|---|---|---|\n%s", m.Title, strings.Join(rows, ""))
		}
	}
	return b.String()
}

func docRows(m editor.Menu) (rows []string) {
	for _, i := range m.Items {
		switch {
		case i.Menu != nil:
			rows = append(rows, docRows(*i.Menu)...)
		case i.Command != nil && len(i.Command.Keys) > 0:
			var keys []string
			for _, k := range i.Command.Keys {
				keys = append(keys, "`"+k.String()+"`")
			}
			rows = append(rows, fmt.Sprintf("| %s | %s | %s |\n", strings.Join(keys, " · "), i.Command.Title, i.Command.ID))
		}
	}
	return rows
}
