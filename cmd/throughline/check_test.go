package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"throughline.app/exchange"
)

func TestCheckTellsWhatTheMethodAsks(t *testing.T) {
	data := t.TempDir()
	_, id, _ := cli(t, data, "new", "--title", "Checked")
	id = strings.TrimSpace(id)
	code, out, _ := cli(t, data, "check", id)
	require.Zero(t, code)
	require.Equal(t, "nothing found\n", out)

	table := filepath.Join(t.TempDir(), "in.csv")
	require.NoError(t, os.WriteFile(table, []byte("stage,lane,text\nAwareness,Customer actions,A lead fills the form in\nOnboarding,Frontstage,Engineer visit\n"), 0o600))
	code, _, errs := cli(t, data, "import", id, table)
	require.Zero(t, code, errs)
	_, out, _ = cli(t, data, "check", id)
	require.Equal(t, `open  Nothing written: Awareness has nothing in Frontstage.
open  Nothing written: Onboarding has nothing in Customer actions.
open  Our word, not theirs: “a lead” in “A lead fills the form in”. A customer would say: someone who is interested.
`, out)

	var found []exchange.ShownFinding
	_, out, _ = cli(t, data, "check", id, "--json")
	require.NoError(t, json.Unmarshal([]byte(out), &found))
	require.Len(t, found, 3)
	require.Equal(t, []exchange.ShownCell{{Stage: "Awareness", Lane: "Frontstage"}}, found[0].Cells)
	require.Equal(t, "someone who is interested", found[2].Instead)
	var shown exchange.Shown
	_, out, _ = cli(t, data, "show", id, "--json")
	require.NoError(t, json.Unmarshal([]byte(out), &shown))
	require.Equal(t, found, shown.Findings)

	list := filepath.Join(t.TempDir(), "list.csv")
	code, _, errs = cli(t, data, "check", id, "--out", list)
	require.Zero(t, code, errs)
	text, err := os.ReadFile(list)
	require.NoError(t, err)
	require.Equal(t, 4, strings.Count(string(text), "\n"))
	code, _, _ = cli(t, data, "check", id, "--out", "list.txt")
	require.Equal(t, exitUsage, code)
}
