package storage_test

import (
	"encoding/json"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"throughline.app/storage"
)

func TestASecondStartRaisesTheFirst(t *testing.T) {
	for name, dir := range map[string]string{
		"short path": t.TempDir(),
		"long path":  filepath.Join(t.TempDir(), strings.Repeat("long ", 30)),
	} {
		for _, network := range []string{"unix", "tcp"} {
			t.Run(name+" "+network, func(t *testing.T) {
				s := open(t, dir, quick())
				require.NoError(t, s.Rehang(network))
				_, err := storage.Open(dir, quick())
				require.ErrorIs(t, err, storage.ErrInUse)

				heard := make(chan string, 3)
				s.OnRaise(func(m string) { heard <- m })
				run(t, s)
				require.NoError(t, storage.Raise(dir, "open 7k3m"))
				require.Equal(t, "open 7k3m", <-heard)
				require.NoError(t, s.Close())
				require.NoFileExists(t, filepath.Join(dir, "raise"))
			})
		}
	}
}

func TestAMessageBeforeTheWindowIsThereWaits(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir, quick())
	run(t, s)
	require.NoError(t, storage.Raise(dir, "early"))
	heard := make(chan string, 1)
	s.OnRaise(func(m string) { heard <- m })
	require.Equal(t, "early", <-heard)
}

func TestAStrangerWithoutTheTokenIsNotHeard(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir, quick())
	require.NoError(t, s.Rehang("tcp"))
	s.OnRaise(func(m string) { t.Errorf("heard %q", m) })
	run(t, s)
	for _, line := range []string{`{"token":"guess","message":"open x"}` + "\n", "GET / HTTP/1.1\r\n\r\n", strings.Repeat("x", 20_000)} {
		conn, err := net.Dial("tcp", s.BellAddr().String())
		require.NoError(t, err)
		_, _ = conn.Write([]byte(line)) // it may be hung up on while it writes
		n, _ := conn.Read(make([]byte, 1))
		require.Zero(t, n)
		conn.Close()
	}
}

func TestTheFolderIsFreeAfterCloseAndAfterACrash(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir, quick())
	require.NoError(t, s.Close())
	// What a killed owner leaves behind.
	left, err := json.Marshal(map[string]string{"network": "unix", "address": filepath.Join(dir, "raise.sock"), "token": "old"})
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(filepath.Join(dir, "raise"), left, 0o600))
	require.NoError(t, os.WriteFile(filepath.Join(dir, "raise.sock"), nil, 0o600))
	s = open(t, dir, quick())
	run(t, s)
	require.NoError(t, storage.Raise(dir, "hello"))
}
