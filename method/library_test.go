package method_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"throughline.app/method"
)

// short is a small method with more canvases at its end.
func short(more string) string {
	return `name = "short"
title = "Short"
[[card]]
id = "idea"
title = "Idea"
color = "yellow"
[[canvas]]
id = "one"
title = "One"
stages = ["A", "B"]
[canvas.header]
label = "Aim"
[[canvas.lane]]
key = "ideas"
name = "Ideas"
card = "idea"
` + more
}

func TestACanvasLikeAnotherHasItsLanes(t *testing.T) {
	m, err := method.Parse("short.toml", short(`
[[canvas]]
id = "two"
title = "Two"
like = "one"
stages = ["C"]
[[canvas]]
id = "three"
title = "Three"
like = "two"
`))
	require.NoError(t, err)
	require.Equal(t, m.Kinds[0].Lanes, m.Kinds[2].Lanes)
	require.Equal(t, "Aim", m.Kinds[2].Header.Label)
	require.Equal(t, []string{"C"}, m.Kinds[2].Stages)
}

func TestARingOfCanvasesIsTold(t *testing.T) {
	_, err := method.Parse("short.toml", short(`
[[canvas]]
id = "two"
title = "Two"
like = "three"
[[canvas]]
id = "three"
title = "Three"
like = "two"
`))
	faults := method.Faults(err)
	require.Len(t, faults, 1, "%v", err)
	require.Equal(t, `short.toml:21: the canvases are like each other in a ring: two, three, two; let one of them have lanes of its own, without "like"`, faults[0].Error())

	_, err = method.Parse("short.toml", short("[[canvas]]\nid = \"two\"\ntitle = \"Two\"\nlike = \"two\"\n"))
	require.ErrorContains(t, err, "in a ring: two, two")
	_, err = method.Parse("short.toml", short("[[canvas]]\nid = \"two\"\ntitle = \"Two\"\nlike = \"six\"\n"))
	require.EqualError(t, err, `short.toml:20: there is no canvas "six" in this file; name the id of another [[canvas]]`)
}

func TestAFaultInSharedLanesIsToldOnce(t *testing.T) {
	_, err := method.Parse("short.toml", strings.Replace(short("[[canvas]]\nid = \"two\"\ntitle = \"Two\"\nlike = \"one\"\n"), `card = "idea"`, `card = "fact"`, 1))
	faults := method.Faults(err)
	require.Len(t, faults, 1)
	require.Equal(t, 16, faults[0].Line)
}

func TestAFileOfANewerVersionSaysOnlyThat(t *testing.T) {
	_, err := method.Parse("short.toml", "version = 9\n"+short("orbit = 3\n"))
	require.EqualError(t, err, "short.toml:1: the file is of version 9, and this Throughline reads version 1; bring Throughline up to date, or ask whoever wrote the file for one of version 1")
	_, err = method.Parse("short.toml", "version = 1\n"+short(""))
	require.NoError(t, err)
	_, err = method.Parse("short.toml", "version = 0\n"+short(""))
	require.ErrorContains(t, err, "there is no version 0")
}

func TestACanvasWithoutRegionsIsTold(t *testing.T) {
	text := short("")
	_, err := method.Parse("short.toml", text[:strings.Index(text, "[[canvas.lane]]")])
	require.EqualError(t, err, "short.toml:7: the canvas has 0 lanes; write 1 to 20 times [[canvas.lane]]")
}

func TestTheLibraryHasOwnMethodsAndTellsOfFaults(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{
		"short.toml": short(""), "lifecycle.toml": strings.ReplaceAll(short(""), "short", "lifecycle"),
		"broken.toml": strings.Replace(strings.Replace(short(""), "short", "broken", 1), "yellow", "beige", 1),
		"later.toml":  "version = 2\n",
	} {
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600))
	}
	all, faults, err := method.Library(dir)
	require.NoError(t, err)
	require.Equal(t, "lifecycle", all[0].Name)
	require.Equal(t, "Customer lifecycle", all[0].Title)
	require.Equal(t, "short", all[len(all)-1].Name)
	var told []string
	for _, f := range faults {
		told = append(told, f.Error())
		require.NotEmpty(t, f.Remedy)
	}
	require.Len(t, told, 3)
	require.Contains(t, told[0], `broken.toml:6: there is no note colour "beige"`)
	require.Contains(t, told[1], "later.toml:1: the file is of version 2")
	require.Contains(t, told[2], `lifecycle.toml: Throughline brings a method "lifecycle"`)
}
