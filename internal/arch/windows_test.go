package arch_test

import (
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestMostOfItBuildsForWindows cross-compiles everything that does not need the
// document library (which has no Windows build) or the window toolkit's C code, so that
// nothing else is in the way on the day there is one.
func TestMostOfItBuildsForWindows(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles the standard library and SQLite once for Windows")
	}
	var packages []string
	for _, s := range sources(t) {
		if s.test || support(s.dir) || s.dir == "crdt" || below(s.dir, "cmd") || below(s.dir, "ui") {
			continue
		}
		if name := "./" + path.Clean(s.dir); !slices.Contains(packages, name) {
			packages = append(packages, name)
		}
	}
	build := exec.Command("go", append([]string{"build", "-buildvcs=false"}, packages...)...)
	build.Dir = filepath.Join("..", "..")
	build.Env = append(os.Environ(), "GOOS=windows", "GOARCH=amd64", "CGO_ENABLED=0")
	out, err := build.CombinedOutput()
	require.NoError(t, err, "%s", out)
}
