package storage_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"throughline.app/storage"
)

// told has a store tell its trouble to a channel.
func told(opt storage.Options) (storage.Options, chan error) {
	troubles := make(chan error, 1_000)
	opt.OnTrouble = func(err error) { troubles <- err }
	return opt, troubles
}

// A database that turns out to be damaged while it is written to is set aside, and what was to be
// written is.
func TestDamageThatIsFoundWhileWriting(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir, quick())
	appendAll(t, s, "w", changes("a", 1, 3000)...)
	require.NoError(t, s.WriteExec("PRAGMA wal_checkpoint(TRUNCATE)"))
	require.NoError(t, s.WriteExec("PRAGMA cache_size = 1"))
	require.NoError(t, s.WriteExec("PRAGMA shrink_memory"))
	f, err := os.OpenFile(filepath.Join(dir, storage.DatabaseName), os.O_RDWR, 0)
	require.NoError(t, err)
	st, err := f.Stat()
	require.NoError(t, err)
	_, err = f.WriteAt(make([]byte, 8*4096), st.Size()-8*4096) // where the last rows are
	require.NoError(t, err)
	require.NoError(t, f.Close())

	appendAll(t, s, "w", changes("a", 3001, 3010)...)
	require.NotEmpty(t, s.SetAside())
	saved, err := s.Load(t.Context(), "w")
	require.NoError(t, err)
	require.Greater(t, len(saved.Changes), 1_000)
	require.Equal(t, changes("a", 3001, 3010), saved.Changes[len(saved.Changes)-10:])
	require.NoError(t, s.PutSetting(t.Context(), "k", "v"))
	require.NoError(t, s.Close())
	require.Empty(t, open(t, dir, quick()).SetAside(), "the next start finds all well")
}

// While the folder is away, as on a stick that was pulled out, what is written waits, and the person
// hears of it; when it is back all is written.
func TestAFolderThatIsAwayForAWhile(t *testing.T) {
	for name, back := range map[string]func(t *testing.T, away, dir string){
		"the same": func(t *testing.T, away, dir string) { require.NoError(t, os.Rename(away, dir)) },
		"another": func(t *testing.T, away, dir string) { // as far as the system can tell
			require.NoError(t, os.CopyFS(dir+" on the way", onlyFiles{os.DirFS(away)}))
			require.NoError(t, os.Rename(dir+" on the way", dir)) // whole at once, as what is mounted
		},
	} {
		t.Run(name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "stick")
			away := dir + " in a pocket"
			opt, troubles := told(quick())
			s := open(t, dir, opt)
			appendAll(t, s, "w", changes("a", 1, 10)...)
			run(t, s)
			require.NoError(t, os.Rename(dir, away))
			written := make(chan error, 1)
			s.Append("w", changes("a", 11, 20), func(err error) { written <- err })
			require.ErrorIs(t, <-troubles, storage.ErrDisk)
			require.ErrorIs(t, s.Flush(t.Context()), storage.ErrDisk)
			require.NoDirExists(t, dir, "nothing is made in its place")

			back(t, away, dir)
			require.NoError(t, <-written)
			require.NoError(t, <-troubles)
			_, err := storage.Open(dir, quick())
			require.ErrorIs(t, err, storage.ErrInUse)
			require.NoError(t, s.Close())
			saved, err := open(t, dir, quick()).Load(t.Context(), "w")
			require.NoError(t, err)
			require.Equal(t, changes("a", 1, 20), saved.Changes)
		})
	}
}

// onlyFiles is a folder without its sockets.
type onlyFiles struct{ fs.FS }

func (o onlyFiles) ReadDir(name string) (all []fs.DirEntry, err error) {
	entries, err := fs.ReadDir(o.FS, name)
	for _, e := range entries {
		if e.Type().IsRegular() {
			all = append(all, e)
		}
	}
	return all, err
}

// What cannot be written to the end is told: nobody leaves believing that it is saved.
func TestClosingWhileTheFolderIsGone(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "stick")
	s := open(t, dir, quick())
	appendAll(t, s, "w", changes("a", 1, 10)...)
	require.NoError(t, os.RemoveAll(dir))
	var lost error
	s.Append("w", changes("a", 11, 11), func(err error) { lost = err })
	require.ErrorIs(t, s.Close(), storage.ErrDisk)
	require.ErrorIs(t, lost, storage.ErrClosed)
	require.NoDirExists(t, dir)
}

// A workshop that is closed on a full disk and opened again is what it was.
func TestWhatWaitsIsLoaded(t *testing.T) {
	s := open(t, t.TempDir(), quick())
	a, b := changes("a", 1, 10), changes("a", 11, 40)
	appendAll(t, s, "w", a...)
	s.PutStep("w", storage.Step{Number: 1, Label: "one", Bytes: []byte("1")})
	s.PutStep("w", storage.Step{Number: 2, Label: "two", Bytes: []byte("2")})
	s.PutVouchers("w", []storage.Voucher{voucher(a[0], "x")}, func(error) {})
	require.NoError(t, s.Flush(t.Context()))
	pages, err := s.Pages()
	require.NoError(t, err)
	require.NoError(t, s.SetMaxPages(pages))

	s.Append("other", changes("b", 1, 300), nil)
	s.Append("w", b, nil)
	s.Append("w", b[:3], nil)
	s.PutVouchers("w", []storage.Voucher{voucher(a[0], "x"), voucher(b[0], "")}, func(error) {})
	s.PutStep("w", storage.Step{Number: 1})
	s.PutStep("w", storage.Step{Number: 1, Label: "again", Bytes: []byte("3")})
	s.PutStep("w", storage.Step{Undone: true, Number: 1, Label: "undone", Bytes: []byte("4")})
	require.ErrorIs(t, s.Flush(t.Context()), storage.ErrFull)
	waits, err := s.Load(t.Context(), "w")
	require.NoError(t, err)

	require.NoError(t, s.SetMaxPages(1<<30))
	require.NoError(t, s.Flush(t.Context()))
	written, err := s.Load(t.Context(), "w")
	require.NoError(t, err)
	require.Equal(t, written.Changes, waits.Changes)
	require.Equal(t, written.Steps, waits.Steps)
	require.ElementsMatch(t, written.Vouchers, waits.Vouchers)
	require.Len(t, waits.Changes, 40)
	require.Len(t, waits.Steps, 2)
}
