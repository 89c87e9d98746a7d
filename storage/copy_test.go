package storage_test

import (
	"context"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"throughline.app/storage"
)

func TestACopyHoldsWhatWasWrittenUpToThen(t *testing.T) {
	ctx := context.Background()
	dir, beside := t.TempDir(), t.TempDir()
	s := open(t, dir, quick())
	run(t, s)
	appendAll(t, s, "w", changes("aa", 1, 5)...)

	require.NoError(t, storage.Copy(ctx, dir, beside), "while the folder has an owner")
	appendAll(t, s, "w", changes("aa", 6, 9)...)

	look := open(t, beside, quick())
	loaded, err := look.Load(ctx, "w")
	require.NoError(t, err)
	require.Len(t, loaded.Changes, 5)
	loaded, err = s.Load(ctx, "w")
	require.NoError(t, err)
	require.Len(t, loaded.Changes, 9)

	require.Error(t, storage.Copy(ctx, dir, beside), "never over another database")
	require.ErrorIs(t, storage.Copy(ctx, t.TempDir(), t.TempDir()), storage.ErrNotFound)
}

func TestACopyOfAFolderThatIsNamedFromHere(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir, quick())
	run(t, s)
	appendAll(t, s, "w", changes("aa", 1, 5)...)
	t.Chdir(filepath.Dir(dir))
	require.NoError(t, storage.Copy(context.Background(), filepath.Base(dir), t.TempDir()))
}
