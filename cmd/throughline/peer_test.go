package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// patience bounds every wait; nothing waits that long when all is well.
const patience = 60 * time.Second

// cli runs one command to its end and returns what it printed.
func cli(t *testing.T, data string, args ...string) (code int, out, errs string) {
	t.Helper()
	var o, e bytes.Buffer
	code = run(t.Context(), append([]string{"--data", data, "--bind", "127.0.0.1"}, args...), strings.NewReader(""), &o, &e)
	return code, o.String(), e.String()
}

// A remoteControl is a peer driven through its pipes.
type remoteControl struct {
	t      *testing.T
	in     io.WriteCloser
	events chan map[string]any // written by the reader, closed at the end of the output
	code   chan int            // one exit code
	errs   *bytes.Buffer

	process *os.Process // nil if it runs in this one
}

func newRemoteControl(t *testing.T, in io.WriteCloser, out io.Reader) *remoteControl {
	p := &remoteControl{t: t, in: in, events: make(chan map[string]any, 1024), code: make(chan int, 1), errs: &bytes.Buffer{}}
	go func() {
		defer close(p.events)
		scan := bufio.NewScanner(out)
		scan.Buffer(nil, 64<<20)
		for scan.Scan() {
			var e map[string]any
			if err := json.Unmarshal(scan.Bytes(), &e); err != nil {
				e = map[string]any{"event": "not JSON", "line": scan.Text()}
			}
			p.events <- e
		}
	}()
	return p
}

// startPeer runs a peer in this process, on loopback.
func startPeer(t *testing.T, data string, args ...string) *remoteControl {
	t.Helper()
	inR, inW := io.Pipe()
	outR, outW := io.Pipe()
	p := newRemoteControl(t, inW, outR)
	go func() {
		all := append([]string{"--data", data, "--bind", "127.0.0.1", "peer"}, args...)
		p.code <- run(context.Background(), all, inR, outW, p.errs)
		outW.Close()
	}()
	t.Cleanup(func() { inW.Close() })
	return p
}

func (p *remoteControl) send(v map[string]any) {
	p.t.Helper()
	line, err := json.Marshal(v)
	require.NoError(p.t, err)
	_, err = p.in.Write(append(line, '\n'))
	require.NoError(p.t, err)
}

// want waits for the next event of that name that satisfies ok; others are passed over.
func (p *remoteControl) want(name string, ok func(map[string]any) bool) map[string]any {
	p.t.Helper()
	deadline := time.After(patience)
	for {
		select {
		case e, open := <-p.events:
			if !open {
				require.FailNow(p.t, "the peer ended", "waiting for %q; it said: %s", name, p.errs)
			}
			if e["event"] == name && (ok == nil || ok(e)) {
				return e
			}
		case <-deadline:
			require.FailNow(p.t, "waited too long", "for %q", name)
		}
	}
}

func (p *remoteControl) quit() {
	p.t.Helper()
	p.send(map[string]any{"op": "quit"})
	go func() {
		for range p.events {
		}
	}()
	select {
	case code := <-p.code:
		require.Equal(p.t, 0, code, p.errs.String())
	case <-time.After(patience):
		require.FailNow(p.t, "the peer does not end")
	}
}

// equal waits until both peers report the same heads, and returns their notes' texts.
func equal(t *testing.T, a, b *remoteControl) []string {
	t.Helper()
	deadline := time.Now().Add(patience)
	for {
		a.send(map[string]any{"op": "show"})
		b.send(map[string]any{"op": "show"})
		sa, sb := a.want("show", nil), b.want("show", nil)
		if fmt.Sprint(sa["heads"]) == fmt.Sprint(sb["heads"]) {
			require.Equal(t, sa["notes"], sb["notes"])
			return texts(sa)
		}
		require.True(t, time.Now().Before(deadline), "the laptops do not come together")
		// Whichever is behind says so by its next change.
		select {
		case <-time.After(20 * time.Millisecond):
		case <-t.Context().Done():
		}
	}
}

func texts(show map[string]any) []string {
	var all []string
	for _, n := range show["notes"].([]any) {
		all = append(all, n.(map[string]any)["text"].(string))
	}
	slices.Sort(all)
	return all
}

func add(text string) map[string]any {
	return map[string]any{"op": "add", "stage": "Onboarding", "lane": "Opportunities", "text": text, "color": "yellow"}
}

