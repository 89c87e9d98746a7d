package storage_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"throughline.app/storage"
)

// change makes the n-th change of an actor; equal arguments make equal changes.
func change(actor string, n uint64, size int) storage.Change {
	b := bytes.Repeat([]byte{byte(n)}, size)
	h := sha256.Sum256(fmt.Appendf(nil, "%s/%d/%d", actor, n, size))
	return storage.Change{Hash: h[:], Actor: actor, Seq: n, Bytes: b}
}

func changes(actor string, from, to uint64) (all []storage.Change) {
	for n := from; n <= to; n++ {
		all = append(all, change(actor, n, 100))
	}
	return all
}

// voucher is a signature for a change; equal arguments make equal vouchers.
func voucher(c storage.Change, signer string) storage.Voucher {
	v := storage.Voucher{Actor: c.Actor, Seq: c.Seq, Hash: c.Hash, Bytes: fmt.Appendf(nil, "%s for %x", signer, c.Hash)}
	if signer != "" {
		v.Signer = []byte(signer)
	}
	return v
}

// quick are options for tests: no ballast to write, no waiting.
func quick() storage.Options {
	return storage.Options{Ballast: -1, Gather: -1, Retry: time.Millisecond}
}

func open(t *testing.T, dir string, opt storage.Options) *storage.Store {
	t.Helper()
	s, err := storage.Open(dir, opt)
	require.NoError(t, err)
	t.Cleanup(func() { _ = s.Close() })
	return s
}

// run starts the journal goroutine and stops it when the test ends.
func run(t *testing.T, s *storage.Store) {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- s.Run(ctx) }()
	t.Cleanup(func() {
		cancel()
		require.NoError(t, <-ended)
	})
}

func appendAll(t *testing.T, s *storage.Store, workshop string, all ...storage.Change) {
	t.Helper()
	var done error
	called := false
	s.Append(workshop, all, func(err error) { done, called = err, true })
	require.NoError(t, s.Flush(t.Context()))
	require.True(t, called)
	require.NoError(t, done)
}

func TestFolderAndFileAreForTheirOwnerOnly(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "a", "data")
	s := open(t, dir, quick())
	appendAll(t, s, "w", changes("a", 1, 1)...)
	for name, want := range map[string]os.FileMode{"": 0o700, "throughline.db": 0o600, "throughline.db-wal": 0o600, "raise": 0o600, "lock": 0o600} {
		st, err := os.Stat(filepath.Join(dir, name))
		require.NoError(t, err)
		require.Equal(t, want, st.Mode().Perm(), name)
	}
}

func TestPowerCutSettings(t *testing.T) {
	s := open(t, t.TempDir(), quick())
	for name, want := range map[string]string{"journal_mode": "wal", "synchronous": "2"} {
		got, err := s.Pragma(name)
		require.NoError(t, err)
		require.Equal(t, want, got, name)
	}
}

func TestFolderNamesThatAnAddressCouldMisread(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "Ünï code?x=1&b#c %41")
	s := open(t, dir, quick())
	require.NoError(t, s.PutSetting(t.Context(), "k", "v"))
	require.FileExists(t, filepath.Join(dir, storage.DatabaseName))
}

func TestCatalogue(t *testing.T) {
	ctx := t.Context()
	s := open(t, t.TempDir(), quick())
	at := time.Date(2026, 3, 4, 5, 6, 7, 8e6, time.UTC)
	a := storage.Workshop{ID: "a", Title: "Onboarding", Method: "lifecycle", Created: at, Opened: at, Notes: 120, People: 3, Thumbnail: []byte("png")}
	b := storage.Workshop{ID: "b", Title: "Later", Created: at, Opened: at.Add(time.Hour)}
	require.NoError(t, s.PutWorkshop(ctx, a))
	require.NoError(t, s.PutWorkshop(ctx, b))

	all, err := s.Workshops(ctx)
	require.NoError(t, err)
	require.Len(t, all, 2)
	require.Equal(t, "b", all[0].ID, "the one opened last is first")
	require.True(t, all[1].Created.Equal(at))
	all[1].Created, all[1].Opened = a.Created, a.Opened
	require.Equal(t, a, all[1])

	a.Title, a.Thumbnail = "Renamed", nil
	require.NoError(t, s.PutWorkshop(ctx, a))
	got, err := s.Workshop(ctx, "a")
	require.NoError(t, err)
	require.Equal(t, "Renamed", got.Title)
	require.Nil(t, got.Thumbnail)

	appendAll(t, s, "a", changes("x", 1, 3)...)
	require.NoError(t, s.PutView(ctx, "a", []byte("v"), nil))
	require.NoError(t, s.RemoveWorkshop(ctx, "a"))
	_, err = s.Workshop(ctx, "a")
	require.ErrorIs(t, err, storage.ErrNotFound)
	saved, err := s.Load(ctx, "a")
	require.NoError(t, err)
	require.Equal(t, storage.Saved{}, saved)
}

func TestSecretIsMadeOnce(t *testing.T) {
	ctx, dir := t.Context(), t.TempDir()
	made := 0
	mint := func() ([]byte, error) { made++; return fmt.Appendf(nil, "key %d", made), nil }
	s := open(t, dir, quick())
	one, err := s.Secret(ctx, "device", mint)
	require.NoError(t, err)
	require.NoError(t, s.Close())

	var told error
	opt := quick()
	opt.OnTrouble = func(err error) { told = err }
	s = open(t, dir, opt)
	again, err := s.Secret(ctx, "device", mint)
	require.NoError(t, err)
	require.Equal(t, one, again)
	require.Equal(t, 1, made)

	require.NoError(t, s.WriteExec("UPDATE secrets SET value = 'other'"))
	anew, err := s.Secret(ctx, "device", mint)
	require.NoError(t, err)
	require.Equal(t, "key 2", string(anew))
	require.ErrorIs(t, told, storage.ErrDamaged)
}

func TestSettingsAndSessions(t *testing.T) {
	ctx := t.Context()
	s := open(t, t.TempDir(), quick())
	v, err := s.Setting(ctx, "name")
	require.NoError(t, err)
	require.Empty(t, v)
	require.NoError(t, s.PutSetting(ctx, "name", "Ana"))
	require.NoError(t, s.PutSetting(ctx, "name", "Ana B."))
	v, err = s.Setting(ctx, "name")
	require.NoError(t, err)
	require.Equal(t, "Ana B.", v)

	state, err := s.Session(ctx, "w")
	require.NoError(t, err)
	require.Nil(t, state)
	require.NoError(t, s.PutSession(ctx, "w", []byte("lan")))
	state, err = s.Session(ctx, "w")
	require.NoError(t, err)
	require.Equal(t, "lan", string(state))
	require.NoError(t, s.WriteExec("UPDATE sessions SET state = 'lam'"))
	state, err = s.Session(ctx, "w")
	require.NoError(t, err)
	require.Nil(t, state, "a damaged session counts as none")
	require.NoError(t, s.PutSession(ctx, "w", nil))
}
