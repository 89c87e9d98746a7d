package laptop_test

import (
	"bufio"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"throughline.app/cmd/throughline/examine"
	"throughline.app/cmd/throughline/laptop"
	"throughline.app/crdt"
)

// asWriter in the environment names a data folder: the test binary then writes notes there
// until it is killed.
const asWriter = "THROUGHLINE_TEST_WRITES_IN"

var kills = flag.Int("kills", 0, "how often the writer is killed; a few times with other lengths if 0")

func TestMain(m *testing.M) {
	if len(os.Args) == 2 && os.Args[1] == "examine" {
		if examine.Answer(os.Stdin, os.Stdout, crdt.TakeUp) != nil {
			os.Exit(1)
		}
		os.Exit(0)
	}
	if dir := os.Getenv(asWriter); dir != "" {
		fmt.Println("stopped:", writeOn(dir))
		os.Exit(1)
	}
	os.Exit(m.Run())
}

// writeOn adds notes, and says of each when the disk has it.
func writeOn(dir string) error {
	l, err := laptop.Open(laptop.Options{Data: dir, Bind: "127.0.0.1"})
	if err != nil {
		return err
	}
	all, err := l.Workshops(bg)
	if err != nil {
		return err
	}
	r, err := l.Open(bg, all[0].ID, laptop.Networked)
	if err != nil {
		return err
	}
	saved := make(chan struct{}, 1) // written by the room; full means already told
	r.OnStatus(func() {
		select {
		case saved <- struct{}{}:
		default:
		}
	})
	for i := range 10_000 {
		text := fmt.Sprintf("%d of %d", i, os.Getpid())
		if err := writeStep(r, text); err != nil {
			return err
		}
		for r.Status().Unsaved > 0 {
			select {
			case <-saved:
			case <-time.After(patience):
				return fmt.Errorf("note %d is not saved", i)
			}
		}
		fmt.Println("saved:", text)
	}
	return nil
}

func TestAKilledProgramLosesNothingThatWasSaved(t *testing.T) {
	dir := t.TempDir()
	l := open(t, dir)
	id := create(t, l).ID()
	require.NoError(t, l.Close())

	rounds := []int{1, 12, 25}
	if *kills > 0 {
		rnd := rand.New(rand.NewPCG(1, uint64(*kills)))
		rounds = nil
		for range *kills {
			rounds = append(rounds, 1+rnd.IntN(8))
		}
	}
	var promised []string
	for _, notes := range rounds {
		promised = append(promised, writeAndKill(t, dir, notes)...)
	}
	l = open(t, dir)
	require.Empty(t, l.SetAside())
	r, err := l.Open(t.Context(), id, laptop.Quiet)
	require.NoError(t, err)
	until(t, r, "the document to load", func() bool { return !r.Status().Loading })
	require.NoError(t, r.Status().Trouble)
	require.Subset(t, texts(r), promised)
	t.Logf("%d kills, %d notes saved, none lost", len(rounds), len(promised))

	if *kills > 0 {
		return // more than are kept to be taken back
	}
	// Each can be taken back; the kill may have come between a note and its step.
	for range promised {
		require.Equal(t, "write a note", r.History().CanUndo())
		undo(t, r)
		if r.History().CanUndo() == "" {
			break
		}
	}
	require.LessOrEqual(t, len(standing(r)), len(rounds))
}

// writeAndKill kills a writer after that many notes, and returns what it said was saved.
func writeAndKill(t *testing.T, dir string, notes int) (saved []string) {
	t.Helper()
	self, err := os.Executable()
	require.NoError(t, err)
	cmd := exec.Command(self)
	cmd.Env = append(os.Environ(), asWriter+"="+dir)
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, cmd.Start())
	defer cmd.Wait()
	defer cmd.Process.Kill()
	for scan := bufio.NewScanner(out); scan.Scan(); {
		text, ok := strings.CutPrefix(scan.Text(), "saved: ")
		require.True(t, ok, scan.Text())
		if saved = append(saved, text); len(saved) == notes {
			require.NoError(t, cmd.Process.Kill())
		}
	}
	require.GreaterOrEqual(t, len(saved), notes)
	return saved
}