func TestTwoLaptopsWriteAtOnceAndKeepEverything(t *testing.T) {
	dirA, dirB := t.TempDir(), t.TempDir()
	code, id, errs := cli(t, dirA, "new", "--title", "Winter workshop")
	require.Equal(t, 0, code, errs)
	id = strings.TrimSpace(id)

	a := startPeer(t, dirA, "--share", id, "--name", "Ana")
	ready := a.want("ready", nil)
	a.send(add("before anyone came"))
	a.want("did", nil)

	b := startPeer(t, dirB, "--join", ready["words"].(string), "--at", ready["addr"].(string), "--name", "Jo")
	b.want("joined", nil)
	a.want("member", func(e map[string]any) bool { return e["name"] == "Jo" && e["state"] == "here" })

	for i := range 20 {
		a.send(add(fmt.Sprintf("from Ana %d", i)))
		b.send(add(fmt.Sprintf("from Jo %d", i)))
	}
	for range 20 {
		a.want("did", nil)
		b.want("did", nil)
	}
	require.Len(t, equal(t, a, b), 41)

	// Undo is one's own: Jo's last note goes, Ana's stay.
	b.send(map[string]any{"op": "undo"})
	b.want("did", func(e map[string]any) bool { return e["op"] == "undo" })
	after := equal(t, a, b)
	require.NotContains(t, after, "from Jo 19")
	require.Contains(t, after, "from Ana 19")

	b.quit()
	a.want("member", func(e map[string]any) bool { return e["name"] == "Jo" && e["state"] == "gone" })
	a.send(add("while Jo was away"))
	a.want("did", nil)
	a.quit()

	// Both kept it; Jo's laptop comes back to the room by itself.
	a = startPeer(t, dirA, "--share", id)
	a.want("ready", nil)
	b = startPeer(t, dirB, "--share", id)
	b.want("ready", nil)
	require.Contains(t, equal(t, a, b), "while Jo was away")
	a.quit()
	b.quit()

	code, out, errs := cli(t, dirB, "show", id, "--json")
	require.Equal(t, 0, code, errs)
	require.Contains(t, out, "while Jo was away")
}

func TestWrongWordsOpenNothing(t *testing.T) {
	dir := t.TempDir()
	_, id, _ := cli(t, dir, "new", "--title", "Closed")
	a := startPeer(t, dir, "--share", strings.TrimSpace(id))
	addr := a.want("ready", nil)["addr"].(string)

	code, _, errs := cli(t, t.TempDir(), "peer", "--join", "acid acid acid acid acid", "--at", addr)
	require.Equal(t, 1, code)
	require.Contains(t, errs, "These words do not open this workshop")
	a.quit()
}

func TestImportTellsWhatItLeftOut(t *testing.T) {
	dir := t.TempDir()
	_, id, _ := cli(t, dir, "new", "--title", "Imported")
	id = strings.TrimSpace(id)
	file := filepath.Join(dir, "notes.csv")
	rows := "stage,lane,text,author,color\n" +
		"Onboarding,Opportunities,Text when the engineer leaves,Omar,yellow\n" +
		"Onboarding,Opportunities,,Omar,yellow\n" +
		"Nirvana,Opportunities,Nowhere to go,Omar,yellow\n" +
		"Retention,Backstage," + strings.Repeat("x", 4001) + ",Omar,grey\n"
	require.NoError(t, os.WriteFile(file, []byte(rows), 0o600))

	code, out, errs := cli(t, dir, "import", id, file)
	require.Equal(t, 0, code, errs)
	require.Contains(t, out, "1 notes added, 3 rows left out")
	for _, row := range []string{"row 3", "row 4", "row 5"} {
		require.Contains(t, errs, row)
	}

	picture := filepath.Join(dir, "out", "canvas.png")
	code, _, errs = cli(t, dir, "export", id, "--out", picture, "--scale", "2")
	require.Equal(t, 0, code, errs)
	raw, err := os.ReadFile(picture)
	require.NoError(t, err)
	require.True(t, bytes.HasPrefix(raw, []byte("\x89PNG")))
}

func TestWhatIsNotUnderstood(t *testing.T) {
	dir := t.TempDir()
	for _, args := range [][]string{{"dance"}, {"new"}, {"show"}, {"peer"}, {"export", "x"}, {"peer", "--join", "a b c d e", "--share", "x"}} {
		code, _, errs := cli(t, dir, args...)
		require.Equal(t, 2, code, "%v: %s", args, errs)
	}
	code, _, errs := cli(t, dir, "show", "nothinghere0", "--json")
	require.Equal(t, 1, code)
	require.Contains(t, errs, "There is no such workshop")
}
