package storage_test

import (
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"throughline.app/storage"
)

// spoil closes a store of many rows and zeroes pages of its database from page on.
func spoil(t *testing.T, dir string, page, pages int) {
	t.Helper()
	s := open(t, dir, quick())
	require.NoError(t, s.PutWorkshop(t.Context(), storage.Workshop{ID: "w", Title: "Onboarding"}))
	_, err := s.Secret(t.Context(), "device", func() ([]byte, error) { return []byte("key"), nil })
	require.NoError(t, err)
	appendAll(t, s, "w", changes("a", 1, 3000)...)
	require.NoError(t, s.Close())
	f, err := os.OpenFile(filepath.Join(dir, storage.DatabaseName), os.O_RDWR, 0)
	require.NoError(t, err)
	defer f.Close()
	_, err = f.WriteAt(make([]byte, 4096*pages), int64(page)*4096)
	require.NoError(t, err)
}

func TestDamagedDatabaseIsSetAsideAndItsGoodRowsRescued(t *testing.T) {
	dir := t.TempDir()
	spoil(t, dir, 60, 1)
	before, err := os.ReadFile(filepath.Join(dir, storage.DatabaseName))
	require.NoError(t, err)

	opt := quick()
	opt.Now = func() time.Time { return time.Date(2026, 1, 2, 15, 4, 5, 0, time.UTC) }
	s := open(t, dir, opt)
	require.Equal(t, filepath.Join(dir, "throughline.db.damaged-20260102T150405Z"), s.SetAside())
	after, err := os.ReadFile(s.SetAside())
	require.NoError(t, err)
	require.Equal(t, before, after, "the damaged file stays as it was found")
	require.NoFileExists(t, filepath.Join(dir, "throughline.db.rescue"))

	saved, err := s.Load(t.Context(), "w")
	require.NoError(t, err)
	t.Logf("%d of 3,000 rows rescued; %q", len(saved.Changes), saved.Damaged)
	require.Greater(t, len(saved.Changes), 2900)
	last := uint64(0)
	for _, c := range saved.Changes {
		require.Greater(t, c.Seq, last, "in order")
		last = c.Seq
		require.Equal(t, change("a", c.Seq, 100), c)
	}
	key, err := s.Secret(t.Context(), "device", func() ([]byte, error) { return []byte("new"), nil })
	require.NoError(t, err)
	require.Equal(t, "key", string(key))
	w, err := s.Workshop(t.Context(), "w")
	require.NoError(t, err)
	require.Equal(t, "Onboarding", w.Title)
	appendAll(t, s, "w", changes("a", 1, 3000)...)
	saved, err = s.Load(t.Context(), "w")
	require.NoError(t, err)
	require.Len(t, saved.Changes, 3000)
	require.Empty(t, saved.Damaged)
	require.NoError(t, s.Close())
	require.Empty(t, open(t, dir, quick()).SetAside(), "the next start finds all well")
}

func TestARescueThatWasCutShortIsBegunAgain(t *testing.T) {
	for name, move := range map[string][]string{
		"before the database was moved":  nil,
		"while the fresh one was filled": {storage.DatabaseName},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			spoil(t, dir, 60, 1)
			aside := filepath.Join(dir, storage.DatabaseName+".damaged-x")
			require.NoError(t, os.WriteFile(filepath.Join(dir, "rescue"), []byte(filepath.Base(aside)), 0o600))
			for _, f := range move {
				require.NoError(t, os.Rename(filepath.Join(dir, f), aside))
				require.NoError(t, os.WriteFile(filepath.Join(dir, f), []byte("half"), 0o600))
			}
			s := open(t, dir, quick())
			require.Equal(t, aside, s.SetAside())
			require.NoFileExists(t, filepath.Join(dir, "rescue"))
			saved, err := s.Load(t.Context(), "w")
			require.NoError(t, err)
			require.Greater(t, len(saved.Changes), 2900)
			require.NoError(t, s.Close())
			require.Empty(t, open(t, dir, quick()).SetAside())
		})
	}
}

func TestADatabaseWithoutItsHeadStillOpens(t *testing.T) {
	dir := t.TempDir()
	spoil(t, dir, 0, 1)
	s := open(t, dir, quick())
	require.FileExists(t, s.SetAside())
	all, err := s.Workshops(t.Context())
	require.NoError(t, err)
	require.Empty(t, all)
	appendAll(t, s, "w", changes("a", 1, 3)...)
}

func TestAnyPageMayBeLost(t *testing.T) {
	for _, page := range []int{1, 2, 5, 9, 17, 30, 100, 150} {
		dir := t.TempDir()
		spoil(t, dir, page, 1)
		s := open(t, dir, quick())
		saved, err := s.Load(t.Context(), "w")
		require.NoError(t, err)
		t.Logf("page %d: set aside %t, %d rows", page, s.SetAside() != "", len(saved.Changes))
		for _, c := range saved.Changes {
			require.Equal(t, change("a", c.Seq, 100), c)
		}
		appendAll(t, s, "w", changes("a", 1, 3000)...)
		saved, err = s.Load(t.Context(), "w")
		require.NoError(t, err)
		require.Len(t, saved.Changes, 3000)
		require.NoError(t, s.Close())
	}
}

func TestACutFileIsSetAside(t *testing.T) {
	dir := t.TempDir()
	spoil(t, dir, 60, 1)
	require.NoError(t, os.Truncate(filepath.Join(dir, storage.DatabaseName), 80*4096))
	s := open(t, dir, quick())
	require.FileExists(t, s.SetAside())
	appendAll(t, s, "w", changes("a", 1, 3)...)
}

func TestSomethingElseUnderTheNameIsSetAside(t *testing.T) {
	dir := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(dir, storage.DatabaseName), []byte("a letter to the bank, not a database"), 0o600))
	s := open(t, dir, quick())
	require.FileExists(t, s.SetAside())
	appendAll(t, s, "w", changes("a", 1, 3)...)
}

func TestMigratesFromEveryVersion(t *testing.T) {
	steps, err := storage.Migrations()
	require.NoError(t, err)
	for have := range steps {
		dir := t.TempDir()
		db, err := sql.Open("sqlite", filepath.Join(dir, storage.DatabaseName))
		require.NoError(t, err)
		for n, step := range steps[:have] {
			_, err := db.Exec(step)
			require.NoError(t, err)
			if n == 0 {
				_, err = db.Exec("INSERT INTO damaged (workshop, what, bytes, found) VALUES ('w', 'kept', x'00', 0)")
				require.NoError(t, err)
			}
		}
		_, err = db.Exec(fmt.Sprintf("PRAGMA user_version = %d", have))
		require.NoError(t, err)
		require.NoError(t, db.Close())

		s := open(t, dir, quick())
		got, err := s.Pragma("user_version")
		require.NoError(t, err)
		require.Equal(t, strconv.Itoa(len(steps)), got)
		if have > 0 {
			kept, err := s.Count("damaged")
			require.NoError(t, err)
			require.Equal(t, 1, kept)
		}
		require.NoError(t, s.PutSetting(t.Context(), "k", "v"))
	}
}

func TestANewerDatabaseIsLeftAlone(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir, quick())
	require.NoError(t, s.WriteExec("PRAGMA user_version = 999"))
	require.NoError(t, s.Close())
	_, err := storage.Open(dir, quick())
	require.ErrorIs(t, err, storage.ErrNewer)
	entries, err := filepath.Glob(filepath.Join(dir, "*damaged*"))
	require.NoError(t, err)
	require.Empty(t, entries)
}
