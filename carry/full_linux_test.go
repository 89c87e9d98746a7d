package carry_test

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"github.com/stretchr/testify/require"

	"throughline.app/carry"
)

// A disk without room leaves the file that was there, and nothing else.
func TestAFullDiskLeavesTheOldFile(t *testing.T) {
	dir := t.TempDir()
	if err := syscall.Mount("none", dir, "tmpfs", 0, "size=256k"); err != nil {
		t.Skipf("needs to mount a small disk: %v", err)
	}
	t.Cleanup(func() { _ = syscall.Unmount(dir, 0) })
	name := filepath.Join(dir, "Winter.throughline")
	require.NoError(t, carry.Write(name, contents([]byte("before"))))
	err := carry.Write(name, contents(make([]byte, 1<<20)))
	require.ErrorIs(t, err, carry.ErrFull)
	f, err := carry.Open(name)
	require.NoError(t, err)
	defer f.Close()
	document, err := f.Document()
	require.NoError(t, err)
	require.Equal(t, "before", string(document))
	names, err := os.ReadDir(dir)
	require.NoError(t, err)
	require.Len(t, names, 1)
}
