package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestAWorkshopIsCarriedByFile(t *testing.T) {
	a, b, stick := t.TempDir(), t.TempDir(), t.TempDir()
	_, id, _ := cli(t, a, "new", "--title", "Winter")
	id = strings.TrimSpace(id)
	table := filepath.Join(stick, "notes.csv")
	rows := "stage,lane,text\nOnboarding,Opportunities,one\nRetention,Opportunities,two\n"
	require.NoError(t, os.WriteFile(table, []byte(rows), 0o600))
	code, _, errs := cli(t, a, "import", id, table)
	require.Equal(t, 0, code, errs)

	file := filepath.Join(stick, "Winter.throughline")
	code, _, errs = cli(t, a, "save", id, "--out", file)
	require.Equal(t, 0, code, errs)
	code, out, errs := cli(t, b, "merge", file)
	require.Equal(t, 0, code, errs)
	require.Equal(t, id+"\nNow on this laptop, from the file: 2 new notes\n", out)

	code, out, errs = cli(t, b, "merge", file, "--json")
	require.Equal(t, 0, code, errs)
	var m merged
	require.NoError(t, json.Unmarshal([]byte(out), &m))
	require.Equal(t, merged{ID: id, Title: "Winter", People: []mergedShare{}}, m)
	_, wantA, _ := cli(t, a, "show", id, "--json")
	_, wantB, _ := cli(t, b, "show", id, "--json")
	require.Equal(t, wantA, wantB)

	for name, want := range map[string]string{
		table:                             "This is not a workshop file",
		filepath.Join(stick, "none"):      "There is no such file",
		filepath.Join(stick, "cut.x"):     "its end is missing",
		filepath.Join(stick, "bad.x"):     "its notes are not those that were saved",
		filepath.Join(stick, "newer.x"):   "saved by a newer Throughline",
		filepath.Join(stick, "nonsuch/x"): "There is no such file",
	} {
		raw, err := os.ReadFile(file)
		require.NoError(t, err)
		switch filepath.Base(name) {
		case "cut.x":
			require.NoError(t, os.WriteFile(name, raw[:len(raw)/2], 0o600))
		case "bad.x":
			raw[len(raw)/2] ^= 1
			require.NoError(t, os.WriteFile(name, raw, 0o600))
		case "newer.x":
			raw[9]++
			require.NoError(t, os.WriteFile(name, raw, 0o600))
		}
		code, _, errs := cli(t, b, "merge", name)
		require.Equal(t, 1, code)
		require.Contains(t, errs, want)
	}
	code, _, errs = cli(t, a, "save", id, "--out", filepath.Join(stick, "gone", "x.throughline"))
	require.Equal(t, 1, code)
	require.Contains(t, errs, "There is no such file")
	code, _, _ = cli(t, a, "save", id, "--out", "x.png")
	require.Equal(t, 2, code)
}
