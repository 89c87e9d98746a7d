package main

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// A watched is a keeper whose lines are read.
type watched struct {
	t     *testing.T
	lines chan string // written by the reader, closed at the end
	stop  context.CancelFunc
	code  chan int
	errs  *bytes.Buffer
}

func startKeeper(t *testing.T, data string, args ...string) *watched {
	t.Helper()
	ctx, stop := context.WithCancel(context.Background())
	r, w := io.Pipe()
	k := &watched{t: t, lines: make(chan string, 1024), stop: stop, code: make(chan int, 1), errs: &bytes.Buffer{}}
	go func() {
		k.code <- run(ctx, append([]string{"--data", data, "--bind", "127.0.0.1", "peer", "--keep"}, args...), strings.NewReader(""), w, k.errs)
		w.Close()
	}()
	go func() {
		defer close(k.lines)
		for scan := bufio.NewScanner(r); scan.Scan(); {
			k.lines <- scan.Text()
		}
	}()
	t.Cleanup(stop)
	return k
}

func (k *watched) want(part string) {
	k.t.Helper()
	deadline := time.After(2 * patience)
	for {
		select {
		case line, open := <-k.lines:
			if !open {
				require.FailNow(k.t, "the keeper ended", "waiting for %q: %s", part, k.errs)
			}
			if strings.Contains(line, part) {
				return
			}
		case <-deadline:
			require.FailNow(k.t, "waited too long", "for %q", part)
		}
	}
}

func (k *watched) end() {
	k.t.Helper()
	k.stop()
	select {
	case code := <-k.code:
		require.Zero(k.t, code, k.errs.String())
	case <-time.After(patience):
		require.FailNow(k.t, "the keeper does not end")
	}
}

func TestAKeeperHoldsWhatTheRoomWrote(t *testing.T) {
	first, keeps := t.TempDir(), t.TempDir()
	code, out, errs := cli(t, first, "new", "--title", "Winter")
	require.Zero(t, code, errs)
	id := strings.TrimSpace(out)
	a := startPeer(t, first, "--share", id, "--name", "Ana")
	ready := a.want("ready", nil)
	words, addr := ready["words"].(string), ready["addr"].(string)
	a.send(map[string]any{"op": "add", "stage": "Onboarding", "lane": "Opportunities", "text": "first"})
	a.want("did", nil)

	// It takes no input, and its end is no end.
	k := startKeeper(t, keeps, "--join", words, "--at", addr, "--name", "Keeper")
	k.want("Keeping “Winter”: ")
	a.want("member", func(e map[string]any) bool { return e["name"] == "Keeper" && e["state"] == "here" })
	a.send(map[string]any{"op": "add", "stage": "Onboarding", "lane": "Opportunities", "text": "second"})
	a.want("did", nil)
	a.quit() // after the others hold it
	k.end()
	code, out, errs = cli(t, keeps, "show", id, "--json")
	require.Zero(t, code, errs)
	require.Contains(t, out, `"second"`)

	// Started again while nobody is there, with the same arguments or with none.
	k = startKeeper(t, keeps, "--join", words, "--at", addr)
	k.want("Keeping “Winter”: 2 notes · nobody else here · saved")
	k.end()
	k = startKeeper(t, keeps)
	k.want("Keeping “Winter”: 2 notes · nobody else here · saved")

	// The first laptop comes back, and the keeper is there.
	again := startPeer(t, first, "--share", id)
	again.want("member", func(e map[string]any) bool { return e["name"] == "Keeper" && e["state"] == "here" })
	again.send(map[string]any{"op": "show"})
	again.want("show", func(e map[string]any) bool { return len(e["notes"].([]any)) == 2 })
	again.quit()
	k.end()

	code, _, errs = cli(t, t.TempDir(), "peer", "--keep")
	require.Equal(t, exitFailed, code)
	require.Contains(t, errs, "Give --join with the words on the wall")
}

func TestAKeeperWaitsUntilSomebodyIsThere(t *testing.T) {
	k := startKeeper(t, t.TempDir(), "--join", "abandoned bagpipe jobholder wristwatch yodel", "--at", "127.0.0.1:1")
	k.want("Waiting: Nobody answers at this address.")
	k.end()
	code, _, errs := cli(t, t.TempDir(), "peer", "--keep", "--join", "not five words")
	require.Equal(t, exitFailed, code, errs)
}
