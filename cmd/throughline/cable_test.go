//go:build linux

package main

import (
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// A hall is two laptops' network namespaces with a cable between them. It touches no
// interface of the machine.
type hall struct {
	t    *testing.T
	a, b string
}

func newHall(t *testing.T) *hall {
	t.Helper()
	if _, err := exec.LookPath("ip"); err != nil || os.Geteuid() != 0 {
		t.Skip("needs root and ip(8) to make network namespaces of its own")
	}
	h := &hall{t: t, a: fmt.Sprintf("thr%da", os.Getpid()), b: fmt.Sprintf("thr%db", os.Getpid())}
	if out, err := exec.Command("ip", "netns", "add", h.a).CombinedOutput(); err != nil {
		t.Skipf("network namespaces cannot be made here: %s", out)
	}
	t.Cleanup(func() { exec.Command("ip", "netns", "del", h.a).Run() })
	h.ip("netns", "add", h.b)
	t.Cleanup(func() { exec.Command("ip", "netns", "del", h.b).Run() })
	h.ip("link", "add", "cable", "netns", h.a, "type", "veth", "peer", "name", "cable", "netns", h.b)
	for i, ns := range []string{h.a, h.b} {
		h.ip("-n", ns, "addr", "add", fmt.Sprintf("10.99.0.%d/24", i+1), "dev", "cable")
		h.ip("-n", ns, "link", "set", "lo", "up")
		h.ip("-n", ns, "link", "set", "cable", "up")
	}
	return h
}

func (h *hall) ip(args ...string) {
	h.t.Helper()
	out, err := exec.Command("ip", args...).CombinedOutput()
	require.NoError(h.t, err, "ip %v: %s", args, out)
}

func (h *hall) cut()  { h.ip("-n", h.a, "link", "set", "cable", "down") }
func (h *hall) plug() { h.ip("-n", h.a, "link", "set", "cable", "up") }

// laptop starts the program in a namespace.
func (h *hall) laptop(ns, bind, data string, args ...string) *remoteControl {
	h.t.Helper()
	self, err := os.Executable()
	require.NoError(h.t, err)
	cmd := exec.Command("ip", append([]string{"netns", "exec", ns, self, "--data", data, "--bind", bind, "peer"}, args...)...)
	cmd.Env = append(os.Environ(), asThroughline+"=1")
	in, err := cmd.StdinPipe()
	require.NoError(h.t, err)
	out, err := cmd.StdoutPipe()
	require.NoError(h.t, err)
	p := newRemoteControl(h.t, in, out)
	cmd.Stderr = p.errs
	require.NoError(h.t, cmd.Start())
	p.process = cmd.Process
	ended := make(chan struct{})
	go func() {
		cmd.Wait()
		p.code <- cmd.ProcessState.ExitCode()
		close(ended)
	}()
	h.t.Cleanup(func() {
		in.Close()
		cmd.Process.Kill()
		<-ended
	})
	return p
}

func TestACutCableLosesNothingAndHealsByItself(t *testing.T) {
	h := newHall(t)
	dirA, dirB := t.TempDir(), t.TempDir()
	_, id, errs := cli(t, dirA, "new", "--title", "Cable")
	id = strings.TrimSpace(id)
	require.NotEmpty(t, id, errs)

	a := h.laptop(h.a, "10.99.0.1", dirA, "--share", id, "--name", "Ana")
	ready := a.want("ready", nil)
	b := h.laptop(h.b, "10.99.0.2", dirB, "--join", ready["words"].(string), "--at", ready["addr"].(string), "--name", "Jo")
	b.want("joined", nil)
	a.send(add("together"))
	a.want("did", nil)
	equal(t, a, b)

	h.cut()
	for i := range 10 {
		a.send(add(fmt.Sprintf("Ana alone %d", i)))
		b.send(add(fmt.Sprintf("Jo alone %d", i)))
		a.want("did", nil)
		b.want("did", nil)
	}
	a.want("member", func(e map[string]any) bool { return e["state"] == "gone" })
	h.plug()
	require.Len(t, equal(t, a, b), 21)
	a.quit()
	b.quit()
}
