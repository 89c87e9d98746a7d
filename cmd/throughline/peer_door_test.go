package main

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestPeersAtTheDoor: asking and being let in, new words, and a person who is removed and
// keeps what was there, all by lines of JSON.
func TestPeersAtTheDoor(t *testing.T) {
	dir := t.TempDir()
	code, id, errs := cli(t, dir, "new", "--title", "T")
	require.Zero(t, code, errs)
	ana := startPeer(t, dir, "--share", strings.TrimSpace(id), "--name", "Ana", "--door", "ask")
	ready := ana.want("ready", nil)
	words, addr := ready["words"].(string), ready["addr"].(string)
	ana.send(add("what was there"))
	ana.want("did", nil)

	benDir := t.TempDir()
	ben := startPeer(t, benDir, "--join", words, "--at", addr, "--name", "Ben", "--function", "Billing")
	ben.want("waiting", func(e map[string]any) bool { return len(e["who"].([]any)) == 1 && e["who"].([]any)[0] == "Ana" })
	asks := ana.want("asking", func(e map[string]any) bool { return len(e["people"].([]any)) == 1 })
	require.Equal(t, "Billing", asks["people"].([]any)[0].(map[string]any)["function"])
	ana.send(map[string]any{"op": "let-in", "member": "Ben"})
	ana.want("did", nil)
	ben.want("joined", nil)
	require.Equal(t, []string{"what was there"}, equal(t, ana, ben))

	wall := startPeer(t, t.TempDir(), "--join", words, "--at", addr, "--name", "Wall", "--role", "wall")
	ana.want("asking", func(e map[string]any) bool { return len(e["people"].([]any)) == 1 })
	ana.send(map[string]any{"op": "let-in"})
	wall.want("joined", nil)
	ben.send(map[string]any{"op": "door", "mode": "open"})
	require.Contains(t, ben.want("error", nil)["error"], "Only the facilitator")

	ana.send(map[string]any{"op": "new-words"})
	fresh := ana.want("door", func(e map[string]any) bool { return e["words"] != words })["words"].(string)
	ben.want("door", func(e map[string]any) bool { return e["words"] == fresh })
	ana.send(map[string]any{"op": "role", "member": "Ben", "role": "nonsense"})
	ana.want("error", nil)
	ana.send(map[string]any{"op": "remove", "member": "Ben"})
	require.Equal(t, "Ana", ben.want("removed", nil)["by"])
	ana.want("member", func(e map[string]any) bool { return e["name"] == "Ben" && e["state"] == "gone" })
	ben.send(map[string]any{"op": "show"})
	require.Equal(t, []string{"what was there"}, texts(ben.want("show", nil)))
	ben.send(add("in a copy of one's own"))
	ben.want("did", func(e map[string]any) bool { return e["op"] == "add" })
	ben.quit()
	for _, w := range []string{words, fresh} {
		code, _, errs := cli(t, benDir, "peer", "--join", w, "--at", addr)
		require.Equal(t, 1, code)
		require.Contains(t, errs, "taken out of this workshop")
	}
	wall.quit()
	ana.quit()
}
