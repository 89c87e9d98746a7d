package ui

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestFileNames(t *testing.T) {
	require.Equal(t, "BrightFibre – Customer lifecycle", fileName("BrightFibre", "Customer lifecycle"))
	require.Equal(t, "One", fileName("One", "One"))
	require.Equal(t, "a b c", fileName(`a/b:c?`, "..."))
	require.Equal(t, "canvas", fileName("", "\x00"))
	require.LessOrEqual(t, len([]rune(fileName(strings.Repeat("ü", 300)))), 80)
}

func TestAPictureNeverTakesAnothersName(t *testing.T) {
	dir := t.TempDir()
	require.Equal(t, "x.png", freeName(dir, "x"))
	require.NoError(t, os.WriteFile(filepath.Join(dir, "x.png"), nil, 0o600))
	require.Equal(t, "x 2.png", freeName(dir, "x"))
	require.True(t, isThere(namedFile(dir, " x ", ".png")))
	require.Equal(t, filepath.Join(dir, "y.PNG"), namedFile(dir, "y.PNG", ".png"))
	require.Equal(t, filepath.Join(dir, "evil.png"), namedFile(dir, "../../evil", ".png"))
	require.Equal(t, filepath.Join(dir, "z.png"), namedFile("elsewhere", filepath.Join(dir, "z"), ".png"))
}
