package storage_test

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"throughline.app/storage"
)

// childDir names the data folder for a test binary that plays the program to be killed.
const childDir = "THROUGHLINE_TEST_CHILD_DIR"

func TestMain(m *testing.M) {
	if dir := os.Getenv(childDir); dir != "" {
		writeForEver(dir)
	}
	os.Exit(m.Run())
}

// writeForEver appends changes and prints the number of each once it is acknowledged.
func writeForEver(dir string) {
	s, err := storage.Open(dir, storage.Options{Ballast: -1, Gather: -1})
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	go s.Run(context.Background())
	saved, err := s.Load(context.Background(), "w")
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	room := make(chan struct{}, 64) // so many are under way at a time
	for n := uint64(len(saved.Changes)) + 1; ; n++ {
		room <- struct{}{}
		s.Append("w", []storage.Change{change("a", n, 300)}, func(err error) {
			if err == nil {
				fmt.Println(n)
			}
			<-room
		})
	}
}

func TestKilledWhileWriting(t *testing.T) {
	dir := t.TempDir()
	const kills = 5
	for k := range kills {
		child := exec.Command(os.Args[0], "-test.run=^$")
		child.Env = append(os.Environ(), childDir+"="+dir)
		out, err := child.StdoutPipe()
		require.NoError(t, err)
		require.NoError(t, child.Start())
		lines := bufio.NewScanner(out)
		acked := uint64(0)
		for n := 0; lines.Scan(); n++ {
			v, err := strconv.ParseUint(strings.TrimSpace(lines.Text()), 10, 64)
			require.NoError(t, err, lines.Text())
			acked = max(acked, v)
			if n == 150+40*k {
				require.NoError(t, child.Process.Kill()) // then reads on: what was printed was acknowledged
			}
		}
		require.Error(t, child.Wait(), "killed")

		s := open(t, dir, quick())
		require.Empty(t, s.SetAside())
		saved, err := s.Load(t.Context(), "w")
		require.NoError(t, err)
		require.Empty(t, saved.Damaged)
		require.GreaterOrEqual(t, uint64(len(saved.Changes)), acked)
		for i, c := range saved.Changes {
			require.Equal(t, change("a", uint64(i+1), 300), c)
		}
		t.Logf("killed after %d acknowledged: %d rows there", acked, len(saved.Changes))
		require.NoError(t, s.Close())
	}
}
