package main

import (
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"throughline.app/exchange"
)

func TestShowLooksBesideALaptopThatHasTheWorkshopOpen(t *testing.T) {
	dir := t.TempDir()
	_, id, _ := cli(t, dir, "new", "--title", "Looked at")
	id = strings.TrimSpace(id)
	p := startPeer(t, dir, "--share", id, "--name", "Ana")
	p.want("ready", nil)
	p.send(map[string]any{"op": "add", "stage": "Onboarding", "lane": "Opportunities", "text": "said a moment ago", "color": "yellow"})
	p.want("did", nil)
	p.send(map[string]any{"op": "show"})
	open := p.want("show", nil)

	var looked exchange.Shown
	for { // until the disk has it
		code, out, errs := cli(t, dir, "show", id, "--json")
		require.Zero(t, code, errs)
		require.NoError(t, json.Unmarshal([]byte(out), &looked))
		if len(looked.Notes) == 1 {
			break
		}
	}
	require.Equal(t, "said a moment ago", looked.Notes[0].Text)
	require.EqualValues(t, open["heads"], []any{looked.Heads[0]})

	t.Chdir(filepath.Dir(dir))
	code, out, errs := cli(t, filepath.Base(dir), "list")
	require.Zero(t, code, "the folder as seen from where one stands: %s", errs)
	require.Contains(t, out, "Looked at")

	code, _, errs = cli(t, dir, "import", id, "nothing.csv")
	require.Equal(t, 1, code)
	require.Contains(t, errs, "already running")
	p.quit()
}
