package method_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"throughline.app/method"
)

// TestFilesThatTakeForEverAreNotRead hands over what the TOML reader would take minutes for, or
// what would make a list of faults that nobody reads.
func TestFilesThatTakeForEverAreNotRead(t *testing.T) {
	const head = "name = \"own\"\ntitle = \"Own\"\nsummary = \"s\"\n"
	many := func(n int, form string) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, form, i)
		}
		return b.String()
	}
	for name, c := range map[string]struct{ text, says string }{
		"lists":     {"x = " + strings.Repeat("[", 20_000), "own.toml:4: there are too many tables"},
		"tables":    {"x = " + strings.Repeat("{a=", 8_000), "own.toml:4: there are too many tables"},
		"parts":     {"a" + strings.Repeat(".a", 9_000) + " = 1\n", "own.toml:4: there are too many tables"},
		"head":      {"[a" + strings.Repeat(".a", 9_000) + "]\n", "own.toml:4: there are too many tables"},
		"one line":  {"[[canvas]]\nstages = [" + many(10_000, "\"Stage %d\", ") + "]\n", "own.toml:5: the line has 138902 bytes"},
		"canvases":  {many(5_000, "[[canvas]]\nid = \"c%d\"\n"), "own.toml:6001: the file has more than 6000 lines"},
		"large":     {strings.Repeat("# words\n", 200_000), "own.toml: the file is larger than 1 MB"},
		"lanes":     {"[[canvas]]\nid = \"c\"\ntitle = \"C\"\nstages=[\"a\"]\n" + many(1_900, "[[canvas.lane]]\nkey = \"k%d\"\nname = \"A\"\n"), "the canvas has 1900 lanes"},
		"no keys":   {many(5_900, "k%d = 1\n"), `there is no key "k99" here`},
		"nested":    {"x = " + strings.Repeat("[", 390) + strings.Repeat("]", 390), `there is no key "x" here`},
		"in quotes": {"x = \"" + strings.Repeat(".", 9_000) + "\\\"" + strings.Repeat("[", 9_000) + "\" # " + strings.Repeat("{", 900), `there is no key "x" here`},
	} {
		_, err := method.Parse("own.toml", head+c.text)
		require.ErrorContains(t, err, c.says, name)
		require.LessOrEqual(t, len(method.Faults(err)), 100, name)
	}
}

func TestAFolderCalledLikeAMethodIsToldOf(t *testing.T) {
	dir := t.TempDir()
	require.NoError(t, os.Mkdir(filepath.Join(dir, "own.toml"), 0o700))
	_, err := method.LoadDir(dir)
	require.ErrorContains(t, err, "own.toml: this is no file")
}
