package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
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
		"noid.json":    {`{"notes":[{"text":"x"}]}`, "note 1 of it has no id"},
		"nothing.json": {"", "it is empty"},
		"null.json":    {"null", "it has no list of notes"},
		"cut.json":     {remarks[:90], "it is no JSON"},
		"more.json":    {remarks + "{}", "it is no JSON"},
		"number.json":  {`{"notes":[{"id":7}]}`, "what stands under “id” in it is a number"},
		"lists.json":   {`{"notes":[{"id":"1"}],"notes":[{"id":"2"}]}`, "there are two lists of notes"},
		"broken.json":  {"{\"notes\":[{\"id\":\"a\xff\"}]}", "the id of note 1 of it is no text"},
		"deep.json":    {`{"notes":` + strings.Repeat("[", 200_000), "This is no file of notes"},
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

// What comes in is odd, and what comes out is every note once, or a sentence.
func TestClusterTakesOddNotes(t *testing.T) {
	data, dir := t.TempDir(), t.TempDir()
	long := strings.Repeat("i", 1<<20)
	for name, c := range map[string]struct {
		content, args string
		ids           []string
		says          string // on standard error
	}{
		"one":         {content: `{"notes":[{"id":"1","text":"Bills are late"}]}`, ids: []string{"1"}},
		"empty texts": {content: `{"notes":[{"id":"1"},{"id":"2","text":null},{"id":" ","text":""}]}`, ids: []string{" ", "1", "2"}},
		"long ids":    {content: `{"notes":[{"id":"` + long + `1","text":"a bill"},{"id":"` + long + `2","text":"a bill"}]}`, ids: []string{long + "1", long + "2"}},
		"a long text": {content: `{"notes":[{"id":"1","text":"` + strings.Repeat("the bill came late ", 50_000) + `"},{"id":"2","text":"` + strings.Repeat("x", 1<<20) + `"}]}`, ids: []string{"1", "2"}},
		"NUL":         {content: `{"notes":[{"id":"\u0000","text":"a\u0000bill"},{"id":"\u0001","text":"bill"}]}`, ids: []string{"\x00", "\x01"}},
		"broken text": {content: "{\"notes\":[{\"id\":\"1\",\"text\":\"bill \xff\xfe late\"}]}", ids: []string{"1"}},
		"unknown":     {content: `{"x":{"notes":1},"notes":[{"id":"1","text":"bill","colour":[1,{}]}]}`, ids: []string{"1"}},
		"a mark":      {content: "\xEF\xBB\xBF" + `{"notes":[{"id":"1","text":"bill"}]}`, ids: []string{"1"}},
		"many asked":  {content: remarks, args: "--k 400", ids: []string{"a1", "a2", "a3", "a4", "b1", "b2", "b3", "b4", "z"}, says: "400 groups were asked for"},
		"one asked":   {content: remarks, args: "--k 1", ids: []string{"a1", "a2", "a3", "a4", "b1", "b2", "b3", "b4", "z"}},
		"blank piles": {content: `{"notes":[{"id":"1","text":"bill","group":""},{"id":"2","text":"bill","group":"  "},{"id":"3","text":"x","group":null}]}`, args: "--seeds", ids: []string{"1", "2", "3"}},
		"one pile": {content: `{"notes":[{"id":"1","text":"bill","group":"A"},{"id":"2","text":"engineer","group":"A"}]}`, args: "--seeds --k 5", ids: []string{"1", "2"},
			says: "5 groups were asked for; the nearest that these notes fall into is 1."},
		"case": {content: `{"notes":[{"id":"1","text":"bill","group":"Bills"},{"id":"2","text":"engineer","group":"bills"}]}`, args: "--seeds", ids: []string{"1", "2"},
			says: `"Bills" and "bills" are piles of their own`},
	} {
		t.Run(name, func(t *testing.T) {
			file := filepath.Join(dir, "odd.json")
			require.NoError(t, os.WriteFile(file, []byte(c.content), 0o600))
			code, out, errs := cli(t, data, append([]string{"cluster", file, "--json"}, strings.Fields(c.args)...)...)
			require.Zero(t, code, errs)
			if c.says == "" {
				require.Empty(t, errs)
			}
			require.Contains(t, errs, c.says)
			var got clusterGroups
			strict := json.NewDecoder(strings.NewReader(out))
			strict.DisallowUnknownFields()
			require.NoError(t, strict.Decode(&got))
			ids := slices.Clone(got.Unsorted)
			for _, g := range got.Groups {
				require.NotEmpty(t, g.Name)
				require.NotNil(t, g.Alternatives)
				require.NotEmpty(t, g.Notes)
				ids = append(ids, g.Notes...)
			}
			slices.Sort(ids)
			require.Equal(t, c.ids, ids, "every note is in one place")
		})
	}
}

func TestClusterTellsATerminalNothing(t *testing.T) {
	data, file := t.TempDir(), filepath.Join(t.TempDir(), "odd.json")
	require.NoError(t, os.WriteFile(file, []byte(`{"notes":[{"id":"1","text":"a \u001b[31mbill\u0007\n","group":"\u202eVis\u001b[2Jits\u0000"}]}`), 0o600))
	code, out, errs := cli(t, data, "cluster", file, "--seeds")
	require.Zero(t, code, errs)
	require.Equal(t, "Vis[2Jits  (1)\n    a [31mbill\n", out)
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
