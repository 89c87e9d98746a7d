package main

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestPeersShareTimerAndInstruction(t *testing.T) {
	dir := t.TempDir()
	code, id, errs := cli(t, dir, "new", "--title", "T")
	require.Zero(t, code, errs)
	a := startPeer(t, dir, "--share", strings.TrimSpace(id))
	ready := a.want("ready", nil)
	b := startPeer(t, t.TempDir(), "--join", ready["words"].(string), "--at", ready["addr"].(string), "--name", "Bo")
	b.want("joined", nil)

	a.send(map[string]any{"op": "instruct", "text": "Two ideas each"})
	a.want("did", nil)
	b.want("moment", func(e map[string]any) bool { return e["instruction"] == "Two ideas each" })
	a.send(map[string]any{"op": "timer", "do": "start", "seconds": 0})
	a.want("error", nil)
	a.send(map[string]any{"op": "timer", "do": "dance"})
	a.want("error", nil)
	a.send(map[string]any{"op": "timer", "do": "start", "seconds": 600})
	b.want("moment", func(e map[string]any) bool { return e["running"] == true && e["length_ms"] == 600_000.0 })
	b.send(map[string]any{"op": "timer", "do": "pause"})
	b.want("error", nil) // a participant
	a.send(map[string]any{"op": "role", "member": "Bo", "role": "facilitator"})
	b.want("door", func(e map[string]any) bool { return e["lead"] == true })
	b.send(map[string]any{"op": "timer", "do": "pause"})
	a.want("moment", func(e map[string]any) bool { return e["running"] == false && e["left_ms"].(float64) > 0 })
	b.send(map[string]any{"op": "timer", "do": "start", "seconds": 1})
	over := func(e map[string]any) bool { return e["over"] == true && e["left_ms"] == 0.0 }
	a.want("moment", over)
	b.want("moment", over)
	b.send(map[string]any{"op": "timer", "do": "stop"})
	a.want("moment", func(e map[string]any) bool { return e["length_ms"] == 0.0 && e["instruction"] == "Two ideas each" })
	a.quit()
	b.quit()
}
