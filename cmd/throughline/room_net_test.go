//go:build linux

package main

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// A floor is a switch with laptops at it, each a network namespace, none with a default
// route unless it is given one. It touches no interface of the machine: the switch stands
// in a namespace of its own.
type floor struct {
	*hall
	hub     string
	laptops []string
}

func newFloor(t *testing.T, laptops int) *floor {
	t.Helper()
	if _, err := exec.LookPath("ip"); err != nil || os.Geteuid() != 0 {
		t.Skip("needs root and ip(8) to make network namespaces of its own")
	}
	f := &floor{hall: &hall{t: t}, hub: f0("h", 0)}
	if out, err := exec.Command("ip", "netns", "add", f.hub).CombinedOutput(); err != nil {
		t.Skipf("network namespaces cannot be made here: %s", out)
	}
	t.Cleanup(func() { exec.Command("ip", "netns", "del", f.hub).Run() })
	f.ip("-n", f.hub, "link", "add", "switch0", "type", "bridge", "mcast_snooping", "0")
	f.ip("-n", f.hub, "addr", "add", "10.99.0.254/24", "dev", "switch0")
	f.ip("-n", f.hub, "link", "set", "switch0", "up")
	for i := 1; i <= laptops; i++ {
		ns := f0("l", i)
		f.ip("netns", "add", ns)
		t.Cleanup(func() { exec.Command("ip", "netns", "del", ns).Run() })
		port := fmt.Sprintf("p%d", i)
		f.ip("link", "add", "wifi", "netns", ns, "type", "veth", "peer", "name", port, "netns", f.hub)
		f.ip("-n", f.hub, "link", "set", port, "master", "switch0", "up")
		f.ip("-n", ns, "addr", "add", fmt.Sprintf("10.99.0.%d/24", i), "broadcast", "+", "dev", "wifi")
		f.ip("-n", ns, "link", "set", "lo", "up")
		f.ip("-n", ns, "link", "set", "wifi", "up")
		f.laptops = append(f.laptops, ns)
	}
	return f
}

func f0(kind string, i int) string { return fmt.Sprintf("thr%d%s%d", os.Getpid(), kind, i) }

// ports sets a property of every port of the switch.
func (f *floor) ports(args ...string) {
	for i := range f.laptops {
		f.ip(append([]string{"-n", f.hub, "link", "set", fmt.Sprintf("p%d", i+1), "type", "bridge_slave"}, args...)...)
	}
}

// run runs the program in a laptop to its end.
func (f *floor) run(laptop int, args ...string) (out string, took time.Duration) {
	f.t.Helper()
	self, err := os.Executable()
	require.NoError(f.t, err)
	cmd := exec.CommandContext(f.t.Context(), "ip", append([]string{"netns", "exec", f.laptops[laptop], self, "--data", f.t.TempDir()}, args...)...)
	cmd.Env = append(os.Environ(), asThroughline+"=1")
	cmd.Stderr = os.Stderr
	begun := time.Now()
	raw, err := cmd.Output()
	require.NoError(f.t, err, "%s", raw)
	return string(raw), time.Since(begun)
}

// share begins a workshop on a laptop and returns its words.
func (f *floor) share(laptop int) (words string) {
	f.t.Helper()
	data := f.t.TempDir()
	_, id, errs := cli(f.t, data, "new", "--title", "Spring")
	require.NotEmpty(f.t, id, errs)
	host := f.laptop(f.laptops[laptop], "", data, "--share", strings.TrimSpace(id), "--name", "Ana")
	return host.want("ready", nil)["words"].(string)
}

type doctorSays struct {
	Verdict string `json:"verdict"`
	Found   []struct {
		By string `json:"by"`
		MS int64  `json:"ms"`
	} `json:"found"`
	Adapters []struct {
		HeardMulticast, HeardBroadcast bool
	} `json:"adapters"`
}

func (f *floor) doctor(laptop int, args ...string) (says doctorSays, took time.Duration) {
	out, took := f.run(laptop, append([]string{"doctor", "--json"}, args...)...)
	require.NoError(f.t, json.Unmarshal([]byte(out), &says), out)
	return says, took
}

func TestFoundWithoutADefaultRoute(t *testing.T) {
	for _, quiet := range []bool{false, true} {
		t.Run(fmt.Sprintf("multicast dropped %v", quiet), func(t *testing.T) {
			f := newFloor(t, 2)
			if quiet {
				f.ports("mcast_flood", "off")
			}
			words := f.share(0)
			says, _ := f.doctor(1)
			require.Len(t, says.Found, 1)
			within(t, "found", time.Duration(says.Found[0].MS)*time.Millisecond, 2*time.Second)
			require.False(t, quiet && says.Adapters[0].HeardMulticast, "the switch drops multicast")
			t.Logf("found after %d ms by %s, heard %+v", says.Found[0].MS, says.Found[0].By, says.Adapters)
			guest := f.laptop(f.laptops[1], "", t.TempDir(), "--join", words, "--name", "Jo")
			guest.want("joined", nil)
			guest.quit()
		})
	}
}

func TestFoundByTheSecondAdapter(t *testing.T) {
	f := newFloor(t, 2)
	f.ip("link", "add", "other", "netns", f.laptops[1], "type", "veth", "peer", "name", "spare", "netns", f.hub)
	f.ip("-n", f.hub, "link", "set", "spare", "up")
	f.ip("-n", f.laptops[1], "addr", "add", "10.98.0.1/24", "dev", "other")
	f.ip("-n", f.laptops[1], "link", "set", "other", "up")
	f.ip("-n", f.laptops[1], "route", "add", "default", "via", "10.98.0.254")
	f.share(0)
	says, _ := f.doctor(1)
	require.Len(t, says.Found, 1)
	within(t, "found by the second adapter", time.Duration(says.Found[0].MS)*time.Millisecond, 2*time.Second)
}

func TestClientIsolationIsNamed(t *testing.T) {
	f := newFloor(t, 2)
	f.ports("isolated", "on")
	for _, ns := range f.laptops {
		f.ip("-n", ns, "route", "add", "default", "via", "10.99.0.254")
	}
	f.share(0)
	for _, args := range [][]string{nil, {"--search"}} {
		says, took := f.doctor(1, args...)
		require.Equal(t, "apart", says.Verdict)
		require.Empty(t, says.Found)
		within(t, fmt.Sprint("named with ", args), took, 5*time.Second)
	}
}
