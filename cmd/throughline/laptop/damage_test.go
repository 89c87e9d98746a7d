package laptop_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"throughline.app/cmd/throughline/laptop"
	"throughline.app/storage"
)

var bg = context.Background()

// written makes a data folder with a workshop of one note.
func written(t *testing.T) (dir, id string) {
	t.Helper()
	dir = t.TempDir()
	l := open(t, dir)
	r := create(t, l)
	require.NoError(t, write(r, "kept"))
	require.NoError(t, l.Close())
	return dir, r.ID()
}

func TestADamagedDataFileIsSetAsideAndNamed(t *testing.T) {
	dir, _ := written(t)
	file := filepath.Join(dir, storage.DatabaseName)
	require.NoError(t, os.WriteFile(file, bytes.Repeat([]byte("not a database "), 1000), 0o600))

	l := open(t, dir)
	require.FileExists(t, l.SetAside())
	require.Equal(t, dir, filepath.Dir(l.SetAside()))
	require.NoError(t, write(create(t, l), "going on"))
	require.NoError(t, l.Close())
}

func TestADamagedRowIsTold(t *testing.T) {
	dir, id := written(t)
	file := filepath.Join(dir, storage.DatabaseName)
	raw, err := os.ReadFile(file)
	require.NoError(t, err)
	require.Contains(t, string(raw), "kept")
	require.NoError(t, os.WriteFile(file, bytes.ReplaceAll(raw, []byte("kept"), []byte("kapt")), 0o600))

	r, err := open(t, dir).Open(t.Context(), id, laptop.Quiet)
	require.NoError(t, err)
	require.ErrorIs(t, r.Status().Trouble, storage.ErrDamaged)
}

// A document can look whole from outside and still not load. What is shown stays, the
// person is told, and leaving does not wait for a load that never ends.
func TestADocumentThatDoesNotLoadCanBeLeft(t *testing.T) {
	dir, id := written(t)
	s, err := storage.Open(dir, storage.Options{})
	require.NoError(t, err)
	require.NoError(t, s.Compact(t.Context(), id, looksWhole([]byte("no document at all")), nil, []byte("[]")))
	require.NoError(t, s.Close())

	l := open(t, dir)
	r, err := l.Open(t.Context(), id, laptop.Networked)
	require.NoError(t, err)
	until(t, r, "the damage to be told", func() bool { return r.Status().Trouble != nil })
	require.ErrorIs(t, r.Status().Trouble, storage.ErrDamaged)
	require.Equal(t, []string{"kept"}, texts(r))
	require.ErrorIs(t, r.Load(t.Context()), storage.ErrDamaged, "it does not wait for what never comes")
	require.NoError(t, r.Close())
}

// looksWhole wraps body as a document chunk with the right checksum.
func looksWhole(body []byte) []byte {
	rest := append([]byte{0, byte(len(body))}, body...)
	sum := sha256.Sum256(rest)
	return append(append([]byte{0x85, 0x6f, 0x4a, 0x83}, sum[:4]...), rest...)
}
