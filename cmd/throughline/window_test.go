//go:build linux

package main

import (
	"bytes"
	"io"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// A desk is a virtual display of its own with the app's window on it.
type desk struct {
	t       *testing.T
	display string
	app     *exec.Cmd
	log     *bytes.Buffer
	ended   chan error // the app's end, once
}

func needDesk(t *testing.T) {
	t.Helper()
	if testing.Short() {
		t.Skip("opens windows")
	}
	for _, tool := range []string{"Xvfb", "xdotool"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Skipf("needs %s", tool)
		}
	}
}

// openDesk shows a workshop of a data folder in a window.
func openDesk(t *testing.T, data, id string) *desk {
	t.Helper()
	d := &desk{t: t, log: &bytes.Buffer{}, ended: make(chan error, 1)}
	r, w, err := os.Pipe()
	require.NoError(t, err)
	screen := exec.Command("Xvfb", "-displayfd", "3", "-screen", "0", "1280x800x24", "-nolisten", "tcp")
	screen.ExtraFiles = []*os.File{w}
	require.NoError(t, screen.Start())
	w.Close()
	t.Cleanup(func() { screen.Process.Kill(); screen.Wait() })
	number := make([]byte, 16)
	n, err := io.ReadAtLeast(r, number, 2)
	require.NoError(t, err, "the display does not start")
	d.display = ":" + strings.TrimSpace(string(number[:n]))

	self, err := os.Executable()
	require.NoError(t, err)
	d.app = exec.Command(self, "--data", data, "--bind", "127.0.0.1", "open", id)
	d.app.Env = append(os.Environ(), asThroughline+"=1", "DISPLAY="+d.display, "WAYLAND_DISPLAY=", "LIBGL_ALWAYS_SOFTWARE=1", "LANG=C.UTF-8")
	d.app.Stderr = d.log
	require.NoError(t, d.app.Start())
	go func() { d.ended <- d.app.Wait() }()
	t.Cleanup(func() { d.app.Process.Kill() })
	d.do("search", "--sync", "--onlyvisible", "--name", "Customer|Throughline", "windowfocus")
	return d
}

func (d *desk) do(args ...string) {
	d.t.Helper()
	cmd := exec.Command("timeout", append([]string{"60", "xdotool"}, args...)...)
	cmd.Env = append(os.Environ(), "DISPLAY="+d.display)
	out, err := cmd.CombinedOutput()
	require.NoError(d.t, err, "xdotool %v: %s\n%s", args, out, d.log)
}

// write types a note as a person does who has just come: nothing selected, only typing.
func (d *desk) write(text string) {
	d.t.Helper()
	d.do("mousemove", "640", "780", "type", "--delay", "25", text)
	d.do("key", "Escape")
}

func (d *desk) close() {
	d.t.Helper()
	require.NoError(d.t, d.app.Process.Signal(syscall.SIGTERM))
	select {
	case err := <-d.ended:
		require.NoError(d.t, err, d.log.String())
	case <-time.After(patience):
		require.FailNow(d.t, "the window does not close", d.log.String())
	}
}

func TestANoteTypedInOneWindowAppearsInTheOther(t *testing.T) {
	needDesk(t)
	dirA, dirB, dirC := t.TempDir(), t.TempDir(), t.TempDir()
	_, id, _ := cli(t, dirA, "new", "--title", "Two windows")
	id = strings.TrimSpace(id)
	a := startPeer(t, dirA, "--share", id, "--name", "Ana")
	ready := a.want("ready", nil)
	words, addr := ready["words"].(string), ready["addr"].(string)
	b := startPeer(t, dirB, "--join", words, "--at", addr, "--name", "Jo")
	b.want("ready", nil)
	watcher := startPeer(t, dirC, "--join", words, "--at", addr, "--name", "Wall")
	watcher.want("ready", nil)
	equal(t, a, b)
	a.quit()
	b.quit()

	windowA, windowB := openDesk(t, dirA, id), openDesk(t, dirB, id)
	here := func(name string) func(map[string]any) bool {
		return func(e map[string]any) bool { return e["name"] == name && e["state"] == "here" }
	}
	seen := map[string]bool{}
	watcher.want("member", func(e map[string]any) bool {
		for _, name := range []string{"Ana", "Jo"} {
			seen[name] = seen[name] || here(name)(e)
		}
		return seen["Ana"] && seen["Jo"]
	})

	windowA.write("typed in the first window")
	watcher.wantText("typed in the first window")
	windowB.write("typed in the second window")
	watcher.wantText("typed in the second window")
	windowA.close()
	windowB.close()
	watcher.quit()

	for _, dir := range []string{dirA, dirB, dirC} {
		_, out, errs := cli(t, dir, "show", id, "--json")
		require.Contains(t, out, "typed in the first window", errs)
		require.Contains(t, out, "typed in the second window", errs)
	}
}

// wantText waits until a note of that text is in the peer's workshop.
func (p *remoteControl) wantText(text string) {
	p.t.Helper()
	for {
		p.send(map[string]any{"op": "show"})
		for _, have := range texts(p.want("show", nil)) {
			if have == text {
				return
			}
		}
		p.want("changed", nil)
	}
}
