//go:build linux

package main

import (
	"flag"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// thorough makes trials as long as docs/faults.md tells, and holds them to its figures,
// which means something on a machine that does nothing else.
var thorough = flag.Bool("thorough", false, "make trials long, and hold them to their figures (make faults)")

// pair is two laptops on one floor, in one workshop.
func (f *floor) pair() (a, b *remoteControl) {
	f.t.Helper()
	data := f.t.TempDir()
	_, id, errs := cli(f.t, data, "new", "--title", "Spring")
	require.NotEmpty(f.t, id, errs)
	a = f.laptop(f.laptops[0], "", data, "--share", strings.TrimSpace(id), "--name", "Ana")
	ready := a.want("ready", nil)
	b = f.laptop(f.laptops[1], "", f.t.TempDir(), "--join", ready["words"].(string), "--at", ready["addr"].(string), "--name", "Jo")
	b.want("joined", nil)
	a.want("member", here)
	a.send(add("together"))
	a.want("did", nil)
	equal(f.t, a, b)
	return a, b
}

func here(e map[string]any) bool { return e["state"] == "here" }
func gone(e map[string]any) bool { return e["state"] == "gone" }

// within tells a figure, and holds it to its bound in a thorough trial.
func within(t *testing.T, what string, took, most time.Duration) {
	t.Helper()
	t.Logf("%s: %v", what, took.Round(time.Millisecond))
	if *thorough {
		require.Less(t, took, most, what)
	}
}

// A lid is closed: the laptop stands still, its connections die, and it wakes.
func TestAClosedLidCostsNothing(t *testing.T) {
	f := newFloor(t, 2)
	a, b := f.pair()
	asleep := time.Now()
	require.NoError(t, b.process.Signal(syscall.SIGSTOP))
	a.want("member", gone)
	for i := range 10 {
		a.send(add(fmt.Sprintf("while Jo sleeps %d", i)))
		a.want("did", nil)
	}
	if *thorough {
		time.Sleep(time.Minute - time.Since(asleep))
	}
	begun := time.Now()
	require.NoError(t, b.process.Signal(syscall.SIGCONT))
	a.want("member", here)
	require.Len(t, equal(t, a, b), 11)
	within(t, fmt.Sprintf("back after %v of sleep", begun.Sub(asleep).Round(time.Second)), time.Since(begun), 3*time.Second)
	b.send(add("awake"))
	b.want("did", nil)
	require.Len(t, equal(t, a, b), 12)
}

// Another Wi-Fi, another cable: the address of a laptop is another.
func TestAnotherAddressCostsNothing(t *testing.T) {
	f := newFloor(t, 2)
	a, b := f.pair()
	begun := time.Now()
	f.ip("-n", f.laptops[1], "addr", "flush", "dev", "wifi")
	b.send(add("with no address"))
	b.want("did", nil)
	f.ip("-n", f.laptops[1], "addr", "add", "10.99.0.77/24", "broadcast", "+", "dev", "wifi")
	a.send(add("meanwhile"))
	a.want("did", nil)
	require.Len(t, equal(t, a, b), 3)
	within(t, "back on another address", time.Since(begun), 5*time.Second)
}

// Somebody floods every port of a laptop with junk, some of which begins as it should.
func TestJunkHarmsNobody(t *testing.T) {
	f := newFloor(t, 3)
	a, b := f.pair()
	span := time.Second
	if *thorough {
		span = 20 * time.Second
	}
	quiet, before := f.latency(a, b, "quiet", span)
	stop := f.junk(2, 5_000)
	loud, during := f.latency(a, b, "loud", span)
	sent := stop()
	require.Len(t, equal(t, a, b), 1+before+during)
	t.Logf("%d datagrams, %d edits; seen after %v, without junk %v (p95)", sent, during, loud, quiet)
	if *thorough {
		require.Less(t, loud, 2*quiet)
	}
	require.Positive(t, sent)
}

// latency is the 95th percentile of how long an edit takes to be seen on the other side, one
// after the other for a while, and how many there were.
func (f *floor) latency(a, b *remoteControl, name string, span time.Duration) (p95 time.Duration, edits int) {
	f.t.Helper()
	var all []time.Duration
	for end := time.Now().Add(span); time.Now().Before(end) && len(all) < 1_500; {
		text := fmt.Sprintf("%s %d", name, len(all))
		begun := time.Now()
		a.send(add(text))
		a.want("did", nil) // else what it says would fill its pipe
		for {
			b.send(map[string]any{"op": "show"})
			if slices.Contains(texts(b.want("show", nil)), text) {
				break
			}
			require.Less(f.t, time.Since(begun), patience)
		}
		all = append(all, time.Since(begun))
	}
	slices.Sort(all)
	return all[len(all)*95/100], len(all)
}

// junk sends that many datagrams a second from a laptop to every port of the first, until
// stop, which tells how many were sent.
func (f *floor) junk(from, rate int) (stop func() (sent int)) {
	f.t.Helper()
	table, err := exec.Command("ip", "netns", "exec", f.laptops[0], "cat", "/proc/net/udp").Output()
	require.NoError(f.t, err)
	ports := []string{"4717"}
	for line := range strings.Lines(string(table)) {
		if fields := strings.Fields(line); len(fields) > 1 {
			if _, port, ok := strings.Cut(fields[1], ":"); ok {
				if n, err := strconv.ParseUint(port, 16, 16); err == nil {
					ports = append(ports, fmt.Sprint(n))
				}
			}
		}
	}
	self, err := os.Executable()
	require.NoError(f.t, err)
	cmd := exec.Command("ip", "netns", "exec", f.laptops[from], self)
	cmd.Env = append(os.Environ(), fmt.Sprintf("%s=%d 10.99.0.1 %s", asJunk, rate, strings.Join(ports, " ")))
	in, err := cmd.StdinPipe()
	require.NoError(f.t, err)
	var said strings.Builder
	cmd.Stdout, cmd.Stderr = &said, os.Stderr
	require.NoError(f.t, cmd.Start())
	f.t.Cleanup(func() { in.Close(); cmd.Wait() })
	return func() int {
		in.Close()
		cmd.Wait()
		n, err := strconv.Atoi(strings.TrimSpace(said.String()))
		require.NoError(f.t, err)
		return n
	}
}
