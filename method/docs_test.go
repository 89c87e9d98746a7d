package method_test

import (
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"throughline.app/method"
)

func TestTheExampleInTheDocumentationIsAMethod(t *testing.T) {
	text, err := os.ReadFile("../docs/method-files.md")
	require.NoError(t, err)
	_, rest, ok := strings.Cut(string(text), "```toml\n")
	require.True(t, ok)
	example, _, ok := strings.Cut(rest, "```")
	require.True(t, ok)
	m, err := method.Parse("review.toml", example)
	require.NoError(t, err)
	require.Equal(t, "review/canvas", m.Kinds[0].ID)

	_, err = method.Parse("review.toml", strings.NewReplacer(`"blue"`, `"teal"`, "tint =", "tinge =").Replace(example))
	require.Error(t, err)
	for _, line := range strings.Split(err.Error(), "\n") {
		require.Contains(t, string(text), line)
	}
}

func TestTheRecipeInTheDocumentationCanBeFollowed(t *testing.T) {
	text, err := os.ReadFile("../docs/method-files.md")
	require.NoError(t, err)
	parts := strings.Split(string(text), "```toml\n")
	whole := ""
	for _, part := range parts[1:] {
		example, _, _ := strings.Cut(part, "```")
		if whole == "" || strings.HasPrefix(example, "[[recipe]]") {
			whole += "\n" + example
		}
	}
	m, err := method.Parse("review.toml", whole)
	require.NoError(t, err)
	require.Equal(t, "review/quarter", m.Recipes[0].ID)
	require.Equal(t, []string{"facts"}, m.Recipes[0].Steps[0].Lanes)
}
