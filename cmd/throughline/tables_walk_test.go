package main

import (
	"archive/zip"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"throughline.app/exchange"
)

// saidOfAll is what is said of the notes of a workshop, one line a note.
func saidOfAll(t *testing.T, dir, id string) (all []string) {
	code, out, errs := cli(t, dir, "show", id, "--json")
	require.Zero(t, code, errs)
	var s exchange.Shown
	require.NoError(t, json.Unmarshal([]byte(out), &s))
	for _, n := range s.Notes {
		parts := []string{n.Stage, n.Lane, n.Text, n.Color, n.Card, n.Function, strings.Join(n.Functions, "+")}
		for _, f := range n.Fields {
			parts = append(parts, f.Key+"="+strings.Join(f.Values, "+"))
		}
		all = append(all, strings.Join(parts, "|"))
	}
	slices.Sort(all)
	return all
}

func TestATableOfNotesKeepsAllThatIsSaidOfThem(t *testing.T) {
	dir, files := t.TempDir(), t.TempDir()
	begin := func() string {
		code, id, errs := cli(t, dir, "new", "--title", "Winter")
		require.Zero(t, code, errs)
		return strings.TrimSpace(id)
	}
	table := filepath.Join(files, "in.csv")
	require.NoError(t, os.WriteFile(table, []byte(
		"stage,lane,text,function,channel,evidence,persona,outside,lever,owner,impact,effort,horizon,sponsor,source,quote,card\n"+
			"Onboarding,Frontstage,Engineer at the door,\"Network, Sales\",Visit,data,\"Office manager, Owner\",Digging firm,Contract,Ana,,,,,,,\n"+
			"Onboarding,Opportunities,Text before he comes,Sales,,assumed,Owner,,,Omar,4,2,short term,Ms Lind,,,\n"+
			"Retention,Customer actions,Calls twice,,,staff heard,Office manager,,,,,,,,Call log of March,\"I was passed on, twice\",voice\n"), 0o600))
	first, again := begin(), begin()
	code, _, errs := cli(t, dir, "import", first, table)
	require.Zero(t, code, errs)
	require.Len(t, saidOfAll(t, dir, first), 3)
	require.Contains(t, strings.Join(saidOfAll(t, dir, first), "\n"), "quote=I was passed on, twice")

	out := filepath.Join(files, "out.csv")
	code, _, errs = cli(t, dir, "export", first, "--out", out)
	require.Zero(t, code, errs)
	code, _, errs = cli(t, dir, "import", again, out)
	require.Zero(t, code, errs)
	require.Equal(t, saidOfAll(t, dir, first), saidOfAll(t, dir, again))

	book := filepath.Join(files, "out.xlsx")
	code, _, errs = cli(t, dir, "export", first, "--out", book)
	require.Zero(t, code, errs)
	z, err := zip.OpenReader(book)
	require.NoError(t, err)
	defer z.Close()
	sheet, err := z.Open("xl/worksheets/sheet1.xml")
	require.NoError(t, err)
	defer sheet.Close()
	words, err := io.ReadAll(sheet)
	require.NoError(t, err)
	for _, want := range []string{"Ms Lind", "Office manager, Owner", "I was passed on, twice", "short term"} {
		require.Contains(t, string(words), ">"+want+"<")
	}
}
