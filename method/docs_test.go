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

func TestTheOtherExamplesFitBehindTheFirst(t *testing.T) {
	text, err := os.ReadFile("../docs/method-files.md")
	require.NoError(t, err)
	blocks := strings.Split(string(text), "```toml\n")[1:]
	for i := range blocks {
		blocks[i], _, _ = strings.Cut(blocks[i], "```")
	}
	tried := 0
	for _, more := range blocks[1:] {
		if !strings.HasPrefix(more, "[[canvas]]") && !strings.HasPrefix(more, "[[recipe]]") && !strings.HasPrefix(more, "[[check]]") {
			continue
		}
		tried++
		more = strings.ReplaceAll(more, "card:frontstage", "card:fact") // a card of the lifecycle
		_, err := method.Parse("review.toml", blocks[0]+more)
		require.NoError(t, err, more)
	}
	require.GreaterOrEqual(t, tried, 4)
}
