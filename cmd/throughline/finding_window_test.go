//go:build linux

package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// Two of three notes are found without their accents, selected from the palette, deleted,
// and brought back from the bar that tells of it: all of it by keyboard, in a window.
func TestFindSelectDeleteAndUndoByKeyboard(t *testing.T) {
	needDesk(t)
	dirA, dirC := t.TempDir(), t.TempDir()
	_, id, _ := cli(t, dirA, "new", "--title", "Finding")
	id = strings.TrimSpace(id)
	table := filepath.Join(t.TempDir(), "notes.csv")
	require.NoError(t, os.WriteFile(table, []byte("stage,lane,text\nAwareness,Frontstage,Café in the street\nRetention,Backstage,the CAFÉ closes\nAwareness,Frontstage,Router\n"), 0o600))
	code, _, errs := cli(t, dirA, "import", id, table)
	require.Zero(t, code, errs)
	a := startPeer(t, dirA, "--share", id, "--name", "Ana")
	ready := a.want("ready", nil)
	watcher := startPeer(t, dirC, "--join", ready["words"].(string), "--at", ready["addr"].(string), "--name", "Wall")
	watcher.want("ready", nil)
	equal(t, a, watcher)
	a.quit()

	d := openDesk(t, dirA, id)
	watcher.want("member", func(e map[string]any) bool { return e["name"] == "Ana" && e["state"] == "here" })
	d.do("search", "--sync", "--onlyvisible", "--name", "^Finding", "windowfocus")
	d.do("mousemove", "640", "780", "key", "ctrl+f", "type", "--delay", "40", "cafe")
	d.do("key", "ctrl+k", "type", "--delay", "40", "all finds")
	d.do("key", "Return", "key", "Delete")
	watcher.wantTexts("Router")
	d.do("key", "F6", "key", "Return")
	watcher.wantTexts("Café in the street", "Router", "the CAFÉ closes")
	d.close()
	watcher.quit()
}

// wantTexts waits until these notes and no others are in the peer's workshop. It asks again
// and again: an answer may be older than the news that came before it.
func (p *remoteControl) wantTexts(want ...string) {
	p.t.Helper()
	require.Eventually(p.t, func() bool {
		p.send(map[string]any{"op": "show"})
		return slices.Equal(want, texts(p.want("show", nil)))
	}, patience, 50*time.Millisecond)
}
