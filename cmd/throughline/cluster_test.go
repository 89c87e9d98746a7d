package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

const remarks = `{"notes":[
{"id":"a1","text":"Customers wait weeks for the engineer","group":"Visits"},{"id":"a2","text":"The engineer did not show up"},
{"id":"a3","text":"No engineer visit on Saturdays"},{"id":"a4","text":"Engineer visits are cancelled without a call"},
{"id":"b1","text":"The first bill is wrong"},{"id":"b2","text":"Nobody understands the bill"},
{"id":"b3","text":"Bill arrives late"},{"id":"b4","text":"Wrong amounts on the bill"},{"id":"z","text":"Penguins","label":7}]}`

func TestClusterGroupsAFileOfNotes(t *testing.T) {
	data, dir := t.TempDir(), t.TempDir()
	file := filepath.Join(dir, "remarks.json")
	require.NoError(t, os.WriteFile(file, []byte(remarks), 0o600))

	code, out, errs := cli(t, data, "cluster", file, "--json")
	require.Equal(t, 0, code, errs)
	require.Empty(t, errs)
	var got map[string]any
	require.NoError(t, json.Unmarshal([]byte(out), &got))
	require.ElementsMatch(t, []string{"groups", "unsorted"}, keys(got))
	groups := got["groups"].([]any)
	require.Len(t, groups, 2)
	for _, g := range groups {
		require.ElementsMatch(t, []string{"name", "alternatives", "notes"}, keys(g.(map[string]any)))
	}
	require.Equal(t, []any{"a1", "a2", "a3", "a4"}, groups[0].(map[string]any)["notes"])
	require.Equal(t, []any{"z"}, got["unsorted"])

	code, out, errs = cli(t, data, "cluster", "--seeds", file, "--json")
	require.Equal(t, 0, code, errs)
	require.Contains(t, out, `{"groups":[{"name":"Visits",`)

	code, out, _ = cli(t, data, "cluster", file)
	require.Equal(t, 0, code)
	require.Contains(t, out, "Unsorted  (1)\n    Penguins")
}

func keys(of map[string]any) (found []string) {
	for k := range of {
		found = append(found, k)
	}
	return found
}

func TestClusterSaysWhatIsWrongWithAFile(t *testing.T) {
	data, dir := t.TempDir(), t.TempDir()
	for name, c := range map[string]struct{ content, want string }{
		"garbage.json": {"\x00\xff{{{", "This is no file of notes"},
		"other.json":   {`{"boards":[]}`, "This is no file of notes"},
		"list.json":    {`[1,2]`, "This is no file of notes"},
		"noid.json":    {`{"notes":[{"text":"x"}]}`, "This is no file of notes"},
		"twice.json":   {`{"notes":[{"id":"1"},{"id":"1"}]}`, "have the same id"},
		"many.json":    {`{"notes":[{"id":"0"}` + manyNotes(5001) + `]}`, "Up to 5,000 notes"},
		"long.json":    {strings.Repeat(" ", maxNotesFile+1), "larger than the 32 MB"},
	} {
		file := filepath.Join(dir, name)
		require.NoError(t, os.WriteFile(file, []byte(c.content), 0o600))
		code, out, errs := cli(t, data, "cluster", file, "--json")
		require.Equal(t, 1, code, name)
		require.Empty(t, out, name)
		require.Contains(t, errs, c.want, name)
	}
	code, _, errs := cli(t, data, "cluster", filepath.Join(dir, "none.json"))
	require.Equal(t, 1, code)
	require.Contains(t, errs, "There is no such file")
	for _, args := range [][]string{{"cluster"}, {"cluster", "x.json", "--k", "-1"}, {"cluster", "x.json", "--k", "many"}, {"cluster", "x.json", "y.json"}} {
		code, _, _ := cli(t, data, args...)
		require.Equal(t, 2, code, args)
	}
	empty := filepath.Join(dir, "empty.json")
	require.NoError(t, os.WriteFile(empty, []byte(`{"notes":[]}`), 0o600))
	code, out, errs := cli(t, data, "cluster", empty, "--json")
	require.Equal(t, 0, code, errs)
	require.Equal(t, "{\"groups\":[],\"unsorted\":[]}\n", out)
}

func manyNotes(n int) string {
	var b strings.Builder
	for i := 1; i < n; i++ {
		b.WriteString(`,{"id":"` + strings.Repeat("i", i%7+1) + string(rune('0'+i%10)) + `"}`)
	}
	return b.String()
}

func TestClusterOfAWorkshopChangesNothing(t *testing.T) {
	data := t.TempDir()
	code, id, errs := cli(t, data, "new", "--title", "Winter")
	require.Equal(t, 0, code, errs)
	id = strings.TrimSpace(id)
	_, before, _ := cli(t, data, "show", id, "--json")
	code, out, errs := cli(t, data, "cluster", id, "--json")
	require.Equal(t, 0, code, errs)
	require.True(t, json.Valid([]byte(out)), out)
	_, after, _ := cli(t, data, "show", id, "--json")
	require.Equal(t, before, after)
	code, _, errs = cli(t, data, "cluster", "nosuchworkshop")
	require.Equal(t, 1, code)
	require.Contains(t, errs, "no such workshop")
}
